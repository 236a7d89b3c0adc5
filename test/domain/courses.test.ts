import { expect, test } from 'vitest';
import type { PlaceLine } from '../../src/shared/commands.ts';
import type { Order } from '../../src/shared/order.ts';
import { CALZONE, doneIn, DRINK, instant, Kitchen, PIZZA } from './kitchen.ts';
import { lineOf } from './till.ts';

const on = (course: number, line: PlaceLine = PIZZA): PlaceLine => ({ ...line, course });

/** An order placed at six with a line of each of these courses. */
function courses(...of: number[]): { kitchen: Kitchen; order: Order } {
  const kitchen = new Kitchen().at('00:00');
  return { kitchen, order: kitchen.place({ lines: of.map((course) => on(course)) }) };
}

/** When each line was fired: minutes and seconds, or null. */
function fired(order: Order): (string | null)[] {
  return order.lines.map(({ firedAt }) => firedAt?.slice(14, 19) ?? null);
}

test('[TKT10] a line is of the first course unless it says so, and all of one course are fired with the order', () => {
  const kitchen = new Kitchen().at('00:00');
  const order = kitchen.place({ lines: [PIZZA, DRINK] });
  expect(order.lines.map(({ course }) => course)).toEqual([1, 1]);
  expect(fired(order)).toEqual(['00:00', '00:00']);
  expect(order.allowedChanges).not.toContain('fire');
});

test('[TKT10] with an order its lowest course is fired, later ones wait', () => {
  const { order } = courses(3, 2, 2, 4);
  expect(fired(order)).toEqual([null, '00:00', '00:00', null]);
  expect(order.allowedChanges).toContain('fire');
  expect(order.lines.map(({ status }) => status)).toEqual(Array(4).fill('pending'));
  // The kitchen was told of all of it.
  for (const { ledger } of order.lines) {
    expect(ledger).toEqual([{ at: instant('00:00'), sent: 1 }]);
  }
});

test('[TKT10] of a parked order nothing is fired until it is sent', () => {
  const kitchen = new Kitchen().at('00:00');
  const held = kitchen.place({ lines: [on(2), on(3)], hold: true });
  expect(fired(held)).toEqual([null, null]);
  expect(held.allowedChanges).not.toContain('fire');
  expect(kitchen.refused('order.fire', { orderId: held.id, course: 3 }).code).toBe(
    'change_not_possible',
  );
  const sent = kitchen.at('07:00').do('order.send', { orderId: held.id });
  expect(fired(sent)).toEqual(['07:00', null]);
});

test('[TKT10] starting an order begins what is fired, and calling it back touches nothing that waits', () => {
  const { kitchen, order } = courses(1, 2);
  expect(kitchen.do('order.start', { orderId: order.id }).lines).toMatchObject([
    { status: 'preparing' },
    { status: 'pending', firedAt: null },
  ]);
  kitchen.bump(order, [0]);
  expect(kitchen.recall(order, [0, 1]).lines).toMatchObject([
    { status: 'preparing' },
    { status: 'pending', firedAt: null },
  ]);
});

test('[TKT10] an order is not ready while a course waits, and its first course stays fired when all of it comes back', () => {
  const { kitchen, order } = courses(1, 2);
  expect(kitchen.at('03:00').bump(order, [0])).toMatchObject({
    status: 'preparing',
    lines: [{ status: 'ready' }, { status: 'pending' }],
  });
  kitchen.at('04:00').do('order.fire', { orderId: order.id, course: 2 });
  expect(kitchen.at('09:00').bump(order, [1]).status).toBe('ready');
  const back = kitchen.at('10:00').do('order.recall', { orderId: order.id });
  expect(fired(back)).toEqual(['00:00', '04:00']);
  expect(doneIn(back)).toEqual([]);
  expect(back.allowedChanges).not.toContain('fire');
});

test('[TKT10] what a cook makes before its course is fired has begun with that, and its course still waits', () => {
  const { kitchen, order } = courses(1, 2, 2);
  const early = kitchen.at('02:00').bump(order, [1]);
  expect(fired(early)).toEqual(['00:00', '02:00', null]);
  const half = new Kitchen().at('00:00');
  const both = half.place({ lines: [PIZZA, on(2, CALZONE)] });
  expect(half.at('02:00').bump(both, [1], ['bar'])).toMatchObject({
    lines: [{}, { status: 'preparing', firedAt: instant('02:00') }],
  });
});

test('[TKT11] firing a course fires all before it that wait, each once', () => {
  const { kitchen, order } = courses(1, 2, 3, 4);
  const { id: orderId } = order;
  const some = kitchen.at('05:00').do('order.fire', { orderId, course: 3 });
  expect(fired(some)).toEqual(['00:00', '05:00', '05:00', null]);
  expect(some.version).toBe(order.version + 1);
  // Two who fire the same course fire it once.
  kitchen.at('06:00');
  for (const course of [1, 2, 3]) {
    expect(kitchen.run('order.fire', { orderId, course })).toEqual({
      ok: true,
      events: [],
      order: some,
    });
  }
  const all = kitchen.do('order.fire', { orderId, course: 9 });
  expect(fired(all)).toEqual(['00:00', '05:00', '05:00', '06:00']);
  expect(all.allowedChanges).not.toContain('fire');
});

