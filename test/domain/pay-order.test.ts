import { describe, expect, test } from 'vitest';
import { LIMITS } from '../../src/shared/limits.ts';
import { COUNTER_RULES } from '../support/counter-rules.ts';
import { lineOf, Till } from './till.ts';

const ANA = { id: '00000000-0000-7000-8000-00000000a0a0', name: 'Ana' };
const PAID_FIRST = {
  ...COUNTER_RULES,
  fireOn: { ...COUNTER_RULES.fireOn, counter: 'payment', dine_in: 'payment' },
} as const;

test('[PAY1] several payments by any methods add up, and none is above what is due', () => {
  const till = new Till({ person: ANA });
  const { id: orderId } = till.place();
  const first = till.do('payment.take', {
    orderId,
    method: 'card',
    amountCents: 900,
    authorisation: '004211',
  });
  expect(first.payments).toEqual([
    {
      id: expect.any(String),
      method: 'card',
      amountCents: 900,
      tenderedCents: null,
      changeCents: 0,
      authorisation: '004211',
      partId: null,
      at: till.context.at,
      shiftId: till.shift.id,
      by: ANA,
      refunds: [],
    },
  ]);
  expect(first.totals).toMatchObject({ totalCents: 1400, paidCents: 900, dueCents: 500 });
  expect(till.refused('payment.take', { orderId, method: 'pix', amountCents: 501 })).toMatchObject({
    code: 'amount_too_high',
    data: { maxCents: 500 },
  });
  expect(till.do('payment.take', { orderId, method: 'pix', amountCents: 500 })).toMatchObject({
    totals: { paidCents: 1400, dueCents: 0 },
    payments: [{ method: 'card' }, { method: 'pix', authorisation: null }],
  });
  expect(till.refused('payment.take', { orderId, method: 'cash', amountCents: 1 }).code).toBe(
    'change_not_possible',
  );
});

test('[PAY1] a part takes no more than it still owes, and only while the order is split like that', () => {
  const till = new Till();
  const { id: orderId } = till.place();
  const { split } = till.do('order.split', { orderId, by: 'amounts', amountsCents: [900] });
  const partId = split?.parts[0]?.id ?? '';
  const pay = { orderId, partId, method: 'cash', amountCents: 600 } as const;
  expect(till.do('payment.take', pay)).toMatchObject({
    split: {
      parts: [
        { amountCents: 900, paidCents: 600 },
        { amountCents: 500, paidCents: 0 },
      ],
    },
    payments: [{ partId }],
  });
  expect(till.refused('payment.take', pay)).toMatchObject({
    code: 'amount_too_high',
    data: { maxCents: 300 },
  });
  till.do('payment.take', { ...pay, amountCents: 200 });
  expect(till.refused('payment.take', pay)).toMatchObject({ data: { maxCents: 100 } });
  // Whoever pays without a part pays of the whole; then the part is bounded by what is due.
  till.pay(orderId, 550);
  expect(till.refused('payment.take', pay)).toMatchObject({ data: { maxCents: 50 } });
  till.do('order.split', { orderId, by: 'none' });
  expect(till.refused('payment.take', pay)).toMatchObject({
    code: 'not_found',
    data: { orderId },
  });
});

test('[PAY2] of cash it is noted what was handed over and what was given back', () => {
  const till = new Till();
  const { id: orderId } = till.place();
  const cash = (amountCents: number, tenderedCents?: number) =>
    till.do('payment.take', {
      orderId,
      method: 'cash',
      amountCents,
      ...(tenderedCents !== undefined && { tenderedCents }),
    }).payments;
  expect(cash(400, 2000).at(-1)).toMatchObject({ tenderedCents: 2000, changeCents: 1600 });
  expect(cash(1000).at(-1)).toMatchObject({ tenderedCents: 1000, changeCents: 0 });
  // The drawer keeps what was paid: the change went out of it again.
  expect(till.shift).toMatchObject({
    payments: { cash: { count: 2, cents: 1400 } },
    expectedCashCents: 11_400,
  });
});

test('[PAY2] less than the amount, or anything handed over beside cash, is no payment', () => {
  const till = new Till();
  const { id: orderId } = till.place();
  for (const [method, tenderedCents] of [
    ['cash', 999],
    ['card', 1000],
    ['pix', 2000],
  ] as const) {
    expect(
      till.refused('payment.take', { orderId, method, amountCents: 1000, tenderedCents }),
    ).toMatchObject({
      code: 'invalid_request',
      data: { issues: [{ path: 'tenderedCents', message: expect.any(String) }] },
    });
  }
});

