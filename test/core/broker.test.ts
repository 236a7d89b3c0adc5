import { afterEach, beforeEach, expect, test } from 'vitest';
import { PROGRAM, startBroker, type TestBroker } from '../support/broker.ts';

let t: TestBroker;

beforeEach(async () => {
  t = await startBroker();
});

afterEach(async () => {
  await t.stop();
  expect(t.faults).toEqual([]);
});

const guarana = (quantity = 1) => ({ lines: [{ itemId: 'guarana', quantity }] });

test('[BRK1] an acknowledged order is on disk before its answer', async () => {
  const order = await t.place(guarana(2));
  expect(t.broker.history.order(order.id)).toEqual(order);
});

test('[BRK2] a repeat gets the first answer, in flight, afterwards and after a restart', async () => {
  const command = { type: 'order.place', data: guarana() } as const;
  const [first, second] = await Promise.all([t.send(command, 'k'), t.send(command, 'k')]);
  expect(first).toMatchObject({ ok: true, replayed: false });
  expect(second).toEqual({ ...first, replayed: true });
  expect(await t.send(command, 'k')).toEqual({ ...first, replayed: true });
  t = await t.restart();
  expect(await t.send(command, 'k')).toEqual({ ...first, replayed: true });
  expect(t.broker.view.openOrders()).toHaveLength(1);
});

test('[BRK2] the same id from another device is another command', async () => {
  const command = { type: 'order.place', data: guarana() } as const;
  await t.send(command, 'k');
  const other = await t.send(command, 'k', { ...PROGRAM, deviceId: 'program-2' });
  expect(other).toMatchObject({ ok: true, replayed: false });
  expect(t.broker.view.openOrders()).toHaveLength(2);
});

test('[BRK3] the same id with another body is refused, in flight and afterwards', async () => {
  const [, second] = await Promise.all([
    t.send({ type: 'order.place', data: guarana(1) }, 'k'),
    t.send({ type: 'order.place', data: guarana(2) }, 'k'),
  ]);
  expect(second).toMatchObject({ ok: false, refusal: { code: 'idempotency_key_reused' } });
  const third = await t.send({ type: 'order.place', data: guarana(3) }, 'k');
  expect(third).toMatchObject({ ok: false, refusal: { code: 'idempotency_key_reused' } });
});

test('[BRK4] a decided refusal is remembered too', async () => {
  const command = { type: 'order.place', data: guarana(11) } as const;
  const first = await t.send(command, 'k');
  expect(first).toMatchObject({
    ok: false,
    refusal: {
      code: 'out_of_stock',
      data: { items: [{ itemId: 'guarana', requested: 11, available: 10 }] },
    },
  });
  await t.send({ type: 'stock.set', data: { itemId: 'guarana', available: 100 } });
  t = await t.restart();
  expect(await t.send(command, 'k')).toEqual({ ...first, replayed: true });
});

test('[BRK5] many at once never sell more than there is', async () => {
  const answers = await Promise.all(
    Array.from({ length: 100 }, () => t.send({ type: 'order.place', data: guarana() })),
  );
  expect(answers.filter(({ ok }) => ok)).toHaveLength(10);
  expect(t.broker.view.stock()).toContainEqual({ itemId: 'guarana', available: 0 });
  const numbers = t.broker.view.openOrders().map(({ number }) => number);
  expect(numbers).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
});

test('[BRK6] events are gapless, in order, and come after the commit that holds them', async () => {
  const seen: number[] = [];
  t.broker.subscribe((batch) => {
    for (const { event } of batch) {
      seen.push(event.seq);
      expect(t.broker.history.events(event.seq - 1, 1)[0]?.event).toEqual(event);
    }
  });
  const from = t.broker.view.seq;
  await Promise.all([t.place(guarana()), t.place(guarana()), t.place(guarana())]);
  expect(seen).toEqual(Array.from({ length: t.broker.view.seq - from }, (_, i) => from + 1 + i));
});

