import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Figures } from '../../src/shared/kitchen-figures.ts';
import { ORDER_STATUSES, SERVICES } from '../../src/shared/order-states.ts';
import type { LineTask, Order, OrderLine } from '../../src/shared/order.ts';
import {
  evening,
  lineWith,
  orderWith,
  tallied,
  taskOf,
  THRESHOLDS,
} from '../support/kitchen-orders.ts';
import { lineOf, Till } from './till.ts';

const MINUTE = 60_000;

const NOTHING: Figures = {
  seen: { count: 0, p50Ms: null, p90Ms: null },
  preparation: { count: 0, p50Ms: null, p90Ms: null },
  lateness: { of: 0, late: 0, p50Ms: null, p90Ms: null },
};

/** Figures of one task that was late by so much, or not. */
function ofOne(seenMs: number, preparationMs: number, lateMs = 0): Figures {
  return {
    seen: { count: 1, p50Ms: seenMs, p90Ms: seenMs },
    preparation: { count: 1, p50Ms: preparationMs, p90Ms: preparationMs },
    lateness: {
      of: 1,
      late: lateMs > 0 ? 1 : 0,
      p50Ms: lateMs || null,
      p90Ms: lateMs || null,
    },
  };
}

const SEEN_AND_DONE = taskOf({ shownAt: evening('19:00:10'), doneAt: evening('19:05:00') });

test('[FIG1] no orders are zeros, empty lists and times of null', () => {
  expect(tallied([])).toEqual({ orders: 0, all: NOTHING, hours: [], stations: [], items: [] });
});

test('[FIG2] held and cancelled orders do not count, nor lines that were wholly taken off', () => {
  const line = lineWith({ tasks: [SEEN_AND_DONE] });
  const gone = lineWith({ itemId: 'picanha', quantity: 0, status: 'cancelled', tasks: line.tasks });
  expect(
    tallied([
      orderWith([line], { status: 'held', sentAt: null }),
      orderWith([line], { status: 'cancelled', cancelledAt: evening('19:06:00') }),
    ]),
  ).toEqual(tallied([]));
  const { orders, all, items } = tallied([orderWith([gone, line])]);
  expect(orders).toBe(1);
  expect(all).toEqual(ofOne(10_000, 5 * MINUTE));
  expect(items.map(({ itemId }) => itemId)).toEqual(['pizza-margherita']);
});

test('[FIG2] each task counts by itself: by its station, and both for their item', () => {
  const grill = taskOf({
    station: 'grill',
    shownAt: evening('19:00:30'),
    doneAt: evening('19:09:00'),
  });
  const order = orderWith([lineWith({ quantity: 3, tasks: [SEEN_AND_DONE, grill] })]);
  const { all, stations, items } = tallied([order]);
  expect(stations).toEqual([
    { station: 'grill', ...ofOne(30_000, 9 * MINUTE, MINUTE) },
    { station: 'oven', ...ofOne(10_000, 5 * MINUTE) },
  ]);
  const both: Figures = {
    seen: { count: 2, p50Ms: 10_000, p90Ms: 30_000 },
    preparation: { count: 2, p50Ms: 5 * MINUTE, p90Ms: 9 * MINUTE },
    lateness: { of: 2, late: 1, p50Ms: MINUTE, p90Ms: MINUTE },
  };
  expect(all).toEqual(both);
  const name = 'Pizza Margherita';
  expect(items).toEqual([{ itemId: 'pizza-margherita', name, quantity: 3, ...both }]);
});

test('[FIG2] items with the most units come first, under the name of their latest line', () => {
  const told = (time: string) => [{ at: evening(time), sent: 1 }];
  const guarana = { itemId: 'guarana', name: 'Guaraná' };
  const { items } = tallied([
    orderWith([lineWith({ itemId: 'picanha', name: 'Picanha', quantity: 2 })]),
    orderWith([lineWith({ ...guarana, ledger: told('19:30:00'), name: 'Guaraná lata' })]),
    orderWith([lineWith({ ...guarana, ledger: told('19:10:00') })]),
    orderWith([lineWith({ quantity: 7 })]),
  ]);
  expect(items.map(({ itemId, name, quantity }) => [itemId, name, quantity])).toEqual([
    ['pizza-margherita', 'Pizza Margherita', 7],
    ['guarana', 'Guaraná lata', 2],
    ['picanha', 'Picanha', 2],
  ]);
});

test('[FIG3] seen counts from when the station was told of the line, whatever was changed later', () => {
  const line = lineWith({
    ledger: [
      { at: evening('19:02:00'), sent: 2 },
      { at: evening('19:04:00'), sent: -1 },
    ],
    tasks: [taskOf({ shownAt: evening('19:05:00') })],
  });
  expect(tallied([orderWith([line])]).all).toEqual({
    ...NOTHING,
    seen: { count: 1, p50Ms: 3 * MINUTE, p90Ms: 3 * MINUTE },
  });
});

