import type { CounterRules } from '../../shared/counter-rules.ts';
import type { Order } from '../../shared/order.ts';
import type { Service } from '../../shared/order-states.ts';
import type { ServiceCharge } from '../../shared/payment.ts';
import { isOfCounter } from './awaits-payment.ts';

/** The charge for service that an order bears: at tables, when a counter took it. */
export function serviceChargeFor(
  order: Pick<Order, 'channel' | 'shiftId'>,
  service: Service,
  waived: boolean,
  rules: CounterRules,
): ServiceCharge | null {
  if (!isOfCounter(order) || service !== 'dine_in' || rules.serviceChargeBasisPoints === 0) {
    return null;
  }
  return { basisPoints: rules.serviceChargeBasisPoints, waived };
}
