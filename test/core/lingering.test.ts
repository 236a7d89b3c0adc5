import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Caller } from '../../src/main/core/broker/ports.ts';
import { Model } from '../../src/main/core/broker/model.ts';
import {
  inUse as ordersInUse,
  loadState,
  orderOfRow,
  type OrderRow,
  SELECT_ORDER,
} from '../../src/main/core/db/load.ts';
import { openReadable, openWritable, type ReadableDatabase } from '../../src/main/core/db/open.ts';
import { describeVerdict, verify } from '../../src/main/core/verify/verify.ts';
import type { Command } from '../../src/shared/commands.ts';
import type { Order } from '../../src/shared/order.ts';
import { startBroker, type TestBroker } from '../support/broker.ts';

const KITCHEN: Caller = { deviceId: 'kitchen-1', role: 'kitchen' };

let t: TestBroker;

beforeEach(async () => {
  t = await startBroker();
});

afterEach(async () => {
  await t.stop();
  expect(t.faults).toEqual([]);
});

async function send(command: Command): Promise<Order | undefined> {
  t.time.advance(1000);
  const answer = await t.send(command, undefined, KITCHEN);
  if (!answer.ok) throw new Error(`${command.type}: ${answer.refusal.code}`);
  return answer.data.order;
}

const LINES = [
  { itemId: 'pizza-margherita', quantity: 1 },
  { itemId: 'guarana', quantity: 1 },
];

/** An order that both of its stations have seen, unless others are named. */
async function seen(stations?: string[]): Promise<Order> {
  const order = await t.place({ lines: LINES, customer: { email: 'ana@example.com' } });
  await send({
    type: 'order.shown',
    data: { orderIds: [order.id], ...(stations && { stations }) },
  });
  return order;
}

const cancel = ({ id }: Order) =>
  send({ type: 'order.cancel', data: { orderId: id, reason: 'desistiu' } });

const confirm = ({ id, lines }: Order, stations: string[]) =>
  send({
    type: 'ticket.confirm',
    data: {
      orderId: id,
      lines: Object.fromEntries(lines.map((line) => [line.id, 2])),
      stations,
    },
  });

const inUse = () => t.broker.view.ordersInUse().map(({ number }) => number);
const open = () => t.broker.view.openOrders().map(({ number }) => number);

/** What is read of the database, through a connection of its own. */
function read<T>(look: (db: ReadableDatabase) => T): T {
  const db = openReadable(t.database);
  try {
    return look(db);
  } finally {
    db.close();
  }
}

const lingering = () =>
  read((db) => db.prepare('SELECT number FROM orders WHERE lingers = 1').pluck().all());

test('[BRK28] a cancelled order keeps its place until each station that saw it has taken note', async () => {
  const [first, second] = [await seen(), await seen()];
  await seen();
  await cancel(second);
  expect(inUse()).toEqual([1, 2, 3]);
  expect(open()).toEqual([1, 3]);
  expect(lingering()).toEqual([2]);
  await confirm(second, ['oven']);
  expect(inUse()).toEqual([1, 2, 3]);
  await confirm(second, ['bar']);
  expect(inUse()).toEqual([1, 3]);
  expect(lingering()).toEqual([]);
  // It can still be asked for, as any that has left.
  expect(t.broker.view.order(second.id)?.status).toBe('cancelled');
  await cancel(first);
  expect(inUse()).toEqual([1, 3]);
  expect(read((db) => describeVerdict(verify(db)))).toMatch(/no difference$/);
});

test('[BRK28] one that no station had in view leaves at once, and so does one that was held', async () => {
  const unseen = await t.place({ lines: LINES });
  const held = await t.place({ lines: LINES, hold: true });
  await cancel(unseen);
  await cancel(held);
  expect(inUse()).toEqual([]);
  expect(lingering()).toEqual([]);
});

test('[BRK28] only the stations that had it in view are waited for', async () => {
  const order = await seen(['bar']);
  await cancel(order);
  expect(inUse()).toEqual([1]);
  await confirm(order, ['bar']);
  expect(inUse()).toEqual([]);
});

