import { afterEach, beforeEach, expect, test } from 'vitest';
import { commandSchemas, type CommandType } from '../../src/shared/commands.ts';
import { COMMAND_ROLES, mayCommand } from '../../src/shared/command-roles.ts';
import { newId } from '../../src/shared/ids.ts';
import { type Role, ROLES } from '../../src/shared/roles.ts';
import { isCommandType } from '../../src/main/core/lan/ws/frames.ts';
import { ONE_PIZZA, startLan, type TestLan } from '../support/lan.ts';

let t: TestLan;

beforeEach(async () => {
  t = await startLan();
});

afterEach(async () => {
  await t.stop();
});

const TYPES = Object.keys(commandSchemas).filter(isCommandType);

/** The HTTP route of each command that has one. */
const ROUTES: Partial<Record<CommandType, readonly [method: string, path: string]>> = {
  'order.place': ['POST', '/api/v1/orders'],
  'order.send': ['POST', '/api/v1/orders/x/send'],
  'order.start': ['POST', '/api/v1/orders/x/start'],
  'order.ready': ['POST', '/api/v1/orders/x/ready'],
  'order.complete': ['POST', '/api/v1/orders/x/complete'],
  'order.recall': ['POST', '/api/v1/orders/x/recall'],
  'order.cancel': ['POST', '/api/v1/orders/x/cancel'],
  'order.change': ['POST', '/api/v1/orders/x/change'],
  'order.discount': ['POST', '/api/v1/orders/x/discount'],
  'order.service_charge': ['POST', '/api/v1/orders/x/service-charge'],
  'order.split': ['POST', '/api/v1/orders/x/split'],
  'order.receipt': ['POST', '/api/v1/orders/x/receipt'],
  'payment.take': ['POST', '/api/v1/orders/x/payments'],
  'payment.refund': ['POST', '/api/v1/orders/x/payments/y/refunds'],
  'shift.open': ['POST', '/api/v1/shifts'],
  'shift.cash_in': ['POST', '/api/v1/shifts/current/cash-in'],
  'shift.cash_out': ['POST', '/api/v1/shifts/current/cash-out'],
  'shift.close': ['POST', '/api/v1/shifts/current/close'],
  'stock.set': ['PUT', '/api/v1/stock/x'],
  'menu.set_on_sale': ['PUT', '/api/v1/menu/items/x/on-sale'],
};

test.each(ROLES)('[ROL1] %s may send what the table says, by either door', async (role) => {
  const socket = await t.session(role);
  await socket.ofKind('welcome');
  for (const type of TYPES) {
    const may = mayCommand(role, type);
    const answer = await socket.command(type, { nonsense: true });
    expect(answer['code'], `${role} ${type}`).toBe(may ? 'invalid_request' : 'forbidden');
    const route = ROUTES[type];
    if (!route) continue;
    const { status } = await t.as(role, ...route, { key: 'k', body: { nonsense: true } });
    expect(status === 403, `${role} ${route.join(' ')}`).toBe(!may);
  }
  await socket.close();
});

test('[ROL1] the table names every command', () => {
  expect(Object.keys(COMMAND_ROLES).toSorted()).toEqual(TYPES.toSorted());
});

test('[ROL1] to advance an order to cancelled is for those who may cancel, by either door', async () => {
  for (const role of ['kitchen', 'counter'] as const) {
    const data = { orderId: newId(), status: 'cancelled', reason: 'teste' };
    const socket = await t.session(role);
    await socket.ofKind('welcome');
    const code = mayCommand(role, 'order.cancel') ? 'not_found' : 'forbidden';
    expect(await socket.command('order.advance', data), role).toMatchObject({ t: 'reject', code });
    const body = { Status: 'Cancelado' };
    expect(await t.as(role, 'PATCH', `/pedidos/${newId()}`, { body })).toMatchObject({
      json: { code },
    });
    await socket.close();
  }
});

const READS: readonly (readonly [path: string, readers: readonly Role[]])[] = [
  ['/api/v1/me', ROLES],
  ['/api/v1/orders', ROLES],
  ['/api/v1/events', ROLES],
  ['/api/v1/menu', ['admin', 'counter', 'kitchen', 'integration']],
  ['/api/v1/stock', ['admin', 'counter', 'kitchen', 'integration']],
  ['/pedidos', ['admin', 'counter', 'kitchen', 'integration']],
  ['/api/v1/kitchen-figures', ['admin', 'counter', 'kitchen']],
  ['/api/v1/shifts', ['admin', 'counter']],
  ['/api/v1/people', ['admin', 'counter']],
  ['/api/v1/customers?q=ana', ['admin', 'counter']],
  ['/api/v1/devices', ['admin']],
  ['/metrics', ['admin']],
];

test.each(READS)('[ROL5] %s is read by those who may', async (path, readers) => {
  for (const role of ROLES) {
    const { status } = await t.as(role, 'GET', path);
    expect(status, role).toBe(readers.includes(role) ? 200 : 403);
  }
});

