import type { Clock } from './clock.ts';

/** How much is let through: `burst` at once, and `perSecond` in the long run. */
export interface Rate {
  readonly perSecond: number;
  readonly burst: number;
}

/** A token bucket: full at first, refilled evenly as time passes. */
export class TokenBucket {
  readonly #rate: Rate;
  readonly #clock: Pick<Clock, 'now'>;
  #tokens: number;
  #at: number;

  constructor(rate: Rate, clock: Pick<Clock, 'now'>) {
    this.#rate = rate;
    this.#clock = clock;
    this.#tokens = rate.burst;
    this.#at = clock.now();
  }

  /** Takes one. Null when there was one; else the whole seconds, at least 1, until there will be. */
  take(): number | null {
    const wait = this.wait();
    if (wait === null) this.#tokens -= 1;
    return wait;
  }

  /** Puts one back that should not have been taken. */
  giveBack(): void {
    this.#tokens = Math.min(this.#rate.burst, this.#tokens + 1);
  }

  /** What {@link take} would say, without taking. */
  wait(): number | null {
    const now = this.#clock.now();
    this.#tokens = Math.min(
      this.#rate.burst,
      this.#tokens + ((now - this.#at) / 1000) * this.#rate.perSecond,
    );
    this.#at = now;
    if (this.#tokens >= 1) return null;
    return Math.max(1, Math.ceil((1 - this.#tokens) / this.#rate.perSecond));
  }
}
