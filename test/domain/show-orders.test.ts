import { expect, test } from 'vitest';
import type { Order } from '../../src/shared/order.ts';
import { toldOf } from '../../src/shared/told.ts';
import { awaited, CALZONE, DRINK, instant, Kitchen, PIZZA } from './kitchen.ts';
import { lineOf, Till } from './till.ts';

/** A counter and a kitchen display, and a clock that both live by. */
class Evening extends Till {
  at(time: string): this {
    this.context = { ...this.context, at: instant(time) };
    return this;
  }

  /** @param told what the display had in view; left out: a display that does not say */
  show(order: Order, told?: number): number {
    const knows = told === undefined ? {} : { told: { [order.id]: told } };
    return this.run('order.shown', { orderIds: [order.id], ...knows }).events.length;
  }

  seen({ id }: Order): readonly [shownAt: string | null, changeShownAt: string | null] {
    const order = this.state.order(id);
    if (!order) throw new Error('no such order');
    return [order.shownAt, order.changeShownAt];
  }

  add(order: Order): Order {
    return this.do('order.change', { orderId: order.id, add: [PIZZA] });
  }

  takeOff(order: Order): Order {
    const takeOff = [{ lineId: lineOf(order).id, quantity: 1, reasonId: 'mistyped' }];
    return this.do('order.change', { orderId: order.id, takeOff });
  }
}

test('[ORD7] each change has a showing of its own, and the first showing stays as it was', () => {
  const evening = new Evening().at('00:00');
  const order = evening.place();
  evening.at('01:00').show(order);
  expect(evening.seen(order)).toEqual([instant('01:00'), null]);

  for (const [change, minute] of [
    ['add', 2],
    ['takeOff', 5],
  ] as const) {
    evening.at(`0${minute}:00`)[change](order);
    expect(evening.seen(order)).toEqual([instant('01:00'), null]);
    expect(evening.at(`0${minute + 1}:00`).show(order)).toBe(1);
    expect(evening.seen(order)).toEqual([instant('01:00'), instant(`0${minute + 1}:00`)]);
    expect(evening.at(`0${minute + 2}:00`).show(order)).toBe(0);
    expect(evening.seen(order)).toEqual([instant('01:00'), instant(`0${minute + 1}:00`)]);
  }
});

test('[ORD7] what is not told to the kitchen leaves its showing alone', () => {
  const evening = new Evening().at('00:00');
  const order = evening.place();
  evening.at('01:00').show(order);
  evening.at('02:00').add(order);
  evening.at('03:00').show(order);
  const seen = evening.seen(order);
  evening.at('04:00').do('order.change', { orderId: order.id, customer: { name: 'Ana' } });
  evening.do('order.start', { orderId: order.id });
  evening.pay(order.id, 100);
  expect(evening.seen(order)).toEqual(seen);
  expect(evening.show(order)).toBe(0);
});

test('[ORD7] a report that was under way when the counter changed the order does not speak for the change', () => {
  const evening = new Evening().at('00:00');
  const order = evening.place();
  // Both within the very millisecond, as in one batch: only what the display says it knew can tell.
  const changed = evening.at('01:00').add(order);
  expect(evening.show(order, toldOf(order))).toBe(1);
  expect(evening.seen(order)).toEqual([instant('01:00'), null]);
  expect(evening.show(order, toldOf(order))).toBe(0);
  expect(evening.show(changed, toldOf(changed))).toBe(1);
  expect(evening.seen(order)).toEqual([instant('01:00'), instant('01:00')]);
});

test('[ORD7] a change in the millisecond of a showing has not been seen by it', () => {
  const evening = new Evening().at('00:00');
  const order = evening.place({ lines: [{ itemId: 'guarana', quantity: 3 }] });
  evening.at('01:00').show(order);
  evening.takeOff(order);
  expect(evening.seen(order)).toEqual([instant('01:00'), null]);
  expect(evening.show(order)).toBe(1);
  evening.takeOff(order);
  expect(evening.seen(order)).toEqual([instant('01:00'), null]);
});

test('[ORD7] the first display that shows an order with its change has shown both', () => {
  const evening = new Evening().at('00:00');
  const order = evening.place();
  evening.at('01:00').add(order);
  evening.at('02:00').show(order);
  expect(evening.seen(order)).toEqual([instant('02:00'), instant('02:00')]);
});

