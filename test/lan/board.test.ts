import { afterEach, expect, test } from 'vitest';
import { newId } from '../../src/shared/ids.ts';
import { startLan, type TestLan } from '../support/lan.ts';

let t: TestLan | null = null;

afterEach(async () => {
  await t?.stop();
  t = null;
});

/** All that a counter may write into an order, each word of it its own. */
const ORDER = {
  lines: [{ itemId: 'pizza-margherita', quantity: 1, note: 'sem cebola', allergy: true }],
  customer: {
    name: 'Ana Beatriz Figueiredo',
    email: 'ana@example.com',
    phone: '+55 11 98888-7777',
    language: 'es',
  },
  service: 'dine_in',
  table: 'T42',
  note: 'aniversário',
  wishedTime: '12:30',
} as const;

const SECRETS = [
  'Beatriz',
  'Figueiredo',
  'ana@example.com',
  '98888-7777',
  'T42',
  'aniversário',
  'sem cebola',
  'pizza-margherita',
  'Margherita',
  '3990',
  'achou caro',
  '12:30',
];

/** Takes one order from placing to the customer, and cancels another that a cook had begun. */
async function twoOrders(lan: TestLan): Promise<void> {
  const act = async (role: 'counter' | 'kitchen', path: string, body: object = {}) => {
    const answer = await lan.as(role, 'POST', path, { key: newId(), body });
    expect(answer.status, path).toBeLessThan(300);
    return Object(answer.json).order;
  };
  const served = await act('counter', '/api/v1/orders', ORDER);
  const dropped = await act('counter', '/api/v1/orders', ORDER);
  for (const { id } of [served, dropped]) await act('kitchen', `/api/v1/orders/${id}/start`);
  await act('counter', `/api/v1/orders/${dropped.id}/cancel`, { reason: 'achou caro' });
  await act('kitchen', `/api/v1/orders/${served.id}/ready`);
}

/** All that a board can hear or ask for, from the first word to the last, as text. */
async function allThatABoardHears(lan: TestLan): Promise<string> {
  const board = await lan.session('board');
  await board.ofKind('welcome');
  await twoOrders(lan);
  await board.reached(lan.broker.view.seq);
  const heard: string[] = board.frames.map((frame) => JSON.stringify(frame));
  for (const since of [null, 1]) {
    const again = await lan.session('board', since);
    heard.push(JSON.stringify(await again.ofKind('welcome')));
    await again.close();
  }
  for (const path of ['/api/v1/orders', '/api/v1/events']) {
    heard.push((await lan.as('board', 'GET', path)).text);
  }
  await board.close();
  return heard.join('\n');
}

test('[BRD7] a board with names hears what customers are called by, and nothing else of them', async () => {
  t = await startLan({ settings: { board: { names: true } } });
  const heard = await allThatABoardHears(t);
  for (const secret of SECRETS) expect(heard, secret).not.toContain(secret);
  expect(heard).toContain('"customer":{"name":"Ana F.","email":null,"phone":null,"language":null}');
});

test('[BRD7] a board without names hears none', async () => {
  t = await startLan();
  const heard = await allThatABoardHears(t);
  for (const secret of [...SECRETS, 'Ana']) expect(heard, secret).not.toContain(secret);
});

test('[BRD7] a name leaves the board with its number', async () => {
  t = await startLan({ settings: { board: { names: true } } });
  await twoOrders(t);
  const { json } = await t.as('board', 'GET', '/api/v1/orders?status=ready,cancelled');
  expect(json).toMatchObject({
    orders: [
      { status: 'ready', customer: { name: 'Ana F.' } },
      { status: 'cancelled', customer: null },
    ],
  });
});

test('[BRD7] what is past tells a board no names, but of the orders that stand on it', async () => {
  t = await startLan({ settings: { board: { names: true } } });
  await twoOrders(t);
  expect((await t.as('board', 'GET', '/api/v1/events')).text).not.toContain('Ana');
  const { json } = await t.as('board', 'GET', '/api/v1/orders?status=ready');
  const [{ id }] = Object(json).orders;
  /** The orders of which a board that comes back is told what they are called by. */
  const called = async () => {
    const board = await t?.session('board', 1);
    const { events } = Object(await board?.ofKind('welcome'));
    await board?.close();
    const orders = Array.from(Object(events), (event) => Object(event).data.order ?? {});
    return new Set(orders.filter(({ customer }) => customer).map((order) => order.id));
  };
  expect(await called()).toEqual(new Set([id]));
  await t.as('counter', 'POST', `/api/v1/orders/${id}/complete`, { key: 'done' });
  expect(await called()).toEqual(new Set());
});

test('[BRD1] a cancelled order that a kitchen has yet to confirm is told to the kitchen, not to the board', async () => {
  t = await startLan();
  const kitchen = await t.session('kitchen');
  await kitchen.ofKind('welcome');
  const placed = await t.as('counter', 'POST', '/api/v1/orders', { key: 'k', body: ORDER });
  const { id } = Object(placed.json).order;
  expect(await kitchen.command('order.shown', { orderIds: [id] })).toMatchObject({ t: 'ack' });
  const body = { reason: 'achou caro' };
  await t.as('counter', 'POST', `/api/v1/orders/${id}/cancel`, { key: 'c', body });
  const snapshotOf = async (role: 'kitchen' | 'board') => {
    const socket = await t?.session(role);
    const welcome = await socket?.ofKind('welcome');
    await socket?.close();
    return welcome?.['snapshot'];
  };
  expect(await snapshotOf('kitchen')).toMatchObject({ orders: [{ id, status: 'cancelled' }] });
  expect(await snapshotOf('board')).toMatchObject({ orders: [] });
  await kitchen.close();
});

test('[BRD8] the board is told how long a ready number stays, in seconds', async () => {
  t = await startLan({ settings: { board: { readyMinutes: 7 } } });
  const board = await t.session('board');
  expect(await board.ofKind('welcome')).toMatchObject({
    shop: { board: { names: false, readySeconds: 420 } },
  });
  await board.close();
});
