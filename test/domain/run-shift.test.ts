import { describe, expect, test } from 'vitest';
import { LIMITS } from '../../src/shared/limits.ts';
import { lineOf, Till } from './till.ts';

const ANA = { id: '00000000-0000-7000-8000-00000000a0a0', name: 'Ana' };
const BIA = { id: '00000000-0000-7000-8000-00000000b0b0', name: 'Bia' };
const NOBODYS = '00000000-0000-7000-8000-00000000ffff';
const NOTHING = { count: 0, cents: 0 };

test('[SHF1] each counter opens its own drawer, once, and shifts are numbered over the whole shop', () => {
  const till = new Till({ person: ANA });
  expect(till.shift).toEqual({
    id: expect.any(String),
    number: 1,
    status: 'open',
    deviceId: 'counter-1',
    deviceName: 'Balcão',
    openedAt: till.context.at,
    openedBy: ANA,
    floatCents: 10_000,
    movements: [],
    sales: { orders: 0, grossCents: 0, discountCents: 0, serviceCents: 0, totalCents: 0 },
    cancelled: NOTHING,
    voided: NOTHING,
    payments: { cash: NOTHING, card: NOTHING, pix: NOTHING },
    refunds: { cash: NOTHING, card: NOTHING, pix: NOTHING },
    expectedCashCents: 10_000,
    closedAt: null,
    closedBy: null,
    counts: [],
    countedCents: null,
    differenceCents: null,
    unpaid: { count: 0, cents: 0 },
    note: null,
    version: 1,
  });
  expect(till.refused('shift.open', { floatCents: 0 })).toMatchObject({
    code: 'shift_already_open',
    data: { shiftId: till.shift.id },
  });
  const other = new Till({ deviceId: 'counter-2', deviceName: 'Varanda' }, till);
  expect(other.shift).toMatchObject({ number: 2, deviceName: 'Varanda' });
  till.run('shift.close', { counts: [] });
  // The drawers of two counters have nothing to do with one another.
  expect(other.shift.status).toBe('open');
  const { shift } = till.run('shift.open', { floatCents: 0 });
  expect(shift).toMatchObject({ number: 3, deviceId: 'counter-1', floatCents: 0 });
});

test('[SHF1] without an open shift there is nothing to close, to put into or to take from', () => {
  const till = new Till();
  till.run('shift.close', { counts: [] });
  const cash = { amountCents: 100, reason: 'troco' };
  expect(till.refused('shift.close', { counts: [] }).code).toBe('no_open_shift');
  expect(till.refused('shift.cash_in', cash).code).toBe('no_open_shift');
  expect(till.refused('shift.cash_out', cash).code).toBe('no_open_shift');
});

test('[SHF2] a counter sells with an open shift; other roles and channels go on without one', () => {
  const till = new Till();
  expect(till.place().shiftId).toBe(till.shift.id);
  // A call on the phone that is typed at the counter is that counter's too.
  expect(till.place({ channel: 'phone' }).shiftId).toBe(till.shift.id);
  till.run('shift.close', { counts: [], leaveUnpaid: true });
  const lines = [{ itemId: 'guarana', quantity: 1 }];
  expect(till.refused('order.place', { lines }).code).toBe('no_open_shift');
  expect(till.refused('order.place_dish', { dish: 'Guaraná lata' }).code).toBe('no_open_shift');
  expect(till.place({ channel: 'phone' }).shiftId).toBeNull();
  expect(till.place({ channel: 'online' }).shiftId).toBeNull();
  for (const role of ['admin', 'integration'] as const) {
    till.context = { ...till.context, role };
    expect(till.place({ channel: 'counter' }).shiftId).toBeNull();
  }
});

