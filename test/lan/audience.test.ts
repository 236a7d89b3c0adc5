import { expect, test } from 'vitest';
import {
  type Audience,
  audienceFor,
  eventFor,
  orderFor,
  shopFor,
  snapshotHeadFor,
} from '../../src/main/core/lan/audience.ts';
import { shopOf } from '../../src/main/core/lan/context.ts';
import { settingsSchema } from '../../src/main/core/settings.ts';
import type { EventType, SequencedEvent } from '../../src/shared/events.ts';
import {
  type Customer,
  customerSchema,
  type Order,
  type OrderLine,
  orderLineSchema,
  orderSchema,
} from '../../src/shared/order.ts';
import { type LedgerEntry, ledgerEntrySchema } from '../../src/shared/payment.ts';
import type { Shift } from '../../src/shared/shift.ts';
import { ORDER_STATUSES } from '../../src/shared/order-states.ts';
import { ROLES } from '../../src/shared/roles.ts';
import type { Snapshot } from '../../src/shared/wire.ts';

/** What an audience sees of a field: all of it, some of it, or the emptiest value that the schema has. */
type Seen = 'whole' | 'part' | 'empty';

type Decisions<K extends PropertyKey> = Readonly<Record<K, readonly [kitchen: Seen, board: Seen]>>;

/** Each field of an order. A new one does not compile, and fails below, until somebody has decided. */
const ORDER: Decisions<keyof Order> = {
  id: ['whole', 'whole'],
  number: ['whole', 'whole'],
  businessDate: ['whole', 'whole'],
  status: ['whole', 'whole'],
  service: ['whole', 'whole'],
  channel: ['whole', 'whole'],
  customer: ['part', 'empty'],
  table: ['whole', 'empty'],
  note: ['whole', 'empty'],
  wishedTime: ['whole', 'empty'],
  dueAt: ['whole', 'empty'],
  rush: ['whole', 'empty'],
  lines: ['part', 'empty'],
  discount: ['empty', 'empty'],
  serviceCharge: ['empty', 'empty'],
  totals: ['whole', 'empty'],
  split: ['empty', 'empty'],
  payments: ['empty', 'empty'],
  awaitsPayment: ['whole', 'empty'],
  shiftId: ['empty', 'empty'],
  takenBy: ['empty', 'empty'],
  placedAt: ['whole', 'whole'],
  sentAt: ['whole', 'whole'],
  startedAt: ['whole', 'whole'],
  readyAt: ['whole', 'whole'],
  completedAt: ['whole', 'whole'],
  cancelledAt: ['whole', 'whole'],
  cancelReason: ['whole', 'empty'],
  shownAt: ['whole', 'whole'],
  changeShownAt: ['whole', 'whole'],
  readiness: ['whole', 'whole'],
  recalled: ['whole', 'whole'],
  recalls: ['whole', 'whole'],
  allowedActions: ['whole', 'empty'],
  allowedChanges: ['part', 'empty'],
  version: ['whole', 'whole'],
};

/** Boards get no lines at all. */
const LINE: Readonly<Record<keyof OrderLine, Seen>> = {
  id: 'whole',
  itemId: 'whole',
  name: 'whole',
  quantity: 'whole',
  unitPriceCents: 'whole',
  modifiers: 'whole',
  note: 'whole',
  allergy: 'whole',
  station: 'whole',
  tasks: 'whole',
  course: 'whole',
  firedAt: 'whole',
  status: 'whole',
  totalCents: 'whole',
  discount: 'empty',
  discountCents: 'empty',
  ledger: 'part',
  stockTaken: 'whole',
};

const LEDGER: Readonly<Record<keyof LedgerEntry, Seen>> = {
  at: 'whole',
  sent: 'whole',
  reasonId: 'whole',
  reason: 'whole',
  restocked: 'whole',
  details: 'whole',
  by: 'empty',
};

const CUSTOMER: Readonly<Record<keyof Customer, Seen>> = {
  name: 'whole',
  email: 'empty',
  phone: 'empty',
  language: 'whole',
};

/** What a board is told of a customer, where the owner wants names on it. */
const CALLED: Readonly<Record<keyof Customer, Seen>> = {
  name: 'part',
  email: 'empty',
  phone: 'empty',
  language: 'empty',
};

const NUMBERS_ALONE = { names: false, readySeconds: 900 } as const;
const WITH_NAMES = { names: true, readySeconds: 900 } as const;

