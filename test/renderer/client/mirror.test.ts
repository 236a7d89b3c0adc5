import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  applyEvents,
  applySnapshotPage,
  applyWelcome,
  CLOSED_KEPT,
  CLOSED_SHIFTS_KEPT,
  EMPTY_MIRROR,
  type Mirror,
} from '../../../src/renderer/client/mirror.ts';
import type { DomainEvent, SequencedEvent } from '../../../src/shared/events.ts';
import type { Order } from '../../../src/shared/order.ts';
import { ORDER_STATUSES } from '../../../src/shared/order-states.ts';
import type { WelcomeFrame } from '../../../src/shared/wire.ts';
import type { Shift } from '../../../src/shared/shift.ts';
import { isInUse } from '../../../src/shared/told.ts';
import { MENU, orderIdOf, orderOf, SHIFT, SHOP } from '../support/fixtures.ts';

const shiftOf = (number: number, status: Shift['status']): Shift => ({
  ...SHIFT,
  id: `shift-${number}`,
  number,
  status,
});

const AT = '2026-03-01T22:00:00.000Z';

/** A cancelled order that the kitchen knew of, and whether it has taken note that it is cancelled. */
function cancelledOf(number: number, isConfirmed: boolean): Order {
  const order = orderOf(number, { status: 'cancelled' });
  const lines = order.lines.map((line) => ({
    ...line,
    tasks: line.tasks.map((task) => ({
      ...task,
      shownAt: AT,
      confirmed: line.ledger.length + (isConfirmed ? 1 : 0),
    })),
  }));
  return { ...order, sentAt: AT, lines };
}

const domainEvent: fc.Arbitrary<DomainEvent> = fc.oneof(
  fc
    .record({ number: fc.integer({ min: 1, max: 8 }), status: fc.constantFrom(...ORDER_STATUSES) })
    .map(({ number, status }) => ({
      type: 'order.changed' as const,
      data: { order: orderOf(number, { status }) },
    })),
  fc
    .record({ number: fc.integer({ min: 1, max: 8 }), isConfirmed: fc.boolean() })
    .map(({ number, isConfirmed }) => ({
      type: 'order.changed' as const,
      data: { order: cancelledOf(number, isConfirmed) },
    })),
  fc
    .record({
      itemId: fc.constantFrom('guarana', 'pudim', 'agua'),
      available: fc.option(fc.nat(20)),
    })
    .map((level) => ({ type: 'stock.changed' as const, data: { items: [level] } })),
  fc
    .record({ index: fc.nat(MENU.items.length - 1), onSale: fc.boolean() })
    .map(({ index, onSale }) => ({
      type: 'menu.changed' as const,
      data: { items: MENU.items.slice(index, index + 1).map((item) => ({ ...item, onSale })) },
    })),
  fc
    .record({
      number: fc.integer({ min: 1, max: 8 }),
      state: fc.constantFrom('queued' as const, 'sent' as const, 'withdrawn' as const),
    })
    .map(({ number, state }) => ({
      type: 'mail.changed' as const,
      data: { mail: { orderId: orderIdOf(number), readiness: 1, state, attempts: 1 } },
    })),
  fc
    .record({
      number: fc.integer({ min: 1, max: 4 }),
      status: fc.constantFrom('open' as const, 'closed' as const),
    })
    .map(({ number, status }) => ({
      type: 'shift.changed' as const,
      data: { shift: shiftOf(number, status) },
    })),
  fc.array(fc.constantFrom('Ana', 'Bia', 'Caio'), { maxLength: 3 }).map((names) => ({
    type: 'people.changed' as const,
    data: {
      people: names.map((name) => ({ id: name, name, role: 'cashier' as const, active: true })),
    },
  })),
);

const history = fc
  .array(domainEvent, { maxLength: 40 })
  .map((events) =>
    events.map((event, index): SequencedEvent => ({ ...event, seq: index + 1, at: AT, by: null })),
  );

