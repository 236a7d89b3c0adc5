import type { Order } from '../../shared/order.ts';

/** What the board says: numbers and nothing else. */
export interface BoardNumber {
  /** Changes when the same order becomes ready again. */
  readonly key: string;
  readonly text: string;
  /** When it became ready: milliseconds, UTC; null while it is being prepared. */
  readonly readyAt: number | null;
}

/** The daily number as it is called out, with at least three digits. */
const textOf = (order: Order): string => String(order.number).padStart(3, '0');

const queuedAt = (order: Order): number => Date.parse(order.sentAt ?? order.placedAt);

/** Orders that the kitchen has, oldest first. */
export function preparingNumbers(orders: Iterable<Order>): BoardNumber[] {
  return [...orders]
    .filter(({ status }) => status === 'pending' || status === 'preparing')
    .toSorted((a, b) => queuedAt(a) - queuedAt(b) || a.number - b.number)
    .map((order) => ({ key: order.id, text: textOf(order), readyAt: null }));
}

/** Orders to be fetched, the newest first. */
export function readyNumbers(orders: Iterable<Order>): BoardNumber[] {
  return [...orders]
    .filter(({ status }) => status === 'ready')
    .map((order) => ({
      key: `${order.id} ${order.readiness}`,
      text: textOf(order),
      readyAt: Date.parse(order.readyAt ?? order.placedAt),
      number: order.number,
    }))
    .toSorted((a, b) => b.readyAt - a.readyAt || b.number - a.number)
    .map(({ key, text, readyAt }) => ({ key, text, readyAt }));
}

/** Tells which ready numbers are new since the last time; what is there at first is not. */
export function createReadyWatch(): (ready: readonly BoardNumber[]) => readonly string[] {
  let known: ReadonlySet<string> | null = null;
  return (ready) => {
    const before = known;
    // What left may come back only under a new key: there is nothing to remember of it.
    known = new Set(ready.map(({ key }) => key));
    return before ? [...known].filter((key) => !before.has(key)) : [];
  };
}
