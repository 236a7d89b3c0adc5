import { afterEach, expect, test } from 'vitest';
import type { History } from '../../src/main/core/broker/ports.ts';
import { type KitchenFigures, kitchenFiguresSchema } from '../../src/shared/kitchen-figures.ts';
import type { CommandData } from '../../src/shared/commands.ts';
import type { Order } from '../../src/shared/order.ts';
import { startLan, type TestLan } from '../support/lan.ts';

const MINUTE = 60_000;
const PATH = '/api/v1/kitchen-figures';
/** When the test's clocks begin: 15:00 in São Paulo. */
const TODAY = '2026-11-20';

let t: TestLan;

afterEach(async () => {
  await t.stop();
});

type ReadOrders = History['orders'];

/** @param reads what reading a slice of orders comes to, in place of the real thing */
async function start(reads: (read: ReadOrders) => ReadOrders = (read) => read): Promise<void> {
  t = await startLan({
    wrap: (broker) => ({
      ...broker,
      get view() {
        return broker.view;
      },
      history: { ...broker.history, orders: reads((filter) => broker.history.orders(filter)) },
    }),
  });
}

/** The figures of a day, or of today, counted now and not some seconds ago. */
async function figures(date?: string): Promise<KitchenFigures> {
  t.clock.advance(10_000);
  const answer = await t.as('kitchen', 'GET', date === undefined ? PATH : `${PATH}?date=${date}`);
  expect(answer.status).toBe(200);
  return kitchenFiguresSchema.strict().parse(answer.json);
}

/** A pizza and a drink. */
function place(): Promise<Order> {
  return t.backend.place({
    lines: [
      { itemId: 'pizza-margherita', quantity: 1 },
      { itemId: 'guarana', quantity: 2 },
    ],
  });
}

/** What a display of a station does. */
async function doAt<T extends 'order.shown' | 'ticket.bump'>(
  type: T,
  data: CommandData<T>,
): Promise<void> {
  const socket = await t.session('kitchen');
  await socket.ofKind('welcome');
  expect(await socket.command(type, data)).toMatchObject({ t: 'ack' });
  await socket.close();
}

test('[FIG1] what displays did is in the figures of the day, which are asked for without a date', async () => {
  await start();
  const order = await place();
  const [pizza, guarana] = order.lines.map(({ id }) => id);
  if (pizza === undefined || guarana === undefined) throw new Error('no lines');
  t.backend.time.advance(20_000);
  await doAt('order.shown', { orderIds: [order.id], stations: ['bar'] });
  t.backend.time.advance(10_000);
  await doAt('order.shown', { orderIds: [order.id] });
  t.backend.time.advance(90_000);
  const onTicket = { orderId: order.id, lineIds: [pizza, guarana] };
  await doAt('ticket.bump', { ...onTicket, stations: ['bar'] });
  const half = await figures();
  expect(half.stations).toMatchObject([
    { station: 'bar', seen: { p50Ms: 20_000 }, preparation: { count: 1, p50Ms: 2 * MINUTE } },
    { station: 'oven', seen: { p50Ms: 30_000 }, preparation: { count: 0, p50Ms: null } },
  ]);

  t.backend.time.advance(7 * MINUTE);
  await doAt('ticket.bump', onTicket);
  expect(await figures()).toEqual({
    businessDate: TODAY,
    countedAt: '2026-11-20T18:09:00.000Z',
    orders: 1,
    all: {
      seen: { count: 2, p50Ms: 20_000, p90Ms: 30_000 },
      preparation: { count: 2, p50Ms: 2 * MINUTE, p90Ms: 9 * MINUTE },
      lateness: { of: 2, late: 1, p50Ms: MINUTE, p90Ms: MINUTE },
    },
    hours: [
      {
        hour: 15,
        startsAt: '2026-11-20T18:00:00.000Z',
        orders: 1,
        seen: { count: 2, p50Ms: 20_000, p90Ms: 30_000 },
        preparation: { count: 2, p50Ms: 2 * MINUTE, p90Ms: 9 * MINUTE },
        lateness: { of: 2, late: 1, p50Ms: MINUTE, p90Ms: MINUTE },
      },
    ],
    stations: [
      {
        station: 'bar',
        seen: { count: 1, p50Ms: 20_000, p90Ms: 20_000 },
        preparation: { count: 1, p50Ms: 2 * MINUTE, p90Ms: 2 * MINUTE },
        lateness: { of: 1, late: 0, p50Ms: null, p90Ms: null },
      },
      {
        station: 'oven',
        seen: { count: 1, p50Ms: 30_000, p90Ms: 30_000 },
        preparation: { count: 1, p50Ms: 9 * MINUTE, p90Ms: 9 * MINUTE },
        lateness: { of: 1, late: 1, p50Ms: MINUTE, p90Ms: MINUTE },
      },
    ],
    items: [
      {
        itemId: 'guarana',
        name: 'Guaraná lata',
        quantity: 2,
        seen: { count: 1, p50Ms: 20_000, p90Ms: 20_000 },
        preparation: { count: 1, p50Ms: 2 * MINUTE, p90Ms: 2 * MINUTE },
        lateness: { of: 1, late: 0, p50Ms: null, p90Ms: null },
      },
      {
        itemId: 'pizza-margherita',
        name: 'Pizza Margherita',
        quantity: 1,
        seen: { count: 1, p50Ms: 30_000, p90Ms: 30_000 },
        preparation: { count: 1, p50Ms: 9 * MINUTE, p90Ms: 9 * MINUTE },
        lateness: { of: 1, late: 1, p50Ms: MINUTE, p90Ms: MINUTE },
      },
    ],
  });
});

