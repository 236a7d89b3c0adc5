import { LIMITS } from '../../shared/limits.ts';
import { awaitsShowing, toldOf } from '../../shared/told.ts';
import { mayReportShown } from './roles.ts';
import type { Client, MirrorState } from '../client/contract.ts';
import type { Timers } from '../client/ports.ts';
import { inTheNameOf } from './commands.ts';
import { inQueue, type Ticket } from './tickets.ts';

/** Gathers what comes into view within so many milliseconds into one command. */
const GATHER_MS = 200;

/** A card on the page: a ticket as it was drawn, or one of the cards of a long one. */
export interface CardInView {
  readonly ticket: Ticket;
  /** From 0, of `of` cards. */
  readonly index: number;
  readonly of: number;
}

/** Tells the broker which orders a cook can really see. */
export interface ShownReporter {
  /** The cards of which enough can be seen now. */
  setInView(cards: Iterable<CardInView>): void;
  /** Looks again, as when the page became visible. */
  look(): void;
  /** Begins to follow the mirror; returns the way to stop that. May be started again. */
  start(): () => void;
}

/** Which cards of a ticket have been in view since what it says changed. */
interface Progress {
  readonly saying: string;
  readonly seen: Set<number>;
}

/**
 * Reports each order once, and once more for each change of it. What the broker still does not know after a reconnect
 * is reported again: an order is seen when the broker says so (`shownAt`, `changeShownAt`, and those of its tasks), not
 * when this page thinks it has told. Who hands orders over reports none: the cooks have yet to see them.
 */
export function createShownReporter(
  client: Client,
  timers: Timers,
  isVisible: () => boolean,
): ShownReporter {
  let inView: readonly CardInView[] = [];
  let progress = new Map<string, Progress>();
  /** What each order was reported as. */
  const reported = new Map<string, string>();
  /** The orders of the report that is not answered yet. */
  let underway: readonly string[] = [];
  let cancelTimer: (() => void) | null = null;

  const isDue = (ticket: Ticket): boolean => {
    const { id } = ticket.order;
    const order = client.store.getState().orders[id];
    if (ticket.whole || !order || !inQueue(order)) return false;
    // What is not drawn yet has not been seen: the next stroke brings it.
    if (toldOf(order) !== toldOf(ticket.order)) return false;
    const { stations } = ticket;
    const isNew = order.lines.some(({ tasks }) =>
      tasks.some((task) => task.shownAt === null && (stations?.includes(task.station) ?? true)),
    );
    return (isNew || awaitsShowing(order)) && reported.get(id) !== reportOf(ticket);
  };

  const due = (): Ticket[] => {
    const { connection, role } = client.store.getState();
    if (connection.state !== 'live' || !mayReportShown(role) || !isVisible()) return [];
    const whole = inView.filter(({ ticket, of }) => {
      return progress.get(ticket.order.id)?.seen.size === of;
    });
    const tickets = new Set(whole.map(({ ticket }) => ticket));
    return [...tickets].filter(isDue).slice(0, LIMITS.shownOrders);
  };

  const send = async (): Promise<void> => {
    cancelTimer = null;
    const tickets = due();
    if (tickets.length === 0) return;
    for (const ticket of tickets) reported.set(ticket.order.id, reportOf(ticket));
    const orderIds = tickets.map(({ order }) => order.id);
    // The report may be late, and must not speak for a change that came after it and that nobody has looked at.
    const told = Object.fromEntries(tickets.map(({ order }) => [order.id, toldOf(order)]));
    underway = orderIds;
    // A refusal changes nothing here: they count as reported until the next reconnect, so that it is not said in a loop.
    await client.send('order.shown', { orderIds, told, ...inTheNameOf(stationsOf(tickets)) });
    underway = [];
    look();
  };

  const look = (): void => {
    if (cancelTimer === null && underway.length === 0 && due().length > 0) {
      cancelTimer = timers.after(GATHER_MS, () => void send());
    }
  };

  const follow = (state: MirrorState, before: MirrorState): void => {
    const reconnected = state.connection.state === 'live' && before.connection.state !== 'live';
    if (!reconnected && state.orders === before.orders) return;
    for (const id of reported.keys()) {
      // A report that is under way is sent again by the connection itself.
      const isAskedAgain = reconnected && !underway.includes(id);
      if (isAskedAgain || !isOpenIn(state, id)) reported.delete(id);
    }
    look();
  };

  return {
    setInView(cards) {
      inView = [...cards];
      const state = client.store.getState();
      progress = new Map([...progress].filter(([id]) => isOpenIn(state, id)));
      for (const { ticket, index, of } of inView) {
        const { order } = ticket;
        const saying = `${toldOf(order)} on ${of}`;
        const known = progress.get(order.id);
        if (known?.saying === saying) known.seen.add(index);
        else progress.set(order.id, { saying, seen: new Set([index]) });
      }
      look();
    },
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

/** What a report says of a ticket: how much of it, and for whom. */
function reportOf({ order, stations }: Ticket): string {
  return `${toldOf(order)} ${stations?.join(' ') ?? ''}`;
}

/** The stations of all these tickets; null when they are seen for every station. */
function stationsOf(tickets: readonly Ticket[]): string[] | null {
  const stations = tickets.flatMap((ticket) => ticket.stations ?? []);
  return stations.length > 0 ? [...new Set(stations)] : null;
}

function isOpenIn({ orders }: MirrorState, id: string): boolean {
  const order = orders[id];
  return order !== undefined && inQueue(order);
}
