import type { Order, OrderLine, OrderTotals } from '../../../shared/order.ts';
import { allowedChanges } from '../../domain/transitions.ts';

/** A line as orders had it before a counter could change and charge what was sent. */
type OldLine = Omit<OrderLine, 'allergy' | 'discount' | 'discountCents' | 'ledger'>;

/** An order as the log has it from before there were payments. */
export type OldOrder = Omit<
  Order,
  | 'lines'
  | 'totals'
  | 'discount'
  | 'serviceCharge'
  | 'split'
  | 'payments'
  | 'awaitsPayment'
  | 'shiftId'
  | 'takenBy'
  | 'allowedChanges'
  | 'changeShownAt'
> & { readonly lines: readonly OldLine[]; readonly totals: Omit<OrderTotals, 'serviceCents'> };

/** Whether a document of the log is one of those. */
export function isOld(order: Order | OldOrder): order is OldOrder {
  return !('payments' in order);
}

/** The same order in today's words: nothing paid, no discount, and the kitchen told of all of it when it was sent. */
export function inTodaysWords(old: OldOrder): Order {
  const { sentAt } = old;
  const order: Order = {
    ...old,
    lines: old.lines.map((line) => ({
      ...line,
      allergy: false,
      discount: null,
      discountCents: 0,
      ledger: sentAt === null ? [] : [{ at: sentAt, sent: line.quantity }],
    })),
    totals: {
      ...old.totals,
      serviceCents: 0,
      // What was due of a cancelled order was not told then.
      dueCents: old.status === 'cancelled' ? 0 : old.totals.dueCents,
    },
    discount: null,
    serviceCharge: null,
    split: null,
    payments: [],
    awaitsPayment: false,
    shiftId: null,
    takenBy: null,
    changeShownAt: null,
    allowedChanges: [],
  };
  return { ...order, allowedChanges: allowedChanges(order) };
}
