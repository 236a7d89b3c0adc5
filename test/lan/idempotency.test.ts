import { afterEach, beforeEach, expect, test } from 'vitest';
import { newId } from '../../src/shared/ids.ts';
import { ONE_PIZZA, startLan, type TestLan } from '../support/lan.ts';

let t: TestLan;

beforeEach(async () => {
  t = await startLan();
});

afterEach(async () => {
  await t.stop();
});

const place = (key: string, body: unknown = ONE_PIZZA) =>
  t.as('integration', 'POST', '/api/v1/orders', { key, body });

test('[HTTP11] a command without a key is refused, one with an unreadable key too', async () => {
  const none = await t.as('integration', 'POST', '/api/v1/orders', { body: ONE_PIZZA });
  expect(none).toMatchObject({ status: 400, json: { code: 'idempotency_key_required' } });
  for (const key of ['', '""']) {
    expect((await place(key)).json).toMatchObject({ code: 'idempotency_key_required' });
  }
  for (const key of ['a b', '"open', 'é', 'x'.repeat(256), '"a b"', '"a"b"']) {
    const answer = await t.as('integration', 'POST', '/api/v1/orders', {
      body: ONE_PIZZA,
      headers: { 'idempotency-key': Buffer.from(key, 'utf8').toString('latin1') },
    });
    expect(answer, key).toMatchObject({
      status: 400,
      json: { code: 'invalid_request', issues: [{ path: 'Idempotency-Key' }] },
    });
  }
  expect((await place('x'.repeat(255))).status).toBe(201);
});

test('[HTTP11] the bare key and the quoted one are the same key', async () => {
  const bare = await place('k-1');
  const quoted = await place('"k-1"');
  expect(quoted).toMatchObject({ status: 201, text: bare.text });
  expect(quoted.headers['idempotency-replayed']).toBe('true');
});

test('[HTTP12] a repeat gets the first answer: in flight, later, after changes, after a restart', async () => {
  const together = await Promise.all([place('k'), place('k'), place('k')]);
  const [first] = together;
  for (const answer of together) {
    expect(answer).toMatchObject({ status: 201, text: first.text });
  }
  expect(together.filter(({ headers }) => headers['idempotency-replayed'])).toHaveLength(2);

  const [order] = t.broker.view.openOrders();
  await t.as('kitchen', 'POST', `/api/v1/orders/${order?.id}/start`, { key: newId() });
  const later = await place('k');
  expect(later).toMatchObject({ status: 201, text: first.text });
  expect(later.headers['idempotency-replayed']).toBe('true');

  t = await t.restart();
  const afterwards = await place('k');
  expect(afterwards).toMatchObject({ status: 201, text: first.text });
  expect(afterwards.headers['idempotency-replayed']).toBe('true');
  expect(t.broker.view.openOrders()).toHaveLength(1);
});

test('[HTTP12] a refusal of the broker is repeated as well, even when it could be granted by now', async () => {
  const body = { lines: [{ itemId: 'guarana', quantity: 11 }] };
  const first = await place('k', body);
  expect(first).toMatchObject({ status: 409, json: { code: 'out_of_stock' } });
  await t.as('admin', 'PUT', '/api/v1/stock/guarana', { body: { available: 100 } });
  const repeat = await place('k', body);
  expect(repeat).toMatchObject({ status: 409, text: first.text });
  expect(repeat.headers['idempotency-replayed']).toBe('true');
  expect((await place('k2', body)).status).toBe(201);
});

test('[HTTP12] what the door refused is not remembered', async () => {
  expect((await place('k', { lines: [] })).status).toBe(400);
  const mended = await place('k');
  expect(mended.status).toBe(201);
  expect(mended.headers['idempotency-replayed']).toBeUndefined();
});

test('[HTTP13] the same key with another command is refused, with the same in other words it is not', async () => {
  await place('k', { lines: [{ itemId: 'guarana', quantity: 1 }] });
  const other = await place('k', { lines: [{ itemId: 'guarana', quantity: 2 }] });
  expect(other).toMatchObject({ status: 422, json: { code: 'idempotency_key_reused' } });
  const [order] = t.broker.view.openOrders();
  const action = await t.as('integration', 'POST', `/api/v1/orders/${order?.id}/start`, {
    key: 'k',
  });
  expect(action).toMatchObject({ status: 422, json: { code: 'idempotency_key_reused' } });
  const reworded = await t.as('integration', 'POST', '/api/v1/orders', {
    key: 'k',
    raw: ' {"lines":[ {"quantity":1,"itemId":"guarana"} ]}',
  });
  expect(reworded.status).toBe(201);
  expect(t.broker.view.openOrders()).toHaveLength(1);
});

test('[HTTP13] keys are scoped to the device', async () => {
  await place('k');
  const other = await t.as('counter', 'POST', '/api/v1/orders', { key: 'k', body: ONE_PIZZA });
  expect(other.status).toBe(201);
  expect(other.headers['idempotency-replayed']).toBeUndefined();
  expect(t.broker.view.openOrders()).toHaveLength(2);
});

test('[WS5] one key space for both doors', async () => {
  const first = await place('k');
  const socket = await t.session('integration');
  await socket.ofKind('welcome');
  const ack = await socket.command('order.place', ONE_PIZZA, 'k');
  expect(ack).toMatchObject({ t: 'ack', id: 'k' });
  expect({ order: Object(ack['data']).order, seq: ack['seq'] }).toEqual(first.json);
  expect(t.broker.view.openOrders()).toHaveLength(1);
  await socket.close();
});
