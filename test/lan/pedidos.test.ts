import { afterEach, beforeEach, expect, test } from 'vitest';
import { seedStatusOf } from '../../src/main/core/lan/http/seed-words.ts';
import { findDish } from '../../src/main/domain/find-dish.ts';
import { SMALL_MENU } from '../support/broker.ts';
import { type HttpAnswer, ONE_PIZZA, startLan, type TestLan } from '../support/lan.ts';

let t: TestLan;

beforeEach(async () => {
  t = await startLan();
});

afterEach(async () => {
  await t.stop();
});

const CARLOS = { Cliente: 'Carlos', Prato: 'Pizza', Hora: '12:30', Status: 'Em processo' };

const post = (body: unknown, key?: string) =>
  t.as('integration', 'POST', '/pedidos', { body, ...(key === undefined ? {} : { key }) });

const patch = (id: string, body: unknown, key?: string) =>
  t.as('kitchen', 'PATCH', `/pedidos/${id}`, { body, ...(key === undefined ? {} : { key }) });

function idOf({ json }: HttpAnswer): string {
  return String(Object(json).Id);
}

test('[PED1] an order comes back with its four fields, an Id and a Numero', async () => {
  const answer = await post(CARLOS);
  expect(answer.status).toBe(201);
  expect(answer.json).toEqual({ ...CARLOS, Id: expect.any(String), Numero: 1 });
  const order = t.broker.view.order(idOf(answer));
  expect(order).toMatchObject({
    status: 'pending',
    wishedTime: '12:30',
    customer: { name: 'Carlos', email: null },
    lines: [{ itemId: 'pizza-margherita', quantity: 1 }],
  });
});

test('[PED1] e-mail and quantity are optional, and so are time and status', async () => {
  const full = await post({ ...CARLOS, Email: 'carlos@example.com', Quantidade: 3 });
  expect(t.broker.view.order(idOf(full))).toMatchObject({
    customer: { email: 'carlos@example.com' },
    lines: [{ quantity: 3 }],
  });
  const least = await post({ Cliente: 'Ana', Prato: 'picanha' });
  expect(least).toMatchObject({ status: 422, json: { code: 'modifier_count' } });
  expect(await post({ Cliente: 'Ana', Prato: 'guarana' })).toMatchObject({
    status: 201,
    json: { Hora: null, Status: 'Em processo', Prato: 'guarana' },
  });
});

test('[PED1] what is missing, misspelt or of another status is 400', async () => {
  const bad: [unknown, string][] = [
    [{ ...CARLOS, Status: 'Pronto' }, 'Status'],
    [{ ...CARLOS, Cliente: ' ' }, 'Cliente'],
    [{ Prato: 'Pizza' }, 'Cliente'],
    [{ ...CARLOS, Prato: undefined }, 'Prato'],
    [{ ...CARLOS, Email: 'carlos' }, 'Email'],
    [{ ...CARLOS, Quantidade: 0 }, 'Quantidade'],
    [{ ...CARLOS, Hora: 12 }, 'Hora'],
    [{ ...CARLOS, Mesa: 1 }, ''],
  ];
  for (const [body, path] of bad) {
    expect(await post(body), path).toMatchObject({
      status: 400,
      json: { code: 'invalid_request', issues: [{ path }] },
    });
  }
  expect(t.broker.view.openOrders()).toEqual([]);
});

test('[PED2] a dish is found by its name, whatever its case and accents', () => {
  const found = (dish: string) => findDish(SMALL_MENU, dish)?.id;
  expect(found('Pizza')).toBe('pizza-margherita');
  expect(found('MARGHERITA')).toBe('pizza-margherita');
  expect(found('guarana  LATA')).toBe('guarana');
  expect(found('Lata de guaraná')).toBeUndefined();
  expect(found('lata guaraná')).toBe('guarana');
  for (const dish of ['Piz', 'Lasanha', '', '?!', 'pizza lata']) {
    expect(found(dish), dish).toBeUndefined();
  }
});

