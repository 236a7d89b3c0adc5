import { expect, test } from 'vitest';
import { commandSchemas } from '../../src/shared/commands.ts';
import { newId } from '../../src/shared/ids.ts';
import { LIMITS } from '../../src/shared/limits.ts';
import { lingers } from '../../src/shared/told.ts';
import type { Order } from '../../src/shared/order.ts';
import {
  awaited,
  CALZONE,
  confirmation,
  DRINK,
  instant,
  Kitchen,
  onTicket,
  PIZZA,
  taskOf,
} from './kitchen.ts';
import { lineOf } from './till.ts';

/** A pizza, three drinks and a calzone of both stations; what the displays of `seenBy` have had in view. */
function shown(...seenBy: string[]): { kitchen: Kitchen; order: Order } {
  const kitchen = new Kitchen().at('00:00');
  const order = kitchen.place({ lines: [PIZZA, DRINK, CALZONE] });
  if (seenBy.length > 0) kitchen.show(order, seenBy);
  return { kitchen, order };
}

test('[TKT5] a new order and one that was parked await nothing', () => {
  const { kitchen, order } = shown('oven', 'bar');
  expect(awaited(kitchen.now(order))).toEqual([]);
  const held = kitchen.place({ lines: [CALZONE, DRINK], hold: true });
  kitchen.takeOff(held, 1, 1);
  const sent = kitchen.do('order.send', { orderId: held.id });
  expect(sent.lines.flatMap(({ tasks }) => tasks.map(({ confirmed }) => confirmed))).toEqual([
    1, 1, 1,
  ]);
  expect(awaited(sent)).toEqual([]);
});

test('[TKT5] what is taken off awaits each station of the line, and no other', () => {
  const { kitchen, order } = shown('oven', 'bar');
  expect(awaited(kitchen.takeOff(order, 1, 1))).toEqual(['bar 1']);
  expect(awaited(kitchen.takeOff(order, 2, 1))).toEqual(['bar 1', 'oven 2', 'bar 2']);
});

test('[TKT5] what is added awaits all its stations once the order was in view anywhere, and none before', () => {
  const add = [PIZZA, DRINK, CALZONE];
  const seen = shown('bar');
  const more = seen.kitchen.do('order.change', { orderId: seen.order.id, add });
  expect(awaited(more)).toEqual(['oven 3', 'bar 4', 'oven 5', 'bar 5']);
  const unseen = shown();
  const whole = unseen.kitchen.do('order.change', { orderId: unseen.order.id, add });
  expect(awaited(whole)).toEqual([]);
});

test('[TKT5] a station that had nothing of it in view takes note of nothing: it sees what is left', () => {
  const { kitchen, order } = shown('bar');
  expect(awaited(kitchen.takeOff(order, 2, 1))).toEqual(['bar 2']);
  kitchen.takeOff(order, 0, 1);
  expect(awaited(kitchen.now(order))).toEqual(['bar 2']);
  // Shown to the oven only now, as it is.
  expect(kitchen.show(order, ['oven'])).toBe(0);
  expect(awaited(kitchen.now(order))).toEqual(['bar 2']);
});

test('[TKT5] where no display shows orders nothing awaits anybody, however far a program has brought them', () => {
  for (const way of [[], ['order.start'], ['order.start', 'order.ready']] as const) {
    const { kitchen, order } = shown();
    for (const step of way) kitchen.do(step, { orderId: order.id });
    kitchen.takeOff(order, 1, 1);
    kitchen.do('order.change', { orderId: order.id, add: [DRINK] });
    expect(awaited(kitchen.now(order))).toEqual([]);
    const gone = kitchen.cancel(order);
    expect(awaited(gone)).toEqual([]);
    expect(lingers(gone)).toBe(false);
  }
});

test('[TKT5] an addition that is corrected before anybody saw it is still an addition; taken off whole it is nothing', () => {
  const { kitchen, order } = shown('bar');
  kitchen.do('order.change', { orderId: order.id, add: [DRINK] });
  expect(awaited(kitchen.takeOff(kitchen.now(order), 3, 1))).toEqual(['bar 3']);
  expect(awaited(kitchen.takeOff(kitchen.now(order), 3, 2))).toEqual([]);
});

test('[TKT5] who makes a line has taken note that it is there, and of nothing else', () => {
  const { kitchen, order } = shown('oven', 'bar');
  kitchen.do('order.change', { orderId: order.id, add: [CALZONE] });
  expect(awaited(kitchen.bump(kitchen.now(order), [3], ['oven']))).toEqual(['bar 3']);
  kitchen.takeOff(order, 1, 1);
  expect(awaited(kitchen.bump(order, [1]))).toEqual(['bar 1', 'bar 3']);
});

