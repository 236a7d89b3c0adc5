import type { Order } from '../../shared/order.ts';
import { inQueue } from './tickets.ts';

/** Something a cook should hear. */
export type Alert = 'new' | 'changed' | 'late';

export interface Hearing {
  readonly orders: readonly Order[];
  /** True when the order is on this display: what other stations get is noted, but not sounded. */
  concerns(order: Order): boolean;
  isLate(order: Order): boolean;
  /** Ids of the orders that were taken away and still wait to be confirmed. */
  readonly departed: readonly string[];
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
    hear({ orders, concerns, isLate, departed }) {
      const found = new Set<Alert>();
      for (const order of orders) {
        // Of a ready one it is only noted how it is: the counter may bring it back, or take off its last open line.
        if (!inQueue(order) && order.status !== 'ready') continue;
        const here: Alert[] = [];
        const isNew = isFirst(order.id, 'new');
        const lines = order.lines.filter(({ id, ledger }) =>
          isFirst(order.id, `${id} ${ledger.length}`),
        );
        if (!isNew && lines.length > 0 && concerns({ ...order, lines })) found.add('changed');
        if (order.status === 'ready') continue;
        if (order.recalled) {
          if (isFirst(order.id, `recalled ${order.readiness}`)) here.push('changed');
        } else if (isNew) here.push('new');
        // An order that is late when it arrives (after a long time out of contact) says "new", not both.
        if (isLate(order) && isFirst(order.id, 'late') && !isNew) here.push('late');
        if (here.length > 0 && concerns(order)) for (const alert of here) found.add(alert);
      }
      for (const id of departed) if (isFirst(id, 'departed')) found.add('changed');
      if (heard.size > MANY) {
        const known = new Set([...orders.map(({ id }) => id), ...departed]);
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
