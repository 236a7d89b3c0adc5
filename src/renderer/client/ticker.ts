/** One clock for all that show time: every age on a screen changes at the same moment, and one timer serves them. */
class Ticker {
  readonly #everyMs: number;
  readonly #listeners = new Set<() => void>();
  #now = Date.now();
  #handle: number | null = null;

  constructor(everyMs: number) {
    this.#everyMs = everyMs;
  }

  readonly read = (): number => {
    this.#refresh();
    return this.#now;
  };

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    if (this.#handle === null) {
      this.#refresh();
      this.#handle = window.setInterval(() => {
        this.#now = Date.now();
        for (const each of this.#listeners) each();
      }, this.#everyMs);
    }
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size > 0 || this.#handle === null) return;
      window.clearInterval(this.#handle);
      this.#handle = null;
    };
  };

  /** Nobody keeps it up to date while nobody looks. Within its own step it stays the same, as React asks of it. */
  #refresh(): void {
    if (this.#handle !== null) return;
    const now = Date.now();
    if (Math.abs(now - this.#now) >= this.#everyMs) this.#now = now;
  }
}

const tickers = new Map<number, Ticker>();

/** The shared clock that is read anew every `everyMs` milliseconds. */
export function tickerOf(everyMs: number): Pick<Ticker, 'read' | 'subscribe'> {
  const known = tickers.get(everyMs);
  if (known) return known;
  const made = new Ticker(everyMs);
  tickers.set(everyMs, made);
  return made;
}