test('[ORD7] an order that was parked is sent unseen, and what was changed while it was parked is no change', () => {
  const evening = new Evening().at('00:00');
  const order = evening.place({ hold: true });
  expect(evening.show(order)).toBe(0);
  evening.at('01:00').add(order);
  evening.at('02:00').do('order.send', { orderId: order.id });
  expect(evening.seen(order)).toEqual([null, null]);
  evening.at('03:00').show(order);
  expect(evening.seen(order)).toEqual([instant('03:00'), null]);
});

test('[ORD7] what was taken off a ready order waits to be seen until it is called back', () => {
  const evening = new Evening().at('00:00');
  const order = evening.place({ lines: [{ itemId: 'guarana', quantity: 2 }, PIZZA] });
  evening.at('01:00').show(order);
  evening.do('order.advance', { orderId: order.id, status: 'ready' });
  evening.at('02:00').takeOff(order);
  evening.at('03:00').do('order.recall', { orderId: order.id });
  expect(evening.seen(order)).toEqual([instant('01:00'), null]);
  evening.at('04:00').show(order);
  expect(evening.seen(order)).toEqual([instant('01:00'), instant('04:00')]);
});

/** When each task was first shown: `station line minutes`, as far as it was. */
function shownIn(order: Order): string[] {
  return order.lines.flatMap(({ tasks }, nth) =>
    tasks
      .filter(({ shownAt }) => shownAt !== null)
      .map(({ station, shownAt }) => `${station} ${nth} ${shownAt?.slice(14, 16)}`),
  );
}

test('[TKT13] a display has shown the tasks of its stations, and the first one that does so counts', () => {
  const kitchen = new Kitchen().at('00:00');
  const order = kitchen.place({ lines: [PIZZA, DRINK, CALZONE] });
  expect(kitchen.at('01:00').show(order, ['bar'])).toBe(1);
  expect(shownIn(kitchen.now(order))).toEqual(['bar 1 01', 'bar 2 01']);
  expect(kitchen.now(order).shownAt).toBe(instant('01:00'));
  // Another display of the bar, and the same one after a reload.
  expect(kitchen.at('02:00').show(order, ['bar', 'bar'])).toBe(0);
  expect(kitchen.at('03:00').show(order, ['bar', 'oven'])).toBe(1);
  const all = ['oven 0 03', 'bar 1 01', 'oven 2 03', 'bar 2 01'];
  expect(shownIn(kitchen.now(order))).toEqual(all);
  expect(kitchen.now(order).shownAt).toBe(instant('01:00'));
  expect(kitchen.at('04:00').show(order)).toBe(0);

  const whole = kitchen.place({ lines: [PIZZA, CALZONE] });
  kitchen.at('05:00').show(whole, undefined, null);
  expect(shownIn(kitchen.now(whole))).toEqual(['oven 0 05', 'oven 1 05', 'bar 1 05']);
});

test('[TKT13] a station without a part in the order has shown nothing of it', () => {
  const kitchen = new Kitchen().at('00:00');
  const order = kitchen.place({ lines: [PIZZA] });
  expect(kitchen.show(order, ['bar', 'grill'])).toBe(0);
  expect(kitchen.now(order)).toBe(order);
  // What was taken off before the bar had it in view is not on its card.
  const both = kitchen.place({ lines: [PIZZA, DRINK] });
  kitchen.takeOff(both, 1, 3);
  expect(kitchen.show(both, ['bar'])).toBe(0);
});

test('[TKT13] what the counter added while the report was on its way has been shown by nobody, and is an addition', () => {
  const kitchen = new Kitchen().at('00:00');
  const order = kitchen.place({ lines: [PIZZA] });
  kitchen.do('order.change', { orderId: order.id, add: [PIZZA] });
  expect(kitchen.at('01:00').show(order, ['oven'], toldOf(order))).toBe(1);
  expect(shownIn(kitchen.now(order))).toEqual(['oven 0 01']);
  expect(awaited(kitchen.now(order))).toEqual(['oven 1']);
  expect(kitchen.at('02:00').show(order, ['oven'])).toBe(1);
  expect(shownIn(kitchen.now(order))).toEqual(['oven 0 01', 'oven 1 02']);
  // A line that comes later has a first showing of its own.
  kitchen.do('order.change', { orderId: order.id, add: [CALZONE] });
  kitchen.at('03:00').show(order, ['oven']);
  expect(shownIn(kitchen.now(order))).toEqual(['oven 0 01', 'oven 1 02', 'oven 2 03']);
});

