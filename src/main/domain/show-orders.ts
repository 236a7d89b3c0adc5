import type { DomainEvent } from '../../shared/events.ts';
import { isOpen } from '../../shared/order-states.ts';
import type { LineTask, Order, OrderLine } from '../../shared/order.ts';
import { awaitsConfirmation, changedAt, toldOf } from '../../shared/told.ts';
import type { ShowOrders } from '../../shared/ticket-commands.ts';
import { isKnown } from './ledger.ts';
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
  const here = stations ? new Set(stations) : null;
  for (const id of new Set(orderIds)) {
    const order = state.order(id);
    // An order that left meanwhile is no error: the display was only slower than the counter.
    if (!order || !isOpen(order.status) || order.status === 'held') continue;
    const change = showing(order, told?.[id] ?? Infinity, context.at, here);
    if (change === null) continue;
    events.push({ type: 'order.changed', data: { order: revise(order, change, context) } });
  }
  return { ok: true, events, order: null };
}

/** The stations of a display; null = all. */
type Stations = ReadonlySet<string> | null;

/**
 * What becomes true of an order by being shown; null when nothing of it is new.
 * @param told how many ledger entries of the order the display had before it
 */
function showing(order: Order, told: number, at: string, here: Stations): Change | null {
  const seen = told < toldOf(order) ? entriesSeen(order, told) : null;
  let isHere = false;
  let isNew = false;
  let wasKnown = false;
  let place = 0;
  for (const line of order.lines) {
    const entries = seen?.[place];
    for (const task of line.tasks) {
      const known = isKnown(task);
      wasKnown ||= known;
      // Most of what displays report again has been shown before: nothing is to be found out about it.
      if (isHere && (known || isNew)) continue;
      if (!isAmong(task, here) || !wasInView(task, line, order, entries)) continue;
      isHere = true;
      isNew ||= !known;
    }
    place += 1;
  }
  if (!isHere) return null;
  const change: Change = {};
  if (order.shownAt === null) change.shownAt = at;
  if (isNew) {
    change.lines = order.lines.map((line, nth) => {
      const tasks = line.tasks.map((task): LineTask => {
        if (isKnown(task)) return task;
        const entries = seen?.[nth] ?? line.ledger.length;
        if (isAmong(task, here) && wasInView(task, line, order, seen?.[nth])) {
          // What was told since has yet to be noted: it was passed over while nobody was known to have it in view.
          return { ...task, shownAt: at, confirmed: Math.min(task.confirmed, entries) };
        }
        // A line that came after it was in view is an addition, although nobody knew of that when it came.
        const isAddition = entries === 0 && line.quantity > 0 && task.doneAt === null;
        return isAddition && !wasKnown ? { ...task, confirmed: 0 } : task;
      });
      return { ...line, tasks };
    });
  }
  // Of what was told since it has shown nothing.
  if (seen === null && showsLastChange(order, here)) change.changeShownAt = at;
  return Object.keys(change).length > 0 ? change : null;
}

/** Of the first so many things that the kitchen was told of an order, how many were of each line, in their order. */
function entriesSeen({ lines }: Order, told: number): number[] {
  const seen = lines.map(() => 0);
  const entries = lines.flatMap(({ ledger }, line) =>
    ledger.map(({ at }, nth) => ({ at, nth, line })),
  );
  // Of the same moment, what lines began with comes before what became of them.
  entries.sort((a, b) => (a.at < b.at ? -1 : Number(a.at > b.at)) || a.nth - b.nth);
  for (const { line } of entries.slice(0, told)) seen[line] = (seen[line] ?? 0) + 1;
  return seen;
}

/**
 * True for a task that displays of its station have on their cards: of a line that was taken off only while it awaits
 * confirmation.
 * @param entries how much of the line the display had been told; left out: all
 */
function wasInView(task: LineTask, line: OrderLine, order: Order, entries?: number): boolean {
  if (entries !== undefined && entries < line.ledger.length) {
    return line.ledger.slice(0, entries).reduce((units, { sent }) => units + sent, 0) > 0;
  }
  return line.quantity > 0 || awaitsConfirmation(task, line, order);
}

function isAmong({ station }: LineTask, stations: Stations): boolean {
  return stations?.has(station) ?? true;
}

/** True when these stations have shown the last change of an order, or nobody is left to whom it is to be shown. */
function showsLastChange(order: Order, here: Stations): boolean {
  if (order.changeShownAt !== null) return false;
  const last = changedAt(order);
  if (last === null) return false;
  let isAnywhere = false;
  for (const line of order.lines) {
    if (!line.ledger.some(({ at }) => at === last)) continue;
    for (const task of line.tasks) {
      if (!wasInView(task, line, order)) continue;
      // The oven's display has not shown what was changed of the bar's lines.
      if (isAmong(task, here)) return true;
      isAnywhere = true;
    }
  }
  return !isAnywhere;
}
