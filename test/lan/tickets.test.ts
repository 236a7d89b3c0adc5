import { afterEach, beforeEach, expect, test } from 'vitest';
import { newId } from '../../src/shared/ids.ts';
import { orderSchema, type Order } from '../../src/shared/order.ts';
import {
  awaited,
  CALZONE,
  confirmation,
  doneIn,
  DRINK,
  KITCHEN_MENU,
  onTicket,
  PIZZA,
} from '../domain/kitchen.ts';
import { startBroker } from '../support/broker.ts';
import { startLan, type TestLan } from '../support/lan.ts';
import type { TestSocket } from '../support/test-socket.ts';

let t: TestLan;
let counter: TestSocket;
/** Two displays that hang in two places; each shows the orders that it was told of. */
let oven: TestSocket;
let bar: TestSocket;

async function connect(): Promise<void> {
  const live = async (role: 'counter' | 'kitchen') => {
    const socket = await t.session(role);
    await socket.ofKind('welcome');
    return socket;
  };
  [counter, oven, bar] = [await live('counter'), await live('kitchen'), await live('kitchen')];
}

beforeEach(async () => {
  t = await startLan({ backend: await startBroker({ menu: KITCHEN_MENU }) });
  await connect();
});

afterEach(async () => {
  await t.stop();
});

/**
 * Sends a command under one id twice, as after an answer that was lost, and once more under an id of its own, as a second
 * cook would: it happens once. Gives back the order as the sender sees it.
 */
async function once(socket: TestSocket, type: string, data: unknown): Promise<Order> {
  const id = newId();
  const first = await socket.command(type, data, id);
  expect(first, type).toMatchObject({ t: 'ack', id });
  const { seq } = t.broker.view;
  expect(await socket.command(type, data, id)).toEqual(first);
  expect(await socket.command(type, data), `${type} by another`).toMatchObject({ t: 'ack' });
  expect(t.broker.view.seq).toBe(seq);
  return orderSchema.parse(Object(first['data']).order);
}

/** Places an order at the counter. */
async function place(data: unknown): Promise<Order> {
  const ack = await counter.command('order.place', data);
  return orderSchema.parse(Object(ack['data']).order);
}

async function change(data: unknown): Promise<Order> {
  const ack = await counter.command('order.change', data);
  return orderSchema.parse(Object(ack['data']).order);
}

const shown = ({ id }: Order, ...stations: string[]) => ({ orderIds: [id], stations });

/** The orders of a snapshot for a device of this role that comes in now. */
async function snapshot(role: 'counter' | 'kitchen' | 'board'): Promise<Order[]> {
  const socket = await t.session(role);
  const welcome = await socket.ofKind('welcome');
  await socket.close();
  return Object(welcome['snapshot']).orders;
}

test('[TKT1][TKT2][TKT3] two stations make an order, each display with its own tasks, each bump once', async () => {
  const order = await place({ lines: [PIZZA, DRINK, CALZONE] });
  const half = await once(oven, 'ticket.bump', onTicket(order, [0, 2], ['oven']));
  expect(half.lines.map(({ status }) => status)).toEqual(['ready', 'pending', 'preparing']);
  expect(await once(bar, 'ticket.bump', onTicket(order, [1, 2], ['bar']))).toMatchObject({
    status: 'ready',
    readiness: 1,
  });
  const back = await once(bar, 'ticket.recall', onTicket(order, [2], ['bar']));
  expect(back).toMatchObject({ status: 'preparing', recalled: true });
  expect(doneIn(back)).toEqual(['oven 0', 'bar 1', 'oven 2']);
  // Every screen has heard the same.
  await oven.reached(t.broker.view.seq);
  const [last] = oven.events().slice(-1);
  expect(Object(last?.['data']).order.version).toBe(back.version);
});

test('[TKT2] of two cooks who bump at once the second changes nothing', async () => {
  const order = await place({ lines: [CALZONE] });
  const both = await Promise.all(
    [oven, bar].map((socket) => socket.command('ticket.bump', onTicket(order, [0]))),
  );
  expect(both.map((frame) => [frame.t, frame['seq']])).toEqual([
    ['ack', both[0]?.['seq']],
    ['ack', both[0]?.['seq']],
  ]);
  expect(t.broker.view.order(order.id)).toMatchObject({ status: 'ready', readiness: 1 });
});

