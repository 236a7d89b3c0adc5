import { expect, test } from 'vitest';
import { commandSchemas } from '../../src/shared/commands.ts';
import { Kitchen, PIZZA } from './kitchen.ts';

const AT_EIGHT = '2026-11-20T20:00:00.000Z';

test('[TKT8] an order is put before all others when it is placed or later, and back in its place', () => {
  const kitchen = new Kitchen();
  expect(kitchen.place().rush).toBe(false);
  const order = kitchen.place({ rush: true });
  expect(order.rush).toBe(true);
  const { id: orderId } = order;
  const calm = kitchen.do('order.rush', { orderId, rush: false });
  expect(calm).toMatchObject({ rush: false, version: order.version + 1 });
  expect(kitchen.run('order.rush', { orderId, rush: false })).toEqual({
    ok: true,
    events: [],
    order: calm,
  });
  expect(kitchen.do('order.rush', { orderId, rush: true }).rush).toBe(true);
});

test('[TKT8] a parked order can be rushed, one that is ready can not; called back it is what it was', () => {
  const kitchen = new Kitchen();
  const { id: orderId } = kitchen.place({ lines: [PIZZA], hold: true });
  expect(kitchen.do('order.rush', { orderId, rush: true }).rush).toBe(true);
  kitchen.do('order.send', { orderId });
  kitchen.do('order.advance', { orderId, status: 'ready' });
  expect(kitchen.refused('order.rush', { orderId, rush: false })).toMatchObject({
    code: 'change_not_possible',
    data: { from: 'ready' },
  });
  const back = kitchen.do('order.recall', { orderId });
  expect(back.rush).toBe(true);
  expect(kitchen.do('order.rush', { orderId, rush: false }).rush).toBe(false);
});

test('[TKT9] an order tells for when it was promised, to the millisecond; without, as soon as it can be', () => {
  const kitchen = new Kitchen();
  expect(kitchen.place().dueAt).toBeNull();
  expect(kitchen.place({ dueAt: null }).dueAt).toBeNull();
  for (const [given, kept] of [
    ['2026-11-20T20:00:00Z', AT_EIGHT],
    [AT_EIGHT, AT_EIGHT],
    ['2026-11-20T20:00:00.5Z', '2026-11-20T20:00:00.500Z'],
    ['2026-11-20T20:00:00.123456Z', '2026-11-20T20:00:00.123Z'],
  ] as const) {
    expect(commandSchemas['order.place'].shape.dueAt.safeParse(given).success).toBe(true);
    expect(kitchen.place({ dueAt: given }).dueAt).toBe(kept);
  }
  for (const wrong of ['20:00', '2026-11-20T20:00:00-03:00', '2026-02-30T20:00:00Z', '']) {
    expect(commandSchemas['order.place'].shape.dueAt.safeParse(wrong).success).toBe(false);
  }
});

test('[TKT9] what was promised can be promised anew while the order is in work', () => {
  const kitchen = new Kitchen();
  const order = kitchen.place({ dueAt: AT_EIGHT });
  const { id: orderId } = order;
  // Absent is as it was, and what is so already is no change.
  expect(kitchen.do('order.change', { orderId, table: '7' }).dueAt).toBe(AT_EIGHT);
  expect(kitchen.run('order.change', { orderId, dueAt: '2026-11-20T20:00:00Z' }).events).toEqual(
    [],
  );
  const later = '2026-11-20T21:00:00.000Z';
  expect(kitchen.do('order.change', { orderId, dueAt: later })).toMatchObject({
    dueAt: later,
    changeShownAt: null,
    lines: [{ ledger: [{ sent: 2 }, { details: ['table'] }, { sent: 0, details: ['due'] }] }],
  });
  expect(kitchen.do('order.change', { orderId, dueAt: null }).dueAt).toBeNull();
  kitchen.do('order.advance', { orderId, status: 'completed' });
  expect(kitchen.refused('order.change', { orderId, dueAt: later }).code).toBe(
    'change_not_possible',
  );
});
