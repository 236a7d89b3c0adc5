/**
 * `npm run soak -- [--minutes 60] [--per-second 50] [--seed 1] [--json FILE]`: the built product under a day's load for an
 * hour. Exit 1 when a promise is broken; the data is kept then.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { machine } from '../../../bench/lib/machine.ts';
import { build, isBuilt } from '../../../scripts/build.ts';
import { readOptions, SoakError } from './options.ts';
import { lineOf, reportOf, tableOf } from './report.ts';
import { runSoak } from './soak.ts';

const ROOT = resolve(import.meta.dirname, '../../..');

const say = (line: string): void => void process.stdout.write(`${line}\n`);

const interruption = new AbortController();
/** The first Ctrl+C ends the load; the checks follow. The second one does not wait. */
const interrupt = (): void => {
  if (interruption.signal.aborted) process.exit(130);
  interruption.abort();
};
process.on('SIGINT', interrupt);
process.on('SIGTERM', interrupt);

try {
  const asked = readOptions(process.argv.slice(2));
  if (!isBuilt(ROOT)) {
    say('Building first…');
    await build(ROOT);
  }
  const dataDir = mkdtempSync(join(tmpdir(), 'comanda-soak-'));
  let nextLine = 0;
  const result = await runSoak({
    durationMs: asked.minutes * 60_000,
    perSecond: asked.perSecond,
    seed: asked.seed,
    dataDir,
    sampleEveryMs: 5000,
    longestMs: 30_000,
    keepOpen: 300,
    interrupted: interruption.signal,
    onSample: (sample) => {
      if (sample.at < nextLine) return;
      nextLine = sample.at + 58;
      say(lineOf(sample));
    },
  });
  const report = reportOf(asked, result, machine());
  say(`\n${tableOf(result.samples)}\n`);
  for (const { name, state, detail } of report.checks)
    say(`${state.padEnd(10)}  ${name}: ${detail}`);
  if (asked.json !== null) writeFileSync(asked.json, `${JSON.stringify(report, null, 2)}\n`);
  if (report.passed) rmSync(dataDir, { recursive: true, force: true });
  else {
    say(`\nThe data is kept: ${dataDir}`);
    process.exitCode = 1;
  }
} catch (error) {
  if (!(error instanceof SoakError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
