import { expect, test } from 'vitest';
import { newId } from '../../src/shared/ids.ts';
import type { Order } from '../../src/shared/order.ts';
import { CALZONE, doneIn, DRINK, instant, Kitchen, onTicket, PIZZA, taskOf } from './kitchen.ts';
import { lineOf } from './till.ts';

/** An order with a line of the oven, one of the bar and one of both. */
function three(): { kitchen: Kitchen; order: Order } {
  const kitchen = new Kitchen().at('00:00');
  return { kitchen, order: kitchen.place({ lines: [PIZZA, DRINK, CALZONE] }) };
}

test('[TKT1] a line has a task for each station that has a part in it, as the menu was', () => {
  const { kitchen, order } = three();
  const task = { shownAt: null, doneAt: null, confirmed: 1 };
  expect(order.lines.map(({ station, tasks }) => [station, tasks])).toEqual([
    ['oven', [{ station: 'oven', ...task }]],
    ['bar', [{ station: 'bar', ...task }]],
    [
      'oven',
      [
        { station: 'oven', ...task },
        { station: 'bar', ...task },
      ],
    ],
  ]);
  const calzone = kitchen.state.item('calzone');
  if (!calzone) throw new Error('not on the menu');
  kitchen.state.items.set('calzone', { ...calzone, station: 'bar', alsoAt: [] });
  expect(lineOf(kitchen.bump(order, [2], ['oven']), 2).tasks).toHaveLength(2);
});

test('[TKT1] a line is ready when each of its stations is done, and the order with its last line', () => {
  const { kitchen, order } = three();
  const half = kitchen.at('01:00').bump(order, [2], ['oven']);
  expect(half).toMatchObject({ status: 'preparing', startedAt: instant('01:00') });
  expect(lineOf(half, 2)).toMatchObject({
    status: 'preparing',
    tasks: [{ doneAt: instant('01:00') }, { doneAt: null }],
  });
  const line = kitchen.at('02:00').bump(order, [2], ['bar']);
  expect(lineOf(line, 2)).toMatchObject({
    status: 'ready',
    tasks: [{ doneAt: instant('01:00') }, { doneAt: instant('02:00') }],
  });
  expect(kitchen.bump(order, [0]).status).toBe('preparing');
  const ready = kitchen.at('03:00').bump(order, [1]);
  expect(ready).toMatchObject({
    status: 'ready',
    startedAt: instant('01:00'),
    readyAt: instant('03:00'),
    readiness: 1,
  });
  // Each was done when it was done, not when the last one was.
  expect(lineOf(ready, 2).tasks).toEqual(lineOf(line, 2).tasks);
});

test('[TKT2] a bump is of the lines and stations that it names, and of nothing else', () => {
  const { kitchen, order } = three();
  expect(doneIn(kitchen.bump(order, [1, 2], ['bar']))).toEqual(['bar 1', 'bar 2']);
  expect(doneIn(kitchen.bump(order, [0, 2], ['oven']))).toEqual([
    'oven 0',
    'bar 1',
    'oven 2',
    'bar 2',
  ]);
  const all = three();
  expect(doneIn(all.kitchen.bump(all.order, [2]))).toEqual(['oven 2', 'bar 2']);
  expect(doneIn(all.kitchen.bump(all.order, [0, 1], ['oven', 'bar']))).toHaveLength(4);
});

test('[TKT2] what the counter adds while a bump is on its way is not made by it', () => {
  const { kitchen, order } = three();
  kitchen.do('order.change', { orderId: order.id, add: [DRINK] });
  const bumped = kitchen.bump(order, [0, 1, 2]);
  expect(bumped).toMatchObject({ status: 'preparing', readyAt: null });
  expect(lineOf(bumped, 3)).toMatchObject({ status: 'pending', tasks: [{ doneAt: null }] });
});

test('[TKT2] two cooks bumping the same make one bump, also when the first one made the order ready', () => {
  const { kitchen, order } = three();
  const bump = (lines: number[], stations?: string[]) =>
    kitchen.run('ticket.bump', onTicket(order, lines, stations));
  expect(bump([2], ['bar']).events).toHaveLength(1);
  expect(bump([2], ['bar'])).toEqual({ ok: true, events: [], order: kitchen.now(order) });
  const ready = kitchen.at('05:00').bump(order, [0, 1, 2]);
  expect(ready.readiness).toBe(1);
  kitchen.at('06:00');
  expect(bump([0, 1, 2])).toEqual({ ok: true, events: [], order: ready });
  expect(kitchen.run('line.bump', { orderId: order.id, lineId: lineOf(order).id }).events).toEqual(
    [],
  );
  kitchen.do('order.complete', { orderId: order.id });
  expect(bump([0], ['oven']).events).toEqual([]);
});

