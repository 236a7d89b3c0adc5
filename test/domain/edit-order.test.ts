import { describe, expect, test } from 'vitest';
import { LIMITS } from '../../src/shared/limits.ts';
import { mailIntent } from '../../src/main/domain/mail-intent.ts';
import { COUNTER_RULES } from '../support/counter-rules.ts';
import { CALZONE, DRINK, Kitchen } from './kitchen.ts';
import { lineOf, Till } from './till.ts';

const ANA = { id: '00000000-0000-7000-8000-00000000a0a0', name: 'Ana' };

test('[CHG1] one command changes lines and details in one new version, with one event for the order', () => {
  const till = new Till();
  till.state.stock.set('guarana', 10);
  const before = till.place({ customer: { name: 'Bia' }, note: 'sem pressa', table: '4' });
  const { events, order } = till.run('order.change', {
    orderId: before.id,
    add: [{ itemId: 'pizza-margherita', quantity: 1, note: 'sem manjericão' }],
    takeOff: [{ lineId: lineOf(before).id, quantity: 1, reasonId: 'mistyped' }],
    customer: { name: 'Caio', phone: '' },
    table: '',
    dueAt: '2026-11-20T20:30:00Z',
  });
  expect(events.map(({ type }) => type)).toEqual([
    'order.changed',
    'stock.changed',
    'shift.changed',
  ]);
  expect(order).toMatchObject({
    version: before.version + 1,
    customer: { name: 'Caio', email: null, phone: null, language: null },
    table: null,
    note: 'sem pressa',
    dueAt: '2026-11-20T20:30:00.000Z',
    service: 'counter',
    lines: [
      { id: lineOf(before).id, quantity: 1, totalCents: 700 },
      { itemId: 'pizza-margherita', quantity: 1, note: 'sem manjericão', status: 'pending' },
    ],
    totals: { totalCents: 700 + 3990, dueCents: 700 + 3990 },
  });
});

test('[CHG1] null and blank mean none, absent means as it was, and what is so already is no change', () => {
  const till = new Till();
  const before = till.place({ customer: { name: 'Bia' }, note: 'sem pressa', table: '4' });
  const orderId = before.id;
  expect(
    till.run('order.change', {
      orderId,
      customer: { name: 'Bia' },
      note: 'sem pressa',
      table: '4',
    }),
  ).toEqual({ ok: true, events: [], order: before });
  expect(till.run('order.change', { orderId, add: [], takeOff: [] }).events).toEqual([]);
  expect(till.do('order.change', { orderId, customer: null, note: null })).toMatchObject({
    customer: null,
    note: null,
    table: '4',
  });
});

test('[CHG1] when one part of a change cannot be, none of it happens', () => {
  const till = new Till();
  till.state.stock.set('guarana', 2);
  const before = till.place();
  const refusal = till.refused('order.change', {
    orderId: before.id,
    note: 'já vai',
    takeOff: [{ lineId: lineOf(before).id, quantity: 1, reasonId: 'spoiled' }],
    add: [{ itemId: 'guarana', quantity: 1 }],
  });
  expect(refusal).toMatchObject({
    code: 'out_of_stock',
    data: { items: [{ itemId: 'guarana', requested: 1, available: 0 }] },
  });
  expect(till.state.order(before.id)).toBe(before);
  expect(till.state.available('guarana')).toBe(0);
});

test('[CHG2] what the kitchen was told is taken off in the ledger, with reason and person, and never edited', () => {
  const till = new Till({ person: ANA });
  const before = till.place({ lines: [{ itemId: 'guarana', quantity: 3 }] });
  const at = till.context.at;
  expect(lineOf(before).ledger).toEqual([{ at, sent: 3 }]);
  const lineId = lineOf(before).id;
  const orderId = before.id;
  const more = till.do('order.change', {
    orderId,
    add: [{ itemId: 'guarana', quantity: 1 }],
    takeOff: [
      { lineId, quantity: 1, reasonId: 'mistyped' },
      { lineId, quantity: 2, reasonId: 'spoiled' },
    ],
  });
  expect(more.lines).toHaveLength(2);
  expect(lineOf(more)).toMatchObject({
    id: lineId,
    quantity: 0,
    status: 'cancelled',
    totalCents: 0,
    ledger: [
      { at, sent: 3 },
      {
        at,
        sent: -1,
        reasonId: 'mistyped',
        reason: 'Erro de digitação',
        restocked: 0,
        by: ANA,
      },
      { at, sent: -2, reasonId: 'spoiled', reason: 'Preparo perdido', restocked: 0, by: ANA },
    ],
  });
  // The same dish again is a line of its own: the kitchen gets the difference.
  expect(lineOf(more, 1)).toMatchObject({
    itemId: 'guarana',
    quantity: 1,
    ledger: [{ at, sent: 1, by: ANA }],
  });
});

