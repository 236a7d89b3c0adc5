import type { LineTask, Order, OrderLine, OrderTotals } from '../../../shared/order.ts';
import { toldOfLine } from '../../../shared/told.ts';
import { allowedChanges } from '../../domain/transitions.ts';

/** A line as orders had it before a line had tasks at stations. */
export type LineBeforeTasks = Omit<OrderLine, 'tasks' | 'course' | 'firedAt'>;

/** An order as the log has it from before there were tasks, courses and times it was promised for. */
export type OrderBeforeTasks = Omit<Order, 'lines' | 'dueAt' | 'rush'> & {
  readonly lines: readonly LineBeforeTasks[];
};

/** A line as orders had it before a counter could change and charge what was sent. */
type LineBeforePayments = Omit<
  LineBeforeTasks,
  'allergy' | 'discount' | 'discountCents' | 'ledger'
>;

/** An order as the log has it from before there were payments. */
export type OrderBeforePayments = Omit<
  OrderBeforeTasks,
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
> & {
  readonly lines: readonly LineBeforePayments[];
  readonly totals: Omit<OrderTotals, 'serviceCents'>;
};

/** An order as any version has written it. */
export type AnyOrder = Order | OrderBeforeTasks | OrderBeforePayments;

/**
 * In the JSON of every order of today, and in none from before. What people type can't hold it: a quotation mark in a
 * text has a backslash before it.
 */
export const OF_TODAY = '"rush":';

/** An order of any version in the words of this one: as it is when it is of this one. */
export function inTodaysWords(order: AnyOrder): Order {
  if ('rush' in order) return order;
  return withTasks('payments' in order ? order : withPayments(order));
}

/**
 * With one task for each line, at its station: seen when the order was, done when it was ready. Whatever the kitchen was
 * told it had taken note of, for nobody asked. When a single line was done was not kept: what is known is that it was after
 * the order was begun.
 */
export function withTasks(old: OrderBeforeTasks): Order {
  const doneAt = old.readyAt ?? old.startedAt ?? old.sentAt ?? old.placedAt;
  const taskOf = (line: LineBeforeTasks): LineTask => ({
    station: line.station,
    shownAt: old.shownAt,
    doneAt: line.status === 'ready' ? doneAt : null,
    confirmed: toldOfLine(line, old),
  });
  const order: Order = {
    ...old,
    dueAt: null,
    rush: false,
    lines: old.lines.map((line) => ({
      ...line,
      tasks: [taskOf(line)],
      course: 1,
      firedAt: old.sentAt,
    })),
  };
  return { ...order, allowedChanges: allowedChanges(order) };
}

/** With nothing paid, no discount, and the kitchen told of all of it when it was sent. */
export function withPayments(old: OrderBeforePayments): OrderBeforeTasks {
  const { sentAt } = old;
  return {
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
}