test('[FIG1] the day goes on past midnight, and yesterday is asked for by its date', async () => {
  await start();
  const late = await place();
  t.backend.time.advance(12 * 60 * MINUTE);
  await t.backend.send({ type: 'order.advance', data: { orderId: late.id, status: 'ready' } });
  // 03:00 in São Paulo.
  const night = await figures();
  expect(night).toMatchObject({ businessDate: TODAY, orders: 1, all: { lateness: { late: 2 } } });
  t.backend.time.advance(60 * MINUTE);
  expect(await figures()).toMatchObject({ businessDate: '2026-11-21', orders: 0 });
  const { countedAt: _, ...asked } = await figures(TODAY);
  expect(night).toMatchObject(asked);
});

test('[FIG1] a day without orders has zeros', async () => {
  await start();
  const nothing = { count: 0, p50Ms: null, p90Ms: null };
  expect(await figures('1999-12-31')).toEqual({
    businessDate: '1999-12-31',
    countedAt: '2026-11-20T18:00:00.000Z',
    orders: 0,
    all: {
      seen: nothing,
      preparation: nothing,
      lateness: { of: 0, late: 0, p50Ms: null, p90Ms: null },
    },
    hours: [],
    stations: [],
    items: [],
  });
});

test('[FIG1] what is no day, or no member of the query, is refused', async () => {
  await start();
  for (const query of ['date=2026-02-30', 'date=today', 'date=2026-11-20T00:00:00Z', 'day=1']) {
    const answer = await t.as('kitchen', 'GET', `${PATH}?${query}`);
    expect(answer, query).toMatchObject({ status: 400, json: { code: 'invalid_request' } });
  }
  expect(await t.as('kitchen', 'GET', `${PATH}?date=`)).toMatchObject({ status: 200 });
});

test('[FIG7] after a restart the figures of a day are the same', async () => {
  await start();
  for (let nth = 0; nth < 5; nth += 1) {
    const { id } = await place();
    t.backend.time.advance(nth * MINUTE);
    await t.backend.send({ type: 'order.shown', data: { orderIds: [id] } });
    t.backend.time.advance(3 * MINUTE);
    const status = nth === 3 ? 'completed' : 'ready';
    if (nth < 4) await t.backend.send({ type: 'order.advance', data: { orderId: id, status } });
  }
  const before = await figures();
  expect(before.all).toMatchObject({ seen: { count: 10 }, preparation: { count: 8 } });
  t = await t.restart();
  expect(await figures()).toEqual(before);
});

test('[FIG8] a day of 3,000 orders is read in slices, and between two of them all else has its turn', async () => {
  let turns = 0;
  const slices: { readonly orders: number; readonly turn: number }[] = [];
  await start((read) => (filter) => {
    const page = read(filter);
    slices.push({ orders: page?.orders.length ?? 0, turn: turns });
    return page;
  });
  const body = { lines: [{ itemId: 'pizza-margherita', quantity: 1 }] };
  await Promise.all(Array.from({ length: 3000 }, () => t.backend.place(body)));
  let counting = true;
  const turn = (): void => {
    turns += 1;
    if (counting) setImmediate(turn);
  };
  setImmediate(turn);
  const { orders, items } = await figures();
  counting = false;
  expect([orders, items[0]?.quantity]).toEqual([3000, 3000]);
  expect(slices.map((slice) => slice.orders)).toEqual(Array.from({ length: 60 }, () => 50));
  expect(new Set(slices.map((slice) => slice.turn)).size).toBe(60);
});

test('[FIG8] a slice ends with the order that passes 128 KiB', async () => {
  const slices: number[] = [];
  await start((read) => (filter) => {
    const page = read(filter);
    slices.push(page?.orders.length ?? 0);
    return page;
  });
  const line = { itemId: 'pizza-margherita', quantity: 1, note: 'x'.repeat(500) };
  // About 100 KB each.
  const lines = Array.from({ length: 100 }, () => line);
  for (let nth = 0; nth < 5; nth += 1) await t.backend.place({ lines });
  expect((await figures()).items).toMatchObject([{ quantity: 500 }]);
  expect(slices).toEqual([2, 2, 1]);
});

test('[FIG9] a disk that cannot be read is a refusal, and a line in the log', async () => {
  let broken = true;
  await start((read) => (filter) => {
    if (broken) throw new Error('disk I/O error');
    return read(filter);
  });
  const answer = await t.as('counter', 'GET', PATH);
  expect(answer).toMatchObject({ status: 503, json: { code: 'storage_failed' } });
  expect(t.log.filter((line) => line.includes('the history could not be read'))).toHaveLength(1);
  broken = false;
  expect(await figures()).toMatchObject({ orders: 0 });
});

test('[FIG9] an answer stands for ten seconds, whoever asks', async () => {
  await start();
  const first = await t.as('admin', 'GET', PATH);
  await place();
  t.clock.advance(9999);
  expect((await t.as('kitchen', 'GET', PATH)).text).toBe(first.text);
  t.clock.advance(1);
  expect((await t.as('counter', 'GET', PATH)).json).toMatchObject({ orders: 1 });
});
