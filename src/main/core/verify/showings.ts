import type { Order } from '../../../shared/order.ts';
import { changedAt, toldOf } from '../../../shared/told.ts';
import { same, type Differences } from './difference.ts';

/** What an order says of its showings: nobody saw the change of what was not changed, nor of what was not shown. */
export function* showingTruths(where: string, order: Order): Differences {
  const { id, shownAt, changeShownAt } = order;
  if (changeShownAt === null) return;
  if (shownAt === null || changedAt(order) === null) {
    yield* same(where, `showing of the change of order ${id}`, null, changeShownAt);
  }
}

/** A showing is put down once. What the kitchen is told after that has yet to be shown. */
export function* compareShowings(where: string, before: Order, after: Order): Differences {
  const { id } = after;
  if (before.shownAt !== null) {
    yield* same(where, `first showing of order ${id}`, before.shownAt, after.shownAt);
  }
  const was = toldOf(after) > toldOf(before) ? null : before.changeShownAt;
  if (was !== null || toldOf(after) > toldOf(before)) {
    yield* same(where, `showing of the change of order ${id}`, was, after.changeShownAt);
  }
}
