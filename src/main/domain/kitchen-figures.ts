import { lateAt } from '../../shared/due.ts';
import type { Figures, KitchenFigures, Spread } from '../../shared/kitchen-figures.ts';
import type { LineTask, Order, OrderLine } from '../../shared/order.ts';
import type { Shop } from '../../shared/shop.ts';

/** An hour of the clock on the shop's wall. */
export interface ShopHour {
  /** 0 to 23, shop time. */
  readonly hour: number;
  /** Its first moment: ISO 8601, UTC. */
  readonly startsAt: string;
}

export interface TallyRules {
  readonly ageThresholds: Shop['ageThresholds'];
  /** Milliseconds UTC of an ISO 8601 instant. */
  readonly msOf: (instant: string) => number;
  /** The hour that a moment (milliseconds, UTC) falls into. */
  readonly hourOf: (ms: number) => ShopHour;
}

/** What orders say of the kitchen; of which day they are, and as of when, knows who gives them. */
export type TallyFigures = Omit<KitchenFigures, 'businessDate' | 'countedAt'>;

/**
 * Counts how the kitchen did with orders that are given one by one, in any order. Everything is read off the orders as
 * they are now: there is no counter that a restart, a recall or a late change could leave wrong.
 */
export class KitchenTally {
  readonly #rules: TallyRules;
  #orders = 0;
  readonly #all = new Times();
  readonly #hours = new Map<string, { readonly at: ShopHour; orders: number; times: Times }>();
  readonly #stations = new Map<string, Times>();
  readonly #items = new Map<string, ItemTally>();

  constructor(rules: TallyRules) {
    this.#rules = rules;
  }

  /** Takes an order in; one that never went to the kitchen, or was cancelled, says nothing of it. */
  add(order: Order): void {
    if (!isSent(order) || order.status === 'cancelled') return;
    this.#orders += 1;
    this.#hour(order.sentAt).orders += 1;
    for (const line of order.lines) {
      // Wholly taken off: nobody was to make it.
      if (line.quantity === 0) continue;
      const item = this.#item(line, order.sentAt);
      const hour = line.firedAt === null ? null : this.#hour(line.firedAt);
      for (const task of line.tasks) {
        const taken = this.#timesOf(task, line, order);
        this.#all.add(taken);
        this.#station(task.station).add(taken);
        item.times.add(taken);
        hour?.times.add(taken);
      }
    }
  }

  figures(): TallyFigures {
    return {
      orders: this.#orders,
      all: this.#all.figures(),
      hours: [...this.#hours.values()]
        .map(({ at, orders, times }) => ({ ...at, orders, ...times.figures() }))
        .toSorted((a, b) => ascending(a.startsAt, b.startsAt)),
      stations: [...this.#stations]
        .map(([station, times]) => ({ station, ...times.figures() }))
        .toSorted((a, b) => ascending(a.station, b.station)),
      items: [...this.#items]
        .map(([itemId, { name, quantity, times }]) => ({
          itemId,
          name,
          quantity,
          ...times.figures(),
        }))
        .toSorted((a, b) => b.quantity - a.quantity || ascending(a.itemId, b.itemId)),
    };
  }

  #timesOf({ shownAt, doneAt }: LineTask, line: OrderLine, order: Sent): TaskTimes {
    const { ageThresholds, msOf } = this.#rules;
    const { firedAt, ledger } = line;
    const { sentAt } = order;
    const toldAt = ledger[0]?.at;
    const seenMs =
      toldAt === undefined || shownAt === null ? null : notBelowZero(msOf(shownAt) - msOf(toldAt));
    if (firedAt === null || doneAt === null) return { seenMs, preparationMs: null, lateMs: null };
    const [fired, done] = [msOf(firedAt), msOf(doneAt)];
    const times = {
      sentAt: msOf(sentAt),
      promisedAt: order.dueAt === null ? null : msOf(order.dueAt),
    };
    const due = lateAt(times, fired, ageThresholds[order.service].lateSeconds * 1000);
    return {
      seenMs,
      preparationMs: notBelowZero(done - fired),
      lateMs: notBelowZero(done - due),
    };
  }

  #hour(instant: string) {
    const at = this.#rules.hourOf(this.#rules.msOf(instant));
    const known = this.#hours.get(at.startsAt);
    if (known) return known;
    const hour = { at, orders: 0, times: new Times() };
    this.#hours.set(at.startsAt, hour);
    return hour;
  }

  #station(station: string): Times {
    const known = this.#stations.get(station);
    if (known) return known;
    const times = new Times();
    this.#stations.set(station, times);
    return times;
  }

  /** @param sentAt of its order: an item is called what its latest line calls it */
  #item({ itemId, name, quantity, ledger }: OrderLine, sentAt: string): ItemTally {
    const toldAt = ledger[0]?.at ?? sentAt;
    const known = this.#items.get(itemId);
    if (!known) {
      const item = { name, namedAt: toldAt, quantity, times: new Times() };
      this.#items.set(itemId, item);
      return item;
    }
    known.quantity += quantity;
    if (toldAt >= known.namedAt) {
      known.name = name;
      known.namedAt = toldAt;
    }
    return known;
  }
}

/** An order that the kitchen was told of. */
type Sent = Order & { readonly sentAt: string };

function isSent(order: Order): order is Sent {
  return order.sentAt !== null;
}

interface ItemTally {
  name: string;
  namedAt: string;
  quantity: number;
  readonly times: Times;
}

/** What one task says, in milliseconds; null where it says nothing yet. */
interface TaskTimes {
  readonly seenMs: number | null;
  readonly preparationMs: number | null;
  /** 0 for what was done in time. */
  readonly lateMs: number | null;
}

/** The times of some tasks. All are kept until the end: a percentile that is exact needs each of them. */
class Times {
  readonly #seen: number[] = [];
  readonly #preparation: number[] = [];
  readonly #late: number[] = [];
  #done = 0;

  add({ seenMs, preparationMs, lateMs }: TaskTimes): void {
    if (seenMs !== null) this.#seen.push(seenMs);
    if (preparationMs !== null) this.#preparation.push(preparationMs);
    if (lateMs === null) return;
    this.#done += 1;
    if (lateMs > 0) this.#late.push(lateMs);
  }

  figures(): Figures {
    const { count, ...byHowMuch } = spreadOf(this.#late);
    return {
      seen: spreadOf(this.#seen),
      preparation: spreadOf(this.#preparation),
      lateness: { of: this.#done, late: count, ...byHowMuch },
    };
  }
}

/** A clock that was set back between two moments makes it no time, not less. */
function notBelowZero(ms: number): number {
  return Math.max(0, ms);
}

function spreadOf(values: readonly number[]): Spread {
  const sorted = Float64Array.from(values).toSorted();
  return {
    count: sorted.length,
    p50Ms: nearestRank(sorted, 50),
    p90Ms: nearestRank(sorted, 90),
  };
}

/** The smallest value that so many of a hundred do not pass: one that was measured, never one in between. */
function nearestRank(sorted: Float64Array, percent: number): number | null {
  return sorted[Math.ceil((sorted.length * percent) / 100) - 1] ?? null;
}

function ascending(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
