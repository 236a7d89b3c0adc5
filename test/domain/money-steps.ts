import fc from 'fast-check';
import type { Command } from '../../src/shared/commands.ts';
import type { Order } from '../../src/shared/order.ts';
import { SERVICES, type Service } from '../../src/shared/order-states.ts';
import { PAYMENT_METHODS, type PaymentMethod } from '../../src/shared/payment-methods.ts';
import type { Discount } from '../../src/shared/payment.ts';
import type { DecisionState } from '../../src/main/domain/state.ts';

/**
 * What cashiers may do to orders and drawers, at one of two counters. Orders, lines and payments are meant by number,
 * counted round, and sums as a portion of what is possible, so that a sequence stays meaningful while it is shrunk.
 */
export interface Step {
  readonly counter: number;
  readonly at: number;
  readonly line: number;
  readonly units: number;
  readonly service: Service;
  readonly method: PaymentMethod;
  readonly discount: Discount | null;
  /** 0 to 12 of 10: more than is possible, too. */
  readonly tenths: number;
  readonly flag: boolean;
  readonly kind: (typeof KINDS)[number];
}

const KINDS = [
  'place',
  'place',
  'place',
  'add',
  'take off',
  'take off',
  'serve',
  'discount',
  'charge',
  'split people',
  'split items',
  'split amounts',
  'unsplit',
  'pay',
  'pay',
  'pay',
  'refund',
  'send',
  'bump',
  'advance',
  'recall',
  'cancel',
  'open',
  'open',
  'close',
  'cash in',
  'cash out',
] as const;

export const step: fc.Arbitrary<Step> = fc.record({
  counter: fc.nat(1),
  at: fc.nat(5),
  line: fc.nat(3),
  units: fc.integer({ min: 1, max: 4 }),
  service: fc.constantFrom(...SERVICES),
  method: fc.constantFrom(...PAYMENT_METHODS),
  discount: fc.option(
    fc.oneof(
      fc.record({ kind: fc.constant('amount' as const), cents: fc.integer({ min: 1, max: 3000 }) }),
      fc.record({
        kind: fc.constant('percent' as const),
        basisPoints: fc.integer({ min: 1, max: 10_000 }),
      }),
    ),
    { freq: 2 },
  ),
  tenths: fc.nat(12),
  flag: fc.boolean(),
  kind: fc.constantFrom(...KINDS),
});

/** The command that a step comes to, or null when there is nothing it could be about. */
export function commandOf(
  each: Step,
  orders: readonly Order[],
  shiftOf: DecisionState['openShift'],
  deviceId: string,
): Command | null {
  return ofDrawer(each, shiftOf(deviceId)?.expectedCashCents ?? 0) ?? ofOrder(each, orders);
}

function ofDrawer({ kind, units, tenths, flag }: Step, expected: number): Command | null {
  const cash = { amountCents: portion(expected, tenths), reason: 'teste' };
  switch (kind) {
    case 'open':
      return { type: 'shift.open', data: { floatCents: units * 5000 } };
    case 'close': {
      const counts = [{ valueCents: 5000, count: units }];
      return { type: 'shift.close', data: { counts, leaveUnpaid: flag } };
    }
    case 'cash in':
      return { type: 'shift.cash_in', data: cash };
    case 'cash out':
      return { type: 'shift.cash_out', data: cash };
    default:
      return null;
  }
}

function ofOrder(each: Step, orders: readonly Order[]): Command | null {
  const { kind, units, service, method, discount, tenths, flag } = each;
  const lines = [
    { itemId: 'guarana', quantity: units },
    { itemId: 'pizza-margherita', quantity: 1, discount: flag ? null : discount },
  ];
  if (kind === 'place') return { type: 'order.place', data: { lines, service, hold: flag } };
  const order = orders[each.at % Math.max(1, orders.length)];
  if (!order) return null;
  const orderId = order.id;
  const line = order.lines[each.line % order.lines.length];
  const lineId = line?.id ?? orderId;
  const { totalCents, dueCents } = order.totals;
  switch (kind) {
    case 'add':
      return { type: 'order.change', data: { orderId, add: lines } };
    case 'take off': {
      const reasonId = flag ? 'mistyped' : 'spoiled';
      const takeOff = [{ lineId, quantity: units, reasonId }];
      return { type: 'order.change', data: { orderId, takeOff } };
    }
    case 'serve':
      return { type: 'order.change', data: { orderId, service } };
    case 'discount':
      return { type: 'order.discount', data: { orderId, lineId: flag ? lineId : null, discount } };
    case 'charge':
      return { type: 'order.service_charge', data: { orderId, charged: flag } };
    case 'split people':
      return { type: 'order.split', data: { orderId, by: 'people', people: units + 1 } };
    case 'split items': {
      const parts = order.lines
        .filter(({ quantity }) => quantity > 0)
        .map(({ id }) => [{ lineId: id, quantity: 1 }]);
      return { type: 'order.split', data: { orderId, by: 'items', parts } };
    }
    case 'split amounts': {
      const amountsCents = [portion(dueCents, tenths), units];
      return { type: 'order.split', data: { orderId, by: 'amounts', amountsCents } };
    }
    case 'unsplit':
      return { type: 'order.split', data: { orderId, by: 'none' } };
    case 'pay': {
      const part = flag ? order.split?.parts[each.line % order.split.parts.length] : undefined;
      const amountCents = portion(part ? part.amountCents - part.paidCents : dueCents, tenths);
      const partId = part?.id ?? null;
      return { type: 'payment.take', data: { orderId, method, amountCents, partId } };
    }
    case 'refund': {
      const payment = order.payments[each.line % Math.max(1, order.payments.length)];
      const amountCents = portion(payment?.amountCents ?? totalCents, tenths);
      const paymentId = payment?.id ?? orderId;
      const data = { orderId, paymentId, amountCents, reason: 'teste' };
      return { type: 'payment.refund', data: flag ? { ...data, method } : data };
    }
    case 'bump':
      return { type: 'line.bump', data: { orderId, lineId } };
    case 'advance':
      return { type: 'order.advance', data: { orderId, status: flag ? 'ready' : 'completed' } };
    case 'cancel':
      return { type: 'order.cancel', data: { orderId, reason: 'teste' } };
    case 'send':
      return { type: 'order.send', data: { orderId } };
    case 'recall':
      return { type: 'order.recall', data: { orderId } };
    default:
      return null;
  }
}

/** Some of an amount, as a command would say it: whole cents, at least one. */
function portion(cents: number, tenths: number): number {
  return Math.max(1, Math.floor((cents * tenths) / 10));
}
