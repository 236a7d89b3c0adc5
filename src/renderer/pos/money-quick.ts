import type { Cents } from '../../shared/money.ts';

/** What people hand over, in whole units of the currency: the notes that are about. */
const NOTES: Readonly<Record<string, readonly number[]>> = {
  BRL: [5, 10, 20, 50, 100, 200],
  USD: [5, 10, 20, 50, 100],
  EUR: [5, 10, 20, 50, 100, 200],
  ARS: [1000, 2000, 10_000, 20_000],
  MXN: [20, 50, 100, 200, 500],
};

const COMMON = [5, 10, 20, 50, 100, 200] as const;

/** The most buttons that fit beside "exact". */
const MOST = 5;

/**
 * What a customer is likely to hand over for an amount: it rounded up to each note, so 50 and 100 for 43,40 but also 45.
 * Above the amount, rising, each once.
 */
export function quickNotes(dueCents: Cents, currency: string): readonly Cents[] {
  const rounded = (NOTES[currency] ?? COMMON).map((note) => {
    const cents = note * 100;
    return Math.ceil(dueCents / cents) * cents;
  });
  return [...new Set(rounded)]
    .filter((cents) => cents > dueCents)
    .toSorted((a, b) => a - b)
    .slice(0, MOST);
}
