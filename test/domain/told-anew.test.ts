import { expect, test } from 'vitest';
import { LIMITS } from '../../src/shared/limits.ts';
import type { Order } from '../../src/shared/order.ts';
import { awaited, CALZONE, DRINK, instant, Kitchen, PIZZA } from './kitchen.ts';
import { lineOf } from './till.ts';

/** A pizza, three drinks and a calzone of both stations; what the displays of `seenBy` have had in view. */
function shown(...seenBy: string[]): { kitchen: Kitchen; order: Order } {
  const kitchen = new Kitchen().at('00:00');
  const order = kitchen.place({ lines: [PIZZA, DRINK, CALZONE] });
  if (seenBy.length > 0) kitchen.show(order, seenBy);
  return { kitchen, order };
}

/** What the kitchen was told of each line after the order itself: units, or what of the order. */
function told({ lines }: Order) {
  return lines.map(({ ledger }) => ledger.slice(1).map(({ sent, details }) => details ?? sent));
}

test('[TKT16] another note, table, service or time is told with each line, and awaits who had it in view', () => {
  for (const [change, detail] of [
    [{ note: 'alergia: leite' }, 'note'],
    [{ table: '12' }, 'table'],
    [{ service: 'takeaway' }, 'service'],
    [{ dueAt: instant('59:00') }, 'due'],
  ] as const) {
    const { kitchen, order } = shown('bar');
    kitchen.at('01:00').do('order.change', { orderId: order.id, add: [DRINK] });
    kitchen.confirm(kitchen.now(order));
    kitchen.at('02:00').show(order, ['bar']);
    expect(kitchen.now(order).changeShownAt).toBe(instant('02:00'));
    const changed = kitchen.at('03:00').do('order.change', { orderId: order.id, ...change });
    expect(told(changed)).toEqual([[[detail]], [[detail]], [[detail]], [[detail]]]);
    expect(lineOf(changed).ledger.at(-1)).toMatchObject({ at: instant('03:00'), sent: 0 });
    expect(awaited(changed)).toEqual(['bar 1', 'bar 2', 'bar 3']);
    expect(changed.changeShownAt).toBeNull();
    expect(kitchen.at('04:00').show(order, ['bar'])).toBe(1);
    expect(kitchen.now(order).changeShownAt).toBe(instant('04:00'));
    expect(awaited(kitchen.confirm(changed, ['bar']))).toEqual([]);
  }
});

test('[TKT16] all that one command changes is told at once, what it adds and takes off for itself', () => {
  const { kitchen, order } = shown('oven', 'bar');
  const takeOff = [
    { lineId: lineOf(order, 0).id, quantity: 1, reasonId: 'mistyped' },
    { lineId: lineOf(order, 1).id, quantity: 1, reasonId: 'mistyped' },
  ];
  const data = { orderId: order.id, takeOff, add: [DRINK] };
  const { version } = kitchen.now(order);
  const changed = kitchen.do('order.change', { ...data, note: 'sem pressa', table: '7' });
  expect(changed.version).toBe(version + 1);
  const both = ['table', 'note'];
  // The pizza is gone, and what is new was never told otherwise.
  expect(told(changed)).toEqual([[-1], [-1, both], [both], []]);
  expect(awaited(changed)).toEqual(['oven 0', 'bar 1', 'oven 2', 'bar 2', 'bar 3']);
});

test('[TKT16] the kitchen is told nothing of what is no change, is parked, or is only the customer', () => {
  const { kitchen, order } = shown('bar');
  const customer = { name: 'Ana' };
  expect(told(kitchen.do('order.change', { orderId: order.id, customer, note: '' }))).toEqual([
    [],
    [],
    [],
  ]);
  const held = kitchen.place({ lines: [PIZZA], hold: true });
  kitchen.do('order.change', { orderId: held.id, note: 'alergia: leite' });
  expect(told(kitchen.do('order.send', { orderId: held.id }))).toEqual([[]]);
});

test('[TKT16] where nobody had the order in view nobody has to take note', () => {
  const { kitchen, order } = shown();
  const changed = kitchen.do('order.change', { orderId: order.id, note: 'alergia: leite' });
  expect(awaited(changed)).toEqual([]);
  expect(kitchen.show(order)).toBe(1);
  expect(awaited(kitchen.now(order))).toEqual([]);
});

test('[TKT16] [CHG8] a line that was changed as often as can be is told nothing more, and nothing changes', () => {
  const { kitchen, order } = shown('bar');
  for (let nth = 1; nth < LIMITS.lineChanges; nth += 1) {
    kitchen.do('order.change', { orderId: order.id, table: `mesa ${nth}` });
  }
  const worn = kitchen.now(order);
  expect(kitchen.refused('order.change', { orderId: order.id, table: '1' })).toMatchObject({
    code: 'too_many',
    data: { most: LIMITS.lineChanges },
  });
  expect(kitchen.now(order)).toBe(worn);
  const customer = { name: 'Ana' };
  expect(kitchen.do('order.change', { orderId: order.id, customer }).customer?.name).toBe('Ana');
});
