import type { Cents } from '../../shared/money.ts';
import type { LineModifier, OrderLine, OrderTotals } from '../../shared/order.ts';

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

/** The totals of an order that has not been paid, with no discount: sums of its lines. Integer cents. */
export function orderTotals(lines: readonly OrderLine[]): OrderTotals {
  let subtotalCents = 0;
  for (const line of lines) subtotalCents += line.totalCents;
  return {
    subtotalCents,
    discountCents: 0,
    totalCents: subtotalCents,
    paidCents: 0,
    dueCents: subtotalCents,
  };
}
