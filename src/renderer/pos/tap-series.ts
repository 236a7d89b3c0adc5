/** A worn touch screen can report one touch twice within this time; a finger cannot tap so fast. Milliseconds. */
export const BOUNCE_MS = 80;

/** Taps that follow each other faster than this are counted: "three of it". Milliseconds. */
export const SERIES_MS = 400;

/** What a tap on a tile is for. */
export type TapMeaning = 'add' | 'customise' | 'nothing';

export interface Tap {
  readonly itemId: string;
  /** False where there is nothing to choose: every tap is one more. */
  readonly hasOptions: boolean;
  /** Milliseconds, of any clock that only goes forward. */
  readonly at: number;
  readonly isTouch: boolean;
}

/**
 * Tells the second tap of somebody who counts from that of somebody who wants to change what was just added. Either
 * mistake shows at once and costs one touch (see decision 0063).
 */
export interface TapSeries {
  tap(tap: Tap): TapMeaning;
  /** Something else came between: the next tap adds, whatever it is on. */
  forget(): void;
}

export function createTapSeries(): TapSeries {
  let last: { readonly itemId: string; readonly at: number } | null = null;
  return {
    tap({ itemId, hasOptions, at, isTouch }) {
      const gap = last?.itemId === itemId ? at - last.at : Infinity;
      if (isTouch && gap < BOUNCE_MS) return 'nothing';
      const customises = hasOptions && gap !== Infinity && gap >= SERIES_MS;
      last = customises ? null : { itemId, at };
      return customises ? 'customise' : 'add';
    },
    forget: () => {
      last = null;
    },
  };
}
