import type { SplitOrder } from '../../shared/commands.ts';
import { refuse, type Refusal } from '../../shared/errors.ts';
import type { Cents } from '../../shared/money.ts';
import type { Order } from '../../shared/order.ts';
import type { Part } from '../../shared/payment.ts';

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
  const amounts = inProportion(order.totals.totalCents, weigh(order, parts));
  return parts.map((lines, index) => ({ amountCents: amounts[index] ?? 0, lines }));
}

function linesOf(units: ReadonlyMap<string, number>): Part['lines'] {
  return Array.from(units, ([lineId, quantity]) => ({ lineId, quantity })).filter(
    ({ quantity }) => quantity > 0,
  );
}

/**
 * What each part's units cost after the discounts of their lines, as whole numbers of one common fraction of a cent:
 * a discount on 3 units is not a whole number of cents for each.
 */
function weigh(order: Order, parts: readonly Part['lines'][]): bigint[] {
  const fraction = order.lines.reduce(
    (common, { quantity }) => (quantity === 0 ? common : leastCommonMultiple(common, quantity)),
    1n,
  );
  const unitWeights = new Map(
    order.lines.map(({ id, quantity, totalCents, discountCents }) => [
      id,
      quantity === 0 ? 0n : BigInt(totalCents - discountCents) * (fraction / BigInt(quantity)),
    ]),
  );
  return parts.map((lines) =>
    lines.reduce(
      (sum, { lineId, quantity }) => sum + BigInt(quantity) * (unitWeights.get(lineId) ?? 0n),
      0n,
    ),
  );
}

/**
 * Shares an amount out by weight, exactly, by largest remainder (Hamilton's method): each gets its portion rounded
 * down, and the cents that are left go one each to those who lost most by that, the first of equals first.
 */
function inProportion(cents: Cents, weights: readonly bigint[]): Cents[] {
  const whole = weights.reduce((sum, weight) => sum + weight, 0n);
  if (whole === 0n) return weights.map(() => 0);
  const portions = weights.map((weight, index) => {
    const exact = BigInt(cents) * weight;
    return { index, cents: Number(exact / whole), rest: exact % whole };
  });
  let left = portions.reduce((rest, portion) => rest - portion.cents, cents);
  const shares = portions.map((portion) => portion.cents);
  const byLoss = portions.toSorted((a, b) =>
    a.rest === b.rest ? a.index - b.index : a.rest > b.rest ? -1 : 1,
  );
  for (const { index } of byLoss) {
    if (left === 0) break;
    shares[index] = (shares[index] ?? 0) + 1;
    left -= 1;
  }
  return shares;
}

function leastCommonMultiple(a: bigint, quantity: number): bigint {
  const b = BigInt(quantity);
  let [divisor, rest] = [a, b];
  while (rest !== 0n) [divisor, rest] = [rest, divisor % rest];
  return (a / divisor) * b;
}
