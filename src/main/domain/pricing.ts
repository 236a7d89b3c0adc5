import type { Order, OrderTotals } from '../../shared/order.ts';
import { priceOf } from '../../shared/pricing.ts';

export { discountCents, lineTotalCents } from '../../shared/pricing.ts';

/** What of an order its totals follow from. */
export type Priced = Pick<Order, 'status' | 'lines' | 'discount' | 'serviceCharge' | 'payments'>;

/** The totals of an order: its lines less discounts, with the charge for service, and what was paid. Integer cents. */
export function orderTotals({ status, payments, ...priced }: Priced): OrderTotals {
  const price = priceOf(priced);
  let paidCents = 0;
  for (const { amountCents, refunds } of payments) {
    paidCents += amountCents;
    for (const refund of refunds) paidCents -= refund.amountCents;
  }
  return {
    ...price,
    paidCents,
    dueCents: (status === 'cancelled' ? 0 : price.totalCents) - paidCents,
  };
}
