import type { CommandType } from '../../../../shared/commands.ts';
import type { Menu, MenuItem } from '../../../../shared/menu.ts';
import type { OrderStatus } from '../../../../shared/order-states.ts';

/** Status words of the `/pedidos` door. */
export const SEED_STATUSES = [
  'Em espera',
  'Em processo',
  'Pronto',
  'Concluído',
  'Cancelado',
] as const;

export type SeedStatus = (typeof SEED_STATUSES)[number];

export const SEED_STATUS_OF: { readonly [S in OrderStatus]: SeedStatus } = {
  held: 'Em espera',
  pending: 'Em processo',
  preparing: 'Em processo',
  ready: 'Pronto',
  completed: 'Concluído',
  cancelled: 'Cancelado',
};

/** The whole way to a status; a step that the order has behind it is passed over. */
export const SEED_STEPS: { readonly [S in Exclude<SeedStatus, 'Em espera'>]: readonly Step[] } = {
  'Em processo': ['order.recall'],
  Pronto: ['order.start', 'order.ready'],
  Concluído: ['order.start', 'order.ready', 'order.complete'],
  Cancelado: ['order.cancel'],
};

export type Step = Extract<
  CommandType,
  'order.start' | 'order.ready' | 'order.complete' | 'order.recall' | 'order.cancel'
>;

/** Letters without case and accents, in words: how names are compared that people typed. */
export function wordsOf(text: string): string[] {
  return text
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}

/** The status that was meant, whatever its case and accents; null when it is none. */
export function seedStatusOf(text: string): SeedStatus | null {
  const meant = wordsOf(text).join(' ');
  return SEED_STATUSES.find((status) => wordsOf(status).join(' ') === meant) ?? null;
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
