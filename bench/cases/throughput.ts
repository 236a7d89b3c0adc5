/** Orders a second and the time of each, for everyone side by side: all take turns within each round. */
import { z } from 'zod';
import { startChild, type Child } from '../lib/child.ts';
import type { BenchOptions } from '../lib/options.ts';
import { CONTESTANTS, type Entry } from '../lib/registry.ts';
import { roundResultSchema, type Round, type RoundResult } from '../lib/round.ts';
import { median } from '../lib/statistics.ts';
import { count, ms, ratio, table } from '../lib/table.ts';
import type { Workplace } from '../lib/workplace.ts';

const HOST = new URL('../contestant-host.ts', import.meta.url);

const IN_FLIGHT = [1, 32, 256] as const;

/** Orders a second of the open loop: more than a restaurant will see, less than the slowest can take. */
export const PACE = 200;

/** The one that all others are compared with. */
const MEASURE = 'websocket';

/** The medians of one contestant under one load. */
export interface Row {
  readonly name: string;
  readonly title: string;
  readonly load: string;
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  readonly accepted: number;
  readonly lost: number;
  readonly doubled: number;
  readonly stockErrors: number;
  /** Whether a repeat under a known key was recognised; seen, not claimed. */
  readonly dedupes: boolean;
  readonly failures: Readonly<Record<string, number>>;
  readonly diskMs: number;
  readonly loopDelayP99: number | null;
  /** Orders a second of each round, in order. */
  readonly rounds: readonly number[];
}

export interface ThroughputResult {
  readonly rows: readonly Row[];
  readonly skipped: readonly { readonly title: string; readonly how: string }[];
}

export interface ThroughputOptions extends Pick<BenchOptions, 'only' | 'seconds' | 'rounds'> {
  /** Set for every process of a contestant: how a slow disk is made. */
  readonly environment?: (directory: string) => Readonly<Record<string, string>>;
  readonly among: (entry: Entry) => boolean;
  readonly workplace: Workplace;
  readonly say: (line: string) => void;
}

interface Running {
  readonly name: string;
  readonly entry: Entry;
  readonly child: Child;
  /** Its results, by load. */
  readonly results: Map<string, RoundResult[]>;
}

export async function throughput(options: ThroughputOptions): Promise<ThroughputResult> {
  const { only, rounds, say } = options;
  const skipped: { title: string; how: string }[] = [];
  const running: Running[] = [];
  const wanted = Object.entries(CONTESTANTS).filter(
    ([name, entry]) =>
      options.among(entry) && (!only.some((each) => each in CONTESTANTS) || only.includes(name)),
  );
  try {
    for (const [name, entry] of wanted) {
      const how = entry.missing();
      if (how !== null) {
        skipped.push({ title: entry.title, how });
        say(`skipped: ${entry.title}. To measure it: ${how}`);
        continue;
      }
      await start(name, entry, options, running);
    }
    for (let round = 1; round <= rounds; round += 1) {
      for (const load of loads(options)) {
        for (const each of running) await oneRound(each, load, options.seconds);
      }
      say(`round ${round} of ${rounds} is done`);
    }
  } finally {
    await Promise.all(running.map(({ child }) => child.end()));
  }
  return { rows: running.flatMap(rowsOf), skipped };
}

/** Starts one; it ends with the others also when it cannot be opened. */
async function start(
  name: string,
  entry: Entry,
  options: ThroughputOptions,
  running: Running[],
): Promise<void> {
  const directory = options.workplace.folder(`${options.environment ? 'slow-' : ''}${name}`);
  const child = startChild(HOST, [name, directory], options.environment?.(directory));
  running.push({ name, entry, child, results: new Map() });
  await child.ask('open', { warmUpSeconds: options.seconds }, z.null());
  options.say(`${entry.title} is up`);
}

/** The open loop is not for the slow disk: there one commit of its own for each would be the whole story. */
function loads(options: ThroughputOptions): Round['load'][] {
  const closed = IN_FLIGHT.map((inFlight) => ({ inFlight }));
  return options.environment ? closed : [...closed, { perSecond: PACE }];
}

async function oneRound(
  { child, results }: Running,
  load: Round['load'],
  seconds: number,
): Promise<void> {
  const result = await child.ask('round', { load, seconds }, roundResultSchema);
  const key = 'inFlight' in load ? `${load.inFlight} in flight` : `${load.perSecond}/s`;
  results.set(key, [...(results.get(key) ?? []), result]);
}

function rowsOf({ name, entry, results }: Running): Row[] {
  return [...results].map(([load, each]) => {
    const sum = (value: (result: RoundResult) => number): number =>
      each.reduce((total, result) => total + value(result), 0);
    const middle = (value: (result: RoundResult) => number): number => median(each.map(value));
    const failures: Record<string, number> = {};
    for (const [why, times] of each.flatMap((result) => Object.entries(result.failures))) {
      failures[why] = (failures[why] ?? 0) + times;
    }
    const delays = each.flatMap(({ loopDelayP99 }) => loopDelayP99 ?? []);
    return {
      name,
      title: entry.title,
      load,
      perSecond: middle((result) => result.perSecond),
      p50: middle((result) => result.p50),
      p99: middle((result) => result.p99),
      accepted: sum((result) => result.accepted),
      lost: sum((result) => result.lost),
      doubled: sum((result) => result.doubled),
      stockErrors: sum((result) => Math.abs(result.stockError ?? 0)),
      dedupes: each.every((result) => result.repeatAdded === 0),
      failures,
      diskMs: middle((result) => result.diskMs),
      loopDelayP99: delays.length > 0 ? median(delays) : null,
      rounds: each.map(({ perSecond }) => Math.round(perSecond)),
    };
  });
}

/** Whether everyone kept what it had promised. */
export function isSound({ rows }: ThroughputResult): boolean {
  return rows.every(
    ({ name, lost, doubled, stockErrors, dedupes, failures, accepted }) =>
      accepted > 0 &&
      lost + doubled + stockErrors === 0 &&
      Object.keys(failures).length === 0 &&
      dedupes === (CONTESTANTS[name]?.dedupes ?? false),
  );
}

export function throughputTables({ rows }: ThroughputResult): string {
  return [...Map.groupBy(rows, ({ load }) => load)]
    .map(([load, ofLoad]) => {
      const ours = ofLoad.find(({ name }) => name === MEASURE)?.perSecond ?? Number.NaN;
      const isClosed = load.endsWith('in flight');
      const cells = ofLoad.map((row) => [
        row.title,
        count(row.perSecond),
        ...(isClosed ? [ratio(ours / row.perSecond)] : []),
        ms(row.p50),
        ms(row.p99),
        ms(row.loopDelayP99 ?? Number.NaN),
        ms(row.diskMs),
        row.dedupes ? 'yes' : 'no',
        CONTESTANTS[row.name]?.takesStock ? 'yes' : 'no',
        `${row.lost}/${row.doubled}`,
      ]);
      const head = [
        load,
        'orders/s',
        ...(isClosed ? ['WebSocket is'] : []),
        'p50 ms',
        'p99 ms',
        'loop p99',
        'fsync ms',
        'dedupes',
        'stock',
        'lost/doubled',
      ];
      return table(head, cells);
    })
    .join('\n\n');
}
