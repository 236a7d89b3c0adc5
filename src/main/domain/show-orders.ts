import type { DomainEvent } from '../../shared/events.ts';
import { isOpen } from '../../shared/order-states.ts';
import type { LineTask, Order, OrderLine } from '../../shared/order.ts';
import { awaitsConfirmation, changedAt, toldOf } from '../../shared/told.ts';
import type { ShowOrders } from '../../shared/ticket-commands.ts';
import { isAt } from './arrive.ts';
import { type Change, revise } from './revise.ts';
import type { Decision, DecisionContext, DecisionState } from './state.ts';

/**
 * Puts down that a kitchen display has these orders on the page in view, with what was changed of them, for the stations
 * that it shows. The first display counts. One that says how much it had been told of an order has not seen what the
 * counter changed since.
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
    const change = showing(order, told?.[id] ?? Infinity, context.at, stations);
    if (Object.keys(change).length === 0) continue;
    events.push({ type: 'order.changed', data: { order: revise(order, change, context) } });
  }
  return { ok: true, events, order: null };
}

/** @param told how many ledger entries of the order the display had before it */
function showing(order: Order, told: number, at: string, stations?: readonly string[]): Change {
  const isHere = (task: LineTask): boolean => isAt(task, stations);
  if (!order.lines.some((line) => inView(line, order).some(isHere))) return {};
  const change: Change = order.shownAt === null ? { shownAt: at } : {};
  // What the display had not been told of was not in view, and which lines that were it does not say.
  if (told < toldOf(order)) return change;
  if (order.changeShownAt === null && changedAt(order) !== null) {
    // The oven's display has not shown what was changed of the bar's lines. What nobody is to see any more anybody has.
    const last = order.lines.filter(isOfLastChange(order)).flatMap((line) => inView(line, order));
    if (last.length === 0 || last.some(isHere)) change.changeShownAt = at;
  }
  const isNew = (task: LineTask): boolean => task.shownAt === null && isHere(task);
  if (order.lines.some((line) => inView(line, order).some(isNew))) {
    change.lines = order.lines.map((line) => {
      if (!inView(line, order).some(isNew)) return line;
      const tasks = line.tasks.map((task) => (isNew(task) ? { ...task, shownAt: at } : task));
      return { ...line, tasks };
    });
  }
  return change;
}

/** The tasks of a line that displays have on their cards: of one that was taken off only those that await confirmation. */
function inView(line: OrderLine, order: Order): LineTask[] {
  return line.tasks.filter((task) => line.quantity > 0 || awaitsConfirmation(task, line, order));
}

function isOfLastChange(order: Order): (line: OrderLine) => boolean {
  const last = changedAt(order);
  return ({ ledger }) => ledger.some(({ at }) => at === last);
}