test('[PED2] an exact name goes before a beginning, a beginning before the middle', () => {
  const names = ['Suco de Uva', 'Uva', 'Uva Itália', 'Torta'];
  const items = names.map((name, index) => ({ ...SMALL_MENU.items[0], id: `i${index}`, name }));
  const menu = { ...SMALL_MENU, items: items as typeof SMALL_MENU.items };
  expect(findDish(menu, 'uva')?.id).toBe('i1');
  expect(findDish(menu, 'suco')?.id).toBe('i0');
  expect(findDish({ ...menu, items: menu.items.filter(({ id }) => id !== 'i1') }, 'uva')?.id).toBe(
    'i2',
  );
});

test('[PED2] an unknown dish is 422; one that has run out is refused, not replaced', async () => {
  expect(await post({ ...CARLOS, Prato: 'Lasanha' })).toMatchObject({
    status: 422,
    json: { code: 'unknown_item' },
  });
  const off = { body: { onSale: false } };
  await t.as('counter', 'PUT', '/api/v1/menu/items/pizza-margherita/on-sale', off);
  expect(await post(CARLOS)).toMatchObject({ status: 409, json: { code: 'item_unavailable' } });
});

test('[PED3] with a key, a repeat is the first answer to the letter, also after a restart', async () => {
  const first = await post(CARLOS, 'k');
  await patch(idOf(first), { Status: 'Pronto' });
  t = await t.restart();
  const repeat = await post(CARLOS, 'k');
  expect(repeat).toMatchObject({ status: 201, text: first.text });
  expect(repeat.headers['idempotency-replayed']).toBe('true');
  const other = await post({ ...CARLOS, Hora: '13:00' }, 'k');
  expect(other).toMatchObject({ status: 422, json: { code: 'idempotency_key_reused' } });
});

test('[PED3] [HTTP13] a key stands for the words that were sent: another name of the same dish is another command', async () => {
  const first = await post(CARLOS, 'k');
  for (const Prato of ['Pizza Margherita', 'pizza']) {
    expect(await post({ ...CARLOS, Prato }, 'k'), Prato).toMatchObject({
      status: 422,
      json: { code: 'idempotency_key_reused' },
    });
  }
  expect((await post({ ...CARLOS, Prato: ' Pizza ', Quantidade: 1 }, 'k')).text).toBe(first.text);
  expect(t.broker.view.openOrders()).toHaveLength(1);
});

test('[PED3] a repeat gets the first answer also when the dish is on the menu no more, or another is', async () => {
  const first = await post(CARLOS, 'k');
  const unknown = await post({ ...CARLOS, Prato: 'Lasanha' }, 'l');
  const items = t.broker.view.menu.items.map((item) => ({
    ...item,
    name: item.id === 'pizza-margherita' ? 'Lasanha' : item.name,
  }));
  await t.broker.importMenu({ ...t.broker.view.menu, items }, []);
  expect(await post(CARLOS, 'k')).toMatchObject({ status: 201, text: first.text });
  expect(await post({ ...CARLOS, Prato: 'Lasanha' }, 'l')).toMatchObject({
    status: 422,
    text: unknown.text,
  });
  expect((await post(CARLOS, 'm')).status).toBe(422);
});

test('[PED3] without a key, each is an order of its own', async () => {
  const [one, two] = [await post(CARLOS), await post(CARLOS)];
  expect(idOf(one)).not.toBe(idOf(two));
});

