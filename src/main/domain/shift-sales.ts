import type { DomainEvent } from '../../shared/events.ts';
import type { Order } from '../../shared/order.ts';
import type { Shift, Tally } from '../../shared/shift.ts';
import type { DecisionContext, DecisionState } from './state.ts';

const NOTHING: Tally = { count: 0, cents: 0 };

/**
 * What a new or changed order does to the report of a shift: its own while that is open, else the one that is open
 * at the counter where it is changed, else none. A cancelled order counts as not sold.
 * @param voided units taken off what the kitchen knew of, and what they would have come to
 */
export function withSales(
  state: DecisionState,
  before: Order | null,
  after: Order,
  context: DecisionContext,
  voided: Tally = NOTHING,
): DomainEvent[] {
  const shift =
    (after.shiftId === null ? undefined : state.shift(after.shiftId)) ??
    (before === null ? undefined : state.openShift(context.deviceId));
  if (!shift || (before === null && after.shiftId === null)) return [];
  const was = sold(before);
  const is = sold(after);
  const cancelled = after.status === 'cancelled' && before?.status !== 'cancelled';
  const next: Shift = {
    ...shift,
    sales: {
      orders: shift.sales.orders + is.orders - was.orders,
      grossCents: shift.sales.grossCents + is.grossCents - was.grossCents,
      discountCents: shift.sales.discountCents + is.discountCents - was.discountCents,
      serviceCents: shift.sales.serviceCents + is.serviceCents - was.serviceCents,
      totalCents: shift.sales.totalCents + is.totalCents - was.totalCents,
    },
    cancelled: cancelled
      ? plus(shift.cancelled, { count: 1, cents: was.totalCents })
      : shift.cancelled,
    voided: plus(shift.voided, voided),
    version: shift.version + 1,
  };
  const same = JSON.stringify({ ...next, version: shift.version }) === JSON.stringify(shift);
  return same ? [] : [{ type: 'shift.changed', data: { shift: next } }];
}

export function plus(a: Tally, b: Tally): Tally {
  return { count: a.count + b.count, cents: a.cents + b.cents };
}

/** What an order adds to the sales of a shift. */
function sold(order: Order | null): Shift['sales'] {
  if (order === null || order.status === 'cancelled') {
    return { orders: 0, grossCents: 0, discountCents: 0, serviceCents: 0, totalCents: 0 };
  }
  const { subtotalCents, discountCents, serviceCents, totalCents } = order.totals;
  return { orders: 1, grossCents: subtotalCents, discountCents, serviceCents, totalCents };
}
