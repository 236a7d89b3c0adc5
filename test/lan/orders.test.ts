import { afterEach, beforeEach, expect, test } from 'vitest';
import { newId } from '../../src/shared/ids.ts';
import {
  oneOrderSchema,
  orderAnswerSchema,
  orderListSchema,
} from '../../src/main/core/lan/http/schemas.ts';
import { type CallOptions, ONE_PIZZA, startLan, type TestLan } from '../support/lan.ts';

let t: TestLan;

beforeEach(async () => {
  t = await startLan();
});

afterEach(async () => {
  await t.stop();
});

const post = (path: string, options: CallOptions = {}) =>
  t.as('integration', 'POST', path, { key: newId(), ...options });

async function place(body: unknown = ONE_PIZZA) {
  const answer = await post('/api/v1/orders', { body });
  expect(answer.status).toBe(201);
  return orderAnswerSchema.parse(answer.json).order;
}

test('[HTTP4] placing an order answers 201 with the order that is on disk, and its seq', async () => {
  const answer = await post('/api/v1/orders', { body: ONE_PIZZA });
  expect(answer.status).toBe(201);
  expect(answer.headers['content-type']).toBe('application/json; charset=utf-8');
  expect(answer.headers['idempotency-replayed']).toBeUndefined();
  const { order, seq } = orderAnswerSchema.parse(answer.json);
  expect(order).toMatchObject({ number: 1, status: 'pending', channel: 'online' });
  expect(t.broker.history.order(order.id)).toEqual(order);
  expect(seq).toBe(t.broker.view.seq);
});

test('[HTTP4] only lines are required, and the channel follows the role', async () => {
  const body = { lines: [{ itemId: 'guarana', quantity: 2 }] };
  const byCounter = await t.as('counter', 'POST', '/api/v1/orders', { key: 'k', body });
  const byProgram = await t.as('integration', 'POST', '/api/v1/orders', { key: 'k', body });
  expect(byCounter.json).toMatchObject({ order: { channel: 'counter', service: 'counter' } });
  expect(byProgram.json).toMatchObject({ order: { channel: 'online', customer: null } });
});

test('[HTTP1] what the domain refuses carries its code, status and data, and changes nothing', async () => {
  const seq = t.broker.view.seq;
  const refused = (lines: unknown) => post('/api/v1/orders', { body: { lines } });

  const short = await refused([{ itemId: 'guarana', quantity: 11 }]);
  expect(short.headers['content-type']).toMatch(/^application\/problem\+json/);
  expect(short.json).toEqual({
    type: 'urn:comanda:problem:out_of_stock',
    title: 'Out of stock',
    status: 409,
    detail: expect.any(String),
    code: 'out_of_stock',
    items: [{ itemId: 'guarana', requested: 11, available: 10 }],
  });
  expect(short.status).toBe(409);

  const unknown = await refused([{ itemId: 'lasagna', quantity: 1 }]);
  expect(unknown).toMatchObject({
    status: 422,
    json: { code: 'unknown_item', itemIds: ['lasagna'] },
  });
  const modifier = await refused([{ itemId: 'guarana', quantity: 1, modifiers: ['rare'] }]);
  expect(modifier).toMatchObject({ status: 422, json: { code: 'unknown_modifier' } });
  const count = await refused([{ itemId: 'picanha', quantity: 1 }]);
  expect(count).toMatchObject({
    status: 422,
    json: { code: 'modifier_count', groupId: 'doneness', min: 1, max: 1, chosen: 0 },
  });
  expect(t.broker.view.seq).toBe(seq);
});

test('[HTTP1] an item off sale is 409 item_unavailable', async () => {
  const off = await t.as('counter', 'PUT', '/api/v1/menu/items/guarana/on-sale', {
    body: { onSale: false },
  });
  expect(off.status).toBe(200);
  const body = { lines: [{ itemId: 'guarana', quantity: 1 }] };
  const answer = await post('/api/v1/orders', { body });
  expect(answer).toMatchObject({
    status: 409,
    json: { code: 'item_unavailable', itemIds: ['guarana'] },
  });
});

test('[HTTP7] an order is walked through its life, and what is not possible is 409', async () => {
  const { id } = await place();
  const act = (action: string, options: CallOptions = {}) =>
    post(`/api/v1/orders/${id}/${action}`, options);

  const early = await act('ready');
  expect(early.status).toBe(409);
  expect(early.json).toMatchObject({
    code: 'illegal_transition',
    orderId: id,
    from: 'pending',
    allowedActions: ['start', 'cancel'],
  });
  expect((await act('start')).json).toMatchObject({ order: { status: 'preparing' } });
  expect((await act('ready', { body: {} })).json).toMatchObject({ order: { status: 'ready' } });
  expect((await act('recall')).json).toMatchObject({
    order: { status: 'preparing', recalled: true },
  });
  expect((await act('ready')).status).toBe(200);
  const done = await act('complete');
  expect(orderAnswerSchema.parse(done.json).order).toMatchObject({
    status: 'completed',
    allowedActions: [],
  });
});

test('[HTTP7] a held order is sent; cancelling needs a reason', async () => {
  const { id } = await place({ ...ONE_PIZZA, hold: true });
  expect((await post(`/api/v1/orders/${id}/send`)).json).toMatchObject({
    order: { status: 'pending' },
  });
  const silent = await post(`/api/v1/orders/${id}/cancel`);
  expect(silent).toMatchObject({ status: 400, json: { code: 'invalid_request' } });
  const cancelled = await post(`/api/v1/orders/${id}/cancel`, { body: { reason: 'desistiu' } });
  expect(cancelled).toMatchObject({
    status: 200,
    json: { order: { status: 'cancelled', cancelReason: 'desistiu' } },
  });
});

