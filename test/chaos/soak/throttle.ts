/** Keeps a device below what the product lets it send: so much at once, so much a second from then on. */
export class Throttle {
  readonly #perSecond: number;
  readonly #most: number;
  #left: number;
  #at: number;

  /** @param now milliseconds of a clock that only goes forward */
  constructor(perSecond: number, most: number, now: number) {
    this.#perSecond = perSecond;
    this.#most = most;
    this.#left = most;
    this.#at = now;
  }

  /** True when one more may go now. */
  take(now: number): boolean {
    this.#left = Math.min(this.#most, this.#left + ((now - this.#at) / 1000) * this.#perSecond);
    this.#at = now;
    if (this.#left < 1) return false;
    this.#left -= 1;
    return true;
  }
}