function welcomeOf(seq: number, part: Partial<WelcomeFrame>): WelcomeFrame {
  return {
    t: 'welcome',
    seq,
    serverTime: AT,
    role: 'counter',
    deviceId: 'counter-1',
    shop: SHOP,
    snapshot: null,
    more: false,
    events: [],
    ...part,
  };
}

const START = applyWelcome(
  EMPTY_MIRROR,
  welcomeOf(0, {
    snapshot: { shop: SHOP, menu: MENU, stock: [], orders: [], mail: [], shifts: [], people: [] },
  }),
).mirror;

/** What a broker would put into a snapshot at this point: orders out of use and their mail are left out. */
function snapshotOf(mirror: Mirror) {
  const orders = Object.values(mirror.orders).filter(isInUse);
  const stock = Object.entries(mirror.stock).map(([itemId, available]) => ({ itemId, available }));
  const mail = Object.values(mirror.mail);
  const shifts = Object.values(mirror.shifts).filter(({ status }) => status === 'open');
  const { people } = mirror;
  return { shop: SHOP, menu: mirror.menu ?? MENU, stock, orders, mail, shifts, people };
}

/** The orders in use, the open shifts, and all else that a snapshot speaks of. */
function known({ orders, shifts, arriving: _, ...rest }: Mirror) {
  return {
    ...rest,
    openShifts: Object.fromEntries(
      Object.entries(shifts).filter(([, { status }]) => status === 'open'),
    ),
    inUse: Object.fromEntries(Object.entries(orders).filter(([, order]) => isInUse(order))),
  };
}

test('[SCR2] any split of the events into snapshot and events gives the same mirror', () => {
  fc.assert(
    fc.property(history, fc.nat(40), fc.nat(40), fc.nat(3), (events, cut, overlap, pages) => {
      const all = applyEvents(START, events).mirror;
      const at = Math.min(cut, events.length);
      const before = applyEvents(START, events.slice(0, at)).mirror;
      const snapshot = snapshotOf(before);
      const first = snapshot.orders.slice(0, pages);
      let mirror = applyWelcome(
        EMPTY_MIRROR,
        welcomeOf(at, { snapshot: { ...snapshot, orders: first }, more: true }),
      ).mirror;
      mirror = applySnapshotPage(mirror, {
        t: 'snapshot',
        seq: at,
        orders: snapshot.orders.slice(pages),
        more: false,
      }).mirror;
      // The rest, with some that are known already.
      const rest = applyEvents(mirror, events.slice(Math.max(0, at - overlap)));
      expect(rest.verdict).toBe('ok');
      expect(known(rest.mirror)).toEqual(known(all));
    }),
  );
});

test('[SCR2] any missing event is noticed, and nothing after it is taken', () => {
  fc.assert(
    fc.property(history, fc.nat(40), (events, index) => {
      fc.pre(index < events.length - 1);
      const { mirror, verdict } = applyEvents(START, events.toSpliced(index, 1));
      expect({ verdict, seq: mirror.seq }).toEqual({ verdict: 'gap', seq: index });
    }),
  );
});

test('[SCR2] an event without its data, as a board gets it, still counts', () => {
  const hidden = { seq: 1, type: 'stock.changed', at: AT, data: {} } as unknown as SequencedEvent;
  const { mirror, verdict } = applyEvents(START, [hidden]);
  expect({ verdict, seq: mirror.seq, stock: mirror.stock }).toEqual({
    verdict: 'ok',
    seq: 1,
    stock: {},
  });
});

test('[SCR3] a page that runs for weeks keeps a bounded number of closed orders, the newest', () => {
  const events = Array.from({ length: CLOSED_KEPT + 20 }, (_, index): SequencedEvent => ({
    seq: index + 1,
    type: 'order.changed',
    at: AT,
    by: null,
    data: { order: orderOf(index + 1, { status: 'completed' }) },
  }));
  const { orders } = applyEvents(START, events).mirror;
  expect(Object.keys(orders)).toHaveLength(CLOSED_KEPT);
  expect(orders[orderIdOf(20)]).toBeUndefined();
  expect(orders[orderIdOf(21)]).toBeDefined();
});

