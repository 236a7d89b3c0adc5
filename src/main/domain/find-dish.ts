import type { Menu, MenuItem } from '../../shared/menu.ts';

/** Letters without case and accents, in words: how names are compared that people typed. */
export function wordsOf(text: string): string[] {
  return text
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}

/** One menu's names in words; the menu is a new object whenever it changes. */
const indexes = new WeakMap<Menu, readonly { readonly item: MenuItem; readonly name: string }[]>();

/**
 * The menu item that a dish's name means: the one with exactly this name, else the first whose name begins with
 * it, else the first that has it somewhere. Whole words, whatever their case and accents. Whether the item is on
 * sale plays no part: nobody gets another dish than the one that was meant because that one has run out.
 */
export function findDish(menu: Menu, dish: string): MenuItem | null {
  let index = indexes.get(menu);
  if (!index) {
    // Spaces at both ends, so that a word is found by its borders.
    index = menu.items.map((item) => ({ item, name: ` ${wordsOf(item.name).join(' ')} ` }));
    indexes.set(menu, index);
  }
  const words = wordsOf(dish);
  if (words.length === 0) return null;
  const wanted = ` ${words.join(' ')} `;
  const found =
    index.find(({ name }) => name === wanted) ??
    index.find(({ name }) => name.startsWith(wanted)) ??
    index.find(({ name }) => name.includes(wanted)) ??
    index.find(({ name }) => words.every((word) => name.includes(` ${word} `)));
  return found?.item ?? null;
}
