import { expect, test } from 'vitest';
import type { Order } from '../../src/shared/order.ts';
import { toldOf } from '../../src/shared/told.ts';
import { lineOf, Till } from './till.ts';

const PIZZA = { itemId: 'pizza-margherita', quantity: 1 };

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

const instant = (time: string): string => `2026-11-20T18:${time}.000Z`;

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
  evening.at('04:00').do('order.change', { orderId: order.id, table: '7' });
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
