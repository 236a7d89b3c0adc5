import { waitsForCourse } from '../../shared/courses.ts';
import type { Order } from '../../shared/order.ts';
import {
  ORDER_ACTIONS,
  ORDER_CHANGES,
  type OrderAction,
  type OrderChange,
  type OrderStatus,
} from '../../shared/order-states.ts';

/**
 * The life of an order as data: for each state, what may be done and where that leads. What is not in the table
 * is refused as `illegal_transition`. docs/PROTOCOL.md, rules ORD1 to ORD3.
 */
export const TRANSITIONS: {
  readonly [S in OrderStatus]: { readonly [A in OrderAction]?: OrderStatus };
} = {
  held: { send: 'pending', cancel: 'cancelled' },
  pending: { start: 'preparing', cancel: 'cancelled' },
  preparing: { ready: 'ready', cancel: 'cancelled' },
  ready: { complete: 'completed', recall: 'preparing', cancel: 'cancelled' },
  completed: {},
  cancelled: {},
};

/**
 * What may be done with an order in this state: a fresh array, for the order's own document. One that awaits its payment
 * is not sent by hand.
 */
export function allowedActions(status: OrderStatus, awaitsPayment = false): OrderAction[] {
  return ORDER_ACTIONS.filter(
    (action) => TRANSITIONS[status][action] !== undefined && !(action === 'send' && awaitsPayment),
  );
}

/**
 * What a counter may change of an order now: a fresh array, for the order's own document. A bill is often asked for
 * after the meal: until it is paid its price may be set right, also when the order has been handed over.
 */
export function allowedChanges({
  status,
  totals,
  payments,
  lines,
}: Pick<Order, 'status' | 'totals' | 'payments' | 'lines'>): OrderChange[] {
  const inWork = status !== 'completed' && status !== 'cancelled';
  const isPayable = status !== 'cancelled' && totals.dueCents > 0;
  const possible: { readonly [C in OrderChange]: boolean } = {
    edit: inWork,
    rush: inWork && status !== 'ready',
    fire: status !== 'held' && inWork && lines.some(waitsForCourse),
    discount: inWork || isPayable,
    split: isPayable,
    pay: isPayable,
    refund: payments.some(({ amountCents, refunds }) => {
      return refunds.reduce((left, refund) => left - refund.amountCents, amountCents) > 0;
    }),
  };
  return ORDER_CHANGES.filter((change) => possible[change]);
}
