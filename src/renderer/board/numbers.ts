import type { Order } from '../../shared/order.ts';
import type { BoardRules } from '../../shared/shop.ts';

/** One number of the board, with all that is said of its order. */
export interface BoardNumber {
  /** Changes when the same order becomes ready again. */
  readonly key: string;
  readonly text: string;
  /** What the customer is called by, as the server gave it; null where there is no name, or none is wanted. */
  readonly name: string | null;
  /** When it became ready: milliseconds, UTC; null while it is being prepared. */
  readonly readyAt: number | null;
}

/** A number that can be fetched. */
export interface ReadyNumber extends BoardNumber {
  readonly readyAt: number;
}

type Names = Pick<BoardRules, 'names'>;

/** The daily number as it is called out, with at least three digits. */
const textOf = (order: Order): string => String(order.number).padStart(3, '0');

const nameOf = (order: Order, { names }: Names): string | null =>
  names ? (order.customer?.name ?? null) : null;

const queuedAt = (order: Order): number => Date.parse(order.sentAt ?? order.placedAt);

/** Orders that the kitchen has, oldest first. */
export function preparingNumbers(orders: Iterable<Order>, rules: Names): BoardNumber[] {
  return [...orders]
    .filter(({ status }) => status === 'pending' || status === 'preparing')
    .toSorted((a, b) => queuedAt(a) - queuedAt(b) || a.number - b.number)
    .map((order) => ({
      key: order.id,
      text: textOf(order),
      name: nameOf(order, rules),
      readyAt: null,
    }));
}

/** Orders to be fetched, the newest first. */
export function readyNumbers(orders: Iterable<Order>, rules: Names): ReadyNumber[] {
  return [...orders]
    .filter(({ status }) => status === 'ready')
    .map((order) => ({
      key: `${order.id} ${order.readiness}`,
      text: textOf(order),
      name: nameOf(order, rules),
      readyAt: Date.parse(order.readyAt ?? order.placedAt),
      number: order.number,
    }))
    .toSorted((a, b) => b.readyAt - a.readyAt || b.number - a.number)
    .map(({ number: _, ...each }) => each);
}

/**
 * Ready numbers without those that have been there for long enough.
 * @param now broker's clock, milliseconds
 */
export function stillCalled(
  ready: readonly ReadyNumber[],
  { readySeconds }: Pick<BoardRules, 'readySeconds'>,
  now: number,
): readonly ReadyNumber[] {
  if (readySeconds === 0) return ready;
  return ready.filter(({ readyAt }) => now - readyAt < readySeconds * 1000);
}

/** Tells which ready numbers are new since the last time; what is there at first is not. */
export function createReadyWatch(): (ready: readonly ReadyNumber[]) => readonly ReadyNumber[] {
  let known: ReadonlySet<string> | null = null;
  return (ready) => {
    const before = known;
    // What left may come back only under a new key: there is nothing to remember of it.
    known = new Set(ready.map(({ key }) => key));
    return before ? ready.filter(({ key }) => !before.has(key)) : [];
  };
}
