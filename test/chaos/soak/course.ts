/** From one rush to the next, in milliseconds. */
export const RUSH_EVERY_MS = 5 * 60_000;

/** How much of that time the rush takes: ten seconds of five minutes. */
const RUSH_SHARE = 1 / 30;

/** How many times the average comes in a rush: 400 orders a second where 50 are the average. */
const RUSH_FACTOR = 8;

/** How many orders come when. */
export interface Course {
  /** Orders that must have been sent after so many milliseconds. */
  ordersBy(ms: number): number;
  /** Whether a rush is on. */
  isRush(ms: number): boolean;
}

/**
 * A steady stream with a rush in the middle of each period, so that both together come to the average.
 * @param perSecond the average, rushes included
 * @param durationMs of the whole: a short run has one rush too
 */
export function course(perSecond: number, durationMs: number): Course {
  const period = Math.min(RUSH_EVERY_MS, durationMs);
  const rush = period * RUSH_SHARE;
  const begins = (period - rush) / 2;
  const inRush = (perSecond * RUSH_FACTOR) / 1000;
  const calm = ((perSecond / 1000) * (1 - RUSH_FACTOR * RUSH_SHARE)) / (1 - RUSH_SHARE);
  const into = (ms: number): number => Math.min(rush, Math.max(0, ms - begins));
  return {
    ordersBy: (ms) => {
      const rushed = Math.floor(ms / period) * rush + into(ms % period);
      return Math.floor(rushed * inRush + (ms - rushed) * calm + 1e-9);
    },
    isRush: (ms) => ms % period >= begins && ms % period < begins + rush,
  };
}
