/** What years of history and a full house cost: placing, advancing, starting, remembering. */
import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { startChild, type Child } from '../lib/child.ts';
import { startUp } from '../lib/start-up.ts';
import { median, percentile } from '../lib/statistics.ts';
import { count, ms, table } from '../lib/table.ts';
import type { Workplace } from '../lib/workplace.ts';

const HOST = new URL('../history-host.ts', import.meta.url);

const OPEN = [100, 10_000] as const;

/** Far more than any house holds, to see whether the cost of an order grows with those beside it. */
const CROWD = 100_000;

const VERIFY = join(import.meta.dirname, '../../scripts/verify.ts');

/** Up to so many orders, the whole database is held against its own log, so that nothing made up is measured. */
const VERIFIED = 10_000;

/** Displays that a start is asked to serve. */
const DISPLAYS = 20;

/** Orders of one group: as many as are committed together under load. */
const GROUP = 32;

const timesSchema = z.object({
  placing: z.array(z.number()),
  advancing: z.array(z.number()),
  grouped: z.array(z.number()),
  open: z.int(),
});

type Times = z.infer<typeof timesSchema>;

export interface GrowthRow {
  readonly history: number;
  readonly open: number;
  readonly fileMiB: number;
  /** Milliseconds each. */
  readonly placeP50: number;
  readonly placeP99: number;
  readonly advanceP50: number;
  readonly advanceP99: number;
  readonly groupP50: number;
  readonly groupP99: number;
  readonly readyMs: number;
  readonly memoryMiB: number | null;
  readonly servingMiB: number | null;
  /** What `verify` has against the database afterwards; null for nothing, or where it is too large to be asked. */
  readonly difference: string | null;
}

export interface GrowthOptions {
  /** Closed orders in each database. */
  readonly histories: readonly number[];
  readonly rounds: number;
  /** Orders placed and taken through in each round. */
  readonly orders: number;
  readonly workplace: Workplace;
  readonly say: (line: string) => void;
}

interface Place {
  readonly history: number;
  readonly directory: string;
  readonly database: string;
  readonly child: Child;
}

export async function growth(options: GrowthOptions): Promise<readonly GrowthRow[]> {
  const places: Place[] = [];
  const rows: GrowthRow[] = [];
  try {
    for (const history of options.histories) {
      const directory = options.workplace.folder(`history-${history}`);
      const database = join(directory, 'comanda.db');
      const child = startChild(HOST, [database]);
      places.push({ history, directory, database, child });
      const began = performance.now();
      await child.ask('fill', { orders: history }, z.null());
      const seconds = ((performance.now() - began) / 1000).toFixed(0);
      options.say(`${count(history)} orders of history are written (${seconds} s)`);
    }
    for (const open of OPEN) rows.push(...(await atOpen(open, places, options)));
    // What is open costs the same whatever lies behind it: one history tells.
    rows.push(...(await atOpen(CROWD, places.slice(0, 1), options)));
  } finally {
    await Promise.all(places.map(({ child }) => child.end()));
  }
  return rows.toSorted((a, b) => a.history - b.history || a.open - b.open);
}

/** All histories take turns within each round. */
async function atOpen(
  open: number,
  places: readonly Place[],
  { rounds, orders }: GrowthOptions,
): Promise<GrowthRow[]> {
  const times = new Map(places.map((place) => [place, [] as Times[]]));
  for (const { child } of places) await child.ask('openOrders', { open }, z.null());
  // The first round warms up and is not counted.
  for (let round = 0; round <= rounds; round += 1) {
    for (const [place, each] of times) {
      const result = await place.child.ask('measure', { orders, group: GROUP }, timesSchema);
      if (result.open !== open) throw new Error(`${result.open} orders are open, not ${open}`);
      if (round > 0) each.push(result);
    }
  }
  const rows: GrowthRow[] = [];
  for (const [{ history, directory, database, child }, each] of times) {
    await child.ask('close', null, z.null());
    const difference = history <= VERIFIED ? differenceIn(directory) : null;
    const starts: Awaited<ReturnType<typeof startUp>>[] = [];
    for (let i = 0; i < rounds; i += 1) starts.push(await startUp(directory, DISPLAYS));
    const middle = (values: (result: Times) => readonly number[], percent: number): number =>
      median(each.map((result) => percentile(values(result), percent)));
    const memory = starts.flatMap(({ memoryMiB }) => memoryMiB ?? []);
    const serving = starts.flatMap(({ servingMiB }) => servingMiB ?? []);
    rows.push({
      history,
      open,
      fileMiB: statSync(database).size / 2 ** 20,
      placeP50: middle((result) => result.placing, 50),
      placeP99: middle((result) => result.placing, 99),
      advanceP50: middle((result) => result.advancing, 50),
      advanceP99: middle((result) => result.advancing, 99),
      groupP50: middle((result) => result.grouped, 50),
      groupP99: middle((result) => result.grouped, 99),
      readyMs: median(starts.map(({ readyMs }) => readyMs)),
      memoryMiB: memory.length > 0 ? median(memory) : null,
      servingMiB: serving.length > 0 ? median(serving) : null,
      difference,
    });
  }
  return rows;
}

/** What `verify` has against a database; null for nothing. */
function differenceIn(directory: string): string | null {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [VERIFY, '--data-dir', directory],
    { encoding: 'utf8' },
  );
  return status === 0 ? null : `${stdout}${stderr}`.trim();
}

export function growthTable(rows: readonly GrowthRow[]): string {
  const cells = rows.map((row) => [
    count(row.history),
    count(row.open),
    count(row.fileMiB),
    `${ms(row.placeP50)} / ${ms(row.placeP99)}`,
    `${ms(row.advanceP50)} / ${ms(row.advanceP99)}`,
    `${ms(row.groupP50)} / ${ms(row.groupP99)}`,
    count(row.readyMs),
    count(row.memoryMiB ?? Number.NaN),
    count(row.servingMiB ?? Number.NaN),
  ]);
  return table(
    [
      'orders of history',
      'open',
      'file MiB',
      'place p50/p99 ms',
      'advance p50/p99 ms',
      `${GROUP} together p50/p99 ms`,
      'ready ms',
      'memory MiB',
      `with ${DISPLAYS} displays`,
    ],
    cells,
  );
}
