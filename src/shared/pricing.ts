import type { Cents } from './money.ts';
import type { OrderTotals } from './order.ts';
import type { Discount, ServiceCharge } from './payment.ts';

/*
 * The arithmetic of an order, for the broker, which decides by it, and for pages, which show what an order that is still
 * being taken will come to. Integer cents throughout.
 */

/** What a line costs: each unit is the item's price plus those of its modifiers. */
export function lineTotalCents(
  quantity: number,
  unitPriceCents: Cents,
  modifiers: readonly { readonly priceCents: Cents }[],
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

/** What the price of an order follows from. */
export interface PricedOrder {
  readonly lines: readonly { readonly totalCents: Cents; readonly discountCents: Cents }[];
  readonly discount: Discount | null;
  readonly serviceCharge: ServiceCharge | null;
}

/** What an order costs, whatever was paid of it. */
export type OrderPrice = Pick<
  OrderTotals,
  'subtotalCents' | 'discountCents' | 'serviceCents' | 'totalCents'
>;

/** Its lines, less their discounts, less that of the order, and the charge for service on what is left. */
export function priceOf({ lines, discount, serviceCharge }: PricedOrder): OrderPrice {
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
  return {
    subtotalCents,
    discountCents: lineDiscounts + onOrder,
    serviceCents,
    totalCents: discounted - onOrder + serviceCents,
  };
}
