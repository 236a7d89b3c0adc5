import { useMemo, useState } from 'react';
import type { CashCount } from '../../shared/shift.ts';

/** The most that one count may name as a value; see `cashCountSchema`. */
const MOST_VALUE = 100_000_00;

/** How many of each value were counted so far: kept until the drawer is closed, also when the sheet is left meanwhile. */
export interface Counting {
  readonly counts: Readonly<Record<number, number>>;
  readonly setCount: (valueCents: number, count: number) => void;
  /** The sum instead of notes and coins, where those of the currency are not known. */
  readonly setSum: (cents: number) => void;
  readonly countedCents: number;
  /** As the command takes them: what was counted as none is left out. */
  readonly rows: CashCount[];
}

interface Counted {
  /** Of which shift: what was counted of another is not what lies in the drawer now. */
  readonly shiftId: string | null;
  readonly counts: Readonly<Record<number, number>>;
}

export function useCounting(shiftId: string | null): Counting {
  const [counted, setCounted] = useState<Counted>({ shiftId, counts: {} });
  return useMemo(() => {
    const counts = counted.shiftId === shiftId ? counted.counts : {};
    const rows = Object.entries(counts)
      .map(([value, count]) => ({ valueCents: Number(value), count }))
      .filter(({ count }) => count > 0)
      .toSorted((a, b) => b.valueCents - a.valueCents);
    return {
      counts,
      setCount: (valueCents, count) =>
        setCounted({ shiftId, counts: { ...counts, [valueCents]: count } }),
      setSum: (cents) => setCounted({ shiftId, counts: countsOfSum(cents) }),
      countedCents: rows.reduce((sum, { valueCents, count }) => sum + valueCents * count, 0),
      rows,
    };
  }, [counted, shiftId]);
}

/** A sum without its notes and coins, in counts that the command takes. */
function countsOfSum(cents: number): Readonly<Record<number, number>> {
  const whole = Math.floor(cents / MOST_VALUE);
  const rest = cents % MOST_VALUE;
  return { ...(whole > 0 ? { [MOST_VALUE]: whole } : {}), ...(rest > 0 ? { [rest]: 1 } : {}) };
}