test('[TKT13] what was taken off while the report was on its way awaits the cook who had it before him', () => {
  const kitchen = new Kitchen().at('00:00');
  const order = kitchen.place({ lines: [DRINK, DRINK, CALZONE] });
  const known = toldOf(order);
  kitchen.at('01:00').takeOff(order, 0, 1);
  kitchen.takeOff(order, 1, 3);
  // Added and gone again before anybody had it in view.
  kitchen.do('order.change', { orderId: order.id, add: [DRINK] });
  kitchen.takeOff(kitchen.now(order), 3, 3);
  expect(awaited(kitchen.now(order))).toEqual([]);
  expect(kitchen.at('02:00').show(order, ['bar'], known)).toBe(1);
  const late = kitchen.now(order);
  expect(shownIn(late)).toEqual(['bar 0 02', 'bar 1 02', 'bar 2 02']);
  expect(awaited(late)).toEqual(['bar 0', 'bar 1']);
  expect(late.changeShownAt).toBeNull();
  expect(kitchen.show(order, ['bar'], known)).toBe(0);
  // The oven has shown nothing, and has nothing to take note of.
  expect(awaited(kitchen.cancel(order))).toEqual(['bar 0', 'bar 1', 'bar 2']);
});

test('[TKT13] a late report takes back nothing of what was confirmed since', () => {
  const kitchen = new Kitchen().at('00:00');
  const order = kitchen.place({ lines: [PIZZA, DRINK] });
  const known = toldOf(order);
  kitchen.show(order, ['bar']);
  kitchen.at('01:00').takeOff(order, 1, 1);
  const added = kitchen.do('order.change', { orderId: order.id, add: [CALZONE] });
  kitchen.confirm(added);
  expect(kitchen.at('02:00').show(order, ['oven', 'bar'], known)).toBe(1);
  expect(shownIn(kitchen.now(order))).toEqual(['oven 0 02', 'bar 1 00']);
  expect(awaited(kitchen.now(order))).toEqual([]);
});

test('[TKT13] a display that had been told of none of its lines has shown nothing', () => {
  const kitchen = new Kitchen().at('00:00');
  const order = kitchen.place({ lines: [PIZZA] });
  kitchen.at('01:00').do('order.change', { orderId: order.id, add: [DRINK] });
  expect(kitchen.show(order, ['bar'], toldOf(order))).toBe(0);
  expect(kitchen.now(order).shownAt).toBeNull();
});

test('[TKT13] a change has been shown by a display of its stations, not by one that has no part in it', () => {
  const kitchen = new Kitchen().at('00:00');
  const order = kitchen.place({ lines: [PIZZA, DRINK] });
  kitchen.show(order, ['bar', 'oven']);
  kitchen.at('01:00').takeOff(order, 1, 1);
  expect(kitchen.at('02:00').show(order, ['oven'])).toBe(0);
  expect(kitchen.now(order).changeShownAt).toBeNull();
  expect(kitchen.at('03:00').show(order, ['bar'])).toBe(1);
  expect(kitchen.now(order).changeShownAt).toBe(instant('03:00'));
});

test('[TKT13] a line that was taken off is in view until its station has taken note of it', () => {
  const kitchen = new Kitchen().at('00:00');
  const order = kitchen.place({ lines: [PIZZA, DRINK] });
  kitchen.show(order);
  const changed = kitchen.at('01:00').takeOff(order, 1, 3);
  expect(kitchen.show(order, ['oven'])).toBe(0);
  expect(kitchen.at('02:00').show(order, ['bar'])).toBe(1);
  expect(kitchen.now(order).changeShownAt).toBe(instant('02:00'));
  kitchen.confirm(changed, ['bar']);
  kitchen
    .at('03:00')
    .takeOff(kitchen.do('order.change', { orderId: order.id, add: [PIZZA] }), 2, 1);
  expect(kitchen.show(order, ['bar'])).toBe(0);
  expect(kitchen.at('04:00').show(order, ['oven'])).toBe(1);
});

test('[TKT13] of a change that nobody is to see any more the next display has shown what is left', () => {
  const kitchen = new Kitchen().at('00:00');
  const order = kitchen.place({ lines: [PIZZA, DRINK] });
  kitchen.at('01:00').takeOff(order, 1, 3);
  expect(kitchen.at('02:00').show(order, ['oven'])).toBe(1);
  expect(kitchen.now(order)).toMatchObject({
    shownAt: instant('02:00'),
    changeShownAt: instant('02:00'),
  });
});
