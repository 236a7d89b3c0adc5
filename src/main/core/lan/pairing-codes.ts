import { createHash, randomInt } from 'node:crypto';
import type { PairableRole } from '../../../shared/roles.ts';
import type { Clock } from './clock.ts';

/** Crockford's base 32: digits and letters without I, L, O and U. Eight of them hold 40 bits. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 8;

/** How long a code may be used: 15 minutes, in milliseconds. */
export const PAIRING_CODE_LIFE_MS = 15 * 60_000;

/** Codes waiting at once; beyond it the oldest is forgotten. */
const MOST_CODES = 1000;

export interface IssuedCode {
  /** As shown to people: `ABCD-EFGH`. */
  readonly code: string;
  /** Milliseconds, UTC. */
  readonly expiresAt: number;
}

interface Waiting {
  readonly role: PairableRole;
  /** By the monotonic clock. */
  readonly deadline: number;
}

/** A code that was taken to be used. `giveBack` makes it good again when the device could not be put down. */
export interface TakenCode {
  readonly role: PairableRole;
  giveBack(): void;
}

/** The one-time codes that make a page or a program a device. In memory and as hashes only: a restart forgets them. */
export class PairingCodes {
  readonly #clock: Clock;
  readonly #utc: () => number;
  readonly #waiting = new Map<string, Waiting>();

  /** @param utc milliseconds, UTC: what `expiresAt` is told by */
  constructor(clock: Clock, utc: () => number) {
    this.#clock = clock;
    this.#utc = utc;
  }

  issue(role: PairableRole): IssuedCode {
    const now = this.#clock.now();
    // In the order of issue, and all live equally long: the expired ones come first.
    for (const [hash, { deadline }] of this.#waiting) {
      if (deadline > now && this.#waiting.size < MOST_CODES) break;
      this.#waiting.delete(hash);
    }
    let code = '';
    while (code.length < LENGTH) code += ALPHABET.charAt(randomInt(ALPHABET.length));
    this.#waiting.set(hashCode(code), { role, deadline: now + PAIRING_CODE_LIFE_MS });
    return {
      code: `${code.slice(0, 4)}-${code.slice(4)}`,
      expiresAt: this.#utc() + PAIRING_CODE_LIFE_MS,
    };
  }

  /** Takes a code out, so that no second request can use it. Null when it is wrong, used or too old. */
  take(typed: string): TakenCode | null {
    const hash = hashCode(plainCode(typed));
    const waiting = this.#waiting.get(hash);
    if (!waiting) return null;
    this.#waiting.delete(hash);
    if (waiting.deadline <= this.#clock.now()) return null;
    return { role: waiting.role, giveBack: () => this.#waiting.set(hash, waiting) };
  }
}

/** What was meant by what was typed: any case, any hyphens and spaces, and the look-alikes O, I and L. */
function plainCode(typed: string): string {
  return typed.toUpperCase().replaceAll(/[\s-]/g, '').replaceAll('O', '0').replaceAll(/[IL]/g, '1');
}

function hashCode(code: string): string {
  return createHash('sha256').update(code).digest('base64url');
}
