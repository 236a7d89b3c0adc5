import type { Order } from './order.ts';

/**
 * How often the kitchen was told something about an order: what a display says that it has in view, and what grows
 * with each change that a counter makes. Nothing that was told is ever taken back, so no two states of an order that
 * say different things to the kitchen have the same count.
 */
export function toldOf({ lines }: Pick<Order, 'lines'>): number {
  return lines.reduce((sum, { ledger }) => sum + ledger.length, 0);
}

/**
 * When the kitchen was last told something after the order itself (ISO 8601, UTC); null when nothing was changed since
 * it was sent.
 */
export function changedAt({ lines, sentAt }: Pick<Order, 'lines' | 'sentAt'>): string | null {
  let last: string | null = null;
  for (const { ledger } of lines) {
    for (const [nth, { at }] of ledger.entries()) {
      // A clock may be set back or stand still: what was told with the order is told at its very moment, and first.
      if (nth === 0 && at === sentAt) continue;
      if (last === null || at > last) last = at;
    }
  }
  return last;
}

/** True while a kitchen display has yet to show the order, or the last change of it. */
export function awaitsShowing(
  order: Pick<Order, 'lines' | 'sentAt' | 'shownAt' | 'changeShownAt'>,
): boolean {
  return order.shownAt === null || (order.changeShownAt === null && changedAt(order) !== null);
}
