import { expect, test } from 'vitest';
import type { Discount } from '../../src/shared/payment.ts';
import { COUNTER_RULES } from '../support/counter-rules.ts';
import { lineOf, Till } from './till.ts';

/** 39.90 and 7.00: what the orders here are made of. */
const LINES = [
  { itemId: 'pizza-margherita', quantity: 1 },
  { itemId: 'guarana', quantity: 1 },
];

test('[ORD15] discounts of lines, then of the order, then the charge for service, then what was paid', () => {
  const till = new Till();
  const order = till.place({
    lines: [
      { itemId: 'pizza-margherita', quantity: 1, discount: { kind: 'percent', basisPoints: 1250 } },
      { itemId: 'guarana', quantity: 3, discount: { kind: 'amount', cents: 100 } },
    ],
    service: 'dine_in',
    discount: { kind: 'percent', basisPoints: 500 },
  });
  // 39.90 × 12.5 % = 4.9875 → 4.99; (34.91 + 20.00) × 5 % = 2.7455 → 2.75; 52.16 × 10 % = 5.216 → 5.22.
  expect(order.lines).toMatchObject([{ discountCents: 499 }, { discountCents: 100 }]);
  expect(order.totals).toEqual({
    subtotalCents: 6090,
    discountCents: 499 + 100 + 275,
    serviceCents: 522,
    totalCents: 5738,
    paidCents: 0,
    dueCents: 5738,
  });
  const { id: paymentId } = till.pay(order.id, 5000);
  till.do('payment.refund', { orderId: order.id, paymentId, amountCents: 1, reason: 'teste' });
  expect(till.state.order(order.id)?.totals).toMatchObject({ paidCents: 4999, dueCents: 739 });
});

test('[ORD15] half a cent is rounded up', () => {
  const till = new Till();
  const discount = { kind: 'percent', basisPoints: 50 } as const;
  // 7.00 × 0.5 % = 3.5 cents.
  const { lines } = till.place({ lines: [{ itemId: 'guarana', quantity: 1, discount }] });
  expect(lines).toMatchObject([{ discountCents: 4 }]);
});

test('[ORD16] the counter charges for service at tables, unless told not to', () => {
  const till = new Till();
  const serviceCents = (data: Parameters<Till['place']>[0]) => till.place(data).totals.serviceCents;
  expect(serviceCents({ service: 'dine_in' })).toBe(140);
  expect(serviceCents({ service: 'dine_in', serviceCharge: false })).toBe(0);
  expect(serviceCents({ service: 'takeaway' })).toBe(0);
  expect(serviceCents({ service: 'dine_in', channel: 'online' })).toBe(0);
  till.context = {
    ...till.context,
    rules: { ...COUNTER_RULES, serviceChargeBasisPoints: 0 },
  };
  expect(till.place({ service: 'dine_in' }).serviceCharge).toBeNull();
});

test('[CHG10] a discount is given, replaced and taken off, on a line or on the whole order', () => {
  const till = new Till();
  const { id: orderId, ...placed } = till.place({ lines: LINES });
  const lineId = placed.lines[0]?.id;
  const give = (discount: Discount | null, on?: string) =>
    till.do('order.discount', { orderId, lineId: on, discount }).totals;
  expect(give({ kind: 'amount', cents: 990 }, lineId)).toMatchObject({ totalCents: 3700 });
  expect(give({ kind: 'percent', basisPoints: 1000 })).toMatchObject({
    discountCents: 990 + 370,
    totalCents: 3330,
  });
  // It is measured against what the lines leave, not against what the discount before it left.
  expect(give({ kind: 'amount', cents: 3700 })).toMatchObject({ totalCents: 0 });
  expect(give({ kind: 'amount', cents: 3699 })).toMatchObject({ totalCents: 1 });
  expect(give({ kind: 'amount', cents: 700 })).toMatchObject({ totalCents: 3000 });
  const again = till.run('order.discount', { orderId, discount: { kind: 'amount', cents: 700 } });
  expect(again.events).toEqual([]);
  expect(give(null, lineId)).toMatchObject({ totalCents: 3990 });
  expect(give(null)).toMatchObject({ discountCents: 0, totalCents: 4690 });
});

test('[CHG10] no discount is above what it is on', () => {
  const till = new Till();
  const { id: orderId, lines } = till.place({ lines: LINES });
  const discount = { kind: 'amount', cents: 4691 } as const;
  expect(till.refused('order.discount', { orderId, discount })).toMatchObject({
    code: 'amount_too_high',
    data: { maxCents: 4690 },
  });
  const lineId = lines[1]?.id;
  expect(
    till.refused('order.discount', { orderId, lineId, discount: { kind: 'amount', cents: 701 } }),
  ).toMatchObject({ code: 'amount_too_high', data: { maxCents: 700 } });
  till.do('order.discount', { orderId, lineId, discount: { kind: 'amount', cents: 700 } });
  expect(till.refused('order.discount', { orderId, discount })).toMatchObject({
    data: { maxCents: 3990 },
  });
  const strange = lineOf(till.place()).id;
  expect(till.refused('order.discount', { orderId, lineId: strange, discount })).toMatchObject({
    code: 'not_found',
    data: { orderId, lineId: strange },
  });
  // The same at the placing.
  for (const data of [
    { lines: LINES, discount },
    { lines: [{ itemId: 'guarana', quantity: 1, discount }] },
  ]) {
    expect(till.refused('order.place', data).code).toBe('amount_too_high');
  }
});