test('[BRK28] a restart finds it again at its place, and what it left on the way does not come back', async () => {
  const order = await seen();
  await seen();
  const confirmed = await seen();
  const later = await seen();
  for (const each of [confirmed, order]) await cancel(each);
  await confirm(order, ['oven']);
  await confirm(confirmed, ['oven', 'bar']);
  const { view } = t.broker;
  const before = [view.ordersInUse(), view.openOrders(), view.mail()];
  t = await t.restart();
  expect(inUse()).toEqual([1, 2, 4]);
  const { view: after } = t.broker;
  expect([after.ordersInUse(), after.openOrders(), after.mail()]).toEqual(before);
  // And it goes on from there, as if nothing had been.
  await confirm(order, ['bar']);
  expect(inUse()).toEqual([2, 4]);
  await cancel(later);
  expect(inUse()).toEqual([2, 4]);
  t = await t.restart();
  expect(inUse()).toEqual([2, 4]);
});

test('[BRK28] its "ready" e-mail is withdrawn with it and counted with no open order', async () => {
  const order = await seen();
  await send({ type: 'order.advance', data: { orderId: order.id, status: 'ready' } });
  expect(t.broker.view.mail()).toMatchObject([{ state: 'queued' }]);
  await cancel(order);
  expect(inUse()).toEqual([1]);
  expect(t.broker.view.mail()).toEqual([]);
  expect(t.broker.pendingMail()).toEqual([]);
});

test('[BRK28] an e-mail that was sent for it is no longer kept in memory, as none of an order that has left', async () => {
  const order = await seen();
  await send({ type: 'order.advance', data: { orderId: order.id, status: 'ready' } });
  await t.broker.recordMail(1, { state: 'sent' });
  const model = new Model(read(loadState));
  expect(model.mailBook.readyOf(order.id)).toMatchObject({ state: 'sent' });
  await cancel(order);
  expect(inUse()).toEqual([1]);
  const cancelled = t.broker.eventsSince(model.seq) ?? [];
  model.apply(cancelled, { mail: [], devices: [], people: [], lastMailId: 1 });
  expect(model.ordersInUse().map(({ status }) => status)).toEqual(['cancelled']);
  expect(model.mailBook.readyOf(order.id)).toBeUndefined();
  expect(new Model(read(loadState)).mailBook.readyOf(order.id)).toBeUndefined();
});

test('[BRK28] a row that says otherwise than its order whether it lingers is damage', async () => {
  const order = await seen();
  await cancel(order);
  await t.broker.stop();
  const db = openWritable(t.database);
  const row = db.prepare<[], OrderRow>(SELECT_ORDER);
  const load = (): Order[] => row.all().map(orderOfRow);
  expect(load()).toMatchObject([{ status: 'cancelled' }]);
  db.exec('UPDATE orders SET lingers = 0');
  expect(load).toThrow(/of orders is not as it was written/);
  db.exec('UPDATE orders SET lingers = 1');
  db.close();
  t = await t.restart();
  expect(inUse()).toEqual([1]);
});

test('[BRK28] what is in use is found through two indexes, whatever the history', async () => {
  const plan = read((db) =>
    db
      .prepare<[], { detail: string }>(`EXPLAIN QUERY PLAN ${ordersInUse(SELECT_ORDER)}`)
      .all()
      .map(({ detail }) => detail),
  );
  expect(plan.join('\n')).not.toContain('TEMP B-TREE');
  expect(plan.filter((detail) => detail.startsWith('SCAN orders'))).toEqual([
    'SCAN orders USING INDEX orders_open',
    'SCAN orders USING INDEX orders_lingering',
  ]);
  await seen();
});

test('[BRK28] the schema lets nothing linger that is not cancelled', async () => {
  await seen();
  await t.broker.stop();
  const db = openWritable(t.database);
  expect(() => db.exec('UPDATE orders SET lingers = 1')).toThrow(/CHECK/);
  expect(() => db.exec(`UPDATE orders SET status = 'cancelled', lingers = 2`)).toThrow(/CHECK/);
  db.close();
  t = await startBroker({ database: t.database });
});
