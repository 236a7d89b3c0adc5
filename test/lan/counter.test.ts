import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  customerListSchema,
  oneShiftSchema,
  orderAnswerSchema,
  orderListSchema,
  shiftAnswerSchema,
  shiftListSchema,
} from '../../src/main/core/lan/http/schemas.ts';
import { newId } from '../../src/shared/ids.ts';
import type { Order } from '../../src/shared/order.ts';
import type { Shift } from '../../src/shared/shift.ts';
import { ONE_PIZZA, startLan, type TestLan } from '../support/lan.ts';

let t: TestLan;

beforeEach(async () => {
  t = await startLan({ closedDrawer: true });
});

afterEach(async () => {
  await t.stop();
});

const post = (path: string, body: unknown, key = newId()) =>
  t.as('counter', 'POST', path, { key, body });

async function order(path: string, body: unknown, status = 200): Promise<Order> {
  const answer = await post(path, body);
  expect(answer.status, answer.text).toBe(status);
  return orderAnswerSchema.strict().parse(answer.json).order;
}

async function shift(path: string, body: unknown, status = 200): Promise<Shift> {
  const answer = await post(path, body);
  expect(answer.status, answer.text).toBe(status);
  return shiftAnswerSchema.strict().parse(answer.json).shift;
}

const open = () => shift('/api/v1/shifts', { floatCents: 100_00 }, 201);

const TWO_THINGS = {
  lines: [
    { itemId: 'pizza-margherita', quantity: 2 },
    { itemId: 'guarana', quantity: 1 },
  ],
  customer: { name: 'Ana Souza', email: 'ana@example.com', phone: '+55 11 98888-7777' },
};

test('[HTTP26] what a counter does with an order has addresses of its own', async () => {
  await open();
  const placed = await order('/api/v1/orders', TWO_THINGS, 201);
  const at = `/api/v1/orders/${placed.id}`;
  const [pizza] = placed.lines;
  const changed = await order(`${at}/change`, {
    add: [{ itemId: 'guarana', quantity: 2 }],
    takeOff: [{ lineId: pizza?.id, quantity: 1, reasonId: 'mistyped' }],
    table: '7',
  });
  expect(changed.lines.map(({ quantity }) => quantity)).toEqual([1, 1, 2]);
  expect(changed).toMatchObject({ id: placed.id, table: '7' });

  const discount = { kind: 'percent', basisPoints: 1000 };
  const cheaper = await order(
    `${at.toUpperCase().replace('/API/V1/ORDERS', '/api/v1/orders')}/discount`,
    { discount },
  );
  expect(cheaper.totals).toMatchObject({ subtotalCents: 6090, discountCents: 609 });
  const perLine = { lineId: pizza?.id, discount: { kind: 'amount', cents: 90 } };
  expect((await order(`${at}/discount`, perLine)).lines[0]).toMatchObject({ discountCents: 90 });

  const charged = await order(`${at}/service-charge`, { charged: true });
  expect(charged.totals.serviceCents).toBe(540);
  expect((await order(`${at}/service-charge`, { charged: false })).totals.serviceCents).toBe(0);

  const due = 5400;
  const split = await order(`${at}/split`, { by: 'people', people: 2 });
  expect(split.split?.parts.map(({ amountCents }) => amountCents)).toEqual([due / 2, due / 2]);
  const byItems = [[{ lineId: pizza?.id, quantity: 1 }]];
  expect((await order(`${at}/split`, { by: 'items', parts: byItems })).split?.by).toBe('items');
  expect((await order(`${at}/split`, { by: 'amounts', amountsCents: [100] })).split?.by).toBe(
    'amounts',
  );
  expect((await order(`${at}/split`, { by: 'none' })).split).toBeNull();

  const paid = await order(
    `${at}/payments`,
    { method: 'cash', amountCents: due, tenderedCents: 60_00 },
    201,
  );
  expect(paid.totals).toMatchObject({ paidCents: due, dueCents: 0 });
  const [payment] = paid.payments;
  expect(payment).toMatchObject({ method: 'cash', changeCents: 600 });
  const refund = { amountCents: 400, reason: 'frio' };
  const back = await order(`${at}/payments/${payment?.id}/refunds`, refund, 201);
  expect(back.totals.paidCents).toBe(due - 400);
  const mailed = await post(`${at}/receipt`, { email: 'ana@example.com' });
  expect(mailed).toMatchObject({ status: 200, json: { order: { id: placed.id } } });
});

