/**
 * `npm test`: all that must hold before a change is done, in one command. Format, lint, types, dead code and build run
 * beside each other; then the tests, whose closing line of counts is the last thing printed. A check that fails stops
 * nothing, so that one run tells everything.
 *
 * `npm test -- FILTER` runs only the tests whose path holds FILTER; arguments go to vitest as they are.
 */
import { spawnSync } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import { runSteps, type Step } from './lib/steps.ts';

const ROOT = resolve(import.meta.dirname, '..');
process.chdir(ROOT);

/** A tool of node_modules, started with this Node: the same on every platform, with no shell between. */
const tool = (name: string, path: string, ...args: string[]): Step => ({
  name,
  command: [process.execPath, join('node_modules', path), ...args],
});

const CHECKS: readonly Step[] = [
  // The longest first, so that the two lanes end at about the same time.
  { name: 'build', command: [process.execPath, join('scripts', 'build.ts')] },
  tool('format', 'prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.'),
  tool('types', 'typescript/bin/tsc', '-b'),
  tool('dead code', 'knip/bin/knip.js', '--no-progress'),
  tool('lint', 'oxlint/bin/oxlint'),
];

const filter = process.argv.slice(2);
let failed: readonly string[] = [];
if (filter.length === 0) {
  failed = await runSteps(CHECKS, {
    atOnce: Math.min(2, availableParallelism()),
    print: (text) => console.log(text),
    now: () => performance.now(),
  });
}

const tests = tool('tests', 'vitest/vitest.mjs', 'run', ...filter);
const [program, ...args] = tests.command;
const { status, error } = spawnSync(program, args, {
  // No stdin: on a terminal too, a run ends without being asked anything.
  stdio: ['ignore', 'inherit', 'inherit'],
  env: { ...process.env, COMANDA_FAILED_CHECKS: failed.join(', ') },
});
if (error) throw error;
process.exitCode = failed.length === 0 ? (status ?? 1) : 1;
