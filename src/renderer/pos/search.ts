import type { Menu, MenuItem } from '../../shared/menu.ts';

/** A text as people type it in a hurry: no case, no accents, single spaces. */
export function fold(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .trim();
}

/**
 * Items in which every typed word begins some word: first those whose name begins with what was typed, then
 * those that match by name, then by category.
 */
export function searchItems(menu: Menu, query: string): MenuItem[] {
  const wanted = fold(query);
  if (wanted === '') return [];
  const words = wanted.split(' ');
  const category = new Map(menu.categories.map(({ id, name }) => [id, fold(name)]));
  const rank = (item: MenuItem): number | null => {
    const name = fold(item.name);
    if (name.startsWith(wanted)) return 0;
    if (words.every((word) => beginsWord(name, word))) return 1;
    const all = `${name} ${category.get(item.categoryId) ?? ''}`;
    return words.every((word) => beginsWord(all, word)) ? 2 : null;
  };
  return menu.items
    .map((item) => ({ item, rank: rank(item) }))
    .filter((found): found is { item: MenuItem; rank: number } => found.rank !== null)
    .toSorted((a, b) => a.rank - b.rank)
    .map(({ item }) => item);
}

function beginsWord(text: string, word: string): boolean {
  return text.split(/[\s\-/(]+/).some((part) => part.startsWith(word));
}