test('[HTTP26] they keep to the rules of all commands: keys, schemas and what is not there', async () => {
  await open();
  const { id } = await order('/api/v1/orders', TWO_THINGS, 201);
  const at = `/api/v1/orders/${id}`;
  const cash = { method: 'cash', amountCents: 100 };
  expect((await t.as('counter', 'POST', `${at}/payments`, { body: cash })).json).toMatchObject({
    code: 'idempotency_key_required',
  });
  const first = await post(`${at}/payments`, cash, 'k');
  const repeat = await post(`${at}/payments`, cash, 'k');
  expect(repeat.text).toBe(first.text);
  expect(repeat.headers['idempotency-replayed']).toBe('true');
  const { json } = await t.as('counter', 'GET', at);
  expect(json).toMatchObject({ order: { totals: { paidCents: 100 } } });
  expect((await post(`${at}/payments`, { ...cash, amountCents: 101 }, 'k')).json).toMatchObject({
    code: 'idempotency_key_reused',
  });

  for (const [path, body] of [
    ['payments', { ...cash, orderId: id }],
    ['payments', { ...cash, amountCents: 1.5 }],
    ['discount', { discount: { kind: 'percent', basisPoints: 10_001 } }],
    ['split', { by: 'halves' }],
    ['change', { add: [{ itemId: 'guarana' }] }],
    ['receipt', { email: 'nobody' }],
    ['service-charge', {}],
  ] as const) {
    expect(await post(`${at}/${path}`, body), path).toMatchObject({
      status: 400,
      json: { code: 'invalid_request' },
    });
  }
  const nowhere = { status: 404, json: { code: 'not_found' } };
  for (const other of [newId(), 'x']) {
    const path = `/api/v1/orders/${other}`;
    expect(await post(`${path}/payments`, cash)).toMatchObject(nowhere);
    expect(await post(`${path}/change`, { table: '8' })).toMatchObject(nowhere);
    const refund = { amountCents: 1, reason: 'frio' };
    expect(await post(`${at}/payments/${other}/refunds`, refund)).toMatchObject(nowhere);
  }
});

test('[HTTP27] a drawer is opened, moved and closed by its own device', async () => {
  expect(await post('/api/v1/orders', ONE_PIZZA)).toMatchObject({
    status: 409,
    json: { code: 'no_open_shift' },
  });
  const movement = { amountCents: 50_00, reason: 'troco' };
  for (const path of ['cash-in', 'cash-out', 'close'] as const) {
    const body = path === 'close' ? { counts: [] } : movement;
    expect(await post(`/api/v1/shifts/current/${path}`, body)).toMatchObject({
      status: 409,
      json: { code: 'no_open_shift' },
    });
  }
  const opened = await open();
  expect(await post('/api/v1/shifts', { floatCents: 0 })).toMatchObject({
    status: 409,
    json: { code: 'shift_already_open', shiftId: opened.id },
  });
  // Another device has its own.
  const other = await t.as('admin', 'POST', '/api/v1/shifts', {
    key: newId(),
    body: { floatCents: 0 },
  });
  expect(other.status).toBe(201);
  await shift('/api/v1/shifts/current/cash-in', movement);
  const moved = await shift('/api/v1/shifts/current/cash-out', { ...movement, amountCents: 20_00 });
  expect(moved).toMatchObject({ id: opened.id, expectedCashCents: 130_00 });
  const counts = [{ valueCents: 100_00, count: 1 }];
  expect(await shift('/api/v1/shifts/current/close', { counts })).toMatchObject({
    id: opened.id,
    status: 'closed',
    countedCents: 100_00,
    differenceCents: -30_00,
  });
});

