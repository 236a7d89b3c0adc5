import { statSync } from 'node:fs';
import { percentile } from '../../../bench/lib/statistics.ts';
import type { Where } from '../../../scripts/simulate/http-door.ts';
import { read } from './reading.ts';

/** One look at the running product. Sizes in MiB, times in milliseconds where not said otherwise. */
export interface Sample {
  /** Seconds since the first order. */
  readonly at: number;
  readonly orders: number;
  /** Commands answered since the beginning. */
  readonly commands: number;
  readonly rss: number;
  readonly heap: number;
  /** Outside of the heap: buffers. */
  readonly external: number;
  readonly wal: number;
  readonly sessions: number;
  readonly queued: number;
  readonly open: number;
  readonly loopP99: number;
  /** Of the orders answered since the last look; null when there were none. */
  readonly p50: number | null;
  readonly p99: number | null;
  readonly max: number | null;
}

/** What the product counts of itself, by series: `name` or `name{label="value"}`. */
export class Metrics {
  readonly #values = new Map<string, number>();

  /** @param text Prometheus' text format */
  constructor(text: string) {
    for (const line of text.split('\n')) {
      const [, series, value] = /^([a-z0-9_]+(?:\{[^}]*\})?) (\S+)$/.exec(line) ?? [];
      if (series !== undefined) this.#values.set(series, Number(value));
    }
  }

  /** One series; 0 for what was never counted. */
  one(series: string): number {
    return this.#values.get(series) ?? 0;
  }

  /** All series of a name together. */
  sum(name: string): number {
    let sum = 0;
    for (const [series, value] of this.#values) {
      if (series === name || series.startsWith(`${name}{`)) sum += value;
    }
    return sum;
  }
}

export async function readMetrics(where: Where, adminToken: string): Promise<Metrics> {
  return new Metrics(await read(where, adminToken, '/metrics'));
}

const MIB = 2 ** 20;

/** The size of the write-ahead log of a database, in MiB. */
export function walSize(database: string): number {
  return (statSync(`${database}-wal`, { throwIfNoEntry: false })?.size ?? 0) / MIB;
}

export function sampleOf(
  metrics: Metrics,
  at: {
    readonly seconds: number;
    readonly orders: number;
    readonly commands: number;
    readonly wal: number;
    readonly latencies: readonly number[];
  },
): Sample {
  const { latencies } = at;
  const rank = (percent: number): number | null =>
    latencies.length === 0 ? null : round(percentile(latencies, percent));
  const mib = (series: string): number => round(metrics.one(series) / MIB);
  return {
    at: round(at.seconds),
    orders: at.orders,
    commands: at.commands,
    rss: mib('process_resident_memory_bytes'),
    heap: mib('nodejs_heap_size_used_bytes'),
    external: mib('nodejs_external_memory_bytes'),
    wal: round(at.wal),
    sessions: metrics.sum('comanda_sessions'),
    queued: metrics.one('comanda_queue_length'),
    open: metrics.sum('comanda_open_orders'),
    loopP99: round(metrics.one('nodejs_eventloop_lag_p99_seconds') * 1000),
    p50: rank(50),
    p99: rank(99),
    max: rank(100),
  };
}

/** Nobody reads more than two digits behind the point. */
function round(value: number): number {
  return Math.round(value * 100) / 100;
}