/** Who there is to be told anything. */
const EVERYBODY: ReadonlySet<Audience> = new Set(
  [NUMBERS_ALONE, WITH_NAMES].flatMap((rules) => ROLES.map((role) => audienceFor(role, rules))),
);

const AT = '2026-11-20T18:00:00.000Z';
const ID = '0190f2d4-0000-7000-8000-00000000000a';
const BY = { id: ID, name: 'Rui' };

const CUT: LedgerEntry = {
  at: AT,
  sent: -1,
  reasonId: 'spoiled',
  reason: 'Preparo perdido',
  restocked: 1,
  details: ['note'],
  by: BY,
};

const BOUGHT: OrderLine = {
  id: ID,
  itemId: 'pizza-margherita',
  name: 'Pizza Margherita',
  quantity: 2,
  unitPriceCents: 3990,
  modifiers: [{ id: 'crust-catupiry', name: 'Borda', priceCents: 900 }],
  note: 'sem cebola',
  allergy: true,
  station: 'oven',
  tasks: [{ station: 'oven', shownAt: AT, doneAt: AT, confirmed: 1 }],
  course: 2,
  firedAt: AT,
  status: 'preparing',
  totalCents: 9780,
  discount: { kind: 'amount', cents: 80 },
  discountCents: 80,
  ledger: [{ at: AT, sent: 3, by: BY }, CUT],
  stockTaken: 2,
};

const ANA: Customer = {
  name: 'Ana Maria de Souza',
  email: 'ana@example.com',
  phone: '+55 11 98888-7777',
  language: 'es',
};

/** Nothing in it is empty. */
const FULL: Order = {
  id: ID,
  number: 7,
  businessDate: '2026-11-20',
  status: 'cancelled',
  service: 'dine_in',
  channel: 'counter',
  customer: ANA,
  table: '7',
  note: 'aniversário',
  wishedTime: '12:30',
  dueAt: AT,
  rush: true,
  lines: [BOUGHT],
  discount: { kind: 'percent', basisPoints: 1000 },
  serviceCharge: { basisPoints: 1000, waived: true },
  totals: {
    subtotalCents: 9780,
    discountCents: 1050,
    serviceCents: 873,
    totalCents: 9603,
    paidCents: 9000,
    dueCents: 603,
  },
  split: { by: 'amounts', parts: [{ id: ID, amountCents: 9603, paidCents: 9000, lines: [] }] },
  payments: [
    {
      id: ID,
      method: 'card',
      amountCents: 9000,
      tenderedCents: null,
      changeCents: 0,
      authorisation: 'NSU 1234',
      partId: ID,
      at: AT,
      shiftId: ID,
      by: BY,
      refunds: [],
    },
  ],
  awaitsPayment: true,
  shiftId: ID,
  takenBy: BY,
  placedAt: AT,
  sentAt: AT,
  startedAt: AT,
  readyAt: AT,
  completedAt: AT,
  cancelledAt: AT,
  cancelReason: 'desistiu',
  shownAt: AT,
  changeShownAt: AT,
  readiness: 1,
  recalled: true,
  recalls: 1,
  allowedActions: ['cancel'],
  allowedChanges: ['rush', 'refund'],
  version: 9,
};

/** True for what says nothing: null, false, 0, nothing in a list, and records of such. */
function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null || value === false || value === 0) return true;
  if (Array.isArray(value)) return value.length === 0;
  return typeof value === 'object' && Object.values(value).every(isEmpty);
}

/** Holds what is seen of a thing against what was decided about each of its fields. */
function expectSeen<T extends object>(
  what: string,
  given: T,
  seen: T,
  decided: Readonly<Record<keyof T, Seen>>,
): void {
  const was = new Map<string, unknown>(Object.entries(given));
  const is = new Map<string, unknown>(Object.entries(seen));
  for (const [field, how] of Object.entries<Seen>(decided)) {
    const name = `${what}.${field}`;
    expect(isEmpty(was.get(field)), `${name} of the example`).toBe(false);
    expect(isEmpty(is.get(field)), name).toBe(how === 'empty');
    if (how === 'whole') expect(is.get(field), name).toEqual(was.get(field));
    if (how === 'part') expect(is.get(field), name).not.toEqual(was.get(field));
  }
}