test('[HTTP27] any open drawer has an address to close it; that of another device takes a manager', async () => {
  const { id } = await open();
  const body = { counts: [{ valueCents: 50_00, count: 2 }] };
  const close = (shiftId: string, role: 'admin' | 'counter', content: unknown, key = newId()) =>
    t.as(role, 'POST', `/api/v1/shifts/${shiftId}/close`, { key, body: content });
  const other = await t.as('admin', 'POST', '/api/v1/shifts', {
    key: newId(),
    body: { floatCents: 0 },
  });
  const { shift: others } = shiftAnswerSchema.parse(other.json);
  // Which one stands in the address, and nowhere else.
  for (const path of [id, 'current']) {
    const twice = await close(path, 'counter', { ...body, shiftId: others.id });
    expect(twice.json, path).toMatchObject({ code: 'invalid_request' });
  }
  for (const nobody of [newId(), 'x']) {
    expect(await close(nobody, 'admin', body)).toMatchObject({
      status: 404,
      json: { code: 'not_found' },
    });
  }
  const first = await close(id.toUpperCase(), 'admin', body, 'k');
  expect(first.status, first.text).toBe(200);
  const { shift: closed } = shiftAnswerSchema.strict().parse(first.json);
  expect(closed).toMatchObject({ id, status: 'closed', differenceCents: 0 });
  const repeat = await close(id, 'admin', body, 'k');
  expect(repeat.text).toBe(first.text);
  expect(repeat.headers['idempotency-replayed']).toBe('true');
  expect(await close(id, 'admin', body)).toMatchObject({
    status: 404,
    json: { code: 'not_found', shiftId: id },
  });
  // A cashier who is signed in needs a manager for it, though the owner keeps nothing for them.
  const pin = '2580';
  for (const [name, role] of [
    ['Ana', 'manager'],
    ['Rui', 'cashier'],
  ]) {
    await t.as('admin', 'POST', '/api/v1/people', { body: { name, role, pin } });
  }
  const cashier = t.broker.view.people().find(({ role }) => role === 'cashier');
  const { token } = Object(
    (await t.as('counter', 'POST', '/api/v1/sessions', { body: { personId: cashier?.id, pin } }))
      .json,
  );
  const session = { 'comanda-session': token };
  const closeBy = (headers: Record<string, string>) =>
    t.as('counter', 'POST', `/api/v1/shifts/${others.id}/close`, { key: newId(), body, headers });
  expect(await closeBy(session)).toMatchObject({
    status: 403,
    json: { code: 'approval_required', action: 'drawer' },
  });
  const manager = t.broker.view.people().find(({ role }) => role === 'manager');
  const { approval } = Object(
    (
      await t.as('counter', 'POST', '/api/v1/approvals', {
        body: { personId: manager?.id, pin, action: 'drawer' },
      })
    ).json,
  );
  const allowed = await closeBy({ ...session, 'comanda-approval': approval });
  expect(allowed.status, allowed.text).toBe(200);
  expect(shiftAnswerSchema.parse(allowed.json).shift).toMatchObject({
    id: others.id,
    closedBy: { id: cashier?.id, name: 'Rui' },
  });
  const { event } = t.broker.history.events(0, 1000).at(-1) ?? {};
  expect(event?.by).toMatchObject({ personId: cashier?.id, approvedBy: manager?.id });
});