test('[CHG3] without one of the reasons nothing that the kitchen knows of goes; of a held order all goes freely', () => {
  const till = new Till();
  const sent = till.place();
  const lineId = lineOf(sent).id;
  for (const reasonId of [undefined, 'whim']) {
    expect(
      till.refused('order.change', {
        orderId: sent.id,
        takeOff: [{ lineId, quantity: 1, ...(reasonId && { reasonId }) }],
      }),
    ).toMatchObject({ code: 'reason_required', data: { reasonIds: ['mistyped', 'spoiled'] } });
  }

  const held = till.place({
    hold: true,
    lines: [
      { itemId: 'guarana', quantity: 2 },
      { itemId: 'pizza-margherita', quantity: 2 },
    ],
  });
  const changed = till.do('order.change', {
    orderId: held.id,
    takeOff: [
      { lineId: lineOf(held, 0).id, quantity: 2 },
      { lineId: lineOf(held, 1).id, quantity: 1 },
    ],
    add: [{ itemId: 'guarana', quantity: 1 }],
  });
  expect(changed.lines).toMatchObject([
    { id: lineOf(held, 1).id, quantity: 1, ledger: [] },
    { itemId: 'guarana', quantity: 1, ledger: [] },
  ]);
  // The kitchen hears of it once it is sent, and of what it is then.
  expect(till.do('order.send', { orderId: held.id }).lines).toMatchObject([
    { quantity: 1, ledger: [{ sent: 1 }] },
    { quantity: 1, ledger: [{ sent: 1 }] },
  ]);
});

test('[CHG4] no line gives more units than it has, and no other line than the order’s own', () => {
  const till = new Till();
  const order = till.place();
  const off = (lineId: string, quantity: number) =>
    till.refused('order.change', {
      orderId: order.id,
      takeOff: [{ lineId, quantity, reasonId: 'mistyped' }],
    });
  const lineId = lineOf(order).id;
  expect(off(lineId, 3)).toMatchObject({ code: 'too_many_units', data: { lineId, quantity: 2 } });
  const strange = lineOf(till.place()).id;
  expect(off(strange, 1)).toMatchObject({
    code: 'not_found',
    data: { orderId: order.id, lineId: strange },
  });
  expect(
    till.refused('order.change', {
      orderId: order.id,
      takeOff: [
        { lineId, quantity: 1, reasonId: 'mistyped' },
        { lineId, quantity: 2, reasonId: 'mistyped' },
      ],
    }).code,
  ).toBe('too_many_units');
});

test('[CHG5] an order is not emptied but cancelled', () => {
  const till = new Till();
  for (const hold of [true, false]) {
    const order = till.place({ hold });
    const takeOff = [{ lineId: lineOf(order).id, quantity: 2, reasonId: 'mistyped' }];
    expect(till.refused('order.change', { orderId: order.id, takeOff })).toMatchObject({
      code: 'nothing_left',
      data: { orderId: order.id },
    });
    // With something else in its place it is another order, not none.
    const add = [{ itemId: 'pizza-margherita', quantity: 1 }];
    expect(till.do('order.change', { orderId: order.id, takeOff, add }).totals).toMatchObject({
      totalCents: 3990,
    });
  }
});

