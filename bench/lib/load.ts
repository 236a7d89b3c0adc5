/** Ways to put load on something: as fast as it answers, and at a given pace. */
import { setTimeout as delay } from 'node:timers/promises';

export interface Measured {
  readonly completed: number;
  /** What went wrong, by its message. */
  readonly failures: Readonly<Record<string, number>>;
  readonly elapsedMs: number;
  /** From submit to answer, in milliseconds, in the order of the answers. */
  readonly latencies: readonly number[];
}

/** More than this and there is nothing to measure. */
const MOST_FAILURES = 1000;

class Book {
  readonly latencies: number[] = [];
  readonly failures: Record<string, number> = {};
  #failed = 0;

  async time(submit: () => Promise<void>, since: number): Promise<void> {
    try {
      await submit();
      this.latencies.push(performance.now() - since);
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      this.failures[message] = (this.failures[message] ?? 0) + 1;
      this.#failed += 1;
    }
  }

  get hopeless(): boolean {
    return this.#failed > MOST_FAILURES;
  }

  close(began: number): Measured {
    return {
      completed: this.latencies.length,
      failures: this.failures,
      elapsedMs: performance.now() - began,
      latencies: this.latencies,
    };
  }
}

/** A closed loop: so many are always under way, a new one begins when one is answered. */
export async function closedLoop(
  submit: () => Promise<void>,
  { inFlight, seconds }: { readonly inFlight: number; readonly seconds: number },
): Promise<Measured> {
  const book = new Book();
  const began = performance.now();
  const until = began + seconds * 1000;
  const client = async (): Promise<void> => {
    for (let now = began; now < until && !book.hopeless;) {
      now = performance.now();
      await book.time(submit, now);
    }
  };
  await Promise.all(Array.from({ length: inFlight }, client));
  return book.close(began);
}

/**
 * An open loop: so many begin each second whether or not the ones before are answered. The time of each counts from
 * the moment it was due, so that a stall is charged to all who would have come during it.
 */
export async function openLoop(
  submit: () => Promise<void>,
  { perSecond, seconds }: { readonly perSecond: number; readonly seconds: number },
): Promise<Measured> {
  const book = new Book();
  const began = performance.now();
  const total = Math.round(perSecond * seconds);
  const under: Promise<void>[] = [];
  while (under.length < total && !book.hopeless) {
    const due = began + (under.length * 1000) / perSecond;
    const wait = due - performance.now();
    if (wait > 0) await delay(wait);
    under.push(book.time(submit, due));
  }
  await Promise.all(under);
  return book.close(began);
}
