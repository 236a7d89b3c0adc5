import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { z } from 'zod';
import type { Check } from './checks.ts';
import type { Workshop } from './workshop.ts';

/** Longest time for one check, in milliseconds. All have limits of their own, which are shorter. */
const WITHIN_MS = 400_000;

/** What a check said of the product in the workshop. */
export type Verdict =
  /** `finding` null: all is well. */
  | { readonly ran: true; readonly finding: string | null; readonly seconds: number }
  /** It could not be run here, and says nothing about the product. */
  | { readonly ran: false; readonly why: string };

const errorSchema = z.object({
  message: z.string(),
  cause: z.object({ message: z.string() }).optional().catch(undefined),
});

const toldSchema = z.object({
  tests: z.array(z.object({ state: z.string(), errors: z.array(errorSchema) })),
  errors: z.array(z.string()),
});

type Told = z.infer<typeof toldSchema>;

/** Runs the tests of a check on what is in the workshop. */
export async function runCheck(workshop: Workshop, check: Check): Promise<Verdict> {
  const pattern = `^${check.tests.replaceAll(/[[\]().?*+^$|\\]/g, String.raw`\$&`)}`;
  const began = performance.now();
  const child = spawn(
    process.execPath,
    [join('test', 'chaos', 'mutants', 'check-driver.ts'), check.file, pattern],
    {
      cwd: workshop.path,
      env: { ...process.env, ...check.env, TMPDIR: workshop.temporary },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  const overdue = setTimeout(() => child.kill('SIGKILL'), WITHIN_MS);
  const [words, complaints] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ]);
  clearTimeout(overdue);
  endStrays(workshop.path);
  if (child.signalCode !== null) {
    return { ran: false, why: `it did not end within ${WITHIN_MS / 1000} s` };
  }
  const told = read(words);
  if (!told) return { ran: false, why: complaints.trim() || 'it told nothing' };
  return verdictOf(told, (performance.now() - began) / 1000);
}

function verdictOf({ tests, errors }: Told, seconds: number): Verdict {
  const failed = tests.find(({ state }) => state === 'failed');
  if (failed) return { ran: true, finding: findingOf(failed.errors), seconds };
  if (tests.some(({ state }) => state === 'passed')) return { ran: true, finding: null, seconds };
  return { ran: false, why: errors.join(' ') || 'no test was run: it says above why' };
}

/** Most of a finding that is printed. Characters. */
const MOST = 140;

/** What a failed test said first, in one line. A property test tells of its seed, and what it saw is the cause. */
function findingOf([error]: Told['tests'][number]['errors']): string {
  const words = (error?.cause ?? error)?.message ?? 'it failed';
  const [first = '', second = ''] = words.split('\n').map((line) => line.trim());
  const line = first.endsWith('broken') ? `${first}: ${second}` : first;
  return line.length > MOST ? `${line.slice(0, MOST - 1)}…` : line;
}

/** The last line of what was said, where it is what the driver tells. */
function read(words: string): Told | null {
  try {
    return toldSchema.parse(JSON.parse(words.trim().split('\n').at(-1) ?? ''));
  } catch {
    return null;
  }
}

/**
 * A check that failed may leave a product of its own running, in a group of its own: it is known by its program, which
 * lies in the workshop. Only Linux tells.
 */
function endStrays(path: string): void {
  if (process.platform !== 'linux') return;
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      const [, program = ''] = readFileSync(join('/proc', pid, 'cmdline'), 'utf8').split('\0');
      if (program.startsWith(`${path}/`)) process.kill(Number(pid), 'SIGKILL');
    } catch {
      // It has ended by itself.
    }
  }
}
