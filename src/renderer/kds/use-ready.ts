import { useMemo, useState } from 'react';
import type { Order } from '../../shared/order.ts';
import { useKitchenState, useTicketRules } from './kitchen-context.tsx';
import { readyOrders } from './kitchen-state.ts';
import { createTicketBook } from './ticket-book.ts';
import type { Ticket } from './tickets.ts';

/** Ready orders that can be called back from here. */
const READY_LISTED = 50;

/** A ready order, and what this display had to do with it. */
export interface ReadyOrder {
  readonly order: Order;
  /** As it would stand here if it were called back. */
  readonly ticket: Ticket;
}

/** The last ready orders of this display, the last one first. */
export function useReady(): readonly ReadyOrder[] {
  const orders = useKitchenState((state) => state.orders);
  const rules = useTicketRules();
  const [{ book, backs }] = useState(() => ({
    book: createTicketBook(),
    backs: new WeakMap<Order, Order>(),
  }));
  return useMemo(() => {
    const listed: ReadyOrder[] = [];
    if (!rules) return listed;
    for (const order of readyOrders(orders)) {
      if (listed.length === READY_LISTED) break;
      let back = backs.get(order);
      if (!back) backs.set(order, (back = { ...order, status: 'preparing' }));
      const ticket = book.ticketOf(back, rules);
      if (ticket) listed.push({ order, ticket });
    }
    return listed;
  }, [orders, rules, book, backs]);
}