describe('[CHG6] adding to an order that is ready', () => {
  test('brings it back to the kitchen, with what was done still done, and withdraws its e-mail', () => {
    const till = new Till();
    const placed = till.place({ customer: { email: 'ana@example.com' } });
    const orderId = placed.id;
    const ready = till.do('order.advance', { orderId, status: 'ready' });
    const back = till.do('order.change', {
      orderId,
      add: [{ itemId: 'pizza-margherita', quantity: 1 }],
    });
    expect(back).toMatchObject({
      status: 'preparing',
      readyAt: null,
      recalled: false,
      readiness: 1,
      startedAt: ready.startedAt,
      lines: [{ status: 'ready' }, { status: 'pending' }],
    });
    expect(mailIntent(ready, back)).toBe('withdraw');
    const again = till.do('line.bump', { orderId, lineId: lineOf(back, 1).id });
    expect(again).toMatchObject({ status: 'ready', readiness: 2 });
    expect(mailIntent(back, again)).toBe('queue');
  });

  test('brings it back with what each station made, also for a course that waits', () => {
    const kitchen = new Kitchen();
    const { id: orderId } = kitchen.place({ lines: [CALZONE] });
    const ready = kitchen.do('order.advance', { orderId, status: 'ready' });
    const add = [{ ...DRINK, course: 2 }];
    const back = kitchen.do('order.change', { orderId, add });
    expect(back).toMatchObject({ status: 'preparing', readyAt: null, recalled: false });
    expect(lineOf(back)).toEqual(lineOf(ready));
    expect(lineOf(back, 1)).toMatchObject({ status: 'pending', firedAt: null });
  });

  test('is no reason to begin anew for one that is pending', () => {
    const till = new Till();
    const { id: orderId } = till.place();
    const more = till.do('order.change', { orderId, add: [{ itemId: 'guarana', quantity: 1 }] });
    expect(more).toMatchObject({ status: 'pending', startedAt: null });
  });
});

test('[CHG7] when all that is left is done the order is ready, as with the last bump', () => {
  const till = new Till();
  const placed = till.place({
    lines: [
      { itemId: 'guarana', quantity: 1 },
      { itemId: 'pizza-margherita', quantity: 1 },
    ],
    customer: { email: 'ana@example.com' },
  });
  const orderId = placed.id;
  till.do('line.bump', { orderId, lineId: lineOf(placed, 0).id });
  const lineId = lineOf(placed, 1).id;
  const ready = till.do('order.change', {
    orderId,
    takeOff: [{ lineId, quantity: 1, reasonId: 'spoiled' }],
  });
  expect(ready).toMatchObject({
    status: 'ready',
    readyAt: till.context.at,
    readiness: 1,
    lines: [{ status: 'ready' }, { status: 'cancelled', quantity: 0 }],
  });
  // Taking off one of what is ready leaves it ready: nobody is told a second time.
  const twice = till.place({
    lines: [
      { itemId: 'guarana', quantity: 2 },
      { itemId: 'pizza-margherita', quantity: 1 },
    ],
  });
  till.do('order.advance', { orderId: twice.id, status: 'ready' });
  expect(
    till.do('order.change', {
      orderId: twice.id,
      takeOff: [{ lineId: lineOf(twice).id, quantity: 1, reasonId: 'spoiled' }],
    }),
  ).toMatchObject({ status: 'ready', readiness: 1 });
});

test('[CHG7] a line that was taken off is passed over from then on', () => {
  const till = new Till();
  const placed = till.place({
    lines: [
      { itemId: 'guarana', quantity: 1 },
      { itemId: 'pizza-margherita', quantity: 1 },
    ],
  });
  const orderId = placed.id;
  const lineId = lineOf(placed, 0).id;
  till.do('order.change', { orderId, takeOff: [{ lineId, quantity: 1, reasonId: 'mistyped' }] });
  const gone = { id: lineId, quantity: 0, status: 'cancelled' };
  expect(till.run('line.bump', { orderId, lineId }).events).toEqual([]);
  expect(till.do('order.start', { orderId })).toMatchObject({
    lines: [gone, { status: 'preparing' }],
  });
  expect(till.run('line.recall', { orderId, lineId }).events).toEqual([]);
  // The other line is the last one there is to do.
  expect(till.do('line.bump', { orderId, lineId: lineOf(placed, 1).id })).toMatchObject({
    status: 'ready',
    lines: [gone, { status: 'ready' }],
  });
  expect(till.do('order.recall', { orderId })).toMatchObject({
    lines: [gone, { status: 'preparing' }],
  });
  expect(till.do('order.cancel', { orderId, reason: 'teste' })).toMatchObject({
    lines: [gone, { quantity: 1, status: 'cancelled' }],
  });
});

