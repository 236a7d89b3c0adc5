import type { Clock } from '../lan/clock.ts';
import { type Rate, TokenBucket } from '../lan/token-bucket.ts';

/** Wrong PINs of one person at one device before they have to wait. */
const FREE_TRIES = 5;

/** The first pause, and the longest: each wrong PIN doubles it. Seconds. */
const FIRST_PAUSE = 30;
const LONGEST_PAUSE = 15 * 60;

/** Wrong PINs are forgotten after so long without another one. Milliseconds. */
const FORGOTTEN_AFTER_MS = 12 * 3_600_000;

/** Wrong PINs of one person at all devices together. */
const EVERYWHERE = { perSecond: 1 / 60, burst: 20 };

/** Wrong PINs of all people together at one device: else who stands there would try a common PIN of everybody. */
const AT_ONE_DEVICE = { perSecond: 1 / 60, burst: 20 };

/** Pairs remembered before the forgotten ones are looked for. */
const MANY_PAIRS = 1024;

interface Wrong {
  count: number;
  /** Monotonic milliseconds. */
  lastAt: number;
}

/**
 * Slows down who guesses PINs: by person and device, so that one who guesses at a counter keeps nobody from signing in at
 * another; by person at all devices, so that many counters do not make many guessers; and by device over all people, so
 * that many names do not either. Counts live in memory.
 */
export class PinGuard {
  readonly #clock: Pick<Clock, 'now'>;
  readonly #pairs = new Map<string, Wrong>();
  readonly #people = new Map<string, TokenBucket>();
  readonly #devices = new Map<string, TokenBucket>();

  constructor(clock: Pick<Clock, 'now'>) {
    this.#clock = clock;
  }

  /**
   * Asked before a PIN is looked at, which then counts as wrong until {@link right} says otherwise: of many that come at once
   * no more are looked at than one after the other. Null when it may be; else the seconds to wait.
   */
  begin(deviceId: string, personId: string): number | null {
    const now = this.#clock.now();
    const wrong = this.#pair(deviceId, personId, now);
    const pause = pauseAfter(wrong.count);
    const left = pause === 0 ? 0 : Math.ceil((wrong.lastAt + pause * 1000 - now) / 1000);
    if (left > 0) return left;
    const person = this.#bucket(this.#people, personId, EVERYWHERE);
    const device = this.#bucket(this.#devices, deviceId, AT_ONE_DEVICE);
    const wait = Math.max(person.wait() ?? 0, device.wait() ?? 0);
    if (wait > 0) return wait;
    person.take();
    device.take();
    wrong.count += 1;
    wrong.lastAt = now;
    return null;
  }

  /** The PIN was right: its person starts anew at this device. What was guessed elsewhere stays counted there. */
  right(deviceId: string, personId: string): void {
    this.#pairs.delete(pairKey(deviceId, personId));
    this.#giveBack(deviceId, personId);
  }

  /** The PIN was not looked at after all. */
  undo(deviceId: string, personId: string): void {
    const wrong = this.#pairs.get(pairKey(deviceId, personId));
    if (wrong) wrong.count = Math.max(0, wrong.count - 1);
    this.#giveBack(deviceId, personId);
  }

  #giveBack(deviceId: string, personId: string): void {
    this.#people.get(personId)?.giveBack();
    this.#devices.get(deviceId)?.giveBack();
  }

  #pair(deviceId: string, personId: string, now: number): Wrong {
    const key = pairKey(deviceId, personId);
    const known = this.#pairs.get(key);
    if (known && now - known.lastAt < FORGOTTEN_AFTER_MS) return known;
    if (this.#pairs.size >= MANY_PAIRS) this.#forget(now);
    const wrong = { count: 0, lastAt: now };
    this.#pairs.set(key, wrong);
    return wrong;
  }

  #bucket(buckets: Map<string, TokenBucket>, key: string, rate: Rate): TokenBucket {
    let bucket = buckets.get(key);
    if (!bucket) {
      bucket = new TokenBucket(rate, this.#clock);
      buckets.set(key, bucket);
    }
    return bucket;
  }

  #forget(now: number): void {
    for (const [key, { lastAt }] of this.#pairs) {
      if (now - lastAt >= FORGOTTEN_AFTER_MS) this.#pairs.delete(key);
    }
  }
}

function pairKey(deviceId: string, personId: string): string {
  return `${deviceId} ${personId}`;
}

/** Seconds from the last of so many wrong PINs to the next that is looked at. */
function pauseAfter(wrong: number): number {
  return wrong < FREE_TRIES ? 0 : Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** (wrong - FREE_TRIES));
}