test('[PED4] the list holds what is pending, from every channel, and a concluded order leaves it', async () => {
  const carlos = idOf(await post(CARLOS));
  const lines = [...ONE_PIZZA.lines, { itemId: 'guarana', quantity: 2 }];
  const body = { ...ONE_PIZZA, lines };
  await t.as('counter', 'POST', '/api/v1/orders', { key: 'a', body });
  await t.as('counter', 'POST', '/api/v1/orders', { key: 'b', body: { ...body, hold: true } });
  const list = () => t.as('kitchen', 'GET', '/pedidos');
  const ana = {
    Id: expect.any(String),
    Numero: 2,
    Cliente: 'Ana',
    Prato: 'Pizza Margherita, 2× Guaraná lata',
    Hora: null,
    Status: 'Em processo',
  };
  const waiting = { ...CARLOS, Id: carlos, Numero: 1, Prato: 'Pizza Margherita' };
  expect((await list()).json).toEqual([waiting, ana]);
  await patch(carlos, { Status: 'Pronto' });
  expect((await list()).json).toEqual([{ ...waiting, Status: 'Pronto' }, ana]);
  await patch(carlos, { Status: 'Concluído' });
  expect((await list()).json).toEqual([ana]);
  const read = await t.as('kitchen', 'GET', `/pedidos/${carlos}`);
  expect(read.json).toEqual({ ...waiting, Status: 'Concluído' });
  for (const id of ['nope', '01a2017b-9e27-76ba-b0f7-8f2c374fa49d']) {
    const missing = await t.as('kitchen', 'GET', `/pedidos/${id}`);
    expect(missing).toMatchObject({ status: 404, json: { code: 'not_found' } });
  }
});

test('[PED5] status words are read whatever their case and accents', () => {
  expect(seedStatusOf('CONCLUIDO')).toBe('Concluído');
  expect(seedStatusOf('  em   Processo ')).toBe('Em processo');
  expect(seedStatusOf('Feito')).toBeNull();
});

test('[PED6] "Pronto" is answered exactly so, and passes through preparing', async () => {
  const id = idOf(await post({ ...CARLOS, Email: 'carlos@example.com' }));
  const answer = await patch(id, { Status: 'Pronto' });
  expect(answer).toMatchObject({ status: 200, text: '{"Status":"Pronto"}' });
  const order = t.broker.view.order(id);
  expect(order).toMatchObject({ status: 'ready', startedAt: expect.any(String), readiness: 1 });
  expect(t.broker.pendingMail()).toHaveLength(1);
});

test('[PED6] an order that has the status already answers the same and changes no more', async () => {
  const id = idOf(await post(CARLOS));
  for (const status of ['Em processo', 'Pronto', 'Pronto', 'Concluído', 'concluido']) {
    expect((await patch(id, { Status: status })).status, status).toBe(200);
  }
  const order = t.broker.view.order(id);
  expect(order).toMatchObject({ status: 'completed', readiness: 1 });
  expect(await patch(id, { Status: 'Pronto' })).toMatchObject({
    status: 409,
    json: { code: 'illegal_transition', from: 'completed', allowedActions: [] },
  });
});

test('[PED6] from "Em processo" to "Concluído" in one go; back from "Pronto" to "Em processo"', async () => {
  const one = idOf(await post(CARLOS));
  expect((await patch(one, { Status: 'Concluído' })).text).toBe('{"Status":"Concluído"}');
  expect(t.broker.view.order(one)).toMatchObject({ status: 'completed', readiness: 1 });
  const two = idOf(await post(CARLOS));
  await patch(two, { Status: 'Pronto' });
  expect((await patch(two, { Status: 'Em processo' })).status).toBe(200);
  expect(t.broker.view.order(two)).toMatchObject({ status: 'preparing', recalled: true });
});

test('[PED6] cancelling is for those who may cancel', async () => {
  const id = idOf(await post(CARLOS));
  expect(await patch(id, { Status: 'Cancelado' })).toMatchObject({
    status: 403,
    json: { code: 'forbidden' },
  });
  const body = { Status: 'cancelado', Motivo: 'desistiu' };
  const answer = await t.as('integration', 'PATCH', `/pedidos/${id}`, { body });
  expect(answer.text).toBe('{"Status":"Cancelado"}');
  expect(t.broker.view.order(id)).toMatchObject({ cancelReason: 'desistiu' });
});

