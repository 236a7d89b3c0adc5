import type { OrderLine } from '../../shared/order.ts';

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

/** What the units of a payer cost by the lines' own prices and discounts, before those of the order. Integer cents. */
export function itemsCents(
  share: Readonly<Record<string, number>>,
  lines: readonly OrderLine[],
): number {
  return lines.reduce((sum, { id, quantity, totalCents, discountCents }) => {
    const units = share[id] ?? 0;
    return units === 0 ? sum : sum + Math.round(((totalCents - discountCents) * units) / quantity);
  }, 0);
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
