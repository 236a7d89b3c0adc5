import type { Cents } from '../../shared/money.ts';
import type { Order, OrderLine } from '../../shared/order.ts';
import { sharesOfParts } from '../../shared/shares.ts';

/** Units of each line by line id, for each payer in turn. */
export type Shares = readonly Readonly<Record<string, number>>[];

/** Units of a line that nobody has taken yet. */
export function unitsLeft(shares: Shares, line: Pick<OrderLine, 'id' | 'quantity'>): number {
  return shares.reduce((left, share) => left - (share[line.id] ?? 0), line.quantity);
}

/** One unit more, or fewer, of a line for a payer; the same shares where there is none to move. */
export function moveUnit(
  shares: Shares,
  payer: number,
  line: Pick<OrderLine, 'id' | 'quantity'>,
  by: 1 | -1,
): Shares {
  const has = shares[payer]?.[line.id] ?? 0;
  if (by === 1 ? unitsLeft(shares, line) < 1 : has < 1) return shares;
  return shares.map((share, at) => (at === payer ? { ...share, [line.id]: has + by } : share));
}

/** What each payer comes to, as the broker will share it out, and what nobody has taken. Integer cents. */
export function centsOf(
  shares: Shares,
  { lines, totals }: Pick<Order, 'lines' | 'totals'>,
): { readonly payers: readonly Cents[]; readonly restCents: Cents } {
  const rest = lines.map((line) => ({ lineId: line.id, quantity: unitsLeft(shares, line) }));
  const taken = shares.map((share) =>
    Object.entries(share).map(([lineId, quantity]) => ({ lineId, quantity })),
  );
  // Those who took nothing are no part: a cent that is over must not fall to them.
  const parts = [...taken, rest].map((part) => part.filter(({ quantity }) => quantity > 0));
  const amounts = sharesOfParts(
    totals.totalCents,
    lines,
    parts.filter((part) => part.length > 0),
  );
  let next = 0;
  const cents = parts.map((part) => (part.length > 0 ? (amounts[next++] ?? 0) : 0));
  return { payers: cents.slice(0, -1), restCents: cents.at(-1) ?? 0 };
}

/** The parts as a command takes them: payers who took nothing have none. */
export function partsOf(shares: Shares) {
  return shares
    .map((share) =>
      Object.entries(share)
        .filter(([, quantity]) => quantity > 0)
        .map(([lineId, quantity]) => ({ lineId, quantity })),
    )
    .filter((part) => part.length > 0);
}
