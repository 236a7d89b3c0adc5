import type { RefundPayment, TakePayment } from '../../shared/commands.ts';
import { refuse } from '../../shared/errors.ts';
import { LIMITS } from '../../shared/limits.ts';
import type { Cents } from '../../shared/money.ts';
import type { Order } from '../../shared/order.ts';
import type { Payment, Refund } from '../../shared/payment.ts';
import type { Shift } from '../../shared/shift.ts';
import { needsApproval } from './authority.ts';
import { noOpenShift, notPossible, orderNotFound } from './refusals.ts';
import { type Change, revise } from './revise.ts';
import { withPayment, withRefund } from './shift-cash.ts';
import { unpaidAfter } from './shift-sales.ts';
import { type Decision, type DecisionContext, type DecisionState, refused } from './state.ts';

/** Takes money for an order into the drawer of the counter. What waited for it goes to the kitchen with it. */
export function takePayment(
  state: DecisionState,
  data: TakePayment,
  context: DecisionContext,
): Decision {
  const order = state.order(data.orderId);
  if (!order) return orderNotFound(data.orderId);
  if (!order.allowedChanges.includes('pay')) return notPossible(order, 'There is nothing to pay');
  const shift = state.openShift(context.deviceId);
  if (!shift) return noOpenShift();
  if (order.payments.length >= LIMITS.payments) return tooMany('This order has too many payments.');
  const { partId = null, amountCents } = data;
  const part = partId === null ? null : order.split?.parts.find(({ id }) => id === partId);
  if (part === undefined) {
    const detail = 'The order is not split like this any more.';
    return refused(refuse('not_found', detail, { orderId: order.id }));
  }
  const { dueCents } = order.totals;
  const maxCents = part ? Math.min(dueCents, part.amountCents - part.paidCents) : dueCents;
  if (amountCents > maxCents) {
    return refused(refuse('amount_too_high', 'That is more than is due.', { maxCents }));
  }
  const issue = wrongTender(data);
  if (issue !== null) {
    const issues = [{ path: 'tenderedCents', message: issue }];
    return refused(refuse('invalid_request', `tenderedCents: ${issue}`, { issues }));
  }
  const mostTendered = amountCents + LIMITS.changeCents;
  if ((data.tenderedCents ?? 0) > mostTendered) {
    // Nobody hands that over: a code that was scanned into the amount, or a zero too many.
    const detail = 'So much change is not given: check what was handed over.';
    return refused(refuse('amount_too_high', detail, { maxCents: mostTendered }));
  }
  const payment = paymentOf(data, shift, context);
  const change: Change = { payments: [...order.payments, payment] };
  if (order.split && part) {
    const parts = order.split.parts.map((each) =>
      each === part ? { ...part, paidCents: part.paidCents + amountCents } : each,
    );
    change.split = { ...order.split, parts };
  }
  return paid(state, order, change, withPayment(shift, payment), context);
}

/** Gives back what was paid, or some of it, from the drawer of the counter that does so. */
export function refundPayment(
  state: DecisionState,
  data: RefundPayment,
  context: DecisionContext,
): Decision {
  const order = state.order(data.orderId);
  if (!order) return orderNotFound(data.orderId);
  const payment = order.payments.find(({ id }) => id === data.paymentId);
  if (!payment) {
    const detail = 'The order has no such payment.';
    return refused(refuse('not_found', detail, { orderId: order.id }));
  }
  if (!order.allowedChanges.includes('refund')) {
    return notPossible(order, 'There is nothing to give back');
  }
  const shift = state.openShift(context.deviceId);
  if (!shift) return noOpenShift();
  const maxCents = restOf(payment);
  if (data.amountCents > maxCents) {
    const detail = 'That is more than is left of this payment.';
    return refused(refuse('amount_too_high', detail, { maxCents }));
  }
  if (payment.refunds.length >= LIMITS.payments) {
    return tooMany('This payment was given back in too many pieces.');
  }
  const refusal = needsApproval('refund', context);
  if (refusal) return refused(refusal);
  const method = data.method ?? payment.method;
  const inDrawer = Math.max(0, shift.expectedCashCents);
  if (method === 'cash' && data.amountCents > inDrawer) {
    const detail = 'There is less than that in the drawer.';
    return refused(refuse('amount_too_high', detail, { maxCents: inDrawer }));
  }
  const refund: Refund = {
    id: context.newId(),
    method,
    amountCents: data.amountCents,
    reason: data.reason,
    at: context.at,
    shiftId: shift.id,
    by: context.person,
  };
  const payments = order.payments.map((each) =>
    each === payment ? { ...payment, refunds: [...payment.refunds, refund] } : each,
  );
  return paid(state, order, { payments }, withRefund(shift, refund), context);
}

/** The order as paid, the drawer, and what is still to be paid in the shift that took the order. */
function paid(
  state: DecisionState,
  order: Order,
  change: Change,
  drawer: Shift,
  context: DecisionContext,
): Decision {
  const next = revise(order, change, context);
  const own = next.shiftId === null ? undefined : state.shift(next.shiftId);
  const shifts: Shift[] = [];
  if (own?.id === drawer.id) shifts.push({ ...drawer, unpaid: unpaidAfter(own, order, next) });
  else {
    shifts.push(drawer);
    // Taken at another counter.
    if (own) {
      shifts.push({
        ...own,
        unpaid: unpaidAfter(own, order, next),
        version: own.version + 1,
      });
    }
  }
  return {
    ok: true,
    events: [
      { type: 'order.changed', data: { order: next } },
      ...shifts.map((shift) => ({ type: 'shift.changed', data: { shift } }) as const),
    ],
    order: next,
  };
}

function paymentOf(data: TakePayment, shift: Shift, context: DecisionContext): Payment {
  const { method, amountCents } = data;
  const tenderedCents = method === 'cash' ? (data.tenderedCents ?? amountCents) : null;
  return {
    id: context.newId(),
    method,
    amountCents,
    tenderedCents,
    changeCents: tenderedCents === null ? 0 : tenderedCents - amountCents,
    authorisation: data.authorisation || null,
    partId: data.partId ?? null,
    at: context.at,
    shiftId: shift.id,
    by: context.person,
    refunds: [],
  };
}

function wrongTender({ method, amountCents, tenderedCents }: TakePayment): string | null {
  if (tenderedCents === undefined) return null;
  if (method !== 'cash') return 'only cash is handed over';
  return tenderedCents < amountCents ? 'less than amountCents' : null;
}

function restOf({ amountCents, refunds }: Payment): Cents {
  return refunds.reduce((left, refund) => left - refund.amountCents, amountCents);
}

function tooMany(detail: string): Decision {
  return refused(refuse('too_many', detail, { most: LIMITS.payments }));
}