test('[PAY12] more than 1,000.00 in change is not given: such an amount was mistyped, or scanned', () => {
  const till = new Till();
  const { id: orderId } = till.place();
  const pay = { orderId, method: 'cash', amountCents: 400 } as const;
  // Digits of a barcode, as a till that takes them for an amount would send them.
  for (const tenderedCents of [789_898_500, 100_401]) {
    expect(till.refused('payment.take', { ...pay, tenderedCents })).toMatchObject({
      code: 'amount_too_high',
      data: { maxCents: 100_400 },
    });
  }
  expect(till.shift.expectedCashCents).toBe(10_000);
  const { payments } = till.do('payment.take', { ...pay, tenderedCents: 100_400 });
  expect(payments).toMatchObject([{ amountCents: 400, changeCents: 100_000 }]);
});

test('[PAY3] what is given back stands beside the payment, which stays as it was', () => {
  const till = new Till({ person: ANA });
  const { id: orderId } = till.place();
  const payment = till.pay(orderId, 1400);
  const back = (amountCents: number, method?: 'pix') => ({
    orderId,
    paymentId: payment.id,
    amountCents,
    reason: 'veio frio',
    ...(method && { method }),
  });
  expect(till.do('payment.refund', back(500)).payments).toEqual([
    {
      ...payment,
      refunds: [
        {
          id: expect.any(String),
          method: 'cash',
          amountCents: 500,
          reason: 'veio frio',
          at: till.context.at,
          shiftId: till.shift.id,
          by: ANA,
        },
      ],
    },
  ]);
  expect(till.refused('payment.refund', back(901))).toMatchObject({
    code: 'amount_too_high',
    data: { maxCents: 900 },
  });
  expect(till.do('payment.refund', back(900, 'pix'))).toMatchObject({
    totals: { paidCents: 0, dueCents: 1400 },
    payments: [{ amountCents: 1400, refunds: [{ method: 'cash' }, { method: 'pix' }] }],
  });
  expect(till.shift).toMatchObject({
    refunds: { cash: { count: 1, cents: 500 }, pix: { count: 1, cents: 900 } },
    expectedCashCents: 10_000 + 1400 - 500,
  });
  const strange = till.pay(till.place().id, 100).id;
  expect(till.refused('payment.refund', { ...back(1), paymentId: strange })).toMatchObject({
    code: 'not_found',
    data: { orderId },
  });
});

test('[PAY3] giving back opens no split again', () => {
  const till = new Till();
  const { id: orderId } = till.place();
  const { split } = till.do('order.split', { orderId, by: 'people', people: 2 });
  const partId = split?.parts[0]?.id ?? '';
  const paid = till.do('payment.take', { orderId, partId, method: 'cash', amountCents: 700 });
  const paymentId = paid.payments[0]?.id ?? '';
  const back = till.do('payment.refund', { orderId, paymentId, amountCents: 700, reason: 'troca' });
  expect(back.split).toEqual(paid.split);
  expect(back.totals.dueCents).toBe(1400);
});

test('[PAY4] money goes into an open drawer or nowhere', () => {
  const till = new Till();
  const { id: orderId } = till.place();
  const { id: paymentId } = till.pay(orderId, 100);
  const { id: shiftId } = till.shift;
  const other = new Till({ deviceId: 'counter-2' }, till);
  till.run('shift.close', { counts: [], leaveUnpaid: true });
  for (const role of ['counter', 'admin'] as const) {
    till.context = { ...till.context, role };
    expect(till.refused('payment.take', { orderId, method: 'pix', amountCents: 1 }).code).toBe(
      'no_open_shift',
    );
    const back = { orderId, paymentId, amountCents: 1, reason: 'teste' };
    expect(till.refused('payment.refund', back).code).toBe('no_open_shift');
  }
  // Another counter takes it, into its own drawer.
  other.pay(orderId, 300);
  expect(till.state.order(orderId)?.payments).toMatchObject([
    { shiftId },
    { shiftId: other.shift.id },
  ]);
  expect(other.shift).toMatchObject({ payments: { cash: { count: 1, cents: 300 } } });
});

test('[ORD17] an order that is to be paid first is held, and the kitchen does not get it for asking', () => {
  const till = new Till({ rules: PAID_FIRST });
  const order = till.place();
  expect(order).toMatchObject({
    status: 'held',
    awaitsPayment: true,
    sentAt: null,
    lines: [{ ledger: [] }],
  });
  expect(till.refused('order.send', { orderId: order.id })).toMatchObject({
    code: 'payment_required',
    data: { dueCents: 1400 },
  });
  // Other services, other channels, and what costs nothing go at once.
  expect(till.place({ service: 'takeaway' }).status).toBe('pending');
  expect(till.place({ channel: 'online' })).toMatchObject({
    status: 'pending',
    awaitsPayment: false,
  });
  const free = { kind: 'percent', basisPoints: 10_000 } as const;
  expect(till.place({ discount: free })).toMatchObject({ status: 'pending', awaitsPayment: false });
  expect(till.place({ discount: free, hold: true })).toMatchObject({
    status: 'held',
    awaitsPayment: false,
  });
  expect(till.do('order.cancel', { orderId: order.id, reason: 'teste' }).awaitsPayment).toBe(false);
});

