import type { ShopHour } from '../../domain/kitchen-figures.ts';

const MINUTE_MS = 60_000;

/**
 * Tells the hour of a moment by the clock on the shop's wall. An hour that a night has twice, since clocks are set
 * back, has two beginnings. Moments are remembered by the minute: made anew for each day that is counted.
 * @param timeZone IANA name
 * @returns from milliseconds UTC
 */
export function shopHours(timeZone: string): (ms: number) => ShopHour {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  const known = new Map<number, ShopHour>();
  return (ms) => {
    // Offsets from UTC are whole minutes, so within one minute the answer can't change.
    const minute = Math.floor(ms / MINUTE_MS);
    let found = known.get(minute);
    if (!found) {
      const [hour = 0, past = 0] = format.format(ms).split(':').map(Number);
      found = { hour, startsAt: new Date((minute - past) * MINUTE_MS).toISOString() };
      known.set(minute, found);
    }
    return found;
  };
}