const changed = (seq: number, order: Order): SequencedEvent => ({
  seq,
  type: 'order.changed',
  at: AT,
  by: null,
  data: { order },
});

test('[WS13] a cancelled order that the kitchen has yet to take note of is never let go for room', () => {
  const lingering = changed(1, cancelledOf(1, false));
  const others = Array.from({ length: CLOSED_KEPT + 20 }, (_, index) =>
    changed(index + 2, orderOf(index + 2, { status: 'completed' })),
  );
  const { mirror } = applyEvents(START, [lingering, ...others]);
  expect(mirror.orders[orderIdOf(1)]?.status).toBe('cancelled');
  expect(Object.keys(mirror.orders)).toHaveLength(CLOSED_KEPT + 1);
  // Once noted it is one of those that have left, the oldest of them.
  const noted = changed(others.length + 2, cancelledOf(1, true));
  const { orders } = applyEvents(mirror, [noted]).mirror;
  expect(orders[orderIdOf(1)]).toBeUndefined();
  expect(Object.keys(orders)).toHaveLength(CLOSED_KEPT);
});

test('[WS13] a snapshot brings such an order, and takes one away that was noted elsewhere meanwhile', () => {
  const events = [1, 2].map((number) => changed(number, cancelledOf(number, false)));
  const { mirror } = applyEvents(START, [...events, changed(3, cancelledOf(3, true))]);
  const snapshot = {
    ...snapshotOf(mirror),
    orders: [cancelledOf(2, false), cancelledOf(4, false)],
  };
  const { orders } = applyWelcome(mirror, welcomeOf(9, { snapshot })).mirror;
  // The third was seen to leave: that is known of it still.
  expect(Object.keys(orders).toSorted()).toEqual([2, 3, 4].map(orderIdOf).toSorted());
  expect(orders[orderIdOf(3)]).toEqual(cancelledOf(3, true));
});

test('[SCR3] of closed shifts it keeps those it saw closing, the newest, also over a reconnect', () => {
  const events = Array.from({ length: CLOSED_SHIFTS_KEPT + 5 }, (_, index): SequencedEvent => ({
    seq: index + 1,
    type: 'shift.changed',
    at: AT,
    by: null,
    data: { shift: shiftOf(index + 1, index === 0 ? 'open' : 'closed') },
  }));
  const { mirror } = applyEvents(START, events);
  expect(Object.keys(mirror.shifts)).toHaveLength(CLOSED_SHIFTS_KEPT + 1);
  expect(mirror.shifts['shift-2']).toBeUndefined();
  expect(mirror.shifts['shift-1']?.status).toBe('open');
  const snapshot = { ...snapshotOf(mirror), shifts: [shiftOf(99, 'open')] };
  const { shifts } = applyWelcome(mirror, welcomeOf(40, { snapshot })).mirror;
  expect(shifts['shift-1']).toBeUndefined();
  expect(shifts['shift-99']?.status).toBe('open');
  expect(shifts['shift-25']?.status).toBe('closed');
});

test('[SCR2] what became of a receipt says nothing of the "ready" e-mail', () => {
  const mailOf = (seq: number, kind?: 'receipt'): SequencedEvent => ({
    seq,
    type: 'mail.changed',
    at: AT,
    by: null,
    data: {
      mail: {
        orderId: orderIdOf(1),
        ...(kind ? { kind } : {}),
        readiness: seq,
        state: kind ? 'failed' : 'sent',
        attempts: 1,
      },
    },
  });
  const { mirror } = applyEvents(START, [mailOf(1), mailOf(2, 'receipt')]);
  expect(mirror.mail[orderIdOf(1)]).toMatchObject({ readiness: 1, state: 'sent' });
  expect(mirror.seq).toBe(2);
});