describe('[PAY5] the payment that settles an order that awaits it', () => {
  test.each([false, true])('sends it to the kitchen in the same decision (parked: %s)', (hold) => {
    const till = new Till({ rules: PAID_FIRST });
    const { id: orderId } = till.place({ hold });
    till.pay(orderId, 1399);
    expect(till.state.order(orderId)).toMatchObject({ status: 'held', awaitsPayment: true });
    const { events, order } = till.run('payment.take', {
      orderId,
      method: 'pix',
      amountCents: 1,
    });
    expect(events.map(({ type }) => type)).toEqual(['order.changed', 'shift.changed']);
    expect(order).toMatchObject({
      status: 'pending',
      awaitsPayment: false,
      sentAt: till.context.at,
      totals: { dueCents: 0 },
      lines: [{ ledger: [{ sent: 2 }] }],
    });
  });

  test('one that is only parked stays so, paid or not', () => {
    const till = new Till();
    const { id: orderId } = till.place({ hold: true });
    till.pay(orderId, 1400);
    expect(till.state.order(orderId)).toMatchObject({ status: 'held', sentAt: null });
  });

  test('one that is settled by costing less goes there as well, with what was paid of it', () => {
    const till = new Till({ rules: PAID_FIRST });
    const { id: orderId } = till.place();
    till.pay(orderId, 700);
    const sent = till.do('order.discount', { orderId, discount: { kind: 'amount', cents: 700 } });
    expect(sent).toMatchObject({
      status: 'pending',
      awaitsPayment: false,
      sentAt: till.context.at,
    });
    expect(sent.lines[0]?.ledger).toEqual([{ at: till.context.at, sent: 2 }]);
  });

  test('one that costs nothing any more and was not paid awaits nothing, and is sent by hand', () => {
    const till = new Till({ rules: PAID_FIRST });
    const { id: orderId } = till.place();
    const discount = { kind: 'percent', basisPoints: 10_000 } as const;
    expect(till.do('order.discount', { orderId, discount })).toMatchObject({
      status: 'held',
      awaitsPayment: false,
    });
    expect(till.do('order.discount', { orderId, discount: null }).awaitsPayment).toBe(true);
    till.do('order.discount', { orderId, discount });
    expect(till.do('order.send', { orderId })).toMatchObject({ status: 'pending' });
  });
});

test('[PAY6] neither payments nor refunds grow without end', () => {
  const till = new Till();
  const { id: orderId } = till.place();
  const { id: paymentId } = till.pay(orderId, LIMITS.payments + 1);
  const back = { orderId, paymentId, amountCents: 1, reason: 'teste' };
  for (let i = 0; i < LIMITS.payments; i += 1) till.do('payment.refund', back);
  expect(till.refused('payment.refund', back)).toMatchObject({
    code: 'too_many',
    data: { most: LIMITS.payments },
  });
  for (let i = 1; i < LIMITS.payments; i += 1) till.pay(orderId, 1);
  expect(till.refused('payment.take', { orderId, method: 'cash', amountCents: 1 })).toMatchObject({
    code: 'too_many',
    data: { most: LIMITS.payments },
  });
});

test('[PAY10] of a cancelled order nothing is due, and what was paid is to be given back', () => {
  const till = new Till();
  const { id: orderId } = till.place();
  till.do('order.split', { orderId, by: 'people', people: 2 });
  const { id: paymentId } = till.pay(orderId, 500);
  expect(till.do('order.cancel', { orderId, reason: 'teste' })).toMatchObject({
    totals: { totalCents: 1400, paidCents: 500, dueCents: -500 },
    allowedChanges: ['refund'],
    split: null,
  });
  const back = { orderId, paymentId, amountCents: 500, reason: 'teste' };
  expect(till.do('payment.refund', back)).toMatchObject({
    status: 'cancelled',
    totals: { paidCents: 0, dueCents: 0 },
    allowedChanges: [],
  });
});

test('[PAY10] what was taken off after it was paid is to be given back', () => {
  const till = new Till();
  const order = till.place();
  till.pay(order.id, 1400);
  const takeOff = [{ lineId: lineOf(order).id, quantity: 1, reasonId: 'spoiled' }];
  expect(till.do('order.change', { orderId: order.id, takeOff })).toMatchObject({
    totals: { totalCents: 700, dueCents: -700 },
    allowedChanges: ['edit', 'rush', 'discount', 'refund'],
  });
});
