import { expect, test } from 'vitest';
import type { Order } from '../../src/shared/order.ts';
import { CALZONE, doneIn, DRINK, instant, Kitchen, onTicket, PIZZA, taskOf } from './kitchen.ts';
import { lineOf } from './till.ts';

/** An order with a line of the oven, one of the bar and one of both. */
function three(): { kitchen: Kitchen; order: Order } {
  const kitchen = new Kitchen().at('00:00');
  return { kitchen, order: kitchen.place({ lines: [PIZZA, DRINK, CALZONE] }) };
}

/** The lines that are begun, by their place in the order. */
function begun({ lines }: Order): number[] {
  return lines.flatMap(({ status }, nth) => (status === 'preparing' ? [nth] : []));
}

test('[TKT14] a station begins its own lines, and the order with the first of them', () => {
  const { kitchen, order } = three();
  const start = (lines: number[], stations?: string[]) =>
    kitchen.run('ticket.start', onTicket(order, lines, stations));
  expect(start([0, 1, 2], ['bar']).events).toHaveLength(1);
  expect(kitchen.now(order)).toMatchObject({ status: 'preparing', startedAt: instant('00:00') });
  expect(begun(kitchen.now(order))).toEqual([1, 2]);
  kitchen.at('01:00');
  // Two cooks who begin the same begin it once.
  expect(start([1, 2], ['bar']).events).toEqual([]);
  expect(start([0]).events).toHaveLength(1);
  expect(kitchen.now(order)).toMatchObject({ startedAt: instant('00:00') });
  expect(begun(kitchen.now(order))).toEqual([0, 1, 2]);
  kitchen.bump(order, [0, 1, 2]);
  expect(start([0, 1, 2])).toEqual({ ok: true, events: [], order: kitchen.now(order) });
});

test('[TKT14] what waits for its course, was made or taken off is not begun', () => {
  const kitchen = new Kitchen().at('00:00');
  const order = kitchen.place({ lines: [PIZZA, DRINK, { ...CALZONE, course: 2 }, PIZZA] });
  kitchen.bump(order, [0]);
  kitchen.takeOff(order, 1, 3);
  const started = kitchen.do('ticket.start', onTicket(order, [0, 1, 2, 3]));
  expect(started.lines.map(({ status }) => status)).toEqual([
    'ready',
    'cancelled',
    'pending',
    'preparing',
  ]);
});

test('[TKT14] of an order that the kitchen has not, and of a line that it has not, nothing is begun', () => {
  const { kitchen, order } = three();
  const held = kitchen.place({ hold: true });
  const gone = kitchen.cancel(kitchen.place());
  for (const none of [held, gone]) {
    expect(kitchen.refused('ticket.start', onTicket(none, [0]))).toMatchObject({
      code: 'illegal_transition',
      data: { from: none.status },
    });
  }
  const strange = lineOf(held).id;
  const lineIds = [lineOf(order).id, strange];
  expect(kitchen.refused('ticket.start', { orderId: order.id, lineIds })).toMatchObject({
    code: 'not_found',
    data: { orderId: order.id, lineId: strange },
  });
  expect(kitchen.refused('ticket.start', { orderId: strange, lineIds }).code).toBe('not_found');
  expect(kitchen.now(order)).toBe(order);
});

test('[TKT14] what is begun does not come back to the stock of itself', () => {
  const kitchen = new Kitchen();
  kitchen.state.stock.set('guarana', 10);
  const order = kitchen.place({ lines: [DRINK, DRINK] });
  kitchen.do('ticket.start', onTicket(order, [0]));
  const gone = kitchen.cancel(order);
  expect(gone.lines.map(({ stockTaken }) => stockTaken)).toEqual([3, 0]);
});

