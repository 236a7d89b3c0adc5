import type { Cents } from './money.ts';
import type { OrderLine } from './order.ts';
import type { Part } from './payment.ts';

/*
 * What each part of a bill that is shared out by items comes to, for the broker, which decides by it, and for pages, which
 * show it while it is shared out. Exact: integer cents that sum to the total.
 */

/** What a line weighs by. */
export type WeighedLine = Pick<OrderLine, 'id' | 'quantity' | 'totalCents' | 'discountCents'>;

/**
 * Each part's portion of the total, by what its units cost: discounts on the order and the charge for service are borne
 * by all alike. A part without units has nothing to pay.
 */
export function sharesOfParts(
  totalCents: Cents,
  lines: readonly WeighedLine[],
  parts: readonly Part['lines'][],
): Cents[] {
  return inProportion(totalCents, weigh(lines, parts));
}

/**
 * What each part's units cost after the discounts of their lines, as whole numbers of one common fraction of a cent:
 * a discount on 3 units is not a whole number of cents for each.
 */
function weigh(lines: readonly WeighedLine[], parts: readonly Part['lines'][]): bigint[] {
  const fraction = lines.reduce(
    (common, { quantity }) => (quantity === 0 ? common : leastCommonMultiple(common, quantity)),
    1n,
  );
  const unitWeights = new Map(
    lines.map(({ id, quantity, totalCents, discountCents }) => [
      id,
      quantity === 0 ? 0n : BigInt(totalCents - discountCents) * (fraction / BigInt(quantity)),
    ]),
  );
  return parts.map((units) =>
    units.reduce(
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