test('[SHF3] cash goes in and out with a reason, and never more out than there should be', () => {
  const till = new Till({ person: ANA });
  till.run('shift.cash_in', { amountCents: 5000, reason: 'troco' });
  const out = (amountCents: number) => ({ amountCents, reason: 'cofre' });
  expect(till.refused('shift.cash_out', out(15_001))).toMatchObject({
    code: 'amount_too_high',
    data: { maxCents: 15_000 },
  });
  const { shift } = till.run('shift.cash_out', out(15_000));
  expect(shift).toMatchObject({
    expectedCashCents: 0,
    movements: [
      { kind: 'in', amountCents: 5000, reason: 'troco', at: till.context.at, by: ANA },
      { kind: 'out', amountCents: 15_000, reason: 'cofre' },
    ],
    version: 3,
  });
  for (let i = 2; i < LIMITS.cashMovements; i += 1) {
    till.run('shift.cash_in', { amountCents: 1, reason: 'troco' });
  }
  expect(till.refused('shift.cash_in', { amountCents: 1, reason: 'troco' })).toMatchObject({
    code: 'too_many',
    data: { most: LIMITS.cashMovements },
  });
});

test('[SHF3] a drawer gives back in cash what should be in it, and no more', () => {
  const till = new Till();
  const { id: orderId } = till.place();
  const { id: paymentId = '' } =
    till.do('payment.take', { orderId, method: 'pix', amountCents: 1400 }).payments[0] ?? {};
  till.run('shift.cash_out', { amountCents: 9_000, reason: 'cofre' });
  const back = { orderId, paymentId, method: 'cash', reason: 'teste' } as const;
  expect(till.refused('payment.refund', { ...back, amountCents: 1001 })).toMatchObject({
    code: 'amount_too_high',
    data: { maxCents: 1000 },
  });
  till.do('payment.refund', { ...back, amountCents: 1000 });
  expect(till.shift.expectedCashCents).toBe(0);
  till.do('payment.refund', { ...back, amountCents: 400, method: 'pix' });
});

test('[SHF4] payments and refunds are counted where and how they were made, and cash is expected by that', () => {
  const till = new Till();
  const other = new Till({ deviceId: 'counter-2' }, till);
  const { id: orderId } = till.place();
  const { id: paymentId } = till.pay(orderId, 1000);
  other.do('payment.take', { orderId, method: 'card', amountCents: 400 });
  other.do('payment.refund', { orderId, paymentId, amountCents: 300, reason: 'teste' });
  expect(till.shift).toMatchObject({
    payments: { cash: { count: 1, cents: 1000 }, card: NOTHING },
    refunds: { cash: NOTHING },
    expectedCashCents: 11_000,
  });
  expect(other.shift).toMatchObject({
    payments: { cash: NOTHING, card: { count: 1, cents: 400 } },
    refunds: { cash: { count: 1, cents: 300 } },
    expectedCashCents: 9700,
  });
});

describe('[SHF5] the sales of a shift', () => {
  test('are its orders as they are now', () => {
    const till = new Till();
    const other = new Till({ deviceId: 'counter-2' }, till);
    const order = till.place({ service: 'dine_in', lines: [{ itemId: 'guarana', quantity: 4 }] });
    till.place({ hold: true });
    expect(till.shift.sales).toEqual({
      orders: 2,
      grossCents: 2800 + 1400,
      discountCents: 0,
      serviceCents: 280,
      totalCents: 3080 + 1400,
    });
    const orderId = order.id;
    const takeOff = [{ lineId: lineOf(order).id, quantity: 1, reasonId: 'spoiled' }];
    // Whichever counter changes it, it stays the sale of the one that took it, while that is open.
    other.do('order.change', { orderId, takeOff });
    till.do('order.discount', { orderId, discount: { kind: 'amount', cents: 100 } });
    expect(till.shift).toMatchObject({
      sales: { orders: 2, grossCents: 3500, discountCents: 100, serviceCents: 200 },
      voided: { count: 1, cents: 700 },
    });
    till.do('order.cancel', { orderId, reason: 'teste' });
    expect(till.shift).toMatchObject({
      sales: { orders: 1, grossCents: 1400, discountCents: 0, serviceCents: 0, totalCents: 1400 },
      cancelled: { count: 1, cents: 2200 },
      voided: { count: 1, cents: 700 },
    });
    expect(other.shift.version).toBe(1);
  });

  test('do not move with what changes nothing of them', () => {
    const till = new Till();
    const { id: orderId } = till.place();
    const { version } = till.shift;
    till.do('order.change', { orderId, note: 'sem pressa' });
    till.do('order.split', { orderId, by: 'people', people: 2 });
    till.do('order.advance', { orderId, status: 'completed' });
    expect(till.shift.version).toBe(version);
  });

  test('voided units count before their discounts, and those of a held order not at all', () => {
    const till = new Till();
    const order = till.place({
      lines: [{ itemId: 'guarana', quantity: 4, discount: { kind: 'percent', basisPoints: 5000 } }],
    });
    const held = till.place({ hold: true });
    const off = (of: typeof order, quantity: number) => ({
      orderId: of.id,
      takeOff: [{ lineId: lineOf(of).id, quantity, reasonId: 'mistyped' }],
    });
    till.do('order.change', off(order, 3));
    till.do('order.change', off(held, 1));
    expect(till.shift.voided).toEqual({ count: 3, cents: 2100 });
  });
});