test('[FIG3] preparation counts from the firing of a course, not from the order', () => {
  const tasks = [taskOf({ shownAt: evening('19:00:10'), doneAt: evening('19:44:00') })];
  const second = lineWith({ course: 2, firedAt: evening('19:40:00'), tasks });
  const third = lineWith({ course: 3, firedAt: null, tasks: [taskOf()] });
  expect(tallied([orderWith([second, third])]).all).toEqual(ofOne(10_000, 4 * MINUTE));
});

test('[FIG3] what was called back counts by the last time that it was done, and not until then', () => {
  const till = new Till();
  const at = (time: string) => (till.context = { ...till.context, at: evening(time) });
  at('19:00:00');
  const order = till.place();
  const onTicket = { orderId: order.id, lineIds: [lineOf(order).id] };
  const preparation = (placed: Order) => tallied([placed]).all.preparation;
  at('19:03:00');
  expect(preparation(till.do('ticket.bump', onTicket))).toMatchObject({ p50Ms: 3 * MINUTE });
  at('19:04:00');
  expect(preparation(till.do('ticket.recall', onTicket))).toEqual(NOTHING.preparation);
  at('19:06:00');
  expect(preparation(till.do('ticket.bump', onTicket))).toMatchObject({
    count: 1,
    p50Ms: 6 * MINUTE,
  });
});

test('[FIG3] a clock that was set back in between makes it no time', () => {
  const tasks = [taskOf({ shownAt: evening('18:59:00'), doneAt: evening('18:30:00') })];
  expect(tallied([orderWith([lineWith({ tasks })])]).all).toEqual(ofOne(0, 0));
});

test.each(SERVICES)(
  '[FIG4] %s is late when its line is older than its service allows',
  (service) => {
    const { lateSeconds } = THRESHOLDS[service];
    const doneAfter = (ms: number) => {
      const doneAt = new Date(Date.parse(evening('19:00:00')) + ms).toISOString();
      const line = lineWith({ tasks: [taskOf({ doneAt })] });
      // However long ago the order itself was sent.
      return tallied([orderWith([line], { service, sentAt: evening('17:00:00') })]).all.lateness;
    };
    expect(doneAfter(lateSeconds * 1000)).toMatchObject({ of: 1, late: 0, p50Ms: null });
    expect(doneAfter(lateSeconds * 1000 + 1)).toMatchObject({ of: 1, late: 1, p50Ms: 1 });
  },
);

test('[FIG4] what was promised is late after that, sooner or later than its age would say', () => {
  const lateness = (dueAt: string) =>
    tallied([orderWith([lineWith({ tasks: [SEEN_AND_DONE] })], { dueAt })]).all.lateness;
  expect(lateness(evening('19:04:00'))).toMatchObject({ late: 1, p50Ms: MINUTE });
  expect(lateness(evening('19:05:00'))).toMatchObject({ late: 0 });
  const late = lineWith({ tasks: [taskOf({ doneAt: evening('20:00:00') })] });
  const { all } = tallied([orderWith([late], { dueAt: evening('21:00:00') })]);
  expect(all.lateness).toMatchObject({ of: 1, late: 0 });
});

test('[FIG4] a course that was fired after the promised time is late by its age, one that came with the order by the promise', () => {
  const dueAt = evening('18:30:00');
  const done = [taskOf({ doneAt: evening('18:49:00') })];
  const lateness = (firedAt: string, sentAt = evening('18:00:00')) =>
    tallied([orderWith([lineWith({ firedAt, tasks: done })], { sentAt, dueAt })]).all.lateness;
  expect(lateness(evening('18:45:00'))).toMatchObject({ of: 1, late: 0 });
  expect(lateness(evening('18:40:00'))).toMatchObject({ late: 1, p50Ms: MINUTE });
  // Before the promised time it is the promise that counts.
  expect(lateness(evening('18:29:00'))).toMatchObject({ late: 1, p50Ms: 19 * MINUTE });
  // Promised for a moment that had passed when it came.
  const came = evening('18:45:00');
  expect(lateness(came, came)).toMatchObject({ late: 1, p50Ms: 19 * MINUTE });
});

test('[FIG4] what is not done yet is neither late nor in time', () => {
  const order = orderWith([lineWith()], { dueAt: evening('18:00:00') });
  expect(tallied([order]).all.lateness).toEqual(NOTHING.lateness);
});