function decidedFor<K extends PropertyKey>(
  decisions: Decisions<K>,
  at: 0 | 1,
): Readonly<Record<string, Seen>> {
  return Object.fromEntries(
    Object.entries<readonly [Seen, Seen]>(decisions).map(([field, seen]) => [field, seen[at]]),
  );
}

test('[ROL7] whoever adds a field to an order decides who sees it', () => {
  expect(Object.keys(ORDER).toSorted()).toEqual(Object.keys(orderSchema.shape).toSorted());
  expect(Object.keys(LINE).toSorted()).toEqual(Object.keys(orderLineSchema.shape).toSorted());
  expect(Object.keys(LEDGER).toSorted()).toEqual(Object.keys(ledgerEntrySchema.shape).toSorted());
  expect(Object.keys(CUSTOMER).toSorted()).toEqual(Object.keys(customerSchema.shape).toSorted());
});

test('[ROL2] [ROL7] a kitchen sees what to cook and whom to call, and nothing of money or of who took it', () => {
  const seen = orderFor('kitchen', FULL);
  expectSeen<object>('order', FULL, seen, decidedFor(ORDER, 0));
  expectSeen('customer', ANA, seen.customer ?? ANA, CUSTOMER);
  expectSeen('line', BOUGHT, seen.lines[0] ?? BOUGHT, LINE);
  expectSeen('ledger', CUT, seen.lines[0]?.ledger[1] ?? CUT, LEDGER);
  expect(orderSchema.parse(seen)).toEqual(seen);
  expect(JSON.stringify(seen)).not.toContain('Rui');
});

test('[ROL3] [ROL7] a board sees numbers, states and times', () => {
  const seen = orderFor('board', FULL);
  expectSeen<object>('order', FULL, seen, decidedFor(ORDER, 1));
  expect(orderSchema.parse(seen)).toEqual(seen);
});

test('[BRD7] [ROL7] a board with names gets what the customer is called by while the number stands on it, and no more', () => {
  const audience = audienceFor('board', WITH_NAMES);
  for (const status of ORDER_STATUSES) {
    const given = { ...FULL, status };
    const seen = orderFor(audience, given);
    const { customer, ...others } = seen;
    if (status === 'pending' || status === 'preparing' || status === 'ready') {
      expectSeen('customer', ANA, customer ?? ANA, CALLED);
      expect(customer?.name, status).toBe('Ana S.');
    } else expect(customer, status).toBeNull();
    expect({ ...others, customer: null }, status).toEqual(orderFor('board', given));
    expect(orderSchema.parse(seen)).toEqual(seen);
  }
  const nameless = { ...ANA, name: 'ana@example.com' };
  expect(orderFor(audience, { ...FULL, status: 'ready', customer: nameless }).customer).toBeNull();
});

test('[BRD7] names are told to boards, and only where the owner decided so', () => {
  expect(audienceFor('board', NUMBERS_ALONE)).toBe('board');
  for (const role of ROLES) {
    const alike = audienceFor(role, WITH_NAMES) === audienceFor(role, NUMBERS_ALONE);
    expect(alike, role).toBe(role !== 'board');
  }
});

test('[ROL6] counters, admin and programs see orders as they are', () => {
  for (const role of ['admin', 'counter', 'integration'] as const) {
    expect(orderFor(audienceFor(role, WITH_NAMES), FULL), role).toBe(FULL);
  }
});

test('[ROL2] a line from before there were ledgers can still be told', () => {
  const { ledger: _, ...old } = BOUGHT;
  // What an event of the first version holds; its type is that of today.
  const order: Order = JSON.parse(JSON.stringify({ ...FULL, lines: [old] }));
  expect(orderFor('kitchen', order).lines[0]?.ledger).toEqual([]);
});

const SHIFT: Shift = {
  id: ID,
  number: 1,
  status: 'open',
  deviceId: ID,
  deviceName: 'Caixa 1',
  openedAt: AT,
  openedBy: BY,
  floatCents: 10_000,
  movements: [],
  sales: { orders: 0, grossCents: 0, discountCents: 0, serviceCents: 0, totalCents: 0 },
  cancelled: { count: 0, cents: 0 },
  voided: { count: 0, cents: 0 },
  payments: {
    cash: { count: 0, cents: 0 },
    card: { count: 0, cents: 0 },
    pix: { count: 0, cents: 0 },
  },
  refunds: {
    cash: { count: 0, cents: 0 },
    card: { count: 0, cents: 0 },
    pix: { count: 0, cents: 0 },
  },
  expectedCashCents: 10_000,
  closedAt: null,
  closedBy: null,
  counts: [],
  countedCents: null,
  differenceCents: null,
  unpaid: { count: 0, cents: 0 },
  note: null,
  version: 1,
};