test('[BRK7] the state in memory is the same after a restart', async () => {
  const a = await t.place({ ...guarana(3), customer: { email: 'ana@example.com' } });
  const b = await t.place({ lines: [{ itemId: 'pizza-margherita', quantity: 1 }], hold: true });
  await t.send({ type: 'order.start', data: { orderId: a.id } });
  await t.send({ type: 'order.ready', data: { orderId: a.id } });
  await t.send({ type: 'order.cancel', data: { orderId: b.id, reason: 'desistiu' } });
  await t.send({ type: 'menu.set_on_sale', data: { itemId: 'picanha', onSale: false } });
  const state = () => ({
    seq: t.broker.view.seq,
    menu: t.broker.view.menu,
    stock: t.broker.view.stock(),
    orders: t.broker.view.openOrders(),
    mail: t.broker.view.mail(),
    pendingMail: t.broker.pendingMail(),
  });
  const before = state();
  t = await t.restart();
  expect(state()).toEqual(before);
});

test('[BRK8] a gap is closed with events while it is short, with a snapshot when it is not', async () => {
  const from = t.broker.view.seq;
  await t.place(guarana());
  expect(t.broker.eventsSince(from)?.map(({ event }) => event.seq)).toEqual([from + 1, from + 2]);
  expect(t.broker.eventsSince(t.broker.view.seq)).toEqual([]);
  expect(t.broker.eventsSince(t.broker.view.seq + 1)).toBeNull();
  t = await t.restart();
  expect(t.broker.eventsSince(from)?.map(({ event }) => event.seq)).toEqual([from + 1, from + 2]);
});

test('[BRK9] numbers begin again with the business day, and go on after a restart', async () => {
  expect((await t.place(guarana())).number).toBe(1);
  t = await t.restart();
  expect((await t.place(guarana())).number).toBe(2);
  t.time.ms = Date.parse('2026-11-21T06:59:00.000Z'); // 03:59 in São Paulo: still the same night
  expect(await t.place(guarana())).toMatchObject({ number: 3, businessDate: '2026-11-20' });
  t.time.advance(60_000);
  expect(await t.place(guarana())).toMatchObject({ number: 1, businessDate: '2026-11-21' });
});

test('[BRK10] a clock that jumps back neither reorders events nor reuses numbers', async () => {
  const first = await t.place(guarana());
  t.time.ms -= 6 * 60 * 60 * 1000;
  const second = await t.place(guarana());
  expect(second.number).toBe(first.number + 1);
  expect(Date.parse(second.placedAt)).toBeGreaterThanOrEqual(Date.parse(first.placedAt));
});

test('[BRK11] what waits is bounded: one more is refused at once and changes nothing', async () => {
  await t.stop();
  t = await startBroker({ queueLimit: 2 });
  const answers = await Promise.all(
    [1, 2, 3].map(() => t.send({ type: 'order.place', data: guarana() })),
  );
  expect(answers.map(({ ok }) => ok)).toEqual([true, true, false]);
  expect(answers[2]).toMatchObject({
    refusal: { code: 'overloaded', data: { retryAfterSeconds: 1 } },
  });
  expect(t.broker.view.openOrders()).toHaveLength(2);
});

test('[BRK12] stopping finishes what was accepted and refuses the rest', async () => {
  const pending = [1, 2, 3].map(() => t.send({ type: 'order.place', data: guarana() }));
  const stopping = t.broker.stop();
  const late = await t.send({ type: 'order.place', data: guarana() });
  await stopping;
  expect(late).toMatchObject({ ok: false, refusal: { code: 'overloaded' } });
  for (const answer of await Promise.all(pending)) expect(answer.ok).toBe(true);
  t = await startBroker({ database: t.database });
  expect(t.broker.view.openOrders()).toHaveLength(3);
});

test('[BRK2] a command that changes nothing of an order that has left answers the same when it is repeated', async () => {
  const { id: orderId } = await t.place({ lines: [{ itemId: 'guarana', quantity: 1 }] });
  const finish = {
    type: 'order.advance' as const,
    data: { orderId, status: 'completed' as const },
  };
  await t.send(finish);
  const first = await t.send(finish, 'again');
  expect(first).toMatchObject({ ok: true, data: { order: { id: orderId, status: 'completed' } } });
  expect(await t.send(finish, 'again')).toEqual({ ...first, replayed: true });
});
