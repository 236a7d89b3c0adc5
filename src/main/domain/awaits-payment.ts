import type { CounterRules } from '../../shared/counter-rules.ts';
import type { Order } from '../../shared/order.ts';

/**
 * True of a held order that the kitchen gets once it is paid: one that a counter took, of a service that the owner
 * wants paid first, with something due. What costs nothing, or is paid already, awaits nothing.
 */
export function awaitsPayment(
  order: Pick<Order, 'status' | 'channel' | 'shiftId' | 'service' | 'totals'>,
  { fireOn }: CounterRules,
): boolean {
  return (
    order.status === 'held' &&
    isOfCounter(order) &&
    fireOn[order.service] === 'payment' &&
    order.totals.dueCents > 0
  );
}

/** True of what was sold over a counter with its drawer open: the counter's rules are for these. */
export function isOfCounter({ channel, shiftId }: Pick<Order, 'channel' | 'shiftId'>): boolean {
  return channel === 'counter' && shiftId !== null;
}
