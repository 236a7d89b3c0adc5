import { LIMITS } from '../../shared/limits.ts';
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
 * Reports each order once. What the broker still does not know after a reconnect is reported again: an order is
 * seen when the broker says so (`shownAt`), not when this page thinks it has told.
 */
export function createShownReporter(
  client: Client,
  timers: Timers,
  isVisible: () => boolean,
): ShownReporter {
  let inView = new Set<string>();
  const told = new Set<string>();
  const underway = new Set<string>();
  let cancelTimer: (() => void) | null = null;

  const due = (): string[] => {
    const { connection, orders, role } = client.store.getState();
    if (connection.state !== 'live' || !mayReportShown(role) || !isVisible()) return [];
    return [...inView]
      .filter((id) => {
        const order = orders[id];
        return order && inQueue(order) && order.shownAt === null && !told.has(id);
      })
      .slice(0, LIMITS.shownOrders);
  };

  const send = async (): Promise<void> => {
    cancelTimer = null;
    const orderIds = due();
    if (orderIds.length === 0) return;
    for (const id of orderIds) {
      told.add(id);
      underway.add(id);
    }
    // A refusal changes nothing here: they count as told until the next reconnect, so that it is not said in a loop.
    await client.send('order.shown', { orderIds });
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
    if (reconnected) for (const id of told) if (!underway.has(id)) told.delete(id);
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
