import type { Menu } from '../../shared/menu.ts';
import type { Order, OrderLine } from '../../shared/order.ts';
import { queuedAt } from './age.ts';
import { isRemoved } from './changes.ts';

/** Why a ticket is still shown though its order has left the queue: the cook must confirm it. */
export type Notice =
  /** The order was cancelled while it was on this display. */
  | 'cancelled'
  /** The order left the queue while this display was out of contact: what became of it is not known here. */
  | 'gone';

export interface TicketLine {
  readonly line: OrderLine;
  /** Made at a station that this display does not show. */
  readonly elsewhere: boolean;
}

/** The part of one order that this display sees; lines of other stations come last. */
export interface Ticket {
  readonly order: Order;
  readonly lines: readonly TicketLine[];
  readonly notice: Notice | null;
}

/** What the large button of a card does next. */
export type Step =
  | { readonly kind: 'start' }
  | { readonly kind: 'ready' }
  /** This display's lines are done while other stations still cook: only these lines are bumped. */
  | { readonly kind: 'part'; readonly lineIds: readonly string[] }
  /** Take a ticket off the screen that is here only to be noticed. */
  | { readonly kind: 'confirm' };

/** The stations of a display; empty means all of them. */
export type StationFilter = ReadonlySet<string>;

/** The chosen stations that still exist; when none of them does, the display shows all. */
export function knownStations(
  chosen: Iterable<string>,
  menu: Pick<Menu, 'stations'> | null,
): StationFilter {
  const known = new Set(menu?.stations.map((station) => station.id));
  return new Set([...chosen].filter((id) => known.has(id)));
}

/** True while the kitchen has work with the order. */
export function inQueue(order: Order): boolean {
  return order.status === 'pending' || order.status === 'preparing';
}

/** Oldest first. Number and id only make the order of orders of one millisecond the same on every screen. */
export function byAge(a: Order, b: Order): number {
  return (
    queuedAt(a) - queuedAt(b) || a.number - b.number || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
  );
}

const isOpen = ({ line }: TicketLine): boolean => line.status !== 'ready' && !isRemoved(line);

/** The ticket of an order, or null when none of its lines concerns this display. */
export function toTicket(
  order: Order,
  filter: StationFilter,
  menuStations: ReadonlySet<string>,
  notice: Notice | null = null,
): Ticket | null {
  // A line of a station that is no longer on the menu has no display of its own: every display shows it.
  const mine = (line: OrderLine): boolean =>
    filter.size === 0 || filter.has(line.station) || !menuStations.has(line.station);
  const own = order.lines.filter(mine).map((line) => ({ line, elsewhere: false }));
  if (filter.size > 0 && own.length === 0) return null;
  const others = order.lines
    .filter((line) => !mine(line))
    .map((line) => ({ line, elsewhere: true }));
  return { order, lines: [...own, ...others], notice };
}

/** True for what is still to be made at a station of this display. */
export const isOpenHere = (each: TicketLine): boolean => isOpen(each) && !each.elsewhere;

/**
 * True when this display has done its part and another station has not: the ticket waits elsewhere. A display that lost
 * all its lines has done nothing: the ticket stays with them struck, so that nobody goes on cooking what has vanished.
 */
export function isDoneHere(ticket: Ticket): boolean {
  const open = ticket.lines.filter(isOpen);
  const own = ticket.lines.filter(({ elsewhere }) => !elsewhere);
  return (
    open.length > 0 &&
    open.every(({ elsewhere }) => elsewhere) &&
    !(own.length > 0 && own.every(({ line }) => isRemoved(line)))
  );
}

/** How much of a ticket this display was told of: it grows with each change that the counter makes. */
export function toldHere({ lines }: Ticket): number {
  return lines.reduce((sum, { line, elsewhere }) => sum + (elsewhere ? 0 : line.ledger.length), 0);
}

/** The next step of a ticket, by the order's own `allowedActions`; null when there is none. */
export function nextStep(ticket: Ticket): Step | null {
  if (ticket.notice) return { kind: 'confirm' };
  const { allowedActions, status } = ticket.order;
  const open = ticket.lines.filter(isOpen);
  const own = open.filter(isOpenHere);
  // All that is left to cook is the other stations'.
  if (own.length === 0 && open.length > 0) return null;
  if (status === 'pending' && allowedActions.includes('start')) return { kind: 'start' };
  if (!allowedActions.includes('ready')) return null;
  return own.length > 0 && own.length < open.length
    ? { kind: 'part', lineIds: own.map(({ line }) => line.id) }
    : { kind: 'ready' };
}

/** The step of a ticket as it is now, when that is what was drawn; null when the order has moved on. */
export function stepStill(drawn: Ticket, current: Ticket | null): Step | null {
  // A line that was added meanwhile has not been seen, let alone cooked.
  if (!current || toldHere(current) !== toldHere(drawn)) return null;
  const step = nextStep(current);
  return step?.kind === nextStep(drawn)?.kind ? step : null;
}

/**
 * Makes tickets of orders and remembers them: as long as neither an order nor the filter changes, its ticket is
 * the same object, so that an unchanged card is not drawn again.
 */
export function createTicketBook(): {
  queue(
    orders: Iterable<Order>,
    notices: ReadonlyMap<string, { readonly order: Order; readonly notice: Notice }>,
    filter: StationFilter,
    menu: Pick<Menu, 'stations'> | null,
  ): { readonly tickets: readonly Ticket[]; readonly doneHere: readonly Ticket[] };
} {
  let memo = new WeakMap<Order, Map<Notice | null, Ticket | null>>();
  let key = '';

  return {
    queue(orders, notices, filter, menu) {
      const stations = new Set(menu?.stations.map((station) => station.id));
      const nowKey = JSON.stringify([[...filter].sort(), [...stations]]);
      if (nowKey !== key) {
        memo = new WeakMap();
        key = nowKey;
      }
      const ticketOf = (order: Order, notice: Notice | null): Ticket | null => {
        let byNotice = memo.get(order);
        if (!byNotice) memo.set(order, (byNotice = new Map<Notice | null, Ticket | null>()));
        let ticket = byNotice.get(notice);
        if (ticket === undefined) {
          ticket = toTicket(order, filter, stations, notice);
          byNotice.set(notice, ticket);
        }
        return ticket;
      };

      const shown: { order: Order; notice: Notice | null }[] = [...notices.values()];
      for (const order of orders) {
        if (inQueue(order) && !notices.has(order.id)) shown.push({ order, notice: null });
      }
      shown.sort((a, b) => byAge(a.order, b.order));

      const tickets: Ticket[] = [];
      const doneHere: Ticket[] = [];
      for (const { order, notice } of shown) {
        const ticket = ticketOf(order, notice);
        if (!ticket) continue;
        (notice === null && isDoneHere(ticket) ? doneHere : tickets).push(ticket);
      }
      return { tickets, doneHere };
    },
  };
}
