import type { LineTask, Order, OrderLine } from './order.ts';
import { isOpen } from './order-states.ts';

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

/** How much the kitchen was told of one line: what is in its ledger, and that its order is cancelled. */
export function toldOfLine(
  { ledger }: Pick<OrderLine, 'ledger'>,
  { status, sentAt }: Pick<Order, 'status' | 'sentAt'>,
): number {
  return ledger.length + (status === 'cancelled' && sentAt !== null ? 1 : 0);
}

/** True while a station has yet to take note of something that it was told of a line after the order itself. */
export function awaitsConfirmation(
  { confirmed }: Pick<LineTask, 'confirmed'>,
  line: Pick<OrderLine, 'ledger'>,
  order: Pick<Order, 'status' | 'sentAt'>,
): boolean {
  return confirmed < toldOfLine(line, order);
}

/**
 * True for a cancelled order that a station knew of and has not taken note of: it stays with the open ones, on every
 * display of that station, until somebody confirms it there.
 */
export function lingers(order: Pick<Order, 'status' | 'sentAt' | 'lines'>): boolean {
  return (
    order.status === 'cancelled' &&
    order.lines.some((line) => line.tasks.some((task) => awaitsConfirmation(task, line, order)))
  );
}

/** True for an order that screens keep before them: it needs work, or somebody who takes note that it does not. */
export function isInUse(order: Pick<Order, 'status' | 'sentAt' | 'lines'>): boolean {
  return isOpen(order.status) || lingers(order);
}
