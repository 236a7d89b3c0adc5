import type { Menu } from '../../../src/shared/menu.ts';
import { COUNTER_RULES } from '../../support/counter-rules.ts';
import type { Order, OrderLine } from '../../../src/shared/order.ts';
import { allowedActionsOf } from './rules.ts';
import type { Shop } from '../../../src/shared/shop.ts';

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

/** One line; by default one X-Salada for the grill, not begun. */
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
    tasks: [{ station, shownAt: null, doneAt, confirmed: ledger.length }],
    course: 1,
    firedAt: at(-60_000),
    status: 'pending',
    totalCents: 2500,
    discount: null,
    discountCents: 0,
    ledger: [],
    stockTaken: 0,
    ...over,
  };
}

/** A pending counter order; its number is also its age in minutes unless `placedAt` says otherwise. */
export function order(number: number, over: Partial<Order> = {}): Order {
  const placedAt = over.placedAt ?? new Date(NOON - number * 60_000).toISOString();
  const status = over.status ?? 'pending';
  return {
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
    lines: over.lines ?? [line({ id: uuid(3, number) })],
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
    sentAt: placedAt,
    startedAt: null,
    readyAt: null,
    completedAt: null,
    cancelledAt: null,
    cancelReason: null,
    shownAt: null,
    changeShownAt: null,
    readiness: 0,
    recalled: false,
    allowedActions: allowedActionsOf(status),
    allowedChanges: [],
    version: 1,
    ...over,
  };
}

/** A line that the kitchen was told of when its order was sent, `minutes` before noon. */
export function sentLine(minutes: number, over: Partial<OrderLine> = {}): OrderLine {
  const { quantity = 1 } = over;
  return line({ ledger: [{ at: at(-minutes * 60_000), sent: quantity }], ...over });
}

/** A line that the kitchen was told of a second before noon: later than its order. */
export function addedLine(over: Partial<OrderLine> = {}): OrderLine {
  const { quantity = 1 } = over;
  return line({ ledger: [{ at: at(-1000), sent: quantity }], ...over });
}

/** The line after so many units were taken off it, a second before noon. */
export function takenOff(from: OrderLine, units = from.quantity): OrderLine {
  const quantity = from.quantity - units;
  return {
    ...from,
    quantity,
    status: quantity === 0 ? 'cancelled' : from.status,
    ledger: [...from.ledger, { at: at(-1000), sent: -units, reason: 'desistiu', restocked: 0 }],
  };
}

export const at = (msFromNoon: number): string => new Date(NOON + msFromNoon).toISOString();
