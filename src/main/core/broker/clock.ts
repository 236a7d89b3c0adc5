/** Where time comes from: injected, so that tests own it. Both in milliseconds. */
export interface TimeSource {
  /** UTC wall clock. */
  wall(): number;
  /** A clock that only goes forward, from anywhere. */
  monotonic(): number;
}

export const systemTime: TimeSource = {
  wall: () => Date.now(),
  monotonic: () => performance.now(),
};

/** A broker's clock this far ahead of the wall clock was set wrong, and is mended. */
const MENDED_AFTER_MS = 24 * 60 * 60 * 1000;

/** What the log says of time, in milliseconds UTC; 0 for an empty one. */
export interface LoggedTime {
  readonly first: number;
  readonly last: number;
}

/**
 * The broker's clock: follows the wall clock, but does not go back. While the wall clock is behind (somebody set it,
 * or a time server did), this one goes on at its own pace, so that ages stay right.
 *
 * One mistake heals: a clock that had run more than a day ahead is taken back to the wall clock. A wall clock from
 * before the first event of the log is not believed: that is a machine whose battery is dead.
 * @returns milliseconds UTC
 */
export function createClock(time: TimeSource, logged: LoggedTime): () => number {
  let last = logged.last;
  let lastMonotonic = time.monotonic();
  return () => {
    const wall = Math.floor(time.wall());
    const monotonic = time.monotonic();
    const paced = Math.floor(last + Math.max(0, monotonic - lastMonotonic));
    const mend = paced - wall > MENDED_AFTER_MS && wall >= logged.first;
    const now = mend ? wall : Math.max(wall, paced);
    if (now !== last) {
      last = now;
      lastMonotonic = monotonic;
    }
    return last;
  };
}
