import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { DomainEvent } from '../../src/shared/events.ts';
import { type Order, orderSchema } from '../../src/shared/order.ts';
import { PAYMENT_METHODS } from '../../src/shared/payment-methods.ts';
import { type Shift, shiftSchema } from '../../src/shared/shift.ts';
import { decide } from '../../src/main/domain/decide.ts';
import { openShift } from '../../src/main/domain/run-shift.ts';
import { allowedActions, allowedChanges } from '../../src/main/domain/transitions.ts';
import { SMALL_MENU } from '../support/broker.ts';
import { COUNTER_RULES } from '../support/counter-rules.ts';
import { countingContext, MemoryState } from '../support/memory-state.ts';
import { commandOf, step } from './money-steps.ts';

const RULES = {
  ...COUNTER_RULES,
  fireOn: { ...COUNTER_RULES.fireOn, takeaway: 'payment', dine_in: 'payment' },
} as const;

test('[PAY11] over any sequence of commands everything adds up, and a refusal changes nothing', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 80, size: 'max' }), (steps) => {
      const state = new MemoryState(SMALL_MENU);
      const base = { ...countingContext(), role: 'counter', rules: RULES } as const;
      const sales = new Map<string, Sales>();
      for (const deviceId of ['counter-0', 'counter-1']) {
        const opened = openShift(state, { floatCents: 5000 }, { ...base, deviceId });
        if (opened.ok) state.apply(opened.events);
      }
      for (const each of steps) {
        const context = { ...base, deviceId: `counter-${each.counter}` };
        const orders = [...state.orders.values()];
        const command = commandOf(each, orders, (id) => state.openShift(id), context.deviceId);
        if (!command) continue;
        const decision = decide(state, command, context);
        if (!decision.ok) continue;
        // What has been decided stays as it was: whoever writes to it later is caught at it.
        freeze(decision.events);
        for (const event of decision.events) {
          const shift = reportOf(event, state, context.deviceId);
          if (shift) count(sales, shift, event, state);
          state.apply([event]);
        }
        expect(kinds(decision.events)).toEqual([...new Set(kinds(decision.events))]);
      }
      for (const order of state.orders.values()) orderAddsUp(order);
      for (const shift of state.shifts.values()) shiftAddsUp(shift, state, sales.get(shift.id));
    }),
    { numRuns: 200 },
  );
});

/** What kinds of events one decision has; `order.advance` alone has one of the order for each step. */
function kinds(events: readonly DomainEvent[]): string[] {
  return events.map((event) => {
    if (event.type === 'order.changed') return `${event.type} ${event.data.order.version}`;
    // Of the drawer that takes the money, and of the one whose order it is for.
    return event.type === 'shift.changed' ? `${event.type} ${event.data.shift.id}` : event.type;
  });
}

function orderAddsUp(order: Order): void {
  expect(orderSchema.safeParse(order).error).toBeUndefined();
  const { lines, totals, payments, split, status } = order;
  // Every sum once more, in other words.
  const listed = lines.map(({ quantity, unitPriceCents, modifiers }) =>
    modifiers.reduce(
      (sum, { priceCents }) => sum + quantity * priceCents,
      quantity * unitPriceCents,
    ),
  );
  expect(lines.map(({ totalCents }) => totalCents)).toEqual(listed);
  for (const line of lines) {
    expect(line.discountCents).toBe(comesTo(line.discount, line.totalCents));
    const told = total(line.ledger.map(({ sent }) => sent));
    expect(told).toBe(order.sentAt === null ? 0 : line.quantity);
  }
  const onLines = total(lines.map(({ discountCents }) => discountCents));
  const discounted = total(listed) - onLines;
  const onOrder = comesTo(order.discount, discounted);
  const { serviceCharge } = order;
  const rate = serviceCharge && !serviceCharge.waived ? serviceCharge.basisPoints : 0;
  const service = halfUp((discounted - onOrder) * rate, 10_000);
  const paid = total(
    payments.map(
      ({ amountCents, refunds }) => amountCents - total(refunds.map((back) => back.amountCents)),
    ),
  );
  const whole = discounted - onOrder + service;
  expect(totals).toEqual({
    subtotalCents: total(listed),
    discountCents: onLines + onOrder,
    serviceCents: service,
    totalCents: whole,
    paidCents: paid,
    dueCents: (status === 'cancelled' ? 0 : whole) - paid,
  });
  expect(whole).toBeGreaterThanOrEqual(0);
  expect(paid).toBeGreaterThanOrEqual(0);
  for (const payment of payments) {
    expect(payment.amountCents).toBeGreaterThanOrEqual(
      total(payment.refunds.map(({ amountCents }) => amountCents)),
    );
  }
  expect(order.allowedActions).toEqual(allowedActions(status, order.awaitsPayment));
  expect(order.allowedChanges).toEqual(allowedChanges(order));
  expect(order.awaitsPayment).toBe(
    status === 'held' && RULES.fireOn[order.service] === 'payment' && totals.dueCents > 0,
  );
  if (!split) return;
  expect(status).not.toBe('cancelled');
  for (const { amountCents, paidCents } of split.parts) {
    expect(paidCents).toBeGreaterThanOrEqual(0);
    expect(paidCents).toBeLessThanOrEqual(amountCents);
  }
  const ids = new Set(split.parts.map(({ id }) => id));
  const ofParts = payments.filter(({ partId }) => partId !== null && ids.has(partId));
  expect(total(split.parts.map(({ paidCents }) => paidCents))).toBe(
    total(ofParts.map(({ amountCents }) => amountCents)),
  );
  const shared = total(split.parts.map(({ amountCents }) => amountCents));
  if (split.by === 'items') expect(shared).toBe(whole);
  else expect(shared).toBeLessThanOrEqual(whole);
}

