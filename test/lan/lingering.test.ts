import { afterEach, beforeEach, expect, test } from 'vitest';
import { oneOrderSchema, orderListSchema } from '../../src/main/core/lan/http/schemas.ts';
import type { Order } from '../../src/shared/order.ts';
import type { Role } from '../../src/shared/roles.ts';
import { ONE_PIZZA, startLan, type TestLan } from '../support/lan.ts';

let t: TestLan;

beforeEach(async () => {
  t = await startLan();
});

afterEach(async () => {
  await t.stop();
});

/** Sends as a display of this role, which hears of it before this resolves. */
async function send(role: Role, type: string, data: object): Promise<void> {
  const socket = await t.session(role);
  expect(await socket.command(type, data)).toMatchObject({ t: 'ack' });
  await socket.close();
}

/** An order that a kitchen display had in view, then cancelled. */
async function cancelled(): Promise<Order> {
  const placed = await t.as('counter', 'POST', '/api/v1/orders', { key: 'place', body: ONE_PIZZA });
  const { order } = oneOrderSchema.parse(placed.json);
  await send('kitchen', 'order.shown', { orderIds: [order.id], stations: ['oven'] });
  await send('counter', 'order.cancel', { orderId: order.id, reason: 'desistiu' });
  return order;
}

/** The orders of a snapshot for this role, as number and state. */
async function snapshot(role: Role): Promise<string[]> {
  const socket = await t.session(role);
  const welcome = await socket.ofKind('welcome');
  await socket.close();
  const { orders } = orderListSchema.pick({ orders: true }).parse(welcome['snapshot']);
  return orders.map(({ number, status }) => `${number} ${status}`);
}

const ROLES: readonly Role[] = ['admin', 'counter', 'kitchen', 'integration'];

test('[WS13] a snapshot holds a cancelled order until the kitchen has taken note of it, over a restart, too', async () => {
  const order = await cancelled();
  await t.as('counter', 'POST', '/api/v1/orders', { key: 'other', body: ONE_PIZZA });
  const both = ['1 cancelled', '2 pending'];
  for (const role of ROLES) expect(await snapshot(role), role).toEqual(both);
  t = await t.restart();
  for (const role of ROLES) expect(await snapshot(role), role).toEqual(both);
  const lines = { [order.lines[0]?.id ?? '']: 2 };
  await send('kitchen', 'ticket.confirm', { orderId: order.id, lines, stations: ['oven'] });
  for (const role of ROLES) expect(await snapshot(role), role).toEqual(['2 pending']);
});

test('[WS13] a board is told of no order that is cancelled', async () => {
  await cancelled();
  expect(await snapshot('board')).toEqual([]);
});

test('[BRK28] it is open nowhere: not in a list by state, nor in the figures, nor among the pedidos', async () => {
  await cancelled();
  const path = '/api/v1/orders?status=held,pending,preparing,ready';
  expect((await t.as('kitchen', 'GET', path)).json).toEqual({ orders: [], nextCursor: null });
  expect((await t.as('counter', 'GET', '/pedidos')).json).toEqual([]);
  const metrics = (await t.as('admin', 'GET', '/metrics')).text;
  expect(metrics.match(/^comanda_open_orders\{status="\w+"\} (?!0$).*$/gm)).toBeNull();
  expect(metrics).toContain('comanda_open_orders{status="pending"} 0');
  // It can be found where cancelled ones are.
  const found = await t.as('kitchen', 'GET', '/api/v1/orders?status=cancelled');
  expect(found.json).toMatchObject({ orders: [{ number: 1 }] });
});