test('[TKT11] firing has no part in what was taken off, and is no change of an order that is ready', () => {
  const { kitchen, order } = courses(1, 2, 2);
  kitchen.takeOff(order, 1, 1);
  const { id: orderId } = order;
  expect(fired(kitchen.at('05:00').do('order.fire', { orderId, course: 2 }))).toEqual([
    '00:00',
    null,
    '05:00',
  ]);
  const ready = kitchen.bump(order, [0, 2]);
  expect(kitchen.run('order.fire', { orderId, course: 2 })).toEqual({
    ok: true,
    events: [],
    order: ready,
  });
  kitchen.do('order.complete', { orderId });
  expect(kitchen.refused('order.fire', { orderId, course: 2 })).toMatchObject({
    code: 'change_not_possible',
    data: { from: 'completed' },
  });
});

/** [the courses there, the last one fired by hand, the course added, whether that is fired at once] */
const ADDED: readonly (readonly [number[], number, number, boolean])[] = [
  [[1, 1], 1, 1, true],
  [[1, 2], 1, 1, true],
  [[1, 2], 1, 2, false],
  [[1, 2], 2, 2, true],
  [[1, 3], 1, 2, false],
  [[1, 3], 3, 2, true],
  [[2, 3], 2, 1, true],
  [[1], 1, 2, false],
];

test.each(ADDED)(
  '[TKT12] to courses %j, fired up to %i, one more of course %i is fired at once: %s',
  (there, last, course, atOnce) => {
    const { kitchen, order } = courses(...there);
    const { id: orderId } = order;
    kitchen.do('order.fire', { orderId, course: last });
    const more = kitchen.at('08:00').do('order.change', { orderId, add: [on(course)] });
    expect(fired(more).at(-1)).toBe(atOnce ? '08:00' : null);
    expect(fired(more).slice(0, -1)).toEqual(fired(kitchen.now(order)).slice(0, -1));
  },
);

test('[TKT12] one line made before its time does not fire what is added to its course', () => {
  const { kitchen, order } = courses(1, 2, 2);
  kitchen.bump(order, [1]);
  const more = kitchen.do('order.change', { orderId: order.id, add: [on(2), on(1)] });
  expect(fired(more).slice(3)).toEqual([null, '00:00']);
});

test('[TKT12] a later course added to an order that is ready brings it back, and waits', () => {
  const { kitchen, order } = courses(1);
  kitchen.bump(order, [0]);
  const more = kitchen.do('order.change', { orderId: order.id, add: [on(2)] });
  expect(more).toMatchObject({
    status: 'preparing',
    lines: [{ status: 'ready' }, { status: 'pending', firedAt: null }],
  });
  expect(more.allowedChanges).toContain('fire');
});

test('[TKT12] when the first course that stands is taken off, the kitchen begins with the next', () => {
  const { kitchen, order } = courses(1, 3, 2, 2);
  const left = kitchen.at('04:00').takeOff(order, 0, 1);
  expect(fired(left)).toEqual(['00:00', null, '04:00', '04:00']);
  // Of what was made it does not begin with the next: that course has been served.
  const served = courses(1, 1, 2);
  served.kitchen.bump(served.order, [0]);
  expect(fired(served.kitchen.takeOff(served.order, 1, 1))[2]).toBeNull();
});

test('[TKT12] a dish that is changed for another goes with its course, whether that was fired or waits', () => {
  for (const isFired of [true, false]) {
    const { kitchen, order } = courses(1, 2, 3);
    const { id: orderId } = order;
    if (isFired) kitchen.do('order.fire', { orderId, course: 2 });
    const takeOff = [{ lineId: lineOf(order, 1).id, quantity: 1, reasonId: 'mistyped' }];
    const add = [on(2, DRINK), on(3, DRINK)];
    const other = kitchen.at('08:00').do('order.change', { orderId, takeOff, add });
    expect(fired(other).slice(2)).toEqual([null, isFired ? '08:00' : null, null]);
  }
});

test('[TKT12] what waited and was taken off holds nothing back', () => {
  const { kitchen, order } = courses(1, 2, 3);
  const { id: orderId } = order;
  kitchen.takeOff(order, 1, 1);
  kitchen.do('order.fire', { orderId, course: 3 });
  const more = kitchen.at('08:00').do('order.change', { orderId, add: [on(2)] });
  expect(fired(more).at(-1)).toBe('08:00');
});

test('[TKT12] what comes in the place of all that was there is fired by its own first course', () => {
  const { kitchen, order } = courses(1, 2);
  const takeOff = order.lines.map(({ id }) => ({ lineId: id, quantity: 1, reasonId: 'mistyped' }));
  const other = kitchen
    .at('04:00')
    .do('order.change', { orderId: order.id, takeOff, add: [on(3), on(2), on(4, DRINK)] });
  expect(fired(other)).toEqual(['00:00', null, null, '04:00', null]);
  expect(other.status).toBe('pending');
});

test('[CHG7] what waits for its course is not done: the order is ready when that is taken off', () => {
  const { kitchen, order } = courses(1, 2);
  expect(kitchen.bump(order, [0]).status).toBe('preparing');
  expect(kitchen.takeOff(order, 1, 1)).toMatchObject({
    status: 'ready',
    readiness: 1,
    lines: [{ status: 'ready' }, { status: 'cancelled', quantity: 0 }],
  });
  expect(lineOf(kitchen.now(order), 1).firedAt).toBeNull();
});

test('[ORD20] what waits for its course has not been begun, and goes back to the stock', () => {
  const kitchen = new Kitchen();
  kitchen.state.stock.set('guarana', 10);
  const order = kitchen.place({ lines: [DRINK, on(2, DRINK)] });
  kitchen.do('order.start', { orderId: order.id });
  kitchen.cancel(order);
  expect(kitchen.state.available('guarana')).toBe(7);
});