interface Sales {
  orders: number;
  readonly cents: {
    grossCents: number;
    discountCents: number;
    serviceCents: number;
    totalCents: number;
  };
  cancelled: number;
  voided: number;
}

/** The shift whose report an event of an order belongs into. */
function reportOf(event: DomainEvent, state: MemoryState, deviceId: string): Shift | undefined {
  if (event.type !== 'order.placed' && event.type !== 'order.changed') return undefined;
  const { shiftId } = event.data.order;
  if (shiftId === null) return undefined;
  return state.shift(shiftId) ?? state.openShift(deviceId);
}

function count(
  sales: Map<string, Sales>,
  shift: Shift,
  event: DomainEvent,
  state: MemoryState,
): void {
  if (event.type !== 'order.placed' && event.type !== 'order.changed') return;
  const { order } = event.data;
  const was = state.order(order.id);
  const sum = sales.get(shift.id) ?? {
    orders: 0,
    cents: { grossCents: 0, discountCents: 0, serviceCents: 0, totalCents: 0 },
    cancelled: 0,
    voided: 0,
  };
  sales.set(shift.id, sum);
  for (const [sign, version] of [
    [-1, was],
    [1, order],
  ] as const) {
    if (!version || version.status === 'cancelled') continue;
    sum.cents.grossCents += sign * version.totals.subtotalCents;
    sum.cents.discountCents += sign * version.totals.discountCents;
    sum.cents.serviceCents += sign * version.totals.serviceCents;
    sum.cents.totalCents += sign * version.totals.totalCents;
    if (order.shiftId === shift.id) sum.orders += sign;
  }
  if (order.status === 'cancelled' && was?.status !== 'cancelled') sum.cancelled += 1;
  const offs = (version: Order | undefined) =>
    total(
      (version?.lines ?? []).flatMap(({ ledger }) => ledger.map(({ sent }) => Math.min(0, sent))),
    );
  sum.voided += offs(was) - offs(order);
}

function shiftAddsUp(shift: Shift, state: MemoryState, counted: Sales | undefined): void {
  if (shift.status === 'open') {
    const dues = [...state.orders.values()].flatMap(({ shiftId, status, totals }) =>
      shiftId === shift.id && status !== 'cancelled' && totals.dueCents > 0 ? totals.dueCents : [],
    );
    const cents = dues.reduce((sum, due) => sum + due, 0);
    expect(shift.unpaid).toEqual({ count: dues.length, cents });
  }
  expect(shiftSchema.safeParse(shift).error).toBeUndefined();
  const payments = [...state.orders.values()].flatMap((order) => order.payments);
  const refunds = payments.flatMap((payment) => payment.refunds);
  for (const method of PAYMENT_METHODS) {
    for (const [tallies, made] of [
      [shift.payments, payments],
      [shift.refunds, refunds],
    ] as const) {
      const here = made.filter((each) => each.method === method && each.shiftId === shift.id);
      expect(tallies[method]).toEqual({
        count: here.length,
        cents: total(here.map(({ amountCents }) => amountCents)),
      });
    }
  }
  const moved = shift.movements.map(({ kind, amountCents }) =>
    kind === 'in' ? amountCents : -amountCents,
  );
  expect(shift.expectedCashCents).toBe(
    shift.floatCents + total(moved) + shift.payments.cash.cents - shift.refunds.cash.cents,
  );
  const { orders, ...cents } = shift.sales;
  expect({ orders, cents }).toEqual({
    orders: counted?.orders ?? 0,
    cents: counted?.cents ?? { grossCents: 0, discountCents: 0, serviceCents: 0, totalCents: 0 },
  });
  expect(cents.totalCents).toBe(cents.grossCents - cents.discountCents + cents.serviceCents);
  expect(shift.cancelled.count).toBe(counted?.cancelled ?? 0);
  expect(shift.voided.count).toBe(counted?.voided ?? 0);
  if (shift.status === 'open') return;
  expect(shift.differenceCents).toBe((shift.countedCents ?? 0) - shift.expectedCashCents);
}

function freeze(value: unknown): void {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return;
  Object.freeze(value);
  for (const part of Object.values(value)) freeze(part);
}

function comesTo(discount: Order['discount'], on: number): number {
  if (!discount) return 0;
  return discount.kind === 'amount'
    ? Math.min(on, discount.cents)
    : halfUp(on * discount.basisPoints, 10_000);
}

function halfUp(of: number, by: number): number {
  return Number((2n * BigInt(of) + BigInt(by)) / (2n * BigInt(by)));
}

function total(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}
