import { describe, expect, test } from 'vitest';
import { ORDER_ACTIONS, ORDER_STATUSES, type OrderStatus } from '../../src/shared/order-states.ts';
import type { Order } from '../../src/shared/order.ts';
import { decide } from '../../src/main/domain/decide.ts';
import { allowedActions, TRANSITIONS } from '../../src/main/domain/transitions.ts';
import { SMALL_MENU } from '../support/broker.ts';
import { countingContext, MemoryState } from '../support/memory-state.ts';
import { CALZONE, doneIn, DRINK, instant, Kitchen, onTicket, PIZZA } from './kitchen.ts';

/** What the protocol says, written out once more by hand: state, action, where it leads. */
const LEGAL = new Set([
  'held send pending',
  'held cancel cancelled',
  'pending start preparing',
  'pending cancel cancelled',
  'preparing ready ready',
  'preparing cancel cancelled',
  'ready complete completed',
  'ready recall preparing',
  'ready cancel cancelled',
]);

const WAY: Record<OrderStatus, readonly (typeof ORDER_ACTIONS)[number][]> = {
  held: [],
  pending: [],
  preparing: ['start'],
  ready: ['start', 'ready'],
  completed: ['start', 'ready', 'complete'],
  cancelled: ['cancel'],
};

function orderIn(status: OrderStatus): { state: MemoryState; order: Order } {
  const state = new MemoryState(SMALL_MENU);
  const context = countingContext();
  const placed = decide(
    state,
    {
      type: 'order.place',
      data: {
        lines: [
          { itemId: 'guarana', quantity: 1 },
          { itemId: 'pizza-margherita', quantity: 2 },
        ],
        hold: status === 'held',
      },
    },
    context,
  );
  if (!placed.ok || !placed.order) throw new Error('not placed');
  state.apply(placed.events);
  const orderId = placed.order.id;
  for (const action of WAY[status]) {
    const step = decide(state, command(action, orderId), context);
    if (!step.ok) throw new Error(`no way to ${status}`);
    state.apply(step.events);
  }
  const order = state.order(orderId);
  if (order?.status !== status) throw new Error(`not ${status}`);
  return { state, order };
}

function command(action: (typeof ORDER_ACTIONS)[number], orderId: string) {
  return action === 'cancel'
    ? ({ type: 'order.cancel', data: { orderId, reason: 'teste' } } as const)
    : ({ type: `order.${action}`, data: { orderId } } as const);
}

describe('[ORD1] every pair of state and action does what the table says, the forbidden too', () => {
  for (const from of ORDER_STATUSES) {
    for (const action of ORDER_ACTIONS) {
      const to = TRANSITIONS[from][action];
      test(`${from} + ${action} → ${to ?? 'refused'}`, () => {
        expect(LEGAL.has(`${from} ${action} ${to}`)).toBe(to !== undefined);
        const { state, order } = orderIn(from);
        const decision = decide(state, command(action, order.id), countingContext());
        if (to === undefined) {
          expect(decision).toEqual({
            ok: false,
            refusal: {
              code: 'illegal_transition',
              detail: expect.any(String),
              data: { orderId: order.id, from, allowedActions: allowedActions(from) },
            },
          });
          return;
        }
        expect(decision).toMatchObject({
          ok: true,
          order: { status: to, version: order.version + 1, allowedActions: allowedActions(to) },
        });
      });
    }
  }
});

test('[ORD2] an order tells what may be done with it, by its state', () => {
  for (const status of ORDER_STATUSES) {
    expect(orderIn(status).order.allowedActions).toEqual(
      ORDER_ACTIONS.filter((action) => TRANSITIONS[status][action] !== undefined),
    );
  }
});

