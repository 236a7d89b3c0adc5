import type { DeviceChoices } from './device-choices.ts';

/** A station may be called anything, so what is none of them is called what no station can be. */
export const ALL = '*';
export const EXPEDITER = '**';

/** What a display shows, of its choices. */
export type Purpose = Pick<DeviceChoices, 'expediter' | 'stations'>;

/** What is marked in a list of all stations, each of them, and the expediter's whole orders. */
export function markedOf({ expediter, stations }: Purpose): ReadonlySet<string> {
  if (expediter) return new Set([EXPEDITER]);
  return new Set(stations.length === 0 ? [ALL] : stations);
}

/**
 * What a display shows after a touch in that list.
 * @param marked what is marked now
 * @param before what was shown, without stations that are gone
 * @param stations all there are, in the order of the menu
 */
export function choosePurpose(
  marked: ReadonlySet<string>,
  before: Purpose,
  stations: readonly string[],
): Purpose {
  // Whole orders are another view than any station's: the stations stay as they were chosen.
  if (before.expediter && marked.size === 0) return { ...before, expediter: false };
  if (!before.expediter && marked.has(EXPEDITER)) return { ...before, expediter: true };
  const chosen = stations.filter((id) => marked.has(id));
  // "All" is the same as none chosen: picking it clears the others, picking another clears it.
  const wasAll = !before.expediter && before.stations.length === 0;
  const all = (marked.has(ALL) && !wasAll) || chosen.length === stations.length;
  return { expediter: false, stations: all ? [] : chosen };
}
