import type { CommandData } from '../../shared/commands.ts';
import type { DomainEvent } from '../../shared/events.ts';
import { isOpen } from '../../shared/order-states.ts';
import { changedAt, toldOf } from '../../shared/told.ts';
import { type Change, revise } from './revise.ts';
import type { Decision, DecisionContext, DecisionState } from './state.ts';

/**
 * Puts down that a kitchen display has these orders on the page in view, with what was changed of them. The first
 * display counts. One that says how much it had been told of an order has not seen what the counter changed since.
 */
export function showOrders(
  state: DecisionState,
  { orderIds, told }: CommandData<'order.shown'>,
  context: DecisionContext,
): Decision {
  const events: DomainEvent[] = [];
  for (const id of new Set(orderIds)) {
    const order = state.order(id);
    // An order that left meanwhile is no error: the display was only slower than the counter.
    if (!order || !isOpen(order.status) || order.status === 'held') continue;
    const change: Change = {};
    if (order.shownAt === null) change.shownAt = context.at;
    const knowsAll = (told?.[id] ?? Infinity) >= toldOf(order);
    if (knowsAll && order.changeShownAt === null && changedAt(order) !== null) {
      change.changeShownAt = context.at;
    }
    if (Object.keys(change).length === 0) continue;
    events.push({ type: 'order.changed', data: { order: revise(order, change, context) } });
  }
  return { ok: true, events, order: null };
}
