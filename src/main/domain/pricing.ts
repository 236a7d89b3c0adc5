import type { Cents } from '../../shared/money.ts';
import type { LineModifier, Order, OrderTotals } from '../../shared/order.ts';
import type { Discount } from '../../shared/payment.ts';

/** What a line costs: each unit is the item's price plus those of its modifiers. Integer cents. */
export function lineTotalCents(
  quantity: number,
  unitPriceCents: Cents,
  modifiers: readonly LineModifier[],
): Cents {
  let unit = unitPriceCents;
  for (const modifier of modifiers) unit += modifier.priceCents;
  return quantity * unit;
}

/** What a discount comes to on an amount: never more than the amount. Percentages are rounded half up to a cent. */
export function discountCents(discount: Discount | null, onCents: Cents): Cents {
  if (discount === null) return 0;
  return discount.kind === 'amount'
    ? Math.min(discount.cents, onCents)
    : shareOf(onCents, discount.basisPoints);
}

/** Basis points of an amount that is not below zero, rounded half up, without leaving the exact integers. */
export function shareOf(cents: Cents, basisPoints: number): Cents {
  const whole = Math.floor(cents / 10_000);
  const rest = cents % 10_000;
  return whole * basisPoints + Math.floor((rest * basisPoints + 5000) / 10_000);
}

/** What of an order its totals follow from. */
export type Priced = Pick<Order, 'status' | 'lines' | 'discount' | 'serviceCharge' | 'payments'>;

/** The totals of an order: its lines less discounts, with the charge for service, and what was paid. Integer cents. */
export function orderTotals({
  status,
  lines,
  discount,
  serviceCharge,
  payments,
}: Priced): OrderTotals {
  let subtotalCents = 0;
  let lineDiscounts = 0;
  for (const line of lines) {
    subtotalCents += line.totalCents;
    lineDiscounts += line.discountCents;
  }
  const discounted = subtotalCents - lineDiscounts;
  const onOrder = discountCents(discount, discounted);
  const serviceCents =
    serviceCharge === null || serviceCharge.waived
      ? 0
      : shareOf(discounted - onOrder, serviceCharge.basisPoints);
  const totalCents = discounted - onOrder + serviceCents;
  let paidCents = 0;
  for (const { amountCents, refunds } of payments) {
    paidCents += amountCents;
    for (const refund of refunds) paidCents -= refund.amountCents;
  }
  return {
    subtotalCents,
    discountCents: lineDiscounts + onOrder,
    serviceCents,
    totalCents,
    paidCents,
    dueCents: (status === 'cancelled' ? 0 : totalCents) - paidCents,
  };
}
