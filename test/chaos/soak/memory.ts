import { median } from '../../../bench/lib/statistics.ts';
import type { Sample } from './gauges.ts';

/**
 * How much larger the process may have become, in MiB, whatever it did: what a garbage collector leaves lying about, and
 * the step that a growing table takes.
 */
export const MEMORY_SLACK = 24;

/**
 * Beside that, bytes for each command of that time: its key is remembered for seven days (BRK2), in a table of 64-bit
 * numbers that doubles when it is full.
 */
export const BYTES_PER_COMMAND = 96;

/** The write-ahead log is copied into the database every 16 MiB; a rush or a backup may hold that up. MiB. */
export const MOST_WAL = 64;

/** A shorter run is still warming up in its second half. Seconds. */
export const JUDGED_FROM_S = 600;

/** How the process grew over the second half of a run. MiB. */
export interface Growth {
  readonly from: number;
  readonly to: number;
  readonly grown: number;
  /** Commands answered meanwhile. */
  readonly commands: number;
  readonly allowed: number;
}

/**
 * Compares the first quarter of the second half with its last one, by medians, so that neither warming up nor a single
 * peak counts. Null when there is too little to compare.
 */
export function growthOf(samples: readonly Sample[]): Growth | null {
  const half = samples.slice(Math.floor(samples.length / 2));
  const quarter = Math.floor(half.length / 4);
  if (quarter < 2) return null;
  const first = half.slice(0, quarter);
  const last = half.slice(-quarter);
  const middle = (of: readonly Sample[], what: 'rss' | 'commands'): number =>
    median(of.map((sample) => sample[what]));
  const from = middle(first, 'rss');
  const to = middle(last, 'rss');
  const commands = middle(last, 'commands') - middle(first, 'commands');
  const allowed = MEMORY_SLACK + (commands * BYTES_PER_COMMAND) / 2 ** 20;
  return { from, to, grown: to - from, commands, allowed };
}