const MENU = { stations: [], categories: [], modifierGroups: [], items: [] };
const MAIL = { orderId: ID, readiness: 1, state: 'sent', attempts: 1 } as const;
const PERSON = { id: ID, name: 'Rui', role: 'manager', active: true } as const;
const HEAD = { seq: 5, at: AT, by: { deviceId: 'caixa-1', personId: ID, approvedBy: ID } };

/** One of each event, with who sees its data and who its author. */
const EVENTS: Readonly<Record<EventType, readonly [SequencedEvent, readonly Audience[]]>> = {
  'order.placed': [
    { ...HEAD, type: 'order.placed', data: { order: FULL } },
    ['all', 'program', 'kitchen', 'board', 'board_with_names'],
  ],
  'order.changed': [
    { ...HEAD, type: 'order.changed', data: { order: FULL } },
    ['all', 'program', 'kitchen', 'board', 'board_with_names'],
  ],
  'stock.changed': [
    { ...HEAD, type: 'stock.changed', data: { items: [] } },
    ['all', 'program', 'kitchen'],
  ],
  'menu.replaced': [
    { ...HEAD, type: 'menu.replaced', data: { menu: MENU } },
    ['all', 'program', 'kitchen'],
  ],
  'menu.changed': [
    { ...HEAD, type: 'menu.changed', data: { items: [] } },
    ['all', 'program', 'kitchen'],
  ],
  'mail.changed': [
    { ...HEAD, type: 'mail.changed', data: { mail: MAIL } },
    ['all', 'program', 'kitchen'],
  ],
  'shift.changed': [{ ...HEAD, type: 'shift.changed', data: { shift: SHIFT } }, ['all']],
  'people.changed': [{ ...HEAD, type: 'people.changed', data: { people: [PERSON] } }, ['all']],
};

test('[ROL6] drawers and people are told to counters and admin alone, who did it also to programs', () => {
  for (const [event, seers] of Object.values(EVENTS)) {
    for (const audience of EVERYBODY) {
      const seen = eventFor(audience, event);
      const name = `${audience} ${event.type}`;
      const isSeen = seers.includes(audience);
      expect(seen.type, name).toBe(isSeen ? event.type : 'hidden');
      if (!isSeen) expect(seen.data, name).toEqual({});
      const tellsWho = isSeen && (audience === 'all' || audience === 'program');
      expect(seen.by, name).toEqual(tellsWho ? HEAD.by : null);
    }
  }
});

const settings = settingsSchema.parse({
  pix: { key: 'pix@cantina.example', name: 'Cantina', city: 'Recife' },
});

test('[ROL6] where PIX goes is told to who takes payments', () => {
  const shop = shopOf(settings);
  for (const role of ROLES) {
    const isCounter = role === 'admin' || role === 'counter';
    expect(shopFor(audienceFor(role, shop.board), shop), role).toEqual(
      isCounter ? shop : { ...shop, pix: null },
    );
  }
});

/** All of a snapshot but its orders; who sees each part of it. */
const PARTS: Readonly<Record<Exclude<keyof Snapshot, 'orders'>, readonly Audience[]>> = {
  shop: ['all', 'program', 'kitchen', 'board', 'board_with_names'],
  menu: ['all', 'program', 'kitchen'],
  stock: ['all', 'program', 'kitchen'],
  mail: ['all', 'program', 'kitchen'],
  shifts: ['all'],
  people: ['all'],
};

test('[ROL3] [ROL6] a snapshot holds what its reader may see', () => {
  const head = {
    shop: shopOf(settings),
    menu: { ...MENU, stations: [{ id: 'oven', name: 'Forno' }] },
    stock: [{ itemId: 'guarana', available: 3 }],
    mail: [MAIL],
    shifts: [SHIFT],
    people: [PERSON],
  };
  for (const audience of EVERYBODY) {
    const seen = new Map<string, unknown>(Object.entries(snapshotHeadFor(audience, head)));
    for (const [part, seers] of Object.entries(PARTS)) {
      expect(isEmpty(seen.get(part)), `${audience} ${part}`).toBe(!seers.includes(audience));
    }
  }
});