test('[ORD3] each step puts down when it happened, and takes the lines along', () => {
  const at = '2026-11-20T18:07:00.000Z';
  const step = (status: OrderStatus, action: (typeof ORDER_ACTIONS)[number]) => {
    const { state, order } = orderIn(status);
    const decision = decide(state, command(action, order.id), countingContext(at));
    if (!decision.ok) throw new Error('refused');
    return decision.order;
  };
  const lines = (status: string) => [{ status }, { status }];
  expect(step('held', 'send')).toMatchObject({ sentAt: at, lines: lines('pending') });
  expect(step('pending', 'start')).toMatchObject({ startedAt: at, lines: lines('preparing') });
  expect(step('preparing', 'ready')).toMatchObject({
    readyAt: at,
    readiness: 1,
    lines: lines('ready'),
  });
  expect(step('ready', 'complete')).toMatchObject({ completedAt: at, lines: lines('ready') });
  expect(step('pending', 'cancel')).toMatchObject({
    cancelledAt: at,
    cancelReason: 'teste',
    lines: lines('cancelled'),
  });
});

test('[ORD3] what an order takes along are the tasks of each station; a course that waits is not begun with it', () => {
  const kitchen = new Kitchen().at('00:00');
  const order = kitchen.place({ lines: [CALZONE, { ...DRINK, course: 2 }, PIZZA] });
  kitchen.takeOff(order, 2, 1);
  const { id: orderId } = order;
  const gone = { status: 'cancelled', tasks: [{ doneAt: null }] };
  expect(kitchen.at('01:00').do('order.start', { orderId }).lines).toMatchObject([
    { status: 'preparing', tasks: [{ doneAt: null }, { doneAt: null }] },
    { status: 'pending', firedAt: null },
    gone,
  ]);
  const at = instant('02:00');
  expect(kitchen.at('02:00').do('order.ready', { orderId }).lines).toMatchObject([
    { status: 'ready', firedAt: instant('00:00'), tasks: [{ doneAt: at }, { doneAt: at }] },
    { status: 'ready', firedAt: at, tasks: [{ doneAt: at }] },
    gone,
  ]);
  expect(kitchen.at('03:00').do('order.recall', { orderId }).lines).toMatchObject([
    { status: 'preparing', tasks: [{ doneAt: null }, { doneAt: null }] },
    { status: 'preparing', firedAt: at, tasks: [{ doneAt: null }] },
    gone,
  ]);
});

test('[ORD4] a recall brings an order back with its original clock and a mark', () => {
  const { state, order } = orderIn('ready');
  const decision = decide(state, command('recall', order.id), countingContext());
  if (!decision.ok) throw new Error('refused');
  expect(decision.order).toMatchObject({
    status: 'preparing',
    recalled: true,
    readyAt: null,
    readiness: 1,
    placedAt: order.placedAt,
    sentAt: order.sentAt,
    startedAt: order.startedAt,
    number: order.number,
  });
});

test('[ORD5] bumping the first line starts the order, bumping the last makes it ready', () => {
  const { state, order } = orderIn('pending');
  const bump = (index: number) => {
    const decision = decide(
      state,
      { type: 'line.bump', data: { orderId: order.id, lineId: order.lines[index]?.id ?? '' } },
      countingContext(),
    );
    if (decision.ok) state.apply(decision.events);
    return decision;
  };
  expect(bump(0)).toMatchObject({ order: { status: 'preparing', startedAt: expect.any(String) } });
  expect(bump(0)).toMatchObject({ ok: true, events: [] });
  expect(bump(1)).toMatchObject({ order: { status: 'ready', readiness: 1 } });
});

test('[ORD5][ORD6] a line is bumped and called back for all its stations', () => {
  const kitchen = new Kitchen();
  const order = kitchen.place({ lines: [CALZONE, PIZZA] });
  const [line] = onTicket(order, [0]).lineIds;
  const data = { orderId: order.id, lineId: line ?? '' };
  expect(doneIn(kitchen.do('line.bump', data))).toEqual(['oven 0', 'bar 0']);
  expect(kitchen.run('line.bump', data).events).toEqual([]);
  const back = kitchen.do('line.recall', data);
  expect(doneIn(back)).toEqual([]);
  expect(back.lines).toMatchObject([{ status: 'preparing' }, { status: 'pending' }]);
  expect(kitchen.run('line.recall', data).events).toEqual([]);
});

