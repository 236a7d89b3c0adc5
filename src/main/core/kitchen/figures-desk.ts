import { setImmediate as nextTurn } from 'node:timers/promises';
import { refuse, type Refusal } from '../../../shared/errors.ts';
import type { KitchenFigures } from '../../../shared/kitchen-figures.ts';
import type { Shop } from '../../../shared/shop.ts';
import { KitchenTally } from '../../domain/kitchen-figures.ts';
import type { History, OrderPage } from '../broker/ports.ts';
import { shopHours } from './shop-hours.ts';

/** Orders read at once, and their JSON in characters: about a millisecond of the thread that also takes orders. */
const SLICE = { limit: 50, maxChars: 128 * 1024 } as const;

/** How long an answer stands at least, in milliseconds. */
const KEPT_MS = 10_000;

/** How many times as long as it took to count: a twentieth of the processor is what figures may cost. */
const SHARE = 20;

/** Counting that may be done ahead of that share, in milliseconds: who looks through a few days need not wait. */
const AHEAD_MS = 1000;

/** Days whose answers are remembered. */
const MOST_DAYS = 31;

export interface FiguresDeskOptions {
  readonly shop: Pick<Shop, 'timeZone' | 'ageThresholds'>;
  /** Reads a slice of a day; null when the disk cannot be read, which is in the log by then. */
  readonly read: (slice: Parameters<History['orders']>[0]) => OrderPage | null;
  /** The business day that it is now, YYYY-MM-DD. */
  readonly today: () => string;
  /** Milliseconds UTC, by the broker's clock. */
  readonly now: () => number;
  /** Milliseconds of a clock that never goes back. */
  readonly elapsed: () => number;
}

interface Counted {
  readonly json: string;
  /** No order of it went to the kitchen. */
  readonly isEmpty: boolean;
}

/** Figures as JSON, or why there are none. */
export type FiguresAnswer =
  { readonly ok: true; readonly json: string } | { readonly ok: false; readonly refusal: Refusal };

interface Kept {
  readonly json: string;
  /** By {@link FiguresDeskOptions.elapsed}: until then it is the answer to whoever asks. */
  readonly until: number;
}

/**
 * Counts the kitchen's figures when somebody asks for them: a day in slices, one day at a time, once for all who ask
 * meanwhile, and no oftener than the processor can spare.
 */
export class FiguresDesk {
  readonly #options: FiguresDeskOptions;
  /** By business day, the one that nobody has asked for for the longest time first. */
  readonly #kept = new Map<string, Kept>();
  readonly #counting = new Map<string, Promise<FiguresAnswer>>();
  /** Ends when all that is being counted is. */
  #last: Promise<unknown> = Promise.resolve();
  /** Time spent counting that the share has not made good yet, in milliseconds, as it was at `#owedAt`. */
  #owed = 0;
  #owedAt: number;

  constructor(options: FiguresDeskOptions) {
    this.#options = options;
    this.#owedAt = options.elapsed();
  }

  /**
   * @param businessDate YYYY-MM-DD
   * @returns figures that may be some seconds old, or the refusal: `storage_failed` when the day cannot be read,
   *   `rate_limited` when too many days were asked for
   */
  figures(businessDate: string): Promise<FiguresAnswer> {
    const kept = this.#kept.get(businessDate);
    if (kept) {
      this.#kept.delete(businessDate);
      this.#kept.set(businessDate, kept);
      if (this.#options.elapsed() < kept.until) {
        return Promise.resolve({ ok: true, json: kept.json });
      }
    }
    const underWay = this.#counting.get(businessDate);
    if (underWay) return underWay;
    const counting = this.#last
      .then(() => this.#answer(businessDate))
      .finally(() => this.#counting.delete(businessDate));
    this.#counting.set(businessDate, counting);
    // Whoever asked is told of a failure; the next day is counted all the same.
    this.#last = counting.catch(() => undefined);
    return counting;
  }

  async #answer(businessDate: string): Promise<FiguresAnswer> {
    const wait = this.#mustWaitMs();
    if (wait > 0) {
      const old = this.#kept.get(businessDate);
      // It says itself how old it is.
      if (old) return { ok: true, json: old.json };
      const retryAfterSeconds = Math.ceil(wait / 1000);
      const detail = 'The figures of too many days were asked for.';
      return { ok: false, refusal: refuse('rate_limited', detail, { retryAfterSeconds }) };
    }
    const before = this.#owed;
    const counted = await this.#count(businessDate);
    if (counted === null) {
      const refusal = refuse('storage_failed', 'The history cannot be read just now.', {});
      return { ok: false, refusal };
    }
    const { json, isEmpty } = counted;
    const isToday = businessDate === this.#options.today();
    // Days on which nothing happened are soon counted, and there are many.
    if (isToday || !isEmpty) this.#keep(businessDate, json, this.#owed - before);
    return { ok: true, json };
  }

  /** Counts a day; null when it could not be read. */
  async #count(businessDate: string): Promise<Counted | null> {
    const { shop, now, read } = this.#options;
    const countedAt = new Date(now()).toISOString();
    const tally = new KitchenTally({
      ageThresholds: shop.ageThresholds,
      msOf: (instant) => Date.parse(instant),
      hourOf: shopHours(shop.timeZone),
    });
    let cursor: string | null = null;
    do {
      const slice = { ...SLICE, statuses: null, businessDate, cursor };
      const page = this.#spend(() => {
        const found = read(slice);
        for (const order of found?.orders ?? []) tally.add(order);
        return found;
      });
      if (page === null) return null;
      cursor = page.nextCursor;
      // Orders first.
      await nextTurn();
    } while (cursor !== null);
    return this.#spend(() => {
      const figures: KitchenFigures = { businessDate, countedAt, ...tally.figures() };
      return { json: JSON.stringify(figures), isEmpty: figures.orders === 0 };
    });
  }

  /** Does a part of the counting, and puts down what it cost: the turns between the parts are others'. */
  #spend<T>(count: () => T): T {
    const begun = this.#options.elapsed();
    try {
      return count();
    } finally {
      this.#owed += this.#options.elapsed() - begun;
    }
  }

  #keep(businessDate: string, json: string, tookMs: number): void {
    const until = this.#options.elapsed() + Math.max(KEPT_MS, SHARE * tookMs);
    this.#kept.delete(businessDate);
    this.#kept.set(businessDate, { json, until });
    if (this.#kept.size <= MOST_DAYS) return;
    const today = this.#options.today();
    // Displays ask for today all evening: whoever looks through the days of a month leaves it to them.
    const oldest = [...this.#kept.keys()].find((day) => day !== today);
    if (oldest !== undefined) this.#kept.delete(oldest);
  }

  /** How long until the next day may be counted, in milliseconds; 0 = now. */
  #mustWaitMs(): number {
    const at = this.#options.elapsed();
    this.#owed = Math.max(0, this.#owed - (at - this.#owedAt) / SHARE);
    this.#owedAt = at;
    return Math.max(0, this.#owed - AHEAD_MS) * SHARE;
  }
}