test('[HTTP7] an action takes no body but an empty one, with or without a content type', async () => {
  const { id } = await place();
  const surplus = await post(`/api/v1/orders/${id}/start`, { body: { now: true } });
  expect(surplus).toMatchObject({ status: 400, json: { code: 'invalid_request' } });
  const empty = await post(`/api/v1/orders/${id}/start`, { raw: '' });
  expect(empty.status).toBe(200);
});

test('[HTTP6] one order is read, open or long closed; anything else is 404', async () => {
  const order = await place();
  const read = (id: string) => t.as('counter', 'GET', `/api/v1/orders/${id}`);
  expect(oneOrderSchema.parse((await read(order.id)).json).order).toEqual(order);
  expect((await read(order.id.toUpperCase())).status).toBe(200);
  await post(`/api/v1/orders/${order.id}/cancel`, { body: { reason: 'x' } });
  t = await t.restart();
  expect((await read(order.id)).json).toMatchObject({ order: { status: 'cancelled' } });
  for (const id of [newId(), 'nope', '%00', "'; DROP TABLE orders; --", 'x'.repeat(200)]) {
    const answer = await read(encodeURIComponent(id));
    expect(answer, id).toMatchObject({ status: 404, json: { code: 'not_found' } });
  }
  for (const id of [newId(), 'nope']) {
    const answer = await post(`/api/v1/orders/${id}/start`);
    expect(answer).toMatchObject({ status: 404, json: { code: 'not_found' } });
  }
});

test('[HTTP5] the list is oldest first, by state, and its pages give each order once', async () => {
  const ids: string[] = [];
  for (let n = 0; n < 7; n += 1) ids.push((await place()).id);
  await post(`/api/v1/orders/${ids[2]}/start`);
  await post(`/api/v1/orders/${ids[3]}/cancel`, { body: { reason: 'x' } });

  const list = async (query: string) => {
    const answer = await t.as('counter', 'GET', `/api/v1/orders${query}`);
    expect(answer.status).toBe(200);
    return orderListSchema.parse(answer.json);
  };
  const idsOf = ({ orders }: { orders: { id: string }[] }) => orders.map(({ id }) => id);

  expect(idsOf(await list(''))).toEqual(ids);
  expect(idsOf(await list('?status=preparing'))).toEqual([ids[2]]);
  expect(idsOf(await list('?status=cancelled'))).toEqual([ids[3]]);
  expect(idsOf(await list('?status=pending,preparing'))).toEqual(ids.filter((id) => id !== ids[3]));

  for (const query of ['?limit=3', '?status=pending,preparing&limit=2']) {
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page = await list(cursor === null ? query : `${query}&cursor=${cursor}`);
      seen.push(...idsOf(page));
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(seen).toEqual(query.includes('status') ? ids.filter((id) => id !== ids[3]) : ids);
  }
});

test('[HTTP5] the last page says that it is the last, also when it is full', async () => {
  for (const key of ['a', 'b', 'c', 'd']) {
    await t.as('counter', 'POST', '/api/v1/orders', { key, body: ONE_PIZZA });
  }
  const list = async (query: string) =>
    orderListSchema.parse((await t.as('counter', 'GET', `/api/v1/orders?${query}`)).json);
  // From disk, and the open ones from memory.
  for (const query of ['limit=4', 'limit=4&status=pending']) {
    expect(await list(query), query).toMatchObject({ orders: { length: 4 }, nextCursor: null });
  }
  const { nextCursor } = await list('limit=2');
  const last = await list(`limit=2&cursor=${nextCursor}`);
  expect(last).toMatchObject({ orders: [{ number: 3 }, { number: 4 }], nextCursor: null });
});

test('[HTTP5] a query that cannot be meant is refused', async () => {
  for (const query of [
    'status=done',
    'limit=0',
    'limit=1001',
    'limit=x',
    'cursor=%27',
    'state=pending',
    'status=pending&status=ready',
  ]) {
    const answer = await t.as('counter', 'GET', `/api/v1/orders?${query}`);
    expect(answer, query).toMatchObject({
      status: 400,
      json: {
        code: 'invalid_request',
        issues: [{ path: query.split('=')[0] === 'state' ? '' : query.split('=')[0] }],
      },
    });
  }
});

test('[HTTP5] an empty query member is one that was not given; its name is checked all the same', async () => {
  await t.as('counter', 'POST', '/api/v1/orders', { key: 'a', body: ONE_PIZZA });
  const list = (query: string) => t.as('counter', 'GET', `/api/v1/orders?${query}`);
  const all = await list('');
  expect(all.json).toMatchObject({ orders: [{ number: 1 }], nextCursor: null });
  for (const query of [
    'status=pending,preparing&limit=100&cursor=',
    'status=&limit=&cursor=',
    'cursor',
  ]) {
    expect(await list(query), query).toMatchObject({ status: 200, text: all.text });
  }
  expect((await t.as('counter', 'GET', '/api/v1/events?since=&limit=')).status).toBe(200);
  expect(await list('page=')).toMatchObject({ status: 400, json: { code: 'invalid_request' } });
});