test('[SHF6] what was counted is put down by value, with its sum and the difference', () => {
  const till = new Till({ person: ANA });
  const { id: orderId } = till.place();
  till.pay(orderId, 1400);
  const { shift, events } = till.run('shift.close', {
    counts: [
      { valueCents: 100, count: 3 },
      { valueCents: 5000, count: 2 },
      { valueCents: 100, count: 4 },
      { valueCents: 25, count: 0 },
    ],
    note: 'faltou troco',
  });
  expect(shift).toMatchObject({
    status: 'closed',
    closedAt: till.context.at,
    closedBy: ANA,
    counts: [
      { valueCents: 5000, count: 2 },
      { valueCents: 100, count: 7 },
      { valueCents: 25, count: 0 },
    ],
    countedCents: 10_700,
    expectedCashCents: 11_400,
    differenceCents: -700,
    unpaid: NOTHING,
    note: 'faltou troco',
  });
  expect(events).toEqual([{ type: 'shift.changed', data: { shift } }]);
});

test('[SHF7] a shift is not closed over open orders that nobody paid, unless that is meant', () => {
  const till = new Till();
  const other = new Till({ deviceId: 'counter-2' }, till);
  const inPart = till.place().id;
  till.pay(inPart, 400);
  till.place({ hold: true });
  const paid = till.place().id;
  till.pay(paid, 1400);
  till.do('order.cancel', { orderId: till.place().id, reason: 'teste' });
  other.place();
  expect(till.refused('shift.close', { counts: [] })).toMatchObject({
    code: 'unpaid_orders',
    data: { count: 2, dueCents: 1000 + 1400 },
  });
  expect(till.shift.status).toBe('open');
  expect(till.run('shift.close', { counts: [], leaveUnpaid: true }).shift).toMatchObject({
    status: 'closed',
    unpaid: { count: 2, cents: 2400 },
  });
});

test('[SHF7] what was handed over without payment is not forgotten, and may be paid at another counter', () => {
  const till = new Till();
  const other = new Till({ deviceId: 'counter-2' }, till);
  const { id } = till.place();
  till.do('order.start', { orderId: id });
  till.do('order.ready', { orderId: id });
  till.do('order.complete', { orderId: id });
  expect(till.refused('shift.close', { counts: [] })).toMatchObject({
    data: { count: 1, dueCents: 1400 },
  });
  other.pay(id, 1000);
  expect(till.shift).toMatchObject({
    unpaid: { count: 1, cents: 400 },
    payments: { cash: NOTHING },
  });
  other.pay(id, 400);
  expect(till.shift.unpaid).toEqual(NOTHING);
  expect(other.shift).toMatchObject({ unpaid: NOTHING, payments: { cash: { cents: 1400 } } });
});