test('[ORD5] bumping a line of an order that is ready, or handed over, changes nothing', () => {
  for (const status of ['ready', 'completed'] as const) {
    const { state, order } = orderIn(status);
    const data = { orderId: order.id, lineId: order.lines[0]?.id ?? '' };
    const decision = decide(state, { type: 'line.bump', data }, countingContext());
    expect(decision).toEqual({ ok: true, events: [], order });
  }
});

test('[ORD6] calling back a line of a ready order calls the order back', () => {
  const { state, order } = orderIn('ready');
  const decision = decide(
    state,
    { type: 'line.recall', data: { orderId: order.id, lineId: order.lines[0]?.id ?? '' } },
    countingContext(),
  );
  expect(decision).toMatchObject({
    order: {
      status: 'preparing',
      recalled: true,
      lines: [{ status: 'preparing' }, { status: 'ready' }],
    },
  });
});

test('[ORD7] shown is put down once, by the first display, and never for what is not in the kitchen', () => {
  const { state, order } = orderIn('pending');
  const show = (at: string) =>
    decide(
      state,
      { type: 'order.shown', data: { orderIds: [order.id, order.id] } },
      countingContext(at),
    );
  const first = show('2026-11-20T18:01:00.000Z');
  expect(first).toMatchObject({ ok: true, events: [{ type: 'order.changed' }] });
  if (first.ok) state.apply(first.events);
  expect(state.order(order.id)?.shownAt).toBe('2026-11-20T18:01:00.000Z');
  expect(show('2026-11-20T18:02:00.000Z')).toMatchObject({ ok: true, events: [] });
  for (const status of ['held', 'completed', 'cancelled'] as const) {
    const other = orderIn(status);
    expect(
      decide(
        other.state,
        { type: 'order.shown', data: { orderIds: [other.order.id] } },
        countingContext(),
      ),
    ).toMatchObject({ ok: true, events: [] });
  }
});

/** Where `order.advance` leads, by hand: state, target, the states passed through. Empty: there already. */
const ADVANCE: Record<string, readonly OrderStatus[] | undefined> = {
  'pending preparing': [],
  'preparing preparing': [],
  'ready preparing': ['preparing'],
  'pending ready': ['preparing', 'ready'],
  'preparing ready': ['ready'],
  'ready ready': [],
  'pending completed': ['preparing', 'ready', 'completed'],
  'preparing completed': ['ready', 'completed'],
  'ready completed': ['completed'],
  'completed completed': [],
  'held cancelled': ['cancelled'],
  'pending cancelled': ['cancelled'],
  'preparing cancelled': ['cancelled'],
  'ready cancelled': ['cancelled'],
  'cancelled cancelled': [],
};

describe('[ORD13] an order is advanced through all that lies between, or not at all', () => {
  for (const from of ORDER_STATUSES) {
    for (const to of ['preparing', 'ready', 'completed', 'cancelled'] as const) {
      const way = ADVANCE[`${from} ${to}`];
      test(`${from} to ${to}: ${way?.join(', ') ?? 'refused'}`, () => {
        const { state, order } = orderIn(from);
        const data =
          to === 'cancelled'
            ? { orderId: order.id, status: to, reason: 'teste' }
            : { orderId: order.id, status: to };
        const decision = decide(state, { type: 'order.advance', data }, countingContext());
        if (way === undefined) {
          expect(decision).toMatchObject({
            ok: false,
            refusal: { code: 'illegal_transition', data: { orderId: order.id, from } },
          });
          return;
        }
        if (!decision.ok) throw new Error('refused');
        const steps = decision.events.flatMap(({ type, data: about }) =>
          type === 'order.changed' ? [about.order] : [],
        );
        expect(steps.map(({ status }) => status)).toEqual(way);
        expect(steps.map(({ version }) => version)).toEqual(
          way.map((_, n) => order.version + n + 1),
        );
        expect(decision.order).toEqual(steps.at(-1) ?? order);
        if (to === 'cancelled' && way.length > 0) {
          expect(decision.order).toMatchObject({ cancelReason: 'teste' });
        }
      });
    }
  }
});
