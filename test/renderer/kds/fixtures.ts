import { allowedActions, allowedChanges } from '../../../src/main/domain/transitions.ts';
import {
  toTicket,
  type Ticket,
  type TicketRules,
  type View,
} from '../../../src/renderer/kds/tickets.ts';
import type { Menu } from '../../../src/shared/menu.ts';
import type { LineTask, Order, OrderLine } from '../../../src/shared/order.ts';
import type { Shop } from '../../../src/shared/shop.ts';
import { COUNTER_RULES } from '../../support/counter-rules.ts';

/** The broker's clock in these tests: 12:00:00 UTC on a Friday. */
export const NOON = Date.UTC(2026, 0, 9, 12, 0, 0);

const uuid = (kind: number, n: number): string =>
  `0190a000-00${kind.toString(16).padStart(2, '0')}-7000-8000-${n.toString(16).padStart(12, '0')}`;

export const SHOP: Shop = {
  name: 'Cantina da Praça',
  language: 'pt-BR',
  currency: 'BRL',
  timeZone: 'America/Sao_Paulo',
  ageThresholds: {
    counter: { attentionSeconds: 300, lateSeconds: 480 },
    dine_in: { attentionSeconds: 900, lateSeconds: 1200 },
    takeaway: { attentionSeconds: 300, lateSeconds: 480 },
    delivery: { attentionSeconds: 900, lateSeconds: 1200 },
  },
  board: { names: false, readySeconds: 900 },
  counter: COUNTER_RULES,
  pix: null,
  receiptLines: [],
};

export const MENU: Menu = {
  stations: [
    { id: 'grelha', name: 'Grelha' },
    { id: 'forno', name: 'Forno' },
    { id: 'bar', name: 'Bar' },
  ],
  categories: [],
  modifierGroups: [],
  items: [],
};

let lineCount = 0;

/** When a line was fired of which a test does not say so: the order that it is put into sets its own time. */
const WITH_ITS_ORDER = at(-59_999);

/** What a station has to do with a line; by default it has never been shown, is not done and knows all about it. */
export function task(station: string, over: Partial<LineTask> = {}): LineTask {
  return { station, shownAt: null, doneAt: null, confirmed: 1, ...over };
}

/** One line; by default one X-Salada for the grill, not begun, of which there is nothing to confirm. */
export function line(over: Partial<OrderLine> = {}): OrderLine {
  lineCount += 1;
  const { station = 'grelha', status = 'pending', ledger = [] } = over;
  const doneAt = status === 'ready' ? at(0) : null;
  return {
    id: uuid(2, lineCount),
    itemId: 'x-salada',
    name: 'X-Salada',
    quantity: 1,
    unitPriceCents: 2500,
    modifiers: [],
    note: null,
    allergy: false,
    station,
    tasks: [task(station, { doneAt, confirmed: ledger.length })],
    course: 1,
    firedAt: WITH_ITS_ORDER,
    status: 'pending',
    totalCents: 2500,
    discount: null,
    discountCents: 0,
    ledger: [],
    stockTaken: 0,
    ...over,
  };
}

/** A line that several stations have a part in; those of `done` are done with it. */
export function sharedLine(
  stations: readonly [string, ...string[]],
  over: Partial<OrderLine> = {},
  done: readonly string[] = [],
): OrderLine {
  const { ledger = [] } = over;
  const tasks = stations.map((station) =>
    task(station, {
      doneAt: done.includes(station) ? at(0) : null,
      confirmed: ledger.length,
    }),
  );
  return line({ station: stations[0], tasks, ...over });
}

