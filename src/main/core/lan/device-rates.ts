import type { Role } from '../../../shared/roles.ts';
import type { Device } from '../broker/ports.ts';
import type { Clock } from './clock.ts';
import { type Rate, TokenBucket } from './token-bucket.ts';

/** What counts together: commands are few and dear, reads many and cheap. */
export type Traffic = 'command' | 'read';

const SCREEN: { readonly [T in Traffic]: Rate } = {
  command: { perSecond: 20, burst: 100 },
  read: { perSecond: 200, burst: 1000 },
};

/** Displays hear by their sockets what there is: they have hardly anything to ask for. */
const DISPLAY: { readonly [T in Traffic]: Rate } = {
  ...SCREEN,
  read: { perSecond: 20, burst: 100 },
};

const PROGRAM: { readonly [T in Traffic]: Rate } = {
  command: { perSecond: 5000, burst: 5000 },
  read: { perSecond: 10_000, burst: 10_000 },
};

const RATES: { readonly [R in Role]: { readonly [T in Traffic]: Rate } } = {
  admin: PROGRAM,
  integration: PROGRAM,
  counter: SCREEN,
  kitchen: DISPLAY,
  board: DISPLAY,
};

/** How much more than its rate a device may try before its socket is closed for it. */
const PATIENCE = 10;

/** The rates of each device: one bucket for all its connections, so that a second socket buys nothing. */
export class DeviceRates {
  readonly #clock: Clock;
  readonly #buckets = new Map<string, TokenBucket>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Null when it may pass; else the seconds to wait. */
  take(device: Device, traffic: Traffic): number | null {
    const key = `${traffic} ${device.id}`;
    let bucket = this.#buckets.get(key);
    if (!bucket) {
      bucket = new TokenBucket(RATES[device.role][traffic], this.#clock);
      this.#buckets.set(key, bucket);
    }
    return bucket.take();
  }

  /** How often one connection of this role may be told no before that counts as a flood. */
  patience(role: Role): TokenBucket {
    const { perSecond, burst } = RATES[role].command;
    return new TokenBucket(
      { perSecond: perSecond * PATIENCE, burst: burst * PATIENCE },
      this.#clock,
    );
  }
}
