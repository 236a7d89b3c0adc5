import type { Machine } from '../../../bench/lib/machine.ts';
import { median, percentile } from '../../../bench/lib/statistics.ts';
import { count, ms, table } from '../../../bench/lib/table.ts';
import type { Sample } from './gauges.ts';
import { growthOf } from './memory.ts';
import type { SoakResult } from './soak.ts';

/** Rows of the table: the whole run in so many parts. */
const PARTS = 20;

/** The run as a table: each row a part of it, by the median or, for what must not pass a bound, by the most. */
export function tableOf(samples: readonly Sample[]): string {
  const size = Math.max(1, Math.ceil(samples.length / PARTS));
  const rows: string[][] = [];
  for (let at = 0; at < samples.length; at += size) {
    const part = samples.slice(at, at + size);
    const middle = (of: (sample: Sample) => number | null): number => median(present(part, of));
    const most = (of: (sample: Sample) => number | null): number =>
      Math.max(...present(part, of), Number.NEGATIVE_INFINITY);
    rows.push([
      clock(part.at(-1)?.at ?? 0),
      count(part.at(-1)?.orders ?? 0),
      count(middle(({ rss }) => rss)),
      count(middle(({ heap }) => heap)),
      most(({ wal }) => wal).toFixed(1),
      count(middle(({ sessions }) => sessions)),
      count(most(({ queued }) => queued)),
      count(most(({ open }) => open)),
      ms(middle(({ p50 }) => p50)),
      ms(most(({ p99 }) => p99)),
      ms(most(({ loopP99 }) => loopP99)),
    ]);
  }
  const head = ['until', 'orders', 'RSS MiB', 'heap MiB', 'WAL MiB', 'sockets', 'queue max'];
  return table([...head, 'open max', 'p50 ms', 'p99 ms max', 'loop p99 max'], rows);
}

/** One line for one look. */
export function lineOf(sample: Sample): string {
  const { at, orders, rss, heap, wal, open, queued, p50, p99 } = sample;
  return (
    `${clock(at)}  ${count(orders)} orders, ${count(open)} open, RSS ${count(rss)} MiB, heap ${count(heap)} MiB, ` +
    `WAL ${wal.toFixed(1)} MiB, queue ${queued}, answered in ${ms(p50 ?? Number.NaN)} / ${ms(p99 ?? Number.NaN)} ms (p50 / p99)`
  );
}

/** What `--json` writes. */
export function reportOf(
  asked: { readonly minutes: number; readonly perSecond: number; readonly seed: string },
  { seconds, checks, samples, ledger, displays }: SoakResult,
  machine: Machine,
) {
  const { latencies } = ledger;
  return {
    passed: checks.every(({ state }) => state !== 'broken'),
    asked,
    machine,
    seconds,
    orders: ledger.orders.size,
    commands: ledger.answered,
    repeats: ledger.repeats,
    meantRefusals: Object.fromEntries(ledger.meant),
    latencyMs: {
      p50: percentile(latencies, 50),
      p99: percentile(latencies, 99),
      max: percentile(latencies, 100),
    },
    displays,
    growth: growthOf(samples),
    checks,
    samples,
  };
}

function present(
  samples: readonly Sample[],
  of: (sample: Sample) => number | null,
): readonly number[] {
  return samples.map(of).filter((value) => value !== null);
}

function clock(seconds: number): string {
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}
