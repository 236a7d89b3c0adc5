import type { PlaceOrder } from '../../shared/commands.ts';
import type { DomainEvent } from '../../shared/events.ts';
import type { Customer, Order } from '../../shared/order.ts';
import type { OrderStatus } from '../../shared/order-states.ts';
import { awaitsPayment } from './awaits-payment.ts';
import { refuseDiscounts } from './discounts.ts';
import { newLines, sendLines } from './lines.ts';
import { orderTotals, type Priced } from './pricing.ts';
import { noOpenShift } from './refusals.ts';
import { serviceChargeFor } from './service-charge.ts';
import { withSales } from './shift-sales.ts';
import { type Decision, type DecisionContext, type DecisionState, refused } from './state.ts';
import { allowedActions, allowedChanges } from './transitions.ts';

/** Decides a new order: taken whole, with its stock, its price and the shift it belongs to, or not at all. */
export function placeOrder(
  state: DecisionState,
  input: PlaceOrder,
  context: DecisionContext,
): Decision {
  const { rules } = context;
  const service = input.service ?? 'counter';
  const channel = input.channel ?? (context.role === 'counter' ? 'counter' : 'online');
  // What is typed at a counter with an open drawer is in that drawer's report, a call on the phone too.
  const shift = state.openShift(context.deviceId);
  if (channel === 'counter' && context.role === 'counter' && !shift) return noOpenShift();
  const taken = newLines(state, input.lines, context);
  if ('code' in taken) return refused(taken);

  const sale = { channel, shiftId: shift?.id ?? null };
  const priced: Omit<Priced, 'status'> = {
    lines: taken.lines,
    discount: input.discount ?? null,
    serviceCharge: serviceChargeFor(sale, service, input.serviceCharge === false, rules),
    payments: [],
  };
  const refusal = refuseDiscounts(priced, context);
  if (refusal) return refused(refusal);
  const totals = orderTotals({ ...priced, status: 'pending' });
  const awaits = awaitsPayment({ status: 'held', ...sale, service, totals }, rules);
  const status: OrderStatus = input.hold === true || awaits ? 'held' : 'pending';
  const order: Order = {
    id: context.newId(),
    number: state.lastNumber(context.businessDate) + 1,
    businessDate: context.businessDate,
    service,
    ...sale,
    customer: customerOf(input.customer),
    table: input.table || null,
    note: input.note || null,
    wishedTime: input.wishedTime || null,
    dueAt: instantOf(input.dueAt),
    rush: input.rush ?? false,
    ...priced,
    status,
    lines: status === 'held' ? taken.lines : sendLines(taken.lines, context.at),
    totals,
    split: null,
    awaitsPayment: awaits,
    takenBy: context.person,
    placedAt: context.at,
    sentAt: status === 'held' ? null : context.at,
    startedAt: null,
    readyAt: null,
    completedAt: null,
    cancelledAt: null,
    cancelReason: null,
    shownAt: null,
    changeShownAt: null,
    readiness: 0,
    recalled: false,
    allowedActions: allowedActions(status, awaits),
    allowedChanges: [],
    version: 1,
  };
  order.allowedChanges = allowedChanges(order);
  const events: DomainEvent[] = [{ type: 'order.placed', data: { order } }];
  if (taken.levels.length > 0) {
    events.push({ type: 'stock.changed', data: { items: taken.levels } });
  }
  events.push(...withSales(state, null, order, context));
  return { ok: true, events, order };
}

/** A customer as an order keeps it: blank fields mean none, and one without any field is none. */
export function customerOf(customer: PlaceOrder['customer']): Customer | null {
  if (!customer) return null;
  const name = customer.name || null;
  const email = customer.email || null;
  const phone = customer.phone || null;
  if (name === null && email === null && phone === null) return null;
  return { name, email, phone, language: customer.language ?? null };
}

/** A moment that a client named, in UTC and to whatever part of a second, as an order keeps it: in milliseconds. */
export function instantOf(given: string | null | undefined): string | null {
  if (!given) return null;
  const seconds = 'YYYY-MM-DDTHH:MM:SS'.length;
  const part = given.slice(seconds + 1, -1);
  return `${given.slice(0, seconds)}.${part.slice(0, 3).padEnd(3, '0')}Z`;
}
