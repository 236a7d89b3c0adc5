import type { Order, OrderLine } from '../../shared/order.ts';
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
        ? { status: to, readyAt: null, recalled: true, lines: withLines(order, 'preparing') }
        : { status: to, startedAt: at, lines: withLines(order, 'preparing') };
    case 'ready':
      return {
        status: to,
        readyAt: at,
        readiness: order.readiness + 1,
        lines: withLines(order, 'ready'),
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

/** A line that was taken off stays so, whatever becomes of its order. */
function withLines(order: Order, status: OrderLine['status']): OrderLine[] {
  return order.lines.map((line) => (line.status === 'cancelled' ? line : { ...line, status }));
}