test('[TKT5][TKT6] what the counter takes off awaits those who had it in view, each for itself', async () => {
  const order = await place({ lines: [PIZZA, CALZONE] });
  await oven.command('order.shown', shown(order, 'oven'));
  await bar.command('order.shown', shown(order, 'bar'));
  const takeOff = [{ lineId: order.lines[1]?.id, quantity: 1, reasonId: 'mistyped' }];
  const changed = await change({ orderId: order.id, takeOff, add: [PIZZA] });
  expect(awaited(changed)).toEqual(['oven 1', 'bar 1', 'oven 2']);
  const confirmed = await once(bar, 'ticket.confirm', confirmation(changed, ['bar']));
  expect(awaited(confirmed)).toEqual(['oven 1', 'oven 2']);
  await once(oven, 'ticket.confirm', confirmation(changed, ['oven']));
  for (const role of ['counter', 'kitchen'] as const) {
    expect((await snapshot(role)).map(awaited)).toEqual([[]]);
  }
});

test('[TKT7] a cancelled order lingers on every display, over a restart, until the last station has confirmed it', async () => {
  const order = await place({ lines: [CALZONE] });
  const unseen = await place({ lines: [DRINK] });
  await oven.command('order.shown', shown(order, 'oven', 'bar'));
  for (const { id: orderId } of [order, unseen]) {
    await counter.command('order.cancel', { orderId, reason: 'desistiu' });
  }
  const there = async (role: 'counter' | 'kitchen' | 'board') =>
    (await snapshot(role)).map(({ id }) => id);
  expect(await there('kitchen')).toEqual([order.id]);
  expect(await there('counter')).toEqual([order.id]);
  expect(await there('board')).toEqual([]);
  const [gone] = await snapshot('kitchen');
  if (!gone) throw new Error('it left');
  await once(bar, 'ticket.confirm', confirmation(gone, ['bar']));
  t = await t.restart();
  await connect();
  expect((await snapshot('kitchen')).map(awaited)).toEqual([['oven 0']]);
  expect(await oven.command('ticket.bump', onTicket(order, [0]))).toMatchObject({
    t: 'reject',
    code: 'illegal_transition',
  });
  await once(oven, 'ticket.confirm', confirmation(gone, ['oven']));
  expect(await there('kitchen')).toEqual([]);
});

test('[TKT8][TKT9] haste and a promised time reach the kitchen, and can be changed', async () => {
  const order = await place({ lines: [PIZZA], rush: true, dueAt: '2026-11-20T20:00:00Z' });
  const [seen] = await snapshot('kitchen');
  expect(seen).toMatchObject({ rush: true, dueAt: '2026-11-20T20:00:00.000Z' });
  expect(seen?.allowedChanges).toEqual(['rush']);
  const calm = await once(oven, 'order.rush', { orderId: order.id, rush: false });
  expect(calm.rush).toBe(false);
  const later = '2026-11-20T21:30:00.000Z';
  await once(counter, 'order.change', { orderId: order.id, dueAt: later });
  expect(t.broker.view.order(order.id)).toMatchObject({ rush: false, dueAt: later });
  const wrong = { lines: [PIZZA], dueAt: '20:00' };
  expect(await counter.command('order.place', wrong)).toMatchObject({ code: 'invalid_request' });
});

test('[TKT10][TKT11][TKT12] courses wait until the kitchen or the counter fires them, each once', async () => {
  const order = await place({
    lines: [PIZZA, { ...CALZONE, course: 2 }, { ...PIZZA, course: 3 }],
  });
  const waiting = ({ lines }: Order) => lines.map(({ firedAt }) => firedAt === null);
  expect(waiting(order)).toEqual([false, true, true]);
  const second = await once(oven, 'order.fire', { orderId: order.id, course: 2 });
  expect(waiting(second)).toEqual([false, false, true]);
  const more = await change({ orderId: order.id, add: [{ ...DRINK, course: 2 }] });
  expect(waiting(more)).toEqual([false, false, true, false]);
  const all = await once(counter, 'order.fire', { orderId: order.id, course: 3 });
  expect(waiting(all)).toEqual([false, false, false, false]);
  expect(await counter.command('order.fire', { orderId: order.id, course: 10 })).toMatchObject({
    code: 'invalid_request',
  });
});

