import type { Order } from '../../shared/order.ts';
import { inQueue, type Notice } from './tickets.ts';

/** A ticket that the cook has seen and that is no longer to be cooked, or may not be. */
export interface Departure {
  readonly order: Order;
  readonly notice: Notice;
}

/** Most departures kept: more unconfirmed ones than that and nobody is standing at the display. */
const MOST = 50;

/**
 * What left the queue between two states of the mirror without being cooked: cancelled orders that a cook may have
 * begun (one that no kitchen display ever had in view is none of its business), and orders that are missing
 * altogether, because they were closed while this display was out of contact.
 */
export function departures(
  before: Readonly<Record<string, Order>>,
  after: Readonly<Record<string, Order>>,
  wasShown: (orderId: string) => boolean,
): Departure[] {
  const found: Departure[] = [];
  for (const order of Object.values(before)) {
    if (!inQueue(order)) continue;
    const now = after[order.id];
    if (now === order) continue;
    const seen = order.shownAt !== null || order.startedAt !== null || wasShown(order.id);
    if (!seen) continue;
    // The card keeps the lines as they were on the screen; cancelling strikes all of them at the broker.
    if (!now) found.push({ order, notice: 'gone' });
    else if (now.status === 'cancelled') {
      found.push({ order: { ...order, cancelReason: now.cancelReason }, notice: 'cancelled' });
    }
  }
  return found;
}

/** Adds departures and drops those whose order is known again; the same map when nothing changes. */
export function withDepartures(
  kept: ReadonlyMap<string, Departure>,
  found: readonly Departure[],
  orders: Readonly<Record<string, Order>>,
): ReadonlyMap<string, Departure> {
  const back = [...kept.keys()].filter((id) => {
    const order = orders[id];
    return order !== undefined && order.status !== 'cancelled';
  });
  if (found.length === 0 && back.length === 0) return kept;
  const next = new Map(kept);
  for (const id of back) next.delete(id);
  for (const departure of found) next.set(departure.order.id, departure);
  for (const id of next.keys()) {
    if (next.size <= MOST) break;
    next.delete(id);
  }
  return next;
}
