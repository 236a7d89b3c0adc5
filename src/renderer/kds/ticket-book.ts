import type { Order } from '../../shared/order.ts';
import { byUrgency, isDoneHere, toTicket, type Ticket, type TicketRules } from './tickets.ts';

/** The queue of a display. */
export interface Queue {
  readonly tickets: readonly Ticket[];
  /** Tickets whose part of this display is done while other stations still cook. */
  readonly doneHere: readonly Ticket[];
}

/** Tickets of orders, remembered. */
export interface TicketBook {
  /** See `toTicket`. */
  ticketOf(order: Order, rules: TicketRules): Ticket | null;
  queue(orders: Iterable<Order>, rules: TicketRules): Queue;
}

/**
 * Makes tickets of orders and remembers them: as long as neither an order nor the rules change, its ticket is the same
 * object, so that an unchanged card is not drawn again.
 */
export function createTicketBook(): TicketBook {
  let memo = new WeakMap<Order, { readonly ticket: Ticket | null }>();
  let last: TicketRules | null = null;
  let key = '';

  const follow = (rules: TicketRules): void => {
    if (rules === last) return;
    last = rules;
    const { view, known, thresholds } = rules;
    // The menu comes anew with every item that is sold out: rules that say the same are the same.
    const now = JSON.stringify([view.expediter, [...view.stations], [...known], thresholds]);
    if (now === key) return;
    memo = new WeakMap();
    key = now;
  };

  const ticketOf = (order: Order, rules: TicketRules): Ticket | null => {
    follow(rules);
    let kept = memo.get(order);
    if (!kept) memo.set(order, (kept = { ticket: toTicket(order, rules) }));
    return kept.ticket;
  };

  return {
    ticketOf,
    queue(orders, rules) {
      const tickets: Ticket[] = [];
      const doneHere: Ticket[] = [];
      for (const order of orders) {
        const ticket = ticketOf(order, rules);
        if (ticket) (isDoneHere(ticket) ? doneHere : tickets).push(ticket);
      }
      tickets.sort(byUrgency);
      doneHere.sort(byUrgency);
      return { tickets, doneHere };
    },
  };
}
