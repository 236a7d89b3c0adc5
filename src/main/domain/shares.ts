import type { SplitOrder } from '../../shared/commands.ts';
import { refuse, type Refusal } from '../../shared/errors.ts';
import type { Order } from '../../shared/order.ts';
import type { Part } from '../../shared/payment.ts';
import { sharesOfParts } from '../../shared/shares.ts';

/** What one payer is to pay, and what of the order is theirs. */
export type Share = Pick<Part, 'amountCents' | 'lines'>;

type Claims = Extract<SplitOrder, { by: 'items' }>['parts'];

/**
 * Shares by who had what: each part bears its units' portion of the total, so that discounts and the charge for service
 * are borne by all alike. Units that nobody claimed are one more part.
 */
export function sharesByItems(order: Order, claims: Claims): readonly Share[] | Refusal {
  const left = new Map(order.lines.map(({ id, quantity }) => [id, quantity]));
  const parts: Part['lines'][] = [];
  for (const claim of claims) {
    const units = new Map<string, number>();
    for (const { lineId, quantity } of claim) {
      const unclaimed = left.get(lineId);
      if (unclaimed === undefined) {
        return refuse('not_found', 'The order has no such line.', { orderId: order.id, lineId });
      }
      if (quantity > unclaimed) {
        return refuse('too_many_units', 'The line has fewer units than that.', {
          lineId,
          quantity: order.lines.find(({ id }) => id === lineId)?.quantity ?? 0,
        });
      }
      left.set(lineId, unclaimed - quantity);
      units.set(lineId, (units.get(lineId) ?? 0) + quantity);
    }
    parts.push(linesOf(units));
  }
  const rest = linesOf(left);
  if (rest.length > 0) parts.push(rest);
  const amounts = sharesOfParts(order.totals.totalCents, order.lines, parts);
  return parts.map((lines, index) => ({ amountCents: amounts[index] ?? 0, lines }));
}

function linesOf(units: ReadonlyMap<string, number>): Part['lines'] {
  return Array.from(units, ([lineId, quantity]) => ({ lineId, quantity })).filter(
    ({ quantity }) => quantity > 0,
  );
}
