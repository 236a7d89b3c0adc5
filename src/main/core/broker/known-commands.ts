import { hash } from 'node:crypto';

/** How long the answer to a command is remembered, in running time: the least that the protocol promises. */
export const REMEMBER_MS = 7 * 24 * 60 * 60 * 1000;

/** What tells two commands under one key apart. */
export function fingerprintOf(type: string, data: unknown): string {
  return hash('sha256', `${type}\n${JSON.stringify(data)}`, 'base64url');
}

/**
 * Finds the row of a remembered command by its {@link shortKey}, in memory. Keys are chosen by clients and may be as random
 * as they like: an index on disk would pay for that with every insert, this map does not. That two keys share them is found out by reading the row.
 */
export class KnownCommands {
  readonly #rows = new Map<number, number | number[]>();

  add(short: number, row: number): void {
    const there = this.#rows.get(short);
    if (there === undefined) this.#rows.set(short, row);
    else if (typeof there === 'number') this.#rows.set(short, [there, row]);
    else there.push(row);
  }

  /** Rows that may belong to this key: none, nearly always one, in theory more. */
  candidates(short: number): readonly number[] {
    const there = this.#rows.get(short);
    if (there === undefined) return [];
    return typeof there === 'number' ? [there] : there;
  }

  /** Forgets all rows up to this one. */
  forgetTo(row: number): void {
    for (const [short, there] of this.#rows) {
      if (typeof there === 'number') {
        if (there <= row) this.#rows.delete(short);
        continue;
      }
      const kept = there.filter((id) => id > row);
      if (kept.length === 0) this.#rows.delete(short);
      else this.#rows.set(short, kept);
    }
  }

  get size(): number {
    return this.#rows.size;
  }
}

/** Of a SHA-256, 48 bits: what a key is found by in memory. */
export function shortKey(deviceId: string, key: string): number {
  return Number.parseInt(hash('sha256', `${deviceId}\n${key}`, 'hex').slice(0, 12), 16);
}