test('[TKT15] every way to call back counts, and only what called something back', () => {
  const { kitchen, order } = three();
  const orderId = order.id;
  const lineId = lineOf(order).id;
  const recalls = () => kitchen.now(order).recalls;
  expect(order).not.toHaveProperty('recalls');
  kitchen.bump(order, [0, 1, 2]);
  kitchen.recall(order, [0, 1], ['oven']);
  expect(recalls()).toBe(1);
  kitchen.run('ticket.recall', onTicket(order, [0]));
  expect(recalls()).toBe(1);
  kitchen.do('line.bump', { orderId, lineId });
  kitchen.do('line.recall', { orderId, lineId });
  expect(recalls()).toBe(2);
  kitchen.do('order.ready', { orderId });
  kitchen.do('order.recall', { orderId });
  expect(recalls()).toBe(3);
  kitchen.do('order.ready', { orderId });
  kitchen.do('order.advance', { orderId, status: 'preparing' });
  expect(recalls()).toBe(4);
  // What is added to a ready order calls nothing back.
  kitchen.do('order.ready', { orderId });
  kitchen.do('order.change', { orderId, add: [PIZZA] });
  expect(recalls()).toBe(4);
});

test('[TKT15] a bump of what was called back since it was made is none, and no error', () => {
  const { kitchen, order } = three();
  const late = { ...onTicket(order, [0, 1, 2]), recalls: 0 };
  kitchen.run('ticket.bump', late);
  expect(kitchen.now(order)).toMatchObject({ status: 'ready', readiness: 1 });
  const back = kitchen.recall(order, [0, 1, 2]);
  // The display whose cable was out made it before: nobody has made it again.
  expect(kitchen.run('ticket.bump', late)).toEqual({ ok: true, events: [], order: back });
  expect(doneIn(kitchen.now(order))).toEqual([]);
  const again = kitchen.do('ticket.bump', { ...late, recalls: 1 });
  expect(again).toMatchObject({ status: 'ready', readiness: 2 });
});

test('[TKT15] an order is handed over as the readiness that is said, and as it is where none is said', () => {
  const { kitchen, order } = three();
  const orderId = order.id;
  kitchen.bump(order, [0, 1, 2]);
  kitchen.recall(order, [0]);
  const ready = kitchen.bump(order, [0]);
  expect(kitchen.refused('order.complete', { orderId, readiness: 1 })).toMatchObject({
    code: 'illegal_transition',
    detail: expect.stringContaining('called back meanwhile'),
    data: { orderId, from: 'ready', allowedActions: ready.allowedActions },
  });
  expect(kitchen.now(order)).toBe(ready);
  expect(kitchen.do('order.complete', { orderId, readiness: 2 }).status).toBe('completed');
  expect(kitchen.refused('order.complete', { orderId, readiness: 2 }).code).toBe(
    'illegal_transition',
  );
  const other = kitchen.do('order.advance', { orderId: kitchen.place().id, status: 'ready' });
  expect(kitchen.do('order.complete', { orderId: other.id }).status).toBe('completed');
});

test('[TKT3] a whole ticket that comes back says so at its stations until it is done with again', () => {
  const { kitchen, order } = three();
  const recalled = (now: Order) =>
    now.lines.flatMap(({ tasks }, nth) =>
      tasks.filter((task) => task.recalled === true).map(({ station }) => `${station} ${nth}`),
    );
  kitchen.bump(order, [0, 1, 2], ['bar']);
  const back = kitchen.do('ticket.recall', {
    ...onTicket(order, [0, 1, 2], ['bar']),
    whole: true,
  });
  expect(back.recalled).toBe(false);
  expect(recalled(back)).toEqual(['bar 1', 'bar 2']);
  expect(recalled(kitchen.bump(order, [1], ['bar']))).toEqual(['bar 2']);
  // A line alone says nothing.
  expect(recalled(kitchen.recall(order, [1], ['bar']))).toEqual(['bar 2']);
  const ready = kitchen.do('order.ready', { orderId: order.id });
  expect(recalled(ready)).toEqual([]);
  expect(taskOf(ready, 2, 'bar')).not.toHaveProperty('recalled');
});
