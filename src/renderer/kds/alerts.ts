import type { Order } from '../../shared/order.ts';
import { inQueue, type Ticket } from './tickets.ts';

/** Something a cook should hear. */
export type Alert = 'new' | 'changed' | 'late';

export interface Hearing {
  readonly orders: readonly Order[];
  /** What this display sees of an order: what other stations get is noted, but not sounded. */
  ticketOf(order: Order): Ticket | null;
  isLate(ticket: Ticket): boolean;
}

/** What a display has already called out, so that each event is heard once and a reload is silent. */
export interface AlertMemory {
  /** What to sound now, the most urgent first; at most one of each. */
  hear(hearing: Hearing): Alert[];
}

/** More keys than this, and those of orders long gone are dropped. */
const MANY = 5_000;

/**
 * The first state heard is the baseline and makes no sound. From then on an order sounds once when it joins the
 * queue, once each time it is called back or taken away or lines of it are added or taken off, and once when it becomes
 * late.
 */
export function createAlertMemory(): AlertMemory {
  let baseline = true;
  /** By order id: what was heard of it. */
  const heard = new Map<string, Set<string>>();
  const isFirst = (id: string, what: string): boolean => {
    let known = heard.get(id);
    if (!known) heard.set(id, (known = new Set()));
    if (known.has(what)) return false;
    known.add(what);
    return true;
  };

  return {
    hear({ orders, ticketOf, isLate }) {
      const found = new Set<Alert>();
      for (const order of orders) {
        // Of a ready one it is only noted how it is: the counter may bring it back, or take off its last open line.
        if (!inQueue(order) && order.status !== 'ready' && order.status !== 'cancelled') continue;
        const here: Alert[] = [];
        const isNew = isFirst(order.id, 'new');
        const told = order.lines.filter(({ id, ledger }) =>
          isFirst(order.id, `${id} ${ledger.length}`),
        );
        const fired = order.lines.filter(
          ({ id, firedAt }) => firedAt !== null && isFirst(order.id, `${id} fired`),
        );
        const changed = [...told, ...fired];
        if (!isNew && changed.length > 0 && ticketOf({ ...order, lines: changed }) !== null) {
          found.add('changed');
        }
        if (order.status === 'cancelled') {
          if (isFirst(order.id, 'cancelled')) here.push('changed');
        } else if (order.status === 'ready') continue;
        else if (order.recalled) {
          if (isFirst(order.id, `recalled ${order.readiness}`)) here.push('changed');
        } else if (isNew) here.push('new');
        if (order.rush && isFirst(order.id, 'rush') && !isNew) here.push('changed');
        const ticket = ticketOf(order);
        if (ticket === null) continue;
        // An order that is late when it arrives (after a long time out of contact) says "new", not both.
        const late = ticket.notice === null && isLate(ticket);
        if (late && isFirst(order.id, `late ${ticket.clockAt}`) && !isNew) here.push('late');
        for (const alert of here) found.add(alert);
      }
      if (heard.size > MANY) {
        const known = new Set(orders.map(({ id }) => id));
        for (const id of heard.keys()) if (!known.has(id)) heard.delete(id);
      }
      if (baseline) {
        baseline = false;
        return [];
      }
      return (['late', 'changed', 'new'] as const).filter((alert) => found.has(alert));
    },
  };
}