/** A pending counter order; its number is also its age in minutes unless `placedAt` says otherwise. */
export function order(number: number, over: Partial<Order> = {}): Order {
  const placedAt = over.placedAt ?? new Date(NOON - number * 60_000).toISOString();
  const { status = 'pending', sentAt = placedAt } = over;
  const isMade = status === 'ready' || status === 'completed';
  const only = line({ id: uuid(3, number), status: isMade ? 'ready' : 'pending' });
  const timed = (over.lines ?? [only]).map((each) =>
    each.firedAt === WITH_ITS_ORDER ? { ...each, firedAt: sentAt } : each,
  );
  const isBegun = status !== 'preparing' || timed.some((each) => each.status !== 'pending');
  // An order that is being made, of which a test does not say what is begun: all of it.
  const lines = isBegun
    ? timed
    : timed.map((each) => (each.firedAt === null ? each : { ...each, status }));
  const made: Order = {
    id: uuid(1, number),
    number,
    businessDate: '2026-01-09',
    status,
    service: 'counter',
    channel: 'counter',
    customer: null,
    table: null,
    note: null,
    wishedTime: null,
    dueAt: null,
    rush: false,
    totals: {
      subtotalCents: 0,
      discountCents: 0,
      serviceCents: 0,
      totalCents: 0,
      paidCents: 0,
      dueCents: 0,
    },
    discount: null,
    serviceCharge: null,
    split: null,
    payments: [],
    awaitsPayment: false,
    shiftId: null,
    takenBy: null,
    placedAt,
    sentAt,
    startedAt: null,
    readyAt: null,
    completedAt: null,
    cancelledAt: null,
    cancelReason: null,
    shownAt: null,
    changeShownAt: null,
    readiness: isMade ? 1 : 0,
    recalled: false,
    allowedActions: allowedActions(status),
    allowedChanges: [],
    version: 1,
    ...over,
    lines,
  };
  return { ...made, allowedChanges: over.allowedChanges ?? allowedChanges(made) };
}

/** A line that the kitchen was told of when its order was sent, `minutes` before noon. */
export function sentLine(minutes: number, over: Partial<OrderLine> = {}): OrderLine {
  const { quantity = 1 } = over;
  const sentAt = at(-minutes * 60_000);
  return line({ ledger: [{ at: sentAt, sent: quantity }], firedAt: sentAt, ...over });
}

/** A line of a later course: the kitchen knows of it, and is not to begin with it yet. */
export function waitingLine(course: number, over: Partial<OrderLine> = {}): OrderLine {
  return line({ course, firedAt: null, ...over });
}

/** A line that the kitchen was told of a second before noon, later than its order; its stations have yet to confirm it. */
export function addedLine(over: Partial<OrderLine> = {}): OrderLine {
  const { quantity = 1, station = 'grelha' } = over;
  return line({
    ledger: [{ at: at(-1000), sent: quantity }],
    firedAt: at(-1000),
    tasks: [task(station, { confirmed: 0 })],
    ...over,
  });
}

/** The line after so many units were taken off it, a second before noon; its stations have yet to confirm it. */
export function takenOff(from: OrderLine, units = from.quantity): OrderLine {
  const quantity = from.quantity - units;
  return {
    ...from,
    quantity,
    status: quantity === 0 ? 'cancelled' : from.status,
    ledger: [...from.ledger, { at: at(-1000), sent: -units, reason: 'desistiu', restocked: 0 }],
  };
}

/** The line after its stations, or some of them, have taken note of all that they were told. */
export function confirmed(from: OrderLine, stations?: readonly string[]): OrderLine {
  return {
    ...from,
    tasks: from.tasks.map((each) =>
      (stations?.includes(each.station) ?? true)
        ? { ...each, confirmed: from.ledger.length }
        : each,
    ),
  };
}

/** The order after it was cancelled a second before noon; the stations that have had it in view have yet to confirm it. */
export function cancelled(from: Order, cancelReason: string | null = null): Order {
  const status = 'cancelled';
  return {
    ...from,
    status,
    cancelledAt: at(-1000),
    cancelReason,
    lines: from.lines.map((each) => ({ ...each, status })),
    allowedActions: [],
    allowedChanges: [],
    version: from.version + 1,
  };
}

/** What a display goes by that shows everything; with stations or as an expediter where a test says so. */
export function rulesFor(over: Partial<View> = {}): TicketRules {
  return {
    view: { expediter: false, stations: new Set(), ...over },
    known: new Set(MENU.stations.map(({ id }) => id)),
    thresholds: SHOP.ageThresholds,
  };
}

/** The ticket of an order on such a display; an order without one is a mistake of the test. */
export function ticketOf(of: Order, over: Partial<View> = {}): Ticket {
  const ticket = toTicket(of, rulesFor(over));
  if (!ticket) throw new Error(`order ${of.number} has no ticket here`);
  return ticket;
}

/** ISO 8601, so many milliseconds from noon. */
export function at(msFromNoon: number): string {
  return new Date(NOON + msFromNoon).toISOString();
}
