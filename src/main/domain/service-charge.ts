import type { CounterRules } from '../../shared/counter-rules.ts';
import type { Channel, Service } from '../../shared/order-states.ts';
import type { ServiceCharge } from '../../shared/payment.ts';

/** The charge for service that an order bears: at tables, when a counter took it. */
export function serviceChargeFor(
  channel: Channel,
  service: Service,
  waived: boolean,
  rules: CounterRules,
): ServiceCharge | null {
  if (channel !== 'counter' || service !== 'dine_in' || rules.serviceChargeBasisPoints === 0) {
    return null;
  }
  return { basisPoints: rules.serviceChargeBasisPoints, waived };
}
