import { LIMITS } from '../../shared/limits.ts';
import type { Menu, MenuItem } from '../../shared/menu.ts';
import { isSameBarcode } from './scanner.ts';

/** A text as people type it in a hurry: no case, no accents, single spaces. */
export function fold(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .trim();
}

/** What was typed into the search: how many, and of what. */
export interface Query {
  /** Null when no number was typed. */
  readonly quantity: number | null;
  readonly text: string;
}

/** `3*guar`, `3x guar` or `3×`: a number and a sign for "times", before a name or before the next tap. */
export function parseQuery(typed: string): Query {
  const match = /^\s*(\d{1,3})\s*[x×*](.*)$/iu.exec(typed);
  if (!match) return { quantity: null, text: typed.trim() };
  const quantity = Math.min(LIMITS.quantity, Math.max(1, Number(match[1])));
  return { quantity, text: (match[2] ?? '').replace(/^[\s-]+/, '').trim() };
}

/** The item that bears this barcode. */
export function itemByBarcode(menu: Menu, code: string): MenuItem | undefined {
  return menu.items.find(({ barcode }) => barcode !== undefined && isSameBarcode(barcode, code));
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