test('[TKT2] a line or a station said twice is said once; one without a part in it is passed over', () => {
  const { kitchen, order } = three();
  expect(doneIn(kitchen.bump(order, [2, 2], ['bar', 'bar']))).toEqual(['bar 2']);
  const before = kitchen.now(order);
  for (const command of ['ticket.bump', 'ticket.recall'] as const) {
    const nothing = kitchen.run(command, onTicket(order, [0, 1], ['grill']));
    expect(nothing).toEqual({ ok: true, events: [], order: before });
  }
  expect(doneIn(kitchen.bump(order, [0, 1], ['grill', 'oven']))).toEqual(['oven 0', 'bar 2']);
});

test('[TKT2] of a line that was taken off nothing is made, nor of an order that the kitchen has not', () => {
  const { kitchen, order } = three();
  kitchen.takeOff(order, 1, 3);
  expect(kitchen.run('ticket.bump', onTicket(order, [1])).events).toEqual([]);
  expect(doneIn(kitchen.bump(order, [0, 1, 2]))).toEqual(['oven 0', 'oven 2', 'bar 2']);
  expect(kitchen.now(order).status).toBe('ready');

  const held = kitchen.place({ hold: true });
  const gone = kitchen.cancel(kitchen.place());
  for (const none of [held, gone]) {
    expect(kitchen.refused('ticket.bump', onTicket(none, [0]))).toMatchObject({
      code: 'illegal_transition',
      data: { from: none.status },
    });
  }
});

test('[TKT2] a line that the order has not is not_found, and then nothing is bumped or called back', () => {
  const { kitchen, order } = three();
  const data = onTicket(order, [0]);
  const strange = newId();
  for (const command of ['ticket.bump', 'ticket.recall'] as const) {
    expect(
      kitchen.refused(command, { ...data, lineIds: [...data.lineIds, strange] }),
    ).toMatchObject({ code: 'not_found', data: { orderId: order.id, lineId: strange } });
    expect(kitchen.refused(command, { ...data, orderId: strange })).toMatchObject({
      code: 'not_found',
      data: { orderId: strange },
    });
  }
  expect(
    kitchen.refused('ticket.confirm', { orderId: order.id, lines: { [strange]: 1 } }),
  ).toMatchObject({ code: 'not_found', data: { lineId: strange } });
  expect(doneIn(kitchen.now(order))).toEqual([]);
});

test('[TKT3] a recall of one station leaves what the others made, and calls a ready order back', () => {
  const { kitchen, order } = three();
  const ready = kitchen.at('05:00').bump(order, [0, 1, 2]);
  const back = kitchen.at('06:00').recall(order, [0, 1, 2], ['bar']);
  expect(back).toMatchObject({
    status: 'preparing',
    readyAt: null,
    recalled: true,
    startedAt: ready.startedAt,
    sentAt: order.sentAt,
    lines: [{ status: 'ready' }, { status: 'preparing' }, { status: 'preparing' }],
  });
  expect(doneIn(back)).toEqual(['oven 0', 'oven 2']);
  expect(taskOf(back, 2, 'oven').doneAt).toBe(instant('05:00'));
  expect(taskOf(back, 2, 'bar').confirmed).toBe(1);
  // The one who calls back what has been called back has no part in it.
  expect(kitchen.run('ticket.recall', onTicket(order, [1, 2], ['bar'])).events).toEqual([]);
  const again = kitchen.at('07:00').bump(order, [1, 2], ['bar']);
  expect(again).toMatchObject({ status: 'ready', readiness: 2, readyAt: instant('07:00') });
});

test('[TKT3] an order that is not ready is no called-back order when a line of it comes back', () => {
  const { kitchen, order } = three();
  kitchen.bump(order, [0]);
  expect(kitchen.recall(order, [0, 1])).toMatchObject({
    status: 'preparing',
    recalled: false,
    lines: [{ status: 'preparing' }, { status: 'pending' }, { status: 'pending' }],
  });
  kitchen.bump(order, [0, 1, 2]);
  kitchen.do('order.complete', { orderId: order.id });
  expect(kitchen.refused('ticket.recall', onTicket(order, [0])).code).toBe('illegal_transition');
});

test('[TKT3] a line that was taken off does not come back', () => {
  const { kitchen, order } = three();
  kitchen.bump(order, [0, 1]);
  kitchen.takeOff(order, 1, 3);
  expect(kitchen.run('ticket.recall', onTicket(order, [1])).events).toEqual([]);
});

test('[TKT4] whoever calls the whole order ready says so of every station, of what waits and of what was just added', () => {
  const { kitchen, order } = three();
  const orderId = order.id;
  kitchen.do('order.start', { orderId });
  kitchen.do('order.change', { orderId, add: [{ ...DRINK, course: 2 }, DRINK] });
  const ready = kitchen.at('09:00').do('order.ready', { orderId });
  expect(ready.status).toBe('ready');
  expect(doneIn(ready)).toEqual(['oven 0', 'bar 1', 'oven 2', 'bar 2', 'bar 3', 'bar 4']);
  expect(lineOf(ready, 3)).toMatchObject({ firedAt: instant('09:00'), status: 'ready' });

  const other = three();
  const advanced = { orderId: other.order.id, status: 'completed' } as const;
  expect(doneIn(other.kitchen.do('order.advance', advanced))).toHaveLength(4);
});
