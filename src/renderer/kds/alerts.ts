import type { Order, OrderLine } from '../../shared/order.ts';
import { inQueue, isDoneHere, type Ticket } from './tickets.ts';

/** Something a cook should hear; that a whole order is ready, who hands it over. */
export type Alert = 'new' | 'changed' | 'late' | 'ready';

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
  /** What is heard next is how things are, as when the page opened: it makes no sound. */
  reset(): void;
}

/** What was heard of one order. */
interface Heard {
  order: Order;
  /** Its ticket stands on this display. */
  isHere: boolean;
  wasHere: boolean;
  /** The clocks of its ticket that have become late: a course that is fired later has its own. */
  readonly late: Set<number>;
}

const isOnDisplay = (ticket: Ticket | null): ticket is Ticket =>
  ticket !== null && !isDoneHere(ticket);

/**
 * The first state heard is the baseline and makes no sound. From then on a ticket sounds once when it comes to this
 * display; once for each time it is called back, rushed or taken away, a course of it is fired, or lines that are made
 * here are added or taken off; and once when it becomes late. A whole order that becomes ready sounds where orders are
 * handed over. What came while the display was out of contact sounds when it is back: nobody has heard it.
 */
export function createAlertMemory(): AlertMemory {
  let baseline = true;
  /** By order id; of orders that the mirror has only, so that it does not grow over weeks. */
  const heard = new Map<string, Heard>();

  const listenTo = (order: Order, { ticketOf, isLate }: Hearing, found: Set<Alert>): void => {
    const known = heard.get(order.id);
    const ticket = ticketOf(order);
    const isHere = isOnDisplay(ticket);
    if (!known) {
      const late = new Set<number>();
      heard.set(order.id, { order, isHere, wasHere: isHere, late });
      // An order that is late when it comes (after a long time out of contact) says "new", not both.
      if (isHere && isLate(ticket)) late.add(ticket.clockAt);
      if (isHere) found.add(arrival(order, ticket));
      return;
    }
    const { order: before } = known;
    if (order !== before) {
      const comes = isHere && !known.isHere;
      if (comes) {
        found.add(known.wasHere ? 'changed' : arrival(order, ticket));
        if (isLate(ticket)) known.late.add(ticket.clockAt);
      }
      const changed = comes ? [] : order.lines.filter((line) => isNews(line, before));
      const concerns = changed.length > 0 && isOnDisplay(ticketOf({ ...order, lines: changed }));
      if (concerns || (isHere && isCalledOut(order, before))) found.add('changed');
      if (isHere && becameReady(order, ticket, before)) found.add('ready');
      Object.assign(known, { order, isHere, wasHere: known.wasHere || isHere });
    }
    if (isHere && inQueue(order) && isLate(ticket) && !known.late.has(ticket.clockAt)) {
      known.late.add(ticket.clockAt);
      found.add('late');
    }
  };

  return {
    hear(hearing) {
      const found = new Set<Alert>();
      for (const order of hearing.orders) {
        const { status } = order;
        if (inQueue(order) || status === 'ready' || status === 'cancelled') {
          listenTo(order, hearing, found);
        }
      }
      const current = new Set(hearing.orders.map(({ id }) => id));
      for (const id of heard.keys()) if (!current.has(id)) heard.delete(id);
      if (baseline) {
        baseline = false;
        return [];
      }
      return (['late', 'changed', 'ready', 'new'] as const).filter((alert) => found.has(alert));
    },
    reset() {
      baseline = true;
      heard.clear();
    },
  };
}

/** How a ticket sounds that was not on the display before. */
function arrival(order: Order, { notice, whole }: Ticket): Alert {
  if (order.status === 'ready') return whole ? 'ready' : 'changed';
  return notice !== null || order.recalled ? 'changed' : 'new';
}

/** True for a line of which the kitchen was told something since, or that is to be begun with now. */
function isNews({ id, ledger, firedAt }: OrderLine, before: Order): boolean {
  const was = before.lines.find((line) => line.id === id);
  if (!was) return true;
  return ledger.length > was.ledger.length || (was.firedAt === null && firedAt !== null);
}

/** True when something was said about the order as a whole: hurry, make it again, or don't make it. */
function isCalledOut(order: Order, before: Order): boolean {
  const isBack = inQueue(order) && order.recalled;
  return (
    (order.rush && !before.rush) ||
    (isBack && (before.status === 'ready' || before.readiness < order.readiness)) ||
    (order.status === 'cancelled' && before.status !== 'cancelled')
  );
}

function becameReady(order: Order, { whole }: Ticket, before: Order): boolean {
  if (!whole || order.status !== 'ready') return false;
  return before.status !== 'ready' || before.readiness < order.readiness;
}
