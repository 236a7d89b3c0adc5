import type { DomainEvent } from '../../shared/events.ts';
import type { StockLevel } from '../../shared/menu.ts';
import type { Order } from '../../shared/order.ts';
import type { Tally } from '../../shared/shift.ts';
import { arrive } from './arrive.ts';
import { awaitsPayment } from './awaits-payment.ts';
import { orderTotals } from './pricing.ts';
import { withSales } from './shift-sales.ts';
import type { Decision, DecisionContext, DecisionState } from './state.ts';
import { allowedActions, allowedChanges } from './transitions.ts';

/** What becomes different about an order; what follows from it is computed by `revise`. */
export type Change = { -readonly [K in keyof Order]?: Order[K] };

/**
 * The next version of an order, with all that follows from a change: totals, what may be done with it, whether the
 * kitchen waits for its payment. Shares of another total would be wrong shares: a new total dissolves the split.
 */
export function revise(order: Order, by: Change, { at, rules }: DecisionContext): Order {
  const next: Order = { ...order, ...by, version: order.version + 1 };
  next.totals = orderTotals(next);
  // What waited for its payment goes to the kitchen with it, also when less is due than before: paid food is cooked.
  const { dueCents, paidCents } = next.totals;
  if (order.awaitsPayment && next.status === 'held' && dueCents <= 0 && paidCents > 0) {
    Object.assign(next, arrive(next, 'pending', at));
  }
  if (next.totals.totalCents !== order.totals.totalCents) next.split = null;
  next.awaitsPayment = awaitsPayment(next, rules);
  next.allowedActions = allowedActions(next.status, next.awaitsPayment);
  next.allowedChanges = allowedChanges(next);
  return next;
}

/** The decision for a change that leaves stock and money as they are. */
export function moved(order: Order, by: Change, context: DecisionContext): Decision {
  const next = revise(order, by, context);
  return { ok: true, events: [{ type: 'order.changed', data: { order: next } }], order: next };
}

/** The decision for a change of what was ordered or what it costs: with the stock, and the report of the shift. */
export function resold(
  state: DecisionState,
  order: Order,
  by: Change,
  context: DecisionContext,
  {
    levels = [],
    voided,
  }: { readonly levels?: readonly StockLevel[]; readonly voided?: Tally } = {},
): Decision {
  const next = revise(order, by, context);
  const events: DomainEvent[] = [{ type: 'order.changed', data: { order: next } }];
  if (levels.length > 0) events.push({ type: 'stock.changed', data: { items: levels } });
  events.push(...withSales(state, order, next, context, voided));
  return { ok: true, events, order: next };
}
