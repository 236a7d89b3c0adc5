import { parseArgs } from 'node:util';

/** The measurements, in the order they are made. */
export const CASES = [
  'throughput',
  'locks',
  'display',
  'growth',
  'slow-disk',
  'counter',
  'kitchen',
] as const;

export type CaseName = (typeof CASES)[number];

/** What is asked of one run. */
export interface BenchOptions {
  /** Shorter and fewer rounds: to see that all works, not to be quoted. */
  readonly quick: boolean;
  /** Names of cases or contestants; empty = all. */
  readonly only: readonly string[];
  /** Length of one round of one contestant, in seconds. */
  readonly seconds: number;
  /** Rounds of each contestant; all take turns within a round. */
  readonly rounds: number;
  /** Where to write the results as JSON; null = under bench/results. */
  readonly json: string | null;
}

/** A command line that cannot be followed: one line for the person at the terminal. */
export class BenchError extends Error {
  override readonly name = 'BenchError';
}

const USAGE = 'npm run bench -- [--quick] [--only NAME,…] [--seconds N] [--rounds N] [--json FILE]';

/**
 * Reads the command line.
 * @param known every name that `--only` may hold
 * @throws BenchError that names what is wrong with it
 */
export function readOptions(args: readonly string[], known: readonly string[]): BenchOptions {
  const values = parse(args);
  const quick = values.quick ?? false;
  const only = (values.only ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  const stranger = only.find((name) => !known.includes(name));
  if (stranger !== undefined) {
    throw new BenchError(`There is no "${stranger}". Known are: ${known.join(', ')}.`);
  }
  return {
    quick,
    only,
    seconds: number('seconds', values.seconds ?? (quick ? '0.3' : '1'), 0.05, 60),
    rounds: Math.floor(number('rounds', values.rounds ?? (quick ? '1' : '5'), 1, 99)),
    json: values.json ?? null,
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      strict: true,
      allowPositionals: false,
      options: {
        quick: { type: 'boolean' },
        only: { type: 'string' },
        seconds: { type: 'string' },
        rounds: { type: 'string' },
        json: { type: 'string' },
      },
    }).values;
  } catch (error) {
    const reason = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
    throw new BenchError(`${reason} Usage: ${USAGE}`);
  }
}

function number(name: string, text: string, min: number, max: number): number {
  const value = Number(text);
  if (!/^\d+(?:\.\d+)?$/.test(text) || value < min || value > max) {
    throw new BenchError(`--${name} takes a number from ${min} to ${max}, not "${text}".`);
  }
  return value;
}
