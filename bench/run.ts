/** `npm run bench`: measures Comanda side by side with its limit and with what one would use in its place. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { dirname, join } from 'node:path';
import { counterTable, counterTaps, type CounterRow } from './cases/counter.ts';
import { kitchenFaults, kitchenFrames, kitchenTable, type KitchenRow } from './cases/kitchen.ts';
import { display, displayTable, type DisplayRow } from './cases/display.ts';
import { growth, growthTable, type GrowthRow } from './cases/growth.ts';
import { locks, locksTable, type LocksRow } from './cases/locks.ts';
import {
  isSound,
  throughput,
  throughputTables,
  type ThroughputResult,
} from './cases/throughput.ts';
import { hostKind, machine } from './lib/machine.ts';
import { BenchError, CASES, readOptions, type CaseName } from './lib/options.ts';
import { CONTESTANTS } from './lib/registry.ts';
import { slowDisk, SLOW_MS } from './lib/slow-disk.ts';
import { isBundleMeasured } from './lib/start-up.ts';
import { Workplace } from './lib/workplace.ts';

interface Results {
  throughput?: ThroughputResult;
  locks?: readonly LocksRow[];
  display?: readonly DisplayRow[];
  growth?: readonly GrowthRow[];
  slowDisk?: ThroughputResult;
  counter?: readonly CounterRow[];
  kitchen?: readonly KitchenRow[];
}

const say = (line: string): void => {
  console.error(`  ${line}`);
};

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2), [...CASES, ...Object.keys(CONTESTANTS)]);
  const { quick, only, seconds, rounds } = options;
  const host = machine();
  const startedAt = new Date().toISOString();
  // Who else was using the machine: over the minute before the run.
  const [loadBefore] = loadavg();
  console.log(
    `${host.cpu}, ${host.cores} cores, ${host.memoryGiB} GiB, ${host.fileSystem}, ${host.system}, ` +
      `Node ${host.node}, SQLite ${host.sqlite}. ${quick ? 'QUICK: not to be quoted.' : ''}`,
  );

  const namesCase = only.some((name) => CASES.some((each) => each === name));
  // A contestant named alone means: its rows of the tables where it has rows.
  const isWanted = (name: CaseName): boolean =>
    only.includes(name) || (!namesCase && (only.length === 0 || name === 'throughput'));
  const workplace = new Workplace();
  process.once('SIGINT', () => {
    workplace.remove();
    process.exit(130);
  });
  const results: Results = {};
  const section = async (name: CaseName, title: string, run: () => Promise<string>) => {
    if (!isWanted(name)) return;
    console.error(`${title} …`);
    try {
      const text = await run();
      console.log(`\n## ${title}\n\n${text}`);
    } catch (error) {
      // One case that fails takes no other's figures with it.
      console.error(`${title} failed:`, error);
      process.exitCode = 1;
    }
  };
  try {
    await section('throughput', `Placing orders, ${rounds} × ${seconds} s each`, async () => {
      results.throughput = await throughput({
        only,
        seconds,
        rounds,
        workplace,
        say,
        among: () => true,
      });
      return throughputTables(results.throughput);
    });
    await section('locks', 'Threads and locks in memory, nothing durable', async () => {
      results.locks = await locks({ rounds, seconds });
      return locksTable(results.locks);
    });
    await section('display', 'From submit to shown', async () => {
      results.display = await display({
        seconds: quick ? 3 : 10,
        rounds: quick ? 1 : 3,
        workplace,
      });
      return displayTable(results.display);
    });
    await section('growth', 'Growth', async () => {
      if (!isBundleMeasured()) say('no fresh build: starts are measured from the sources');
      results.growth = await growth({
        histories: quick ? [100, 10_000] : [100, 10_000, 1_000_000],
        rounds: quick ? 1 : 5,
        orders: quick ? 64 : 320,
        workplace,
        say,
      });
      return growthTable(results.growth);
    });
    await section('slow-disk', `A slow disk: ${SLOW_MS} ms more for each fsync`, async () => {
      const slow = slowDisk(workplace);
      if ('missing' in slow) return `Skipped: ${slow.missing}.`;
      results.slowDisk = await throughput({
        only,
        seconds,
        rounds: Math.min(rounds, 3),
        workplace,
        say,
        among: (entry) => entry.slow,
        environment: slow.environment,
      });
      return throughputTables(results.slowDisk);
    });
    await section('counter', 'A tap at the counter', async () => {
      const rows = await counterTaps(workplace, quick ? 1 : 5);
      if (rows) results.counter = rows;
      return counterTable(rows);
    });
    await section('kitchen', 'A full kitchen under a rush', async () => {
      const rows = await kitchenFrames(workplace, {
        seconds: quick ? 3 : 20,
        openings: quick ? 2 : 7,
      });
      if (rows) results.kitchen = rows;
      return kitchenTable(rows);
    });
  } finally {
    workplace.remove();
  }
  const finishedAt = new Date().toISOString();
  const file =
    options.json ??
    join(import.meta.dirname, 'results', `${startedAt.slice(0, 10)}-${hostKind(host)}.json`);
  // A quick run is for looking at; it takes the place of no results unless told to.
  if (!quick || options.json !== null) {
    mkdirSync(dirname(file), { recursive: true });
    const bundle = isBundleMeasured();
    const asked = { quick, only, seconds, rounds };
    const report = { startedAt, finishedAt, machine: host, loadBefore, asked, bundle };
    writeFileSync(file, `${JSON.stringify({ ...report, ...results }, null, 2)}\n`);
    console.log(`\nWritten to ${file}.`);
  }
  for (const result of [results.throughput, results.slowDisk]) {
    if (!result || isSound(result)) continue;
    console.error('Not everyone kept what it promised: see the last columns.');
    process.exitCode = 1;
  }
  if (results.display?.some(({ missing }) => missing > 0)) {
    console.error('Not every event came to every display.');
    process.exitCode = 1;
  }
  for (const { difference } of results.growth ?? []) {
    if (difference === null) continue;
    console.error(difference);
    process.exitCode = 1;
  }
  // A short run on a busy machine says nothing of a display.
  for (const fault of quick ? [] : kitchenFaults(results.kitchen ?? [])) {
    console.error(fault);
    process.exitCode = 1;
  }
  if (results.locks?.some(({ stockErrors }) => stockErrors > 0)) process.exitCode = 1;
}

try {
  await main();
} catch (error) {
  console.error(error instanceof BenchError ? error.message : error);
  process.exitCode = 1;
}
