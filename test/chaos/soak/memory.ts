import { median } from '../../../bench/lib/statistics.ts';
import { RUSH_EVERY_MS } from './course.ts';
import type { Sample } from './gauges.ts';

/**
 * How much larger the process may have become, in MiB, whatever it did: what a garbage collector leaves lying about, and
 * the step that a growing table takes.
 */
const SLACK = 24;

/**
 * Beside that, bytes for each command of that time: its key is remembered for seven days (BRK2), in a table of 64-bit
 * numbers that doubles when it is full.
 */
const BYTES_PER_COMMAND = 96;

/**
 * The write-ahead log is copied into the database every 16 MiB, and begins anew when nobody reads what is older: while a
 * backup reads a long history, it grows by what is written meanwhile. MiB.
 */
export const MOST_WAL = 128;

/** Time from one rush to the next, in seconds. */
const RUSH_EVERY = RUSH_EVERY_MS / 1000;

/** A shorter run has not two rushes to compare in its second half. Seconds. */
export const JUDGED_FROM = 4 * RUSH_EVERY;

/** How the process grew over the second half of a run. MiB. */
export interface Growth {
  readonly from: number;
  readonly to: number;
  readonly grown: number;
  /** Commands answered meanwhile. */
  readonly commands: number;
  readonly allowed: number;
  /** The least that the heap held, just after its garbage was taken out: what is really in use. */
  readonly heapFrom: number;
  readonly heapTo: number;
}

/**
 * Compares the beginning of the second half with its end, about a quarter of it each, by medians, so that neither warming
 * up nor a single peak counts. Both are whole rushes with the time around them: a rush makes garbage that is taken
 * out only minutes later, so that within one period the process swells to twice its size and shrinks again. Null when
 * there is too little to compare.
 */
export function growthOf(samples: readonly Sample[]): Growth | null {
  const end = samples.at(-1)?.at ?? 0;
  const half = end / 2;
  const periods = Math.floor((end - half) / RUSH_EVERY);
  if (periods < 2) return null;
  const span = Math.max(1, Math.floor(periods / 4)) * RUSH_EVERY;
  const within = (from: number): readonly Sample[] =>
    samples.filter(({ at }) => at >= from && at < from + span);
  const first = within(half);
  const last = within(half + periods * RUSH_EVERY - span);
  const middle = (of: readonly Sample[], what: 'rss' | 'commands'): number =>
    median(of.map((sample) => sample[what]));
  const least = (of: readonly Sample[]): number => Math.min(...of.map(({ heap }) => heap));
  const from = middle(first, 'rss');
  const to = middle(last, 'rss');
  const commands = middle(last, 'commands') - middle(first, 'commands');
  return {
    from,
    to,
    grown: to - from,
    commands,
    allowed: SLACK + (commands * BYTES_PER_COMMAND) / 2 ** 20,
    heapFrom: least(first),
    heapTo: least(last),
  };
}