test('[HTTP27] shifts are listed newest first, and each can be read: open as it is, closed as it was', async () => {
  const ids: string[] = [];
  for (let n = 0; n < 3; n += 1) {
    ids.unshift((await open()).id);
    if (n < 2) await shift('/api/v1/shifts/current/close', { counts: [] });
  }
  const list = async (query: string) => {
    const { json } = await t.as('counter', 'GET', `/api/v1/shifts${query}`);
    return shiftListSchema.parse(json);
  };
  const idsOf = (shifts: readonly Shift[]) => shifts.map(({ id }) => id);
  expect(idsOf((await list('')).shifts)).toEqual(ids);
  const first = await list('?limit=2');
  expect(idsOf(first.shifts)).toEqual(ids.slice(0, 2));
  const second = await list(`?limit=2&cursor=${first.nextCursor}`);
  expect(idsOf(second.shifts)).toEqual(ids.slice(2));
  expect(second.nextCursor).toBeNull();
  for (const query of ['?cursor=x', '?limit=0', '?status=open']) {
    expect((await t.as('counter', 'GET', `/api/v1/shifts${query}`)).status, query).toBe(400);
  }
  for (const id of ids) {
    const { json } = await t.as('admin', 'GET', `/api/v1/shifts/${id.toUpperCase()}`);
    const { shift: read } = oneShiftSchema.strict().parse(json);
    expect(read).toMatchObject({ id, status: id === ids[0] ? 'open' : 'closed' });
  }
  for (const nobody of [newId(), 'x']) {
    for (const path of ['', '/report.csv']) {
      expect(await t.as('admin', 'GET', `/api/v1/shifts/${nobody}${path}`)).toMatchObject({
        status: 404,
        json: { code: 'not_found' },
      });
    }
  }
});

test('[HTTP28] the report of a shift can be had as a file for a spreadsheet', async () => {
  const { id, number } = await open();
  const path = `/api/v1/shifts/${id}/report.csv`;
  const x = await t.as('counter', 'GET', path);
  expect(x.headers['content-type']).toBe('text/csv; charset=utf-8');
  expect(x.headers['content-disposition']).toBe(
    `attachment; filename="caixa-X-${number}-2026-11-20.csv"`,
  );
  expect(x.headers['cache-control']).toBe('no-store');
  expect(x.text.split('\r\n')[1]).toBe('Turno;Relatório X (turno aberto);;;;;');
  await shift('/api/v1/shifts/current/close', { counts: [], note: 'ok' });
  const z = await t.as('admin', 'GET', `${path}?language=en`);
  expect(z.headers['content-disposition']).toContain(`drawer-Z-${number}-`);
  expect(z.text).toContain('Drawer,Difference,,-100.00,,,');
  expect((await t.as('admin', 'GET', `${path}?language=fr`)).status).toBe(400);
  for (const role of ['kitchen', 'board', 'integration'] as const) {
    expect((await t.as(role, 'GET', path)).status, role).toBe(403);
    expect((await t.as(role, 'GET', `/api/v1/shifts/${id}`)).status, role).toBe(403);
  }
});

test('[HTTP30] shifts opened from one day to another can be had as a file, the oldest first', async () => {
  for (let n = 0; n < 4; n += 1) {
    await open();
    if (n < 3) await shift('/api/v1/shifts/current/close', { counts: [] });
    t.backend.time.advance(24 * 3_600_000);
  }
  const numbers = async (query: string) => {
    const { status, text } = await t.as('admin', 'GET', `/api/v1/shifts.csv?${query}`);
    expect(status, query).toBe(200);
    const lines = text.trimEnd().split('\r\n').slice(1);
    return lines.map((line) => Number(line.split(';')[0]));
  };
  expect(await numbers('from=2026-11-01&to=2026-11-30')).toEqual([1, 2, 3, 4]);
  expect(await numbers('from=2026-11-21&to=2026-11-22')).toEqual([2, 3]);
  expect(await numbers('from=2026-11-22&to=2026-11-21')).toEqual([]);
  expect(await numbers('from=2025-01-01&to=2025-12-31')).toEqual([]);
  const path = '/api/v1/shifts.csv?from=2026-11-20&to=2026-11-20';
  const { headers } = await t.as('counter', 'GET', path);
  expect(headers['content-disposition']).toBe(
    'attachment; filename="shifts-2026-11-20-2026-11-20.csv"',
  );
  expect((await t.as('integration', 'GET', path)).status).toBe(403);
  for (const query of ['', 'from=2026-11-20', 'from=today&to=today']) {
    expect((await t.as('admin', 'GET', `/api/v1/shifts.csv?${query}`)).status, query).toBe(400);
  }
});