test.each([
  [1, 1, 1],
  [2, 1, 2],
  [10, 5, 9],
  [11, 6, 10],
  [3000, 1500, 2700],
])('[FIG5] of %i times p50 is number %i and p90 number %i', (count, p50, p90) => {
  const seconds = Array.from({ length: count }, (_, nth) => nth + 1);
  const tasks = seconds
    // Not in their order, and not in that of their digits.
    .toReversed()
    .map((s) =>
      taskOf({ shownAt: new Date(Date.parse(evening('19:00:00')) + s * 1000).toISOString() }),
    );
  expect(tallied([orderWith([lineWith({ tasks })])]).all.seen).toEqual({
    count,
    p50Ms: p50 * 1000,
    p90Ms: p90 * 1000,
  });
});

test('[FIG5] the times of lateness are of what was late alone', () => {
  const done = (time: string) => lineWith({ tasks: [taskOf({ doneAt: evening(time) })] });
  const inTime = Array.from({ length: 8 }, () => done('19:01:00'));
  const { lateness } = tallied([orderWith([...inTime, done('19:09:00'), done('19:13:00')])]).all;
  expect(lateness).toEqual({ of: 10, late: 2, p50Ms: MINUTE, p90Ms: 5 * MINUTE });
});

test('[FIG6] a line counts in the hour in which it was fired, its order in which it was sent', () => {
  const first = lineWith({ tasks: [SEEN_AND_DONE] });
  const second = lineWith({ firedAt: evening('20:59:59.999'), tasks: [taskOf()] });
  const waiting = lineWith({ firedAt: null, tasks: [taskOf({ shownAt: evening('19:00:10') })] });
  const { all, hours } = tallied([
    orderWith([first, second, waiting]),
    orderWith([lineWith({ firedAt: evening('23:59:00') })], { sentAt: evening('23:59:00') }),
    orderWith([lineWith()], { sentAt: '2026-11-21T03:00:00.000Z' }),
  ]);
  expect(
    hours.map(({ hour, startsAt, orders, seen }) => [hour, startsAt, orders, seen.count]),
  ).toEqual([
    [19, '2026-11-20T22:00:00.000Z', 1, 1],
    [20, '2026-11-20T23:00:00.000Z', 0, 0],
    [23, '2026-11-21T02:00:00.000Z', 1, 0],
    [0, '2026-11-21T03:00:00.000Z', 1, 0],
  ]);
  // What waits for its course was seen, in no hour.
  expect(all.seen.count).toBe(2);
});

test('[FIG6] an hour that a night has twice is two', () => {
  const sent = (sentAt: string) => orderWith([lineWith({ firedAt: sentAt })], { sentAt });
  // New York set its clocks back from 02:00 to 01:00 at 06:00 UTC.
  const night = ['05:30', '06:30', '06:59', '07:00'].map((time) =>
    sent(`2026-11-01T${time}:00.000Z`),
  );
  expect(
    tallied(night, 'America/New_York').hours.map(({ hour, startsAt, orders }) => [
      hour,
      startsAt,
      orders,
    ]),
  ).toEqual([
    [1, '2026-11-01T05:00:00.000Z', 1],
    [1, '2026-11-01T06:00:00.000Z', 2],
    [2, '2026-11-01T07:00:00.000Z', 1],
  ]);
});

test('[FIG6] hours begin by the shop’s clock, also half an hour beside those of others', () => {
  const sentAt = '2026-11-20T13:29:00.000Z';
  const { hours } = tallied(
    [orderWith([lineWith({ firedAt: sentAt })], { sentAt })],
    'Asia/Kolkata',
  );
  expect(hours).toMatchObject([{ hour: 18, startsAt: '2026-11-20T12:30:00.000Z', orders: 1 }]);
});

/** Up to three hours from 19:00, by the second: close enough for equal times and for clocks set back. */
const moment = fc
  .integer({ min: 0, max: 3 * 3600 })
  .map((s) => new Date(Date.parse(evening('19:00:00')) + s * 1000).toISOString());
const maybe = fc.option(moment);

const anyTask: fc.Arbitrary<LineTask> = fc
  .record({ station: fc.constantFrom('bar', 'grill', 'oven'), shownAt: maybe, doneAt: maybe })
  .map(taskOf);
const anyLine: fc.Arbitrary<OrderLine> = fc
  .record({
    itemId: fc.constantFrom('guarana', 'picanha', 'pizza-margherita'),
    quantity: fc.integer({ min: 0, max: 3 }),
    firedAt: maybe,
    ledger: fc.array(fc.record({ at: moment, sent: fc.constant(1) }), {
      minLength: 1,
      maxLength: 2,
    }),
    tasks: fc.array(anyTask, { minLength: 1, maxLength: 3 }),
  })
  .map(lineWith);
