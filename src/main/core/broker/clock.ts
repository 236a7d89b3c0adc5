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

/** A wall clock this far behind the last event was wrong when that was written, and is trusted again. */
const TRUST_WALL_AFTER_MS = 24 * 60 * 60 * 1000;

/**
 * The broker's clock: follows the wall clock, but never goes back. While the wall clock is behind (somebody set
 * it, or a time server did), this one goes on at its own pace, so that ages stay right.
 * @param floor the last time that was given out in an earlier life, in milliseconds UTC; 0 for none
 */
export function createClock(time: TimeSource, floor: number): () => number {
  let last = floor - time.wall() > TRUST_WALL_AFTER_MS ? 0 : floor;
  let lastMonotonic = time.monotonic();
  return () => {
    const monotonic = time.monotonic();
    const paced = last + Math.max(0, monotonic - lastMonotonic);
    const now = Math.max(Math.floor(time.wall()), Math.floor(paced));
    if (now > last) {
      last = now;
      lastMonotonic = monotonic;
    }
    return last;
  };
}
