import { LIMITS } from '../../shared/limits.ts';
import type { Order } from '../../shared/order.ts';
import { awaitsShowing, toldOf } from '../../shared/told.ts';
import { mayReportShown } from './roles.ts';
import type { Client, MirrorState } from '../client/contract.ts';
import type { Timers } from '../client/ports.ts';
import { inQueue } from './tickets.ts';

/** Gathers what comes into view within so many milliseconds into one command. */
const GATHER_MS = 200;

/** Tells the broker which orders a cook can really see. */
export interface ShownReporter {
  /** The orders whose cards are on the page in view now. */
  setInView(orderIds: Iterable<string>): void;
  isInView(orderId: string): boolean;
  /** Looks again, as when the page became visible. */
  look(): void;
  /** Begins to follow the mirror; returns the way to stop that. May be started again. */
  start(): () => void;
}

/**
 * Reports each order once, and once more for each change of it. What the broker still does not know after a reconnect
 * is reported again: an order is seen when the broker says so (`shownAt`, `changeShownAt`), not when this page thinks
 * it has told.
 */
export function createShownReporter(
  client: Client,
  timers: Timers,
  isVisible: () => boolean,
): ShownReporter {
  let inView = new Set<string>();
  /** How much the kitchen had been told of each order when it was reported. */
  const reported = new Map<string, number>();
  const underway = new Set<string>();
  let cancelTimer: (() => void) | null = null;

  const due = (): Order[] => {
    const { connection, orders, role } = client.store.getState();
    if (connection.state !== 'live' || !mayReportShown(role) || !isVisible()) return [];
    return [...inView]
      .map((id) => orders[id])
      .filter((order) => order !== undefined)
      .filter((order) => inQueue(order) && awaitsShowing(order))
      .filter((order) => reported.get(order.id) !== toldOf(order))
      .slice(0, LIMITS.shownOrders);
  };

  const send = async (): Promise<void> => {
    cancelTimer = null;
    const orders = due();
    if (orders.length === 0) return;
    const orderIds = orders.map(({ id }) => id);
    // The report may be late, and must not speak for a change that came after it and that nobody has looked at.
    const told = Object.fromEntries(orders.map((order) => [order.id, toldOf(order)]));
    for (const order of orders) {
      reported.set(order.id, toldOf(order));
      underway.add(order.id);
    }
    // A refusal changes nothing here: they count as reported until the next reconnect, so that it is not said in a loop.
    await client.send('order.shown', { orderIds, told });
    for (const id of orderIds) underway.delete(id);
    look();
  };

  const look = (): void => {
    if (cancelTimer === null && underway.size === 0 && due().length > 0) {
      cancelTimer = timers.after(GATHER_MS, () => void send());
    }
  };

  const follow = (state: MirrorState, before: MirrorState): void => {
    const reconnected = state.connection.state === 'live' && before.connection.state !== 'live';
    if (reconnected) {
      for (const id of reported.keys()) if (!underway.has(id)) reported.delete(id);
    }
    if (reconnected || state.orders !== before.orders) look();
  };

  return {
    setInView(orderIds) {
      inView = new Set(orderIds);
      look();
    },
    isInView: (orderId) => inView.has(orderId),
    look,
    start() {
      const unsubscribe = client.store.subscribe(follow);
      return () => {
        unsubscribe();
        cancelTimer?.();
        cancelTimer = null;
      };
    },
  };
}
