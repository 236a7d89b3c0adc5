import type { ShowOrders } from '../../shared/commands.ts';
import type { DomainEvent } from '../../shared/events.ts';
import { isOpen } from '../../shared/order-states.ts';
import type { LineTask } from '../../shared/order.ts';
import { changedAt, toldOf } from '../../shared/told.ts';
import { type Change, revise } from './revise.ts';
import type { Decision, DecisionContext, DecisionState } from './state.ts';

/**
 * Puts down that a kitchen display has these orders on the page in view, with what was changed of them, for the stations
 * that it shows. The first display counts. One that says how much it had been told of an order has not seen what the counter changed since.
 */
export function showOrders(
  state: DecisionState,
  { orderIds, told, stations }: ShowOrders,
  context: DecisionContext,
): Decision {
  const events: DomainEvent[] = [];
  for (const id of new Set(orderIds)) {
    const order = state.order(id);
    // An order that left meanwhile is no error: the display was only slower than the counter.
    if (!order || !isOpen(order.status) || order.status === 'held') continue;
    const change: Change = {};
    const isNew = ({ station, shownAt }: LineTask): boolean =>
      shownAt === null && (stations?.includes(station) ?? true);
    if (order.shownAt === null) change.shownAt = context.at;
    const knowsAll = (told?.[id] ?? Infinity) >= toldOf(order);
    if (knowsAll && order.changeShownAt === null && changedAt(order) !== null) {
      change.changeShownAt = context.at;
    }
    // Of a line that the display has not been told of, nothing was in view.
    if (knowsAll && order.lines.some(({ tasks }) => tasks.some(isNew))) {
      change.lines = order.lines.map((line) => ({
        ...line,
        tasks: line.tasks.map((task) => (isNew(task) ? { ...task, shownAt: context.at } : task)),
      }));
    }
    if (Object.keys(change).length === 0) continue;
    events.push({ type: 'order.changed', data: { order: revise(order, change, context) } });
  }
  return { ok: true, events, order: null };
}
