import type { CommandData } from '../../shared/commands.ts';
import { refuse } from '../../shared/errors.ts';
import type { Order, OrderLine } from '../../shared/order.ts';
import type { Discount } from '../../shared/payment.ts';
import { needsApproval } from './authority.ts';
import { discountCents, orderTotals } from './pricing.ts';
import { lineNotFound, notPossible, orderNotFound } from './refusals.ts';
import { type Change, resold } from './revise.ts';
import { type Decision, type DecisionContext, type DecisionState, refused } from './state.ts';

/** Gives a discount on an order or on one of its lines, in the place of an earlier one, or takes it off. */
export function discountOrder(
  state: DecisionState,
  { orderId, lineId, discount }: CommandData<'order.discount'>,
  context: DecisionContext,
): Decision {
  const order = state.order(orderId);
  if (!order) return orderNotFound(orderId);
  if (!order.allowedChanges.includes('discount')) {
    return notPossible(order, 'Its price cannot be changed');
  }
  const line = lineId ? order.lines.find(({ id }) => id === lineId) : null;
  if (lineId && !line) return lineNotFound(orderId, lineId);
  if (sameDiscount((line ?? order).discount, discount)) return { ok: true, events: [], order };
  const maxCents = line ? line.totalCents : costOfLines(order);
  if (discount?.kind === 'amount' && discount.cents > maxCents) {
    const detail = 'The discount is above what it is on.';
    return refused(refuse('amount_too_high', detail, { maxCents }));
  }
  const refusal = discount ? needsApproval('discount', context) : null;
  if (refusal) return refused(refusal);
  const change: Change = line
    ? { lines: order.lines.map((each) => (each === line ? discounted(line, discount) : each)) }
    : { discount };
  return resold(state, order, change, context);
}

/**
 * Takes the charge for service off, or puts it back. An order of the counter that bears none by its service may be
 * given one at the shop's rate: a large party at the bar is waited on too.
 */
export function chargeService(
  state: DecisionState,
  { orderId, charged }: CommandData<'order.service_charge'>,
  context: DecisionContext,
): Decision {
  const order = state.order(orderId);
  if (!order) return orderNotFound(orderId);
  if (!order.allowedChanges.includes('discount')) {
    return notPossible(order, 'Its price cannot be changed');
  }
  const { serviceCharge, channel } = order;
  if (charged === (serviceCharge !== null && !serviceCharge.waived)) {
    return { ok: true, events: [], order };
  }
  if (serviceCharge) {
    const change: Change = { serviceCharge: { ...serviceCharge, waived: !charged } };
    return resold(state, order, change, context);
  }
  const basisPoints = context.rules.serviceChargeBasisPoints;
  if (channel !== 'counter' || basisPoints === 0) {
    return notPossible(order, 'No charge for service applies to it');
  }
  return resold(state, order, { serviceCharge: { basisPoints, waived: false } }, context);
}

/** What a discount on the whole order can come to at most: its lines less their own discounts. */
function costOfLines(order: Order): number {
  const { subtotalCents, discountCents: onLines } = orderTotals({ ...order, discount: null });
  return subtotalCents - onLines;
}

function discounted(line: OrderLine, discount: Discount | null): OrderLine {
  return { ...line, discount, discountCents: discountCents(discount, line.totalCents) };
}

function sameDiscount(a: Discount | null, b: Discount | null): boolean {
  if (a === null || b === null) return a === b;
  if (a.kind === 'amount') return b.kind === 'amount' && a.cents === b.cents;
  return b.kind === 'percent' && a.basisPoints === b.basisPoints;
}
