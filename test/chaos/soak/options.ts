import { parseArgs } from 'node:util';

/** What is asked of one soak. */
export interface SoakOptions {
  readonly minutes: number;
  /** Orders a second, rushes included. */
  readonly perSecond: number;
  readonly seed: string;
  /** Where to write the report as JSON; null for nowhere. */
  readonly json: string | null;
}

/** What stands in the way of a soak: one line for the person at the terminal. */
export class SoakError extends Error {
  override readonly name = 'SoakError';
}

const USAGE = 'npm run soak -- [--minutes 60] [--per-second 50] [--seed 1] [--json FILE]';

/**
 * Reads the command line.
 * @throws SoakError that names what is wrong with it
 */
export function readOptions(args: readonly string[]): SoakOptions {
  const values = parse(args);
  return {
    minutes: positive('minutes', values.minutes ?? '60', 24 * 60),
    // A rush is eight times as much, which one integration may send.
    perSecond: positive('per-second', values['per-second'] ?? '50', 500),
    seed: values.seed ?? '1',
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
        minutes: { type: 'string' },
        'per-second': { type: 'string' },
        seed: { type: 'string' },
        json: { type: 'string' },
      },
    }).values;
  } catch (error) {
    const reason = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
    throw new SoakError(`${reason} Usage: ${USAGE}`);
  }
}

function positive(name: string, text: string, most: number): number {
  const value = Number(text);
  if (!/^\d+(?:\.\d+)?$/.test(text) || value <= 0 || value > most) {
    throw new SoakError(`--${name} takes a number above 0, up to ${most}, not "${text}".`);
  }
  return value;
}