test('[TKT5] a line that was made awaits its station when it is taken off after that', () => {
  const { kitchen, order } = shown('oven', 'bar');
  kitchen.bump(order, [0, 1, 2]);
  const ready = kitchen.takeOff(order, 1, 2);
  expect(ready.status).toBe('ready');
  expect(awaited(ready)).toEqual(['bar 1']);
});

test('[TKT5] who begins or makes a line has had it in view, whether his display has said so or not', () => {
  const begin = (kitchen: Kitchen, order: Order) => {
    kitchen.do('ticket.start', onTicket(order, [2], ['oven']));
  };
  const make = (kitchen: Kitchen, order: Order) => kitchen.bump(order, [2], ['oven']);
  for (const work of [begin, make]) {
    const { kitchen, order } = shown();
    work(kitchen.at('01:00'), order);
    const worked = kitchen.now(order);
    expect(worked.shownAt).toBe(instant('01:00'));
    const seen = worked.lines.flatMap(({ tasks }) => tasks.map(({ shownAt }) => shownAt));
    expect(seen).toEqual([null, null, instant('01:00'), null]);
    const gone = kitchen.at('02:00').cancel(order);
    expect(awaited(gone)).toEqual(['oven 2']);
    expect(lingers(gone)).toBe(true);
  }
  const { kitchen, order } = shown('oven', 'bar');
  expect(taskOf(kitchen.at('01:00').bump(order, [0]), 0, 'oven').shownAt).toBe(instant('00:00'));
});

test('[TKT6] a station confirms for itself, once; said again it changes nothing', () => {
  const { kitchen, order } = shown('oven', 'bar');
  const changed = kitchen.takeOff(order, 2, 1);
  const once = kitchen.confirm(changed, ['oven']);
  expect(awaited(once)).toEqual(['bar 2']);
  expect(once.version).toBe(changed.version + 1);
  expect(kitchen.run('ticket.confirm', confirmation(changed, ['oven', 'oven']))).toEqual({
    ok: true,
    events: [],
    order: once,
  });
  // Without stations it speaks for all, as an expediter does.
  expect(awaited(kitchen.confirm(changed))).toEqual([]);
  expect(kitchen.run('ticket.confirm', confirmation(changed)).events).toEqual([]);
});

test('[TKT6] it covers what the cook had before him, and no change that came while it was on its way', () => {
  const { kitchen, order } = shown('oven', 'bar');
  const first = kitchen.takeOff(order, 1, 1);
  kitchen.takeOff(order, 1, 1);
  const confirmed = kitchen.confirm(first, ['bar']);
  expect(taskOf(confirmed, 1, 'bar').confirmed).toBe(2);
  expect(awaited(confirmed)).toEqual(['bar 1']);
  // One that comes late takes nothing back.
  const all = kitchen.confirm(confirmed, ['bar']);
  expect(awaited(all)).toEqual([]);
  expect(kitchen.run('ticket.confirm', confirmation(first, ['bar'])).events).toEqual([]);
  expect(kitchen.now(order)).toBe(all);
});

test('[TKT6] nothing is confirmed before it was told, nor for lines and stations that are not named', () => {
  const { kitchen, order } = shown('oven', 'bar');
  const changed = kitchen.takeOff(kitchen.takeOff(order, 1, 1), 2, 1);
  const lineId = lineOf(changed, 1).id;
  const some = { orderId: order.id, lines: { [lineId]: 99 } };
  expect(kitchen.run('ticket.confirm', { ...some, stations: ['grill', 'oven'] }).events).toEqual(
    [],
  );
  const confirmed = kitchen.do('ticket.confirm', some);
  expect(taskOf(confirmed, 1, 'bar').confirmed).toBe(2);
  expect(awaited(confirmed)).toEqual(['oven 2', 'bar 2']);
  expect(awaited(kitchen.takeOff(order, 1, 1))).toEqual(['bar 1', 'oven 2', 'bar 2']);
});

test('[TKT6] it is of one line at least, and of no more than an order can have', () => {
  const linesOf = (count: number) =>
    Object.fromEntries(Array.from({ length: count }, () => [newId(), 1]));
  const schema = commandSchemas['ticket.confirm'];
  const isTaken = (count: number) =>
    schema.safeParse({ orderId: newId(), lines: linesOf(count) }).success;
  expect([0, 1, LIMITS.lines, LIMITS.lines + 1].map(isTaken)).toEqual([false, true, true, false]);
});

