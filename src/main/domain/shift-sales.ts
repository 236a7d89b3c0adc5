import type { DomainEvent } from '../../shared/events.ts';
import type { Order } from '../../shared/order.ts';
import type { Shift, Tally } from '../../shared/shift.ts';
import type { DecisionContext, DecisionState } from './state.ts';

const NOTHING: Tally = { count: 0, cents: 0 };

/**
 * What a new or changed order does to the report of a shift: its own while that is open; after that, the one that is
 * open at the counter where it is changed, because a closed report never changes; else none. An order that no shift
 * took is in no report. A cancelled order counts as not sold.
 * @param voided units taken off what the kitchen knew of, and what they would have come to
 */
export function withSales(
  state: Pick<DecisionState, 'shift' | 'openShift'>,
  before: Order | null,
  after: Order,
  context: Pick<DecisionContext, 'deviceId'>,
  voided: Tally = NOTHING,
): DomainEvent[] {
  if (after.shiftId === null) return [];
  const own = state.shift(after.shiftId);
  const shift = own ?? state.openShift(context.deviceId);
  if (!shift) return [];
  const was = sold(before);
  const is = sold(after);
  const cancelled = after.status === 'cancelled' && before?.status !== 'cancelled';
  const { sales } = shift;
  const next: Shift['sales'] = {
    // An order of an earlier shift was counted there: here only the money it comes to is set right.
    orders: own ? sales.orders + is.orders - was.orders : sales.orders,
    grossCents: sales.grossCents + is.grossCents - was.grossCents,
    discountCents: sales.discountCents + is.discountCents - was.discountCents,
    serviceCents: sales.serviceCents + is.serviceCents - was.serviceCents,
    totalCents: sales.totalCents + is.totalCents - was.totalCents,
  };
  const unpaid = own ? unpaidAfter(own, before, after) : shift.unpaid;
  const isSame = sameSales(next, sales) && unpaid.cents === shift.unpaid.cents;
  if (!cancelled && voided.count === 0 && isSame) return [];
  const changed: Shift = {
    ...shift,
    sales: next,
    cancelled: cancelled
      ? plus(shift.cancelled, { count: 1, cents: was.totalCents })
      : shift.cancelled,
    voided: plus(shift.voided, voided),
    unpaid,
    version: shift.version + 1,
  };
  return [{ type: 'shift.changed', data: { shift: changed } }];
}

/** What a shift's orders are still to be paid, once one of them has changed. */
export function unpaidAfter(shift: Shift, before: Order | null, after: Order): Tally {
  const was = unpaidOf(before);
  const is = unpaidOf(after);
  return plus(shift.unpaid, { count: is.count - was.count, cents: is.cents - was.cents });
}

function unpaidOf(order: Order | null): Tally {
  if (order === null || order.status === 'cancelled' || order.totals.dueCents <= 0) return NOTHING;
  return { count: 1, cents: order.totals.dueCents };
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

function sameSales(a: Shift['sales'], b: Shift['sales']): boolean {
  return (
    a.orders === b.orders &&
    a.grossCents === b.grossCents &&
    a.discountCents === b.discountCents &&
    a.serviceCents === b.serviceCents &&
    a.totalCents === b.totalCents
  );
}