describe('[SHF9] a drawer is closed from another counter', () => {
  /** Two counters: the cashier at the second wants to close the drawer of the first. */
  function scene() {
    const gone = new Till({ person: ANA });
    const here = new Till({ deviceId: 'counter-2', deviceName: 'Varanda', person: BIA }, gone);
    const { id: shiftId } = gone.shift;
    const counts = [{ valueCents: 5000, count: 1 }];
    return { gone, here, data: { shiftId, counts } };
  }

  test('by a manager’s word, in the name of who closes, with the report as always', () => {
    const { gone, here, data } = scene();
    gone.pay(gone.place().id, 1400);
    const before = gone.shift;
    const { shift, events } = here.run('shift.close', data);
    expect(shift).toEqual({
      ...before,
      status: 'closed',
      closedAt: here.context.at,
      closedBy: BIA,
      counts: data.counts,
      countedCents: 5000,
      differenceCents: 5000 - 11_400,
      version: before.version + 1,
    });
    expect(events).toEqual([{ type: 'shift.changed', data: { shift } }]);
    // Neither drawer knows of the other.
    expect(here.shift).toMatchObject({ status: 'open', version: 1 });
    expect(gone.refused('shift.close', { counts: [] }).code).toBe('no_open_shift');
    expect(gone.run('shift.open', { floatCents: 0 }).shift).toMatchObject({ number: 3 });
  });

  test('whatever else the owner keeps for managers, and also where this counter’s own is closed', () => {
    const { here, data } = scene();
    here.strict([]);
    expect(here.refused('shift.close', data)).toMatchObject({
      code: 'approval_required',
      data: { action: 'drawer' },
    });
    // One's own takes nobody's word, also when it is named.
    const own = here.shift;
    expect(here.run('shift.close', { shiftId: own.id, counts: [] }).shift?.status).toBe('closed');
    expect(here.refused('shift.close', data).code).toBe('approval_required');
    here.context = { ...here.context, hasAuthority: true };
    expect(here.run('shift.close', data).shift).toMatchObject({ deviceId: 'counter-1' });
  });

  test('once, while it is open, and not over what is unpaid: for that nobody calls a manager', () => {
    const { gone, here, data } = scene();
    gone.place();
    here.strict([]);
    expect(here.refused('shift.close', data)).toMatchObject({
      code: 'unpaid_orders',
      data: { count: 1, dueCents: 1400 },
    });
    here.context = { ...here.context, hasAuthority: true };
    here.run('shift.close', { ...data, leaveUnpaid: true });
    here.strict([]);
    for (const shiftId of [data.shiftId, NOBODYS]) {
      expect(here.refused('shift.close', { ...data, shiftId })).toMatchObject({
        code: 'not_found',
        data: { shiftId },
      });
    }
  });
});

describe('[SHF8] after the closing', () => {
  test('the report stays, and later changes are money of the shift in which they are made', () => {
    const till = new Till();
    const cancelled = till.place();
    const changed = till.place();
    const { shift: closed } = till.run('shift.close', { counts: [], leaveUnpaid: true });
    const other = new Till({ deviceId: 'counter-2' }, till);
    const takeOff = [{ lineId: lineOf(changed).id, quantity: 1, reasonId: 'spoiled' }];
    other.do('order.change', { orderId: changed.id, takeOff });
    other.do('order.cancel', { orderId: cancelled.id, reason: 'teste' });
    other.pay(changed.id, 700);
    expect(other.shift).toMatchObject({
      sales: { orders: 0, grossCents: -2100, totalCents: -2100 },
      cancelled: { count: 1, cents: 1400 },
      voided: { count: 1, cents: 700 },
      payments: { cash: { count: 1, cents: 700 } },
    });
    // At a counter without an open shift it is in no report; nothing stands in its way.
    expect(till.run('order.discount', { orderId: changed.id, discount: null }).events).toEqual([]);
    const again = till.place({ channel: 'phone' });
    expect(till.run('order.cancel', { orderId: again.id, reason: 'teste' }).events).toMatchObject([
      { type: 'order.changed' },
    ]);
    expect(closed && till.state.shifts.get(closed.id)).toBe(closed);
  });

  test('an order that no shift took is in no report, but what is paid for it is', () => {
    const till = new Till();
    till.context = { ...till.context, role: 'integration', deviceId: 'site' };
    const [first, second] = [till.place(), till.place()];
    till.context = { ...till.context, role: 'counter', deviceId: 'counter-1' };
    till.do('order.cancel', { orderId: first.id, reason: 'teste' });
    till.do('order.discount', { orderId: second.id, discount: { kind: 'amount', cents: 400 } });
    till.pay(second.id, 1000);
    expect(till.shift).toMatchObject({
      sales: { orders: 0, grossCents: 0, discountCents: 0, totalCents: 0 },
      cancelled: NOTHING,
      payments: { cash: { count: 1, cents: 1000 } },
    });
  });
});