test('[HTTP29] earlier customers are found by what they gave', async () => {
  await open();
  await order('/api/v1/orders', TWO_THINGS, 201);
  await order(
    '/api/v1/orders',
    { ...TWO_THINGS, customer: { name: 'Bruno', phone: '4002-8922' } },
    201,
  );
  const find = async (query: string) => {
    const answer = await t.as('counter', 'GET', `/api/v1/customers?${query}`);
    return customerListSchema
      .strict()
      .parse(answer.json)
      .customers.map(({ name }) => name);
  };
  expect(await find('q=souza')).toEqual(['Ana Souza']);
  expect(await find('q=4002')).toEqual(['Bruno']);
  expect(await find(`q=${encodeURIComponent('ana@exa')}`)).toEqual(['Ana Souza']);
  expect(await find('q=zzz')).toEqual([]);
  for (const wrong of ['', 'q=', 'q=%20', 'q=a&limit=51', 'name=ana']) {
    const path = `/api/v1/customers?${wrong}`;
    expect((await t.as('counter', 'GET', path)).json, wrong).toMatchObject({
      code: 'invalid_request',
    });
  }
});

test('[HTTP5] orders can be listed by day and by number, and newest first', async () => {
  await open();
  const ids: string[] = [];
  for (let n = 0; n < 3; n += 1) ids.push((await order('/api/v1/orders', TWO_THINGS, 201)).id);
  t.backend.time.advance(24 * 3_600_000);
  ids.push((await order('/api/v1/orders', TWO_THINGS, 201)).id);
  const list = async (query: string) => {
    const { json } = await t.as('counter', 'GET', `/api/v1/orders?${query}`);
    return orderListSchema.parse(json);
  };
  const found = async (query: string) =>
    (await list(query)).orders.map(({ id }) => ids.indexOf(id));
  expect(await found('')).toEqual([0, 1, 2, 3]);
  expect(await found('order=newest')).toEqual([3, 2, 1, 0]);
  expect(await found('order=newest&status=pending')).toEqual([3, 2, 1, 0]);
  expect(await found('businessDate=2026-11-20')).toEqual([0, 1, 2]);
  expect(await found('businessDate=2026-11-20&status=pending&order=newest')).toEqual([2, 1, 0]);
  expect(await found('businessDate=2026-11-20&status=pending')).toEqual([0, 1, 2]);
  expect(await found('number=2&status=pending')).toEqual([1]);
  expect(await found('number=1')).toEqual([0, 3]);
  expect(await found('number=1&businessDate=2026-11-21')).toEqual([3]);
  const first = await list('order=newest&limit=3');
  expect(await found(`order=newest&limit=3&cursor=${first.nextCursor}`)).toEqual([0]);
  for (const wrong of ['order=random', 'businessDate=today', 'number=0', 'number=x']) {
    expect((await t.as('counter', 'GET', `/api/v1/orders?${wrong}`)).status, wrong).toBe(400);
  }
});