test('[CHG10] what a discount comes to shrinks with what it is on, and grows back with it', () => {
  const till = new Till();
  const order = till.place({
    lines: [
      { itemId: 'guarana', quantity: 4, discount: { kind: 'percent', basisPoints: 1000 } },
      { itemId: 'guarana', quantity: 2, discount: { kind: 'amount', cents: 1000 } },
    ],
    discount: { kind: 'amount', cents: 2000 },
  });
  expect(order.totals.totalCents).toBe(4 * 630 + 400 - 2000);
  const off = (index: number, quantity: number) => ({
    lineId: lineOf(order, index).id,
    quantity,
    reasonId: 'mistyped',
  });
  const less = till.do('order.change', { orderId: order.id, takeOff: [off(0, 3), off(1, 1)] });
  expect(less.lines).toMatchObject([{ discountCents: 70 }, { discountCents: 700 }]);
  // 6.30 are left: the discount of 20.00 comes to no more.
  expect(less.totals).toMatchObject({ subtotalCents: 1400, discountCents: 1400, totalCents: 0 });
  const more = till.do('order.change', {
    orderId: order.id,
    add: [{ itemId: 'pizza-margherita', quantity: 1 }],
  });
  expect(more.totals.totalCents).toBe(630 + 3990 - 2000);
});

test('[ORD16] [ORD17] what programs and the owner’s tools order bears no charge and waits for no payment', () => {
  const fireOn = { ...COUNTER_RULES.fireOn, dine_in: 'payment' } as const;
  for (const role of ['admin', 'integration'] as const) {
    const till = new Till({ rules: { ...COUNTER_RULES, fireOn } });
    till.context = { ...till.context, role, deviceId: 'program-1' };
    expect(till.place({ channel: 'counter', service: 'dine_in' })).toMatchObject({
      status: 'pending',
      serviceCharge: null,
      awaitsPayment: false,
      totals: { serviceCents: 0, totalCents: 1400 },
    });
  }
});

test('[CHG10] what is added under a discount that a manager had to allow is asked for again', () => {
  const rules = { ...COUNTER_RULES, managerFor: ['discount'] } as const;
  const till = new Till({ rules: { ...rules, managerFor: [...rules.managerFor] } });
  const { id: orderId } = till.place({ discount: { kind: 'percent', basisPoints: 10_000 } });
  till.context = { ...till.context, hasAuthority: false };
  const add = [{ itemId: 'guarana', quantity: 1 }];
  expect(till.refused('order.change', { orderId, add })).toMatchObject({
    code: 'approval_required',
    data: { action: 'discount' },
  });
  expect(till.do('order.change', { orderId, table: '4' }).table).toBe('4');
});

test('[CHG11] the charge for service is waived, put back, and given to who was waited on at the bar', () => {
  const till = new Till();
  const atTable = till.place({ service: 'dine_in' }).id;
  const charge = (orderId: string, charged: boolean) =>
    till.run('order.service_charge', { orderId, charged });
  expect(charge(atTable, true).events).toEqual([]);
  expect(charge(atTable, false).order).toMatchObject({
    serviceCharge: { basisPoints: 1000, waived: true },
    totals: { serviceCents: 0, totalCents: 1400 },
  });
  expect(charge(atTable, false).events).toEqual([]);
  expect(charge(atTable, true).order).toMatchObject({ totals: { totalCents: 1540 } });

  const atBar = till.place().id;
  expect(charge(atBar, false).events).toEqual([]);
  expect(charge(atBar, true).order).toMatchObject({
    serviceCharge: { basisPoints: 1000, waived: false },
    totals: { totalCents: 1540 },
  });
  const online = till.place({ channel: 'online' }).id;
  expect(till.refused('order.service_charge', { orderId: online, charged: true }).code).toBe(
    'change_not_possible',
  );
  till.context = {
    ...till.context,
    rules: { ...COUNTER_RULES, serviceChargeBasisPoints: 0 },
  };
  const free = till.place().id;
  expect(till.refused('order.service_charge', { orderId: free, charged: true }).code).toBe(
    'change_not_possible',
  );
});

test('[CHG13] a receipt changes nothing of the order, and is had of what was sent and not cancelled', () => {
  const till = new Till();
  const order = till.place();
  const ask = (orderId: string) => ({ orderId, email: 'ana@example.com' });
  expect(till.run('order.receipt', ask(order.id))).toEqual({
    ok: true,
    events: [],
    order,
    receipt: { email: 'ana@example.com', language: null },
  });
  expect(till.run('order.receipt', { ...ask(order.id), language: 'es' }).receipt).toMatchObject({
    language: 'es',
  });
  till.do('order.advance', { orderId: order.id, status: 'completed' });
  expect(till.run('order.receipt', ask(order.id)).receipt).toBeDefined();
  const held = till.place({ hold: true });
  expect(till.refused('order.receipt', ask(held.id)).code).toBe('change_not_possible');
  till.do('order.cancel', { orderId: held.id, reason: 'teste' });
  expect(till.refused('order.receipt', ask(held.id)).code).toBe('change_not_possible');
});
