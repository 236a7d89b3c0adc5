/**
 * What a drawer of a currency holds, in cents, the largest first.
 *
 * BRL: the notes and coins of the Banco Central do Brasil that are in circulation (the 1-centavo coin, no longer made, is
 * legal tender still); EUR: European Central Bank, first and second series (the 500 note is legal tender still); USD: the
 * notes of the Federal Reserve and the coins of the United States Mint up to a dollar.
 */
export interface Denominations {
  readonly notes: readonly number[];
  readonly coins: readonly number[];
}

const KNOWN: Readonly<Record<string, Denominations>> = {
  BRL: {
    notes: [200_00, 100_00, 50_00, 20_00, 10_00, 5_00, 2_00],
    coins: [1_00, 50, 25, 10, 5, 1],
  },
  EUR: {
    notes: [500_00, 200_00, 100_00, 50_00, 20_00, 10_00, 5_00],
    coins: [2_00, 1_00, 50, 20, 10, 5, 2, 1],
  },
  USD: { notes: [100_00, 50_00, 20_00, 10_00, 5_00, 2_00, 1_00], coins: [1_00, 50, 25, 10, 5, 1] },
};

/** The notes and coins of an ISO 4217 currency; null where only the sum can be asked for. */
export function denominationsOf(currency: string): Denominations | null {
  return Object.hasOwn(KNOWN, currency) ? (KNOWN[currency] ?? null) : null;
}
