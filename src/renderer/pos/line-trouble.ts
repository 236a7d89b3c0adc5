import type { Refusal } from '../../shared/errors.ts';
import type { Menu } from '../../shared/menu.ts';
import { availabilityOf } from './availability.ts';
import { unitPrice, unitsOf, type Draft, type DraftLine } from './draft.ts';

/** What keeps a line from being sold, and what would cure it. */
export type LineTrouble =
  | { readonly kind: 'short'; readonly left: number; readonly refused: boolean }
  | { readonly kind: 'unavailable'; readonly refused: boolean }
  | { readonly kind: 'unknown'; readonly refused: boolean }
  | { readonly kind: 'modifiers'; readonly refusal: Refusal; readonly refused: true }
  /** An amount that was given when the line cost more. */
  | { readonly kind: 'discount'; readonly refused: false };

/** True for two that look the same. */
export function isSameTrouble(a: LineTrouble | null, b: LineTrouble | null): boolean {
  if (a === null || b === null || a.kind !== b.kind || a.refused !== b.refused) return a === b;
  if (a.kind === 'short') return b.kind === 'short' && a.left === b.left;
  return a.kind !== 'modifiers' || (b.kind === 'modifiers' && a.refusal === b.refusal);
}

/** The trouble of one line: what the broker refused it for, or what the menu and the stock say already now. */
export function troubleOf(
  line: DraftLine,
  draft: Draft,
  menu: Menu,
  stock: Readonly<Record<string, number | null>>,
): LineTrouble | null {
  return refusedFor(line, draft, stock) ?? foreseen(line, draft, menu, stock);
}

function refusedFor(
  line: DraftLine,
  { refusal }: Draft,
  stock: Readonly<Record<string, number | null>>,
): LineTrouble | null {
  switch (refusal?.code) {
    case 'out_of_stock': {
      const short = refusal.data.items.find(({ itemId }) => itemId === line.itemId);
      if (!short) return null;
      return { kind: 'short', left: stock[line.itemId] ?? short.available, refused: true };
    }
    case 'item_unavailable':
      return refusal.data.itemIds.includes(line.itemId)
        ? { kind: 'unavailable', refused: true }
        : null;
    case 'unknown_item':
      return refusal.data.itemIds.includes(line.itemId) ? { kind: 'unknown', refused: true } : null;
    case 'unknown_modifier':
    case 'modifier_count':
      return refusal.data.itemId === line.itemId
        ? { kind: 'modifiers', refusal, refused: true }
        : null;
    default:
      return null;
  }
}

function foreseen(
  line: DraftLine,
  draft: Draft,
  menu: Menu,
  stock: Readonly<Record<string, number | null>>,
): LineTrouble | null {
  // What is on its way is the broker's to judge: its own stock is already taken for it.
  if (draft.sending) return null;
  const item = menu.items.find(({ id }) => id === line.itemId);
  if (!item) return { kind: 'unknown', refused: false };
  const availability = availabilityOf(item, stock);
  if (availability.state === 'off_sale') return { kind: 'unavailable', refused: false };
  const left = availability.state === 'sold_out' ? 0 : availability.left;
  if (left !== null && unitsOf(draft, item.id) > left)
    return { kind: 'short', left, refused: false };
  const { discount } = line;
  const cost = (unitPrice(menu, line) ?? 0) * line.quantity;
  return discount?.kind === 'amount' && discount.cents > cost
    ? { kind: 'discount', refused: false }
    : null;
}

/** True when the refusal is told on the lines that caused it, and needs no word for the whole order. */
export function isToldOnLines(refusal: Refusal, draft: Draft): boolean {
  return draft.lines.some((line) => refusedFor(line, { ...draft, refusal }, {}) !== null);
}
