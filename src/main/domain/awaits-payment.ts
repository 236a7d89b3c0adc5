import type { CounterRules } from '../../shared/counter-rules.ts';
import type { Order } from '../../shared/order.ts';

/**
 * True of a held order that the kitchen gets once it is paid: one of the counter, of a service that the owner wants
 * paid first, with something due. What costs nothing, or is paid already, awaits nothing.
 */
export function awaitsPayment(
  { status, channel, service, totals }: Pick<Order, 'status' | 'channel' | 'service' | 'totals'>,
  { fireOn }: CounterRules,
): boolean {
  return (
    status === 'held' &&
    channel === 'counter' &&
    fireOn[service] === 'payment' &&
    totals.dueCents > 0
  );
}
