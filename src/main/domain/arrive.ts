import type { LineTask, Order, OrderLine } from '../../shared/order.ts';
import type { OrderStatus } from '../../shared/order-states.ts';
import { sendLines } from './lines.ts';
import type { Change } from './revise.ts';

/** What becomes true of an order, and of its lines, on reaching a state other than cancelled. */
export function arrive(order: Order, to: OrderStatus, at: string): Change {
  switch (to) {
    case 'pending':
      return { status: to, sentAt: at, lines: sendLines(order.lines, at) };
    case 'preparing':
      // From ready this is a recall: all lines are to be looked at again.
      return order.status === 'ready'
        ? {
            status: to,
            readyAt: null,
            recalled: true,
            recalls: oneMoreRecall(order),
            lines: withLines(order, 'preparing', at),
          }
        : { status: to, startedAt: at, lines: withLines(order, 'preparing', at) };
    case 'ready':
      return {
        status: to,
        readyAt: at,
        readiness: order.readiness + 1,
        lines: withLines(order, 'ready', at),
      };
    case 'completed':
      return { status: to, completedAt: at };
    case 'held':
    case 'cancelled':
      return { status: to };
  }
}

/** True when the kitchen has nothing left to make: what was taken off does not count. */
export function areDone(lines: readonly OrderLine[]): boolean {
  return lines.every(({ status }) => status === 'ready' || status === 'cancelled');
}

/**
 * Lines that an order takes along. One that was taken off stays so. What waits for its course is not begun with the
 * order, but whoever says that all of the order is ready says it of that, too.
 */
function withLines(order: Order, status: 'preparing' | 'ready', at: string): OrderLine[] {
  return order.lines.map((line) => {
    if (line.status === 'cancelled') return line;
    if (status === 'ready') return done(line, at);
    if (line.firedAt === null) return line;
    return order.status === 'ready' ? backAgain(line) : { ...line, status };
  });
}

/** True for a task of one of these stations, or of any where none are named. */
export function isAt({ station }: LineTask, stations?: readonly string[]): boolean {
  return stations?.includes(station) ?? true;
}

/** A line that is made, by these stations or by all: ready when no task of it is left. */
export function done(line: OrderLine, at: string, stations?: readonly string[]): OrderLine {
  const tasks = line.tasks.map((task): LineTask => {
    if (task.doneAt !== null || !isAt(task, stations)) return task;
    const { recalled: _, ...again } = task;
    // Whoever makes it has taken note that it is there.
    return { ...again, doneAt: at, confirmed: Math.max(task.confirmed, 1) };
  });
  const status = tasks.every(({ doneAt }) => doneAt !== null) ? 'ready' : 'preparing';
  // What is made has been begun, whether its course was fired or not.
  return { ...line, tasks, status, firedAt: line.firedAt ?? at };
}

/**
 * A line that is to be made again, or looked at again, by these stations or by all.
 * @param whole the stations call their whole ticket back, and not this line alone
 */
export function backAgain(
  line: OrderLine,
  {
    stations,
    whole = false,
  }: { readonly stations?: readonly string[] | undefined; readonly whole?: boolean } = {},
): OrderLine {
  const tasks = line.tasks.map((task): LineTask => {
    if (task.doneAt === null || !isAt(task, stations)) return task;
    return { ...task, doneAt: null, ...(whole && { recalled: true }) };
  });
  return { ...line, tasks, status: 'preparing' };
}

/** How often an order has been called back when it is so once more. */
export function oneMoreRecall({ recalls = 0 }: Pick<Order, 'recalls'>): number {
  return recalls + 1;
}