test('[PED6] a repeat under its key gets the first answer, whatever happened since', async () => {
  const id = idOf(await post(CARLOS));
  await patch(id, { Status: 'Pronto' }, 'k');
  await patch(id, { Status: 'Em processo' });
  t = await t.restart();
  const repeat = await patch(id, { Status: 'Pronto' }, 'k');
  expect(repeat).toMatchObject({ status: 200, text: '{"Status":"Pronto"}' });
  expect(repeat.headers['idempotency-replayed']).toBe('true');
  // Called back since, and the repeat did not make it ready again.
  expect(t.broker.view.order(id)?.status).toBe('preparing');
  expect(await patch(id, { Status: 'Concluído' }, 'k')).toMatchObject({
    status: 422,
    json: { code: 'idempotency_key_reused' },
  });
});

test('[PED6] the whole way is one command: one transaction, each step its own event', async () => {
  const id = idOf(await post(CARLOS));
  await t.token('kitchen');
  const { commits, accepted } = t.broker.stats;
  const { seq } = t.broker.view;
  expect((await patch(id, { Status: 'Concluído' })).status).toBe(200);
  expect(t.broker.stats).toMatchObject({ commits: commits + 1, accepted: accepted + 1 });
  const events = t.broker.history.events(seq, 10).map(({ event }) => event);
  expect(events).toMatchObject([
    { type: 'order.changed', data: { order: { id, status: 'preparing' } } },
    { type: 'order.changed', data: { order: { id, status: 'ready' } } },
    { type: 'order.changed', data: { order: { id, status: 'completed' } } },
  ]);
});

test('[PED6] [HTTP1] refused under a key used before, the order has not moved at all', async () => {
  const id = idOf(await post(CARLOS, 'k'));
  const answer = await t.as('integration', 'PATCH', `/pedidos/${id}`, {
    key: 'k',
    body: { Status: 'Pronto' },
  });
  expect(answer).toMatchObject({ status: 422, json: { code: 'idempotency_key_reused' } });
  expect(t.broker.view.order(id)).toMatchObject({ status: 'pending', version: 1 });
});

test('[PED6] a reason is for cancelling', async () => {
  const id = idOf(await post(CARLOS));
  expect(await patch(id, { Status: 'Pronto', Motivo: 'x' })).toMatchObject({
    status: 400,
    json: { issues: [{ path: 'Motivo' }] },
  });
});

test('[PED6] a status that is none, and an order that is none', async () => {
  const id = idOf(await post(CARLOS));
  for (const body of [{ Status: 'Feito' }, { Status: 'Em espera' }, {}, { Status: 1 }]) {
    expect(await patch(id, body)).toMatchObject({
      status: 400,
      json: { code: 'invalid_request', issues: [{ path: 'Status' }] },
    });
  }
  for (const nobody of ['nope', '01a2017b-9e27-76ba-b0f7-8f2c374fa49d']) {
    expect(await patch(nobody, { Status: 'Pronto' })).toMatchObject({
      status: 404,
      json: { code: 'not_found' },
    });
  }
});

test('[PED7] 100 orders at once get 100 ids and numbers, and every repeat its first answer', async () => {
  const keys = Array.from({ length: 100 }, (_, n) => `order-${n}`);
  const send = (key: string) => post({ ...CARLOS, Cliente: key }, key);
  // Each twice at once: the repeat may well come before the first is answered.
  const answers = await Promise.all([...keys, ...keys].map(send));
  const first = answers.slice(0, 100);
  const numbers = first.map(({ json }) => Number(Object(json).Numero)).toSorted((a, b) => a - b);
  expect(new Set(first.map(idOf)).size).toBe(100);
  expect(numbers).toEqual(keys.map((_, n) => n + 1));
  for (const [n, answer] of answers.entries()) {
    expect(answer).toMatchObject({ status: 201, text: first[n % 100]?.text });
  }
  for (const [n, answer] of (await Promise.all(keys.map(send))).entries()) {
    expect(answer.text).toBe(first[n]?.text);
    expect(answer.headers['idempotency-replayed']).toBe('true');
  }
  expect(t.broker.view.openOrders()).toHaveLength(100);
});
