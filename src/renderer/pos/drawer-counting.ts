import { useCallback, useState } from 'react';
import type { CashCount } from '../../shared/shift.ts';

/** The most that one count may name as a value; see `cashCountSchema`. */
const MOST_VALUE = 100_000_00;

/** How many pieces lie there, by their value in cents. */
type Counts = Readonly<Record<number, number>>;

const NONE: Counts = {};

/** How many of each value were counted so far: kept until the drawer is closed, also when the sheet is left meanwhile. */
export interface Counting {
  readonly counts: Counts;
  readonly setCount: (valueCents: number, count: number) => void;
  /** The sum instead of notes and coins, where those of the currency are not known. */
  readonly setSum: (cents: number) => void;
  readonly countedCents: number;
  /** As the command takes them: what was counted as none is left out. */
  readonly rows: CashCount[];
}

/** What was counted of each shift: of another it is not what lies in the drawer now. */
export function useCountings(): (shiftId: string) => Counting {
  const [counted, setCounted] = useState<Readonly<Record<string, Counts>>>({});
  return useCallback(
    (shiftId) => {
      const counts = counted[shiftId] ?? NONE;
      const rows = Object.entries(counts)
        .map(([value, count]) => ({ valueCents: Number(value), count }))
        .filter(({ count }) => count > 0)
        .toSorted((a, b) => b.valueCents - a.valueCents);
      return {
        counts,
        setCount: (valueCents, count) =>
          setCounted((all) => ({ ...all, [shiftId]: { ...all[shiftId], [valueCents]: count } })),
        setSum: (cents) => setCounted((all) => ({ ...all, [shiftId]: countsOfSum(cents) })),
        countedCents: rows.reduce((sum, { valueCents, count }) => sum + valueCents * count, 0),
        rows,
      };
    },
    [counted],
  );
}

/** A sum without its notes and coins, in counts that the command takes. */
function countsOfSum(cents: number): Counts {
  const whole = Math.floor(cents / MOST_VALUE);
  const rest = cents % MOST_VALUE;
  return { ...(whole > 0 ? { [MOST_VALUE]: whole } : {}), ...(rest > 0 ? { [rest]: 1 } : {}) };
}