test('[TKT6] of an order that is handed over or parked there is nothing to confirm, and it is no error', () => {
  const { kitchen, order } = shown('oven', 'bar');
  kitchen.bump(order, [0, 1, 2]);
  const changed = kitchen.takeOff(order, 1, 1);
  const left = kitchen.do('order.complete', { orderId: order.id });
  expect(kitchen.run('ticket.confirm', confirmation(changed))).toEqual({
    ok: true,
    events: [],
    order: left,
  });
  const held = kitchen.place({ hold: true });
  const data = { orderId: held.id, lines: { [lineOf(held).id]: 1 } };
  expect(kitchen.run('ticket.confirm', data).events).toEqual([]);
});

test('[TKT7] a cancelled order lingers until each station that had it in view has confirmed it', () => {
  const { kitchen, order } = shown('oven', 'bar');
  kitchen.bump(order, [1]);
  const gone = kitchen.cancel(order);
  expect(awaited(gone)).toEqual(['oven 0', 'bar 1', 'oven 2', 'bar 2']);
  expect(lingers(gone)).toBe(true);
  const half = kitchen.confirm(gone, ['bar']);
  expect(half).toMatchObject({ status: 'cancelled', version: gone.version + 1 });
  expect(lingers(half)).toBe(true);
  const all = kitchen.confirm(half, ['oven']);
  expect(lingers(all)).toBe(false);
  // Without stations it is confirmed for all, also for one whose display is gone.
  const other = shown('oven', 'bar');
  expect(lingers(other.kitchen.confirm(other.kitchen.cancel(other.order)))).toBe(false);
  expect(kitchen.run('ticket.confirm', confirmation(gone, ['oven'])).events).toEqual([]);
});

test('[TKT7] a confirmation under way when the order was cancelled does not confirm the cancellation', () => {
  const { kitchen, order } = shown('bar');
  const changed = kitchen.takeOff(order, 1, 1);
  kitchen.cancel(order);
  const late = kitchen.confirm(changed, ['bar']);
  expect(awaited(late)).toEqual(['bar 1', 'bar 2']);
  expect(lingers(kitchen.confirm(late))).toBe(false);
});

test('[TKT7] one that no display has shown, or that was parked, leaves at once', () => {
  const { kitchen, order } = shown();
  expect(lingers(kitchen.cancel(order))).toBe(false);
  const held = kitchen.place({ lines: [PIZZA], hold: true });
  const parked = kitchen.cancel(held);
  expect(lingers(parked)).toBe(false);
  expect(taskOf(parked, 0, 'oven').confirmed).toBe(0);
  // Shown at the bar: the oven has nothing to note.
  const bar = shown('bar');
  expect(awaited(bar.kitchen.cancel(bar.order))).toEqual(['bar 1', 'bar 2']);
});

test('[TKT7] a station whose last line was taken off, and that took note of it, hears nothing of the cancellation', () => {
  const { kitchen, order } = shown('oven', 'bar');
  kitchen.takeOff(order, 1, 3);
  const noted = kitchen.confirm(kitchen.takeOff(order, 2, 1), ['bar']);
  expect(awaited(noted)).toEqual(['oven 2']);
  // The oven has not yet taken note that the calzone is off: one confirmation is for that and for the cancellation.
  const gone = kitchen.cancel(order);
  expect(awaited(gone)).toEqual(['oven 0', 'oven 2']);
  expect(lingers(kitchen.confirm(gone, ['oven']))).toBe(false);
});

test('[TKT7] a cancelled order that lingers can be confirmed, and nothing else', () => {
  const { kitchen, order } = shown('oven', 'bar');
  const gone = kitchen.cancel(order);
  const { id: orderId } = order;
  expect(gone).toMatchObject({ allowedActions: [], allowedChanges: [] });
  const lineIds = [lineOf(order).id];
  expect(kitchen.refused('ticket.bump', { orderId, lineIds }).code).toBe('illegal_transition');
  expect(kitchen.refused('ticket.recall', { orderId, lineIds }).code).toBe('illegal_transition');
  expect(kitchen.refused('order.rush', { orderId, rush: true }).code).toBe('change_not_possible');
  expect(kitchen.refused('order.fire', { orderId, course: 9 }).code).toBe('change_not_possible');
  expect(kitchen.show(order)).toBe(0);
});