test('[TKT13] each station has shown what its own display had in view', async () => {
  const order = await place({ lines: [PIZZA, CALZONE] });
  const seen = () =>
    t.broker.view
      .order(order.id)
      ?.lines.flatMap(({ tasks }) => tasks.map(({ shownAt }) => shownAt !== null));
  await oven.command('order.shown', shown(order, 'oven'));
  expect(seen()).toEqual([true, true, false]);
  const { seq } = t.broker.view;
  await bar.command('order.shown', shown(order, 'oven'));
  expect(t.broker.view.seq).toBe(seq);
  await bar.command('order.shown', shown(order, 'bar'));
  expect(seen()).toEqual([true, true, true]);
});

test('[TKT14] two stations begin for themselves, each once', async () => {
  const order = await place({ lines: [PIZZA, DRINK] });
  const statuses = ({ lines }: Order) => lines.map(({ status }) => status);
  const first = await once(bar, 'ticket.start', onTicket(order, [0, 1], ['bar']));
  expect(statuses(first)).toEqual(['pending', 'preparing']);
  const both = await once(oven, 'ticket.start', onTicket(order, [0, 1], ['oven']));
  expect(statuses(both)).toEqual(['preparing', 'preparing']);
});

test('[TKT15] what a display made before its cable was out makes nothing ready that was called back since', async () => {
  const order = await place({ lines: [PIZZA] });
  const made = { ...onTicket(order, [0], ['oven']), recalls: 0 };
  await once(bar, 'ticket.bump', made);
  await once(counter, 'ticket.recall', { ...onTicket(order, [0], ['oven']), whole: true });
  // The bump that waited comes under an id of its own.
  const late = await oven.command('ticket.bump', made);
  expect(late).toMatchObject({ t: 'ack', data: { order: { status: 'preparing', recalls: 1 } } });
  await once(oven, 'ticket.bump', { ...made, recalls: 1 });
  const complete = { orderId: order.id, readiness: 1 };
  expect(await counter.command('order.complete', complete)).toMatchObject({
    t: 'reject',
    code: 'illegal_transition',
  });
  expect(await counter.command('order.complete', { ...complete, readiness: 2 })).toMatchObject({
    data: { order: { status: 'completed' } },
  });
});

test('[TKT16] another note is told to both displays, and awaits each of them', async () => {
  const order = await place({ lines: [PIZZA, DRINK] });
  await oven.command('order.shown', shown(order, 'oven'));
  await bar.command('order.shown', shown(order, 'bar'));
  const changed = await once(counter, 'order.change', {
    orderId: order.id,
    note: 'alergia: leite',
  });
  expect(awaited(changed)).toEqual(['oven 0', 'bar 1']);
  const [known] = await snapshot('kitchen');
  expect(known?.lines[0]?.ledger.at(-1)).toMatchObject({ sent: 0, details: ['note'] });
  expect(awaited(await once(oven, 'ticket.confirm', confirmation(changed, ['oven'])))).toEqual([
    'bar 1',
  ]);
});

test('[ROL1] tickets are worked by kitchens and counters; programs and boards have no part in it', async () => {
  const order = await place({ lines: [PIZZA, { ...DRINK, course: 2 }] });
  const orderId = order.id;
  const commands: [string, unknown][] = [
    ['order.rush', { orderId, rush: true }],
    ['order.fire', { orderId, course: 2 }],
    ['ticket.start', onTicket(order, [0])],
    ['ticket.bump', onTicket(order, [0])],
    ['ticket.recall', onTicket(order, [0])],
    ['ticket.confirm', confirmation(order)],
  ];
  for (const role of ['integration', 'board'] as const) {
    const socket = await t.session(role);
    for (const [type, data] of commands) {
      expect(await socket.command(type, data), type).toMatchObject({ code: 'forbidden' });
    }
  }
  for (const socket of [counter, oven]) {
    for (const [type, data] of commands) {
      expect(await socket.command(type, data), type).toMatchObject({ t: 'ack' });
    }
  }
});