test('[ROL4] what is paid, by whom and into which drawer reaches neither kitchens nor boards', async () => {
  const { id: shiftId } = await open();
  const manager = { name: 'Benedita', role: 'manager', pin: '2580' };
  const kitchen = await t.session('kitchen');
  const board = await t.session('board');
  const { person } = Object(
    (await t.as('admin', 'POST', '/api/v1/people', { body: manager })).json,
  );
  const body = { personId: person.id, pin: '2580' };
  const { token } = Object((await t.as('counter', 'POST', '/api/v1/sessions', { body })).json);
  const act = (path: string, content: unknown) =>
    t.as('counter', 'POST', path, {
      key: newId(),
      body: content,
      headers: { 'comanda-session': token },
    });
  const placed = await act('/api/v1/orders', TWO_THINGS);
  const { order: taken } = orderAnswerSchema.parse(placed.json);
  const at = `/api/v1/orders/${taken.id}`;
  const discount = { kind: 'amount', cents: 321 };
  await act(`${at}/discount`, { discount, lineId: taken.lines[0]?.id });
  await act(`${at}/change`, {
    takeOff: [{ lineId: taken.lines[0]?.id, quantity: 1, reasonId: 'spoiled' }],
  });
  await act(`${at}/split`, { by: 'people', people: 2 });
  const card = { method: 'card', amountCents: 100, authorisation: 'NSU-4711' };
  expect((await act(`${at}/payments`, card)).status).toBe(201);
  await act('/api/v1/shifts/current/cash-in', { amountCents: 100, reason: 'reforço' });
  const secrets = ['Benedita', person.id, 'NSU-4711', shiftId, 'reforço', '"cents":321'];

  const { seq } = t.broker.view;
  const counter = await t.session('counter', 0);
  const all = JSON.stringify(await counter.ofKind('welcome'));
  for (const secret of secrets) expect(all, secret).toContain(secret);
  for (const role of ['kitchen', 'board'] as const) {
    const socket = role === 'kitchen' ? kitchen : board;
    await socket.reached(seq);
    const fresh = await t.session(role);
    const resumed = await t.session(role, 0);
    const seen = [
      JSON.stringify(await fresh.ofKind('welcome')),
      JSON.stringify(await resumed.ofKind('welcome')),
    ];
    seen.push(...socket.frames.map((frame) => JSON.stringify(frame)));
    for (const path of ['/api/v1/orders', at, '/api/v1/events']) {
      seen.push((await t.as(role, 'GET', path)).text);
    }
    if (role === 'kitchen') {
      const path = `${at}/start`;
      seen.push((await t.as(role, 'POST', path, { key: newId() })).text);
      seen.push(JSON.stringify(await socket.command('order.ready', { orderId: taken.id })));
      expect(seen.join('\n')).toContain('Preparo perdido');
    }
    for (const secret of secrets) {
      expect(
        seen.find((text) => text.includes(secret)),
        `${role} sees ${secret}`,
      ).toBeUndefined();
    }
    await Promise.all([fresh.close(), resumed.close(), socket.close()]);
  }
  await counter.close();
});

test('[ROL6] programs see orders whole, and neither drawers nor people nor where PIX goes', async () => {
  await t.stop();
  const pix = { key: 'pix@cantina.example', name: 'Cantina', city: 'Recife' };
  t = await startLan({ settings: { pix } });
  await t.token('counter');
  const socket = await t.session('integration');
  const welcome = await socket.ofKind('welcome');
  expect(welcome).toMatchObject({
    shop: { pix: null },
    snapshot: { shop: { pix: null }, shifts: [], people: [] },
  });
  const counter = await t.session('counter');
  expect(await counter.ofKind('welcome')).toMatchObject({
    shop: { pix },
    snapshot: { shop: { pix }, shifts: [{ status: 'open' }] },
  });
  await t.as('counter', 'POST', '/api/v1/people', {
    body: { name: 'Ana', role: 'manager', pin: '2580' },
  });
  await socket.reached(t.broker.view.seq);
  expect(socket.events().at(-1)).toMatchObject({ type: 'hidden', by: null, data: {} });
  await Promise.all([socket.close(), counter.close()]);
});