const anyOrder: fc.Arbitrary<Order> = fc
  .record({
    lines: fc.array(anyLine, { minLength: 1, maxLength: 4 }),
    status: fc.constantFrom(...ORDER_STATUSES),
    service: fc.constantFrom(...SERVICES),
    sentAt: maybe,
    dueAt: maybe,
  })
  .map(({ lines, ...order }) => orderWith(lines, order));

interface Counted {
  readonly order: Order;
  readonly line: OrderLine;
  readonly task: LineTask;
}

/** The value that fewer than so many of a hundred are below, found by asking each. */
function percentile(values: readonly number[], percent: number): number | null {
  const covers = (value: number) =>
    values.filter((other) => other <= value).length * 100 >= percent * values.length;
  const good = values.filter(covers);
  return good.length === 0 ? null : Math.min(...good);
}

function spread(values: readonly number[]) {
  return { count: values.length, p50Ms: percentile(values, 50), p90Ms: percentile(values, 90) };
}

/** The figures of some tasks, each sum by itself from the beginning. */
function recount(tasks: readonly Counted[]): Figures {
  const ms = (from: string, to: string) => Math.max(0, Date.parse(to) - Date.parse(from));
  const done = tasks.flatMap(({ order, line: { firedAt }, task: { doneAt } }) =>
    firedAt !== null && doneAt !== null ? [{ order, firedAt, doneAt }] : [],
  );
  const late = done
    .map(({ order, firedAt, doneAt }) => {
      const aged = Date.parse(firedAt) + THRESHOLDS[order.service].lateSeconds * 1000;
      const isPromised =
        order.dueAt !== null && (firedAt <= (order.sentAt ?? '') || order.dueAt > firedAt);
      return Date.parse(doneAt) - (isPromised ? Date.parse(order.dueAt ?? '') : aged);
    })
    .filter((by) => by > 0);
  const { count, ...byHowMuch } = spread(late);
  return {
    seen: spread(
      tasks.flatMap(({ line: { ledger }, task: { shownAt } }) =>
        shownAt === null ? [] : [ms(ledger[0]?.at ?? '', shownAt)],
      ),
    ),
    preparation: spread(done.map(({ firedAt, doneAt }) => ms(firedAt, doneAt))),
    lateness: { of: done.length, late: count, ...byHowMuch },
  };
}

test('[FIG2] [FIG3] [FIG4] [FIG5] [FIG6] any orders count for what a naive recount says', () => {
  fc.assert(
    fc.property(fc.array(anyOrder, { maxLength: 12 }), (orders) => {
      const figures = tallied(orders);
      const standing = orders.filter(
        ({ sentAt, status }) => sentAt !== null && status !== 'cancelled',
      );
      const tasks = standing.flatMap((order) =>
        order.lines
          .filter(({ quantity }) => quantity > 0)
          .flatMap((line) => line.tasks.map((task): Counted => ({ order, line, task }))),
      );
      expect(figures.orders).toBe(standing.length);
      expect(figures.all).toEqual(recount(tasks));

      for (const { station, ...rest } of figures.stations) {
        expect(rest).toEqual(recount(tasks.filter(({ task }) => task.station === station)));
      }
      const stations = new Set(tasks.map(({ task }) => task.station));
      expect(figures.stations.map(({ station }) => station)).toEqual([...stations].toSorted());

      for (const { itemId, name: _, quantity, ...rest } of figures.items) {
        expect(rest).toEqual(recount(tasks.filter(({ line }) => line.itemId === itemId)));
        const lines = new Set(
          tasks.filter(({ line }) => line.itemId === itemId).map(({ line }) => line),
        );
        expect(quantity).toBe([...lines].reduce((sum, line) => sum + line.quantity, 0));
      }
      expect(figures.items.length).toBe(new Set(tasks.map(({ line }) => line.itemId)).size);

      for (const { hour: _, startsAt, orders: sent, ...rest } of figures.hours) {
        const isIn = (at: string | null) => at?.slice(0, 13) === startsAt.slice(0, 13);
        expect(rest).toEqual(recount(tasks.filter(({ line }) => isIn(line.firedAt))));
        expect(sent).toBe(standing.filter(({ sentAt }) => isIn(sentAt)).length);
      }
      const begun = [
        ...standing.map(({ sentAt }) => sentAt),
        ...tasks.map(({ line }) => line.firedAt),
      ].flatMap((at) => (at === null ? [] : [at.slice(0, 13)]));
      expect(figures.hours.map(({ startsAt }) => startsAt.slice(0, 13))).toEqual(
        [...new Set(begun)].toSorted(),
      );
    }),
  );
});
