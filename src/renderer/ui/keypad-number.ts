import { useCallback, useMemo, useState } from 'react';

/** A whole number as it is typed: digits come in from the right, as on a till. */
export interface KeypadNumber {
  readonly value: number;
  /** It was put there by the page, and nobody has typed since. */
  readonly isOffered: boolean;
  /** Sets it from elsewhere (a quick amount): the next digit begins anew. */
  readonly setValue: (value: number) => void;
  /** What a `Keypad` needs. */
  readonly keys: {
    readonly onDigit: (digits: string) => void;
    readonly onBackspace: () => void;
    readonly onClear: () => void;
  };
}

interface Typed {
  readonly value: number;
  /** Put there by the page and not by a finger: the first key replaces it. */
  readonly isOffered: boolean;
}

/** The number after a key. One that would exceed `most` is not taken. */
export function withDigits(value: number, digits: string, most: number): number {
  const next = Number(`${value}${digits}`);
  return next <= most ? next : value;
}

/** An amount in cents or a quantity typed with a `Keypad`; what is offered at first goes with the first key. */
export function useKeypadNumber(offered: number, most: number): KeypadNumber {
  const [typed, setTyped] = useState<Typed>({ value: offered, isOffered: true });
  const setValue = useCallback((value: number) => setTyped({ value, isOffered: true }), []);
  const keys = useMemo(
    () => ({
      onDigit: (digits: string) =>
        setTyped((old) => ({
          value: withDigits(old.isOffered ? 0 : old.value, digits, most),
          isOffered: false,
        })),
      onBackspace: () =>
        setTyped((old) => ({
          value: old.isOffered ? 0 : Math.floor(old.value / 10),
          isOffered: false,
        })),
      onClear: () => setTyped({ value: 0, isOffered: false }),
    }),
    [most],
  );
  return { value: typed.value, isOffered: typed.isOffered, setValue, keys };
}