test('[CHG8] neither lines nor the changes of one line grow without end', () => {
  const till = new Till();
  const one = { itemId: 'guarana', quantity: 1 };
  const full = till.place({ lines: Array.from({ length: LIMITS.lines }, () => one) });
  expect(till.refused('order.change', { orderId: full.id, add: [one] })).toMatchObject({
    code: 'too_many',
    data: { most: LIMITS.lines },
  });
  const long = till.place({ lines: [{ itemId: 'guarana', quantity: 900 }] });
  const lineId = lineOf(long).id;
  const off = { lineId, quantity: 1, reasonId: 'mistyped' };
  const takeOff = Array.from({ length: LIMITS.lineChanges - 1 }, () => off);
  const worn = till.do('order.change', { orderId: long.id, takeOff });
  expect(lineOf(worn).ledger).toHaveLength(LIMITS.lineChanges);
  expect(till.refused('order.change', { orderId: long.id, takeOff: [off] })).toMatchObject({
    code: 'too_many',
    data: { most: LIMITS.lineChanges },
  });
});

test('[CHG9] another service has its own charge, and a charge that was waived stays waived', () => {
  const till = new Till();
  const { id: orderId } = till.place();
  const atTable = till.do('order.change', { orderId, service: 'dine_in', table: '7' });
  expect(atTable).toMatchObject({
    service: 'dine_in',
    serviceCharge: { basisPoints: 1000, waived: false },
    totals: { totalCents: 1540 },
  });
  till.do('order.service_charge', { orderId, charged: false });
  // Said again, it changes nothing: not even to the rate of today.
  till.context = {
    ...till.context,
    rules: { ...COUNTER_RULES, serviceChargeBasisPoints: 1200 },
  };
  expect(till.run('order.change', { orderId, service: 'dine_in' }).events).toEqual([]);
  expect(till.do('order.change', { orderId, service: 'takeaway' })).toMatchObject({
    serviceCharge: null,
    totals: { totalCents: 1400 },
  });

  const atBar = till.place().id;
  till.do('order.service_charge', { orderId: atBar, charged: true });
  till.do('order.service_charge', { orderId: atBar, charged: false });
  expect(till.do('order.change', { orderId: atBar, service: 'dine_in' })).toMatchObject({
    serviceCharge: { basisPoints: 1200, waived: true },
    totals: { totalCents: 1400 },
  });
  const waived = till.place({ service: 'dine_in', serviceCharge: false });
  expect(
    till.do('order.change', { orderId: waived.id, table: '9', note: 'aniversário' }),
  ).toMatchObject({ serviceCharge: { waived: true }, totals: { totalCents: 1400 } });
});

test('[CHG9] a held order waits for its payment, or not, by the service it has now', () => {
  const fireOn = { ...COUNTER_RULES.fireOn, takeaway: 'payment' } as const;
  const till = new Till({ rules: { ...COUNTER_RULES, fireOn } });
  const { id: orderId } = till.place({ service: 'takeaway' });
  const change = (service: 'takeaway' | 'counter') =>
    till.do('order.change', { orderId, service }).awaitsPayment;
  expect(change('counter')).toBe(false);
  expect(change('takeaway')).toBe(true);
  expect(till.refused('order.send', { orderId }).code).toBe('payment_required');
  expect(change('counter')).toBe(false);
  expect(till.do('order.send', { orderId }).status).toBe('pending');
});

test('[CHG12] a counter without an open shift adds nothing to an order; it may still take off and set right', () => {
  const till = new Till();
  const order = till.place();
  till.run('shift.close', { counts: [], leaveUnpaid: true });
  const add = [{ itemId: 'guarana', quantity: 1 }];
  expect(till.refused('order.change', { orderId: order.id, add }).code).toBe('no_open_shift');
  const takeOff = [{ lineId: lineOf(order).id, quantity: 1, reasonId: 'mistyped' }];
  expect(till.do('order.change', { orderId: order.id, takeOff, note: 'ok' })).toMatchObject({
    note: 'ok',
    lines: [{ quantity: 1 }],
  });
});