/** What of the test's order must not reach a role, wherever it looks. */
const SECRETS: Partial<Record<Role, readonly string[]>> = {
  kitchen: ['ana@example.com', '98888-7777'],
  board: [
    'ana@example.com',
    '98888-7777',
    'Ana',
    'aniversário',
    'sem cebola',
    'pizza-margherita',
    'Guaraná',
    // With the colon before it: the digits alone may stand in any id.
    ':3990',
    'achou caro',
    'mail.changed',
    'stock.changed',
  ],
};

test('[ROL2] [ROL3] [ROL4] what a role may not see reaches it by no door', async () => {
  const sockets = {
    counter: await t.session('counter'),
    kitchen: await t.session('kitchen'),
    board: await t.session('board'),
  };
  for (const socket of Object.values(sockets)) await socket.ofKind('welcome');

  const body = { ...ONE_PIZZA, wishedTime: '12:30' };
  const placed = await t.as('counter', 'POST', '/api/v1/orders', { key: 'k', body });
  const { id } = Object(placed.json).order;
  const act = (action: string, key = newId()) =>
    t.as('kitchen', 'POST', `/api/v1/orders/${id}/${action}`, { key });
  const seen: { kitchen: string[]; board: string[]; counter: string[] } = {
    kitchen: [],
    board: [],
    counter: [],
  };
  seen.kitchen.push((await act('start', 's')).text, (await act('start', 's')).text);
  const ack = await sockets.kitchen.command('order.ready', { orderId: id });
  expect(ack.t).toBe('ack');
  const second = await t.as('counter', 'POST', '/api/v1/orders', { key: 'k2', body });
  const { id: other } = Object(second.json).order;
  const reason = { body: { reason: 'achou caro' }, key: 'c' };
  await t.as('counter', 'POST', `/api/v1/orders/${other}/cancel`, reason);
  await t.as('admin', 'PUT', '/api/v1/stock/guarana', { body: { available: 4 } });
  const last = t.broker.view.seq;

  for (const role of ['counter', 'kitchen', 'board'] as const) {
    await sockets[role].reached(last);
    const fresh = await t.session(role);
    const resumed = await t.session(role, 1);
    seen[role].push(JSON.stringify(await fresh.ofKind('welcome')));
    seen[role].push(JSON.stringify(await resumed.ofKind('welcome')));
    // The welcome of an empty shop holds the menu: only what came after it is looked at for the board.
    seen[role].push(...sockets[role].frames.map((frame) => JSON.stringify(frame)));
    for (const path of ['/api/v1/orders', `/api/v1/orders/${id}`, '/api/v1/events']) {
      const answer = await t.as(role, 'GET', path);
      expect(answer.status).toBe(200);
      seen[role].push(answer.text);
    }
    const numbers = sockets[role].events().map((frame) => frame['seq']);
    expect(numbers).toEqual(numbers.map((_, n) => Number(numbers[0]) + n));
    await Promise.all([fresh.close(), resumed.close(), sockets[role].close()]);
  }

  const all = seen.counter.join('\n');
  for (const secret of SECRETS.board ?? []) expect(all, secret).toContain(secret);
  for (const role of ['kitchen', 'board'] as const) {
    for (const secret of SECRETS[role] ?? []) {
      const leak = seen[role].find((text) => text.includes(secret));
      expect(leak, `${role} sees ${secret}`).toBeUndefined();
    }
  }
});

test('[ROL2] a kitchen still knows whom to call and what to cook', async () => {
  await t.as('counter', 'POST', '/api/v1/orders', { key: 'k', body: ONE_PIZZA });
  const { json } = await t.as('kitchen', 'GET', '/api/v1/orders');
  expect(json).toMatchObject({
    orders: [
      {
        customer: { name: 'Ana', email: null, phone: null },
        note: 'aniversário',
        table: '7',
        lines: [{ itemId: 'pizza-margherita', note: 'sem cebola' }],
      },
    ],
  });
});

test('[ROL3] a board knows numbers and states, and what it may not know is hidden', async () => {
  await t.token('counter');
  const board = await t.session('board');
  const welcome = await board.ofKind('welcome');
  expect(welcome['snapshot']).toEqual({
    shop: welcome['shop'],
    menu: { stations: [], categories: [], modifierGroups: [], items: [] },
    stock: [],
    orders: [],
    mail: [],
    shifts: [],
    people: [],
  });
  await t.as('admin', 'PUT', '/api/v1/stock/guarana', { body: { available: 4 } });
  await t.as('counter', 'POST', '/api/v1/orders', { key: 'k', body: ONE_PIZZA });
  await board.reached(t.broker.view.seq);
  const [hidden, placed] = board.events();
  expect(hidden).toEqual({
    t: 'event',
    seq: Number(welcome['seq']) + 1,
    type: 'hidden',
    at: expect.any(String),
    by: null,
    data: {},
  });
  expect(placed).toMatchObject({
    type: 'order.placed',
    data: {
      order: {
        number: 1,
        status: 'pending',
        service: 'counter',
        customer: null,
        table: null,
        note: null,
        lines: [],
        totals: { totalCents: 0 },
        allowedActions: [],
      },
    },
  });
  await board.close();
});
