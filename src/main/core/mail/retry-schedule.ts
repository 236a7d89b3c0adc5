const SECOND = 1000;
const MINUTE = 60 * SECOND;

/** Pauses after the first, second, … failed attempt, in milliseconds; the last one repeats. */
const PAUSES = [
  5 * SECOND,
  15 * SECOND,
  30 * SECOND,
  1 * MINUTE,
  2 * MINUTE,
  5 * MINUTE,
  10 * MINUTE,
  15 * MINUTE,
  30 * MINUTE,
] as const;

/** Share of a pause by which it may be longer or shorter, so that many jobs do not come back at once. */
const JITTER = 0.1;

/** How long after it was queued a message is still worth sending, in milliseconds. */
export const MAIL_LIFETIME = 24 * 60 * MINUTE;

/**
 * The pause after a failed attempt, in whole milliseconds.
 * @param failures failed attempts before this one
 * @param random a number from 0 to below 1
 */
export function retryPause(failures: number, random: number): number {
  const last = PAUSES.length - 1;
  const pause = PAUSES[Math.min(failures, last)] ?? PAUSES[last];
  return Math.round((pause ?? 30 * MINUTE) * (1 - JITTER + 2 * JITTER * random));
}
