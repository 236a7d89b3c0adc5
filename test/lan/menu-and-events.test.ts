import { afterEach, beforeEach, expect, test } from 'vitest';
import { newId } from '../../src/shared/ids.ts';
import {
  eventListSchema,
  menuAnswerSchema,
  onSaleAnswerSchema,
  stockAnswerSchema,
  stockListSchema,
} from '../../src/main/core/lan/http/schemas.ts';
import { ONE_PIZZA, startLan, type TestLan } from '../support/lan.ts';

let t: TestLan;

beforeEach(async () => {
  t = await startLan();
});

afterEach(async () => {
  await t.stop();
});

const stock = (item: string, available: unknown, key?: string) =>
  t.as('admin', 'PUT', `/api/v1/stock/${item}`, {
    body: { available },
    ...(key === undefined ? {} : { key }),
  });

async function availability(): Promise<Record<string, boolean>> {
  const { json } = await t.as('counter', 'GET', '/api/v1/menu');
  const { items } = menuAnswerSchema.parse(json);
  return Object.fromEntries(items.map(({ id, available }) => [id, available]));
}

test('[HTTP8] the menu comes whole, and says what can be ordered now', async () => {
  const { json } = await t.as('integration', 'GET', '/api/v1/menu');
  const menu = menuAnswerSchema.parse(json);
  expect(menu).toEqual({
    ...t.broker.view.menu,
    items: t.broker.view.menu.items.map((item) => ({ ...item, available: true })),
  });
  await stock('guarana', 0);
  await t.as('kitchen', 'PUT', '/api/v1/menu/items/picanha/on-sale', { body: { onSale: false } });
  expect(await availability()).toEqual({
    'pizza-margherita': true,
    picanha: false,
    guarana: false,
  });
});

test('[HTTP9] stock is read and set; null stops counting', async () => {
  const read = async () =>
    stockListSchema.parse((await t.as('counter', 'GET', '/api/v1/stock')).json).items;
  expect(await read()).toEqual([
    { itemId: 'pizza-margherita', available: null },
    { itemId: 'picanha', available: null },
    { itemId: 'guarana', available: 10 },
  ]);
  const set = await stock('guarana', 20);
  expect(set.status).toBe(200);
  expect(stockAnswerSchema.parse(set.json)).toEqual({
    itemId: 'guarana',
    available: 20,
    seq: t.broker.view.seq,
  });
  expect((await stock('picanha', 3)).status).toBe(200);
  expect((await stock('guarana', null)).status).toBe(200);
  expect((await read()).map(({ available }) => available)).toEqual([null, 3, null]);
});

test('[HTTP9] what is no level is 400, what is no item 404', async () => {
  for (const available of [-1, 1.5, '3', 1_000_001, undefined]) {
    expect(await stock('guarana', available), String(available)).toMatchObject({
      status: 400,
      json: { code: 'invalid_request', issues: [{ path: 'available' }] },
    });
  }
  for (const item of ['lasagna', 'Guarana', '..%2f..', '__proto__']) {
    expect(await stock(item, 1), item).toMatchObject({
      status: 404,
      json: { code: 'not_found', itemId: decodeURIComponent(item) },
    });
    const body = { onSale: true };
    const sale = await t.as('admin', 'PUT', `/api/v1/menu/items/${item}/on-sale`, { body });
    expect(sale, item).toMatchObject({ status: 404, json: { code: 'not_found' } });
  }
});

test('[HTTP9] a key is optional, and holds where it is given', async () => {
  const first = await stock('guarana', 5, 'k');
  await stock('guarana', 9);
  const repeat = await stock('guarana', 5, 'k');
  expect(repeat.text).toBe(first.text);
  expect(repeat.headers['idempotency-replayed']).toBe('true');
  expect((await stock('guarana', 6, 'k')).json).toMatchObject({ code: 'idempotency_key_reused' });
  expect(t.broker.view.stock().at(-1)).toEqual({ itemId: 'guarana', available: 9 });
});

test('[HTTP9] taking off sale answers what is now true', async () => {
  const path = '/api/v1/menu/items/guarana/on-sale';
  const answer = await t.as('kitchen', 'PUT', path, { body: { onSale: false } });
  expect(onSaleAnswerSchema.parse(answer.json)).toEqual({
    itemId: 'guarana',
    onSale: false,
    seq: t.broker.view.seq,
  });
});

test('[HTTP10] events are told in order after a number, in pages, with the last number', async () => {
  for (let n = 0; n < 3; n += 1) {
    await t.as('counter', 'POST', '/api/v1/orders', { key: newId(), body: ONE_PIZZA });
  }
  const events = async (query: string) => {
    const { json } = await t.as('counter', 'GET', `/api/v1/events${query}`);
    return eventListSchema.parse(json);
  };
  const { seq } = t.broker.view;
  const all = await events('');
  expect(all.seq).toBe(seq);
  expect(all.events.map((event) => event.seq)).toEqual(
    Array.from({ length: seq }, (_, n) => n + 1),
  );
  expect(all.events.at(-1)).toEqual(t.broker.history.events(seq - 1, 1)[0]?.event);
  const page = await events(`?since=1&limit=2`);
  expect(page.events).toEqual(all.events.slice(1, 3));
  expect(page.seq).toBe(seq);
  expect(await events(`?since=${seq}`)).toEqual({ events: [], seq });
  expect(await events(`?since=${seq + 100}`)).toEqual({ events: [], seq });
  for (const query of ['since=-1', 'since=x', 'limit=0', 'limit=1001', 'from=1']) {
    const bad = await t.as('counter', 'GET', `/api/v1/events?${query}`);
    expect(bad, query).toMatchObject({ status: 400, json: { code: 'invalid_request' } });
  }
});
