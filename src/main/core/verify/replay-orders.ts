import type { LineTask, Order } from '../../../shared/order.ts';
import { isOpen, type OrderStatus } from '../../../shared/order-states.ts';
import { lingers } from '../../../shared/told.ts';
import { orderTotals } from '../../domain/pricing.ts';
import { allowedActions, allowedChanges, TRANSITIONS } from '../../domain/transitions.ts';
import { inUse, orderOf } from '../db/load.ts';
import type { ReadableDatabase } from '../db/open.ts';
import { same, type Difference, type Differences } from './difference.ts';
import { compareLines, lineTruths } from './line-changes.ts';
import { compareShowings, showingTruths } from './showings.ts';
import { compareTasks, taskTruths } from './tasks.ts';

interface Row {
  readonly placed_seq: number;
  readonly id: string;
  readonly business_date: string;
  readonly number: number;
  readonly status: string;
  readonly last_seq: number;
  readonly lingers: number;
}

interface Replayed {
  readonly order: Order;
  readonly placedSeq: number;
  readonly lastSeq: number;
}

/**
 * Lives every order again, from its events. Only open orders are kept, and those that have left but are still to be
 * paid for, as their rows say: a row that points to the event at hand is compared at once. So memory goes with what is
 * under way, not with history.
 */
export class OrdersReplay {
  placed = 0;
  readonly #open = new Map<string, Replayed>();
  /** They have left, and their rows point to a later event. */
  readonly #left = new Map<string, Replayed>();
  /** When those were placed that are cancelled and not yet taken note of, by their ids. */
  readonly #lingering = new Map<string, number>();
  readonly #numbers = new Map<string, number>();
  readonly #byId;
  readonly #lastEvent;
  readonly #count;
  readonly #agesInUse;

  constructor(db: ReadableDatabase) {
    this.#byId = db.prepare<[string], Row>('SELECT * FROM orders WHERE id = ?');
    this.#lastEvent = db
      .prepare<[string], string>(
        'SELECT data FROM orders JOIN events ON events.seq = last_seq WHERE id = ?',
      )
      .pluck();
    this.#count = db.prepare<[], number>('SELECT count(*) FROM orders').pluck();
    // The way the broker finds what is in use: through the indexes, which are to be right as well.
    this.#agesInUse = db.prepare<[], number>(inUse('SELECT placed_seq FROM orders')).pluck();
  }

  /** An order of which more is to come, as the events so far say it is. */
  before(id: string): Order | undefined {
    return (this.#open.get(id) ?? this.#left.get(id))?.order;
  }

  /** An order as the events so far say it is. */
  now(id: string): Order | undefined {
    const known = this.before(id);
    if (known) return known;
    const data = this.#lastEvent.get(id);
    return data === undefined ? undefined : orderOf(data);
  }

  *onPlaced(seq: number, order: Order): Differences {
    const where = `event ${seq}`;
    this.placed += 1;
    yield* this.#ownTruths(where, order);
    yield* same(where, 'version of a new order', 1, order.version);
    if (order.status !== 'held' && order.status !== 'pending') {
      yield difference(where, 'state of a new order', 'held or pending', order.status);
    }
    if (this.#open.has(order.id)) {
      yield difference(where, 'order placed', 'a new id', `${order.id} a second time`);
    }
    const number = (this.#numbers.get(order.businessDate) ?? 0) + 1;
    yield* same(where, `order number on ${order.businessDate}`, number, order.number);
    this.#numbers.set(order.businessDate, number);
    this.#open.set(order.id, { order, placedSeq: seq, lastSeq: seq });
  }

  /** @param isRetold it is of an earlier version, which did not keep when each station was done */
  *onChanged(seq: number, order: Order, isRetold: boolean): Differences {
    const where = `event ${seq}`;
    const known = this.#open.get(order.id) ?? this.#left.get(order.id);
    if (!known) {
      yield difference(where, 'order changed', 'one to come', `${order.id}, which has left`);
      return;
    }
    const before = known.order;
    if (!follows(before.status, order.status)) {
      const found = `${before.status} to ${order.status}`;
      yield difference(where, `state of order ${order.id}`, 'a step of the table', found);
    }
    yield* this.#ownTruths(where, order);
    yield* same(where, `version of order ${order.id}`, before.version + 1, order.version);
    yield* same(where, `what never changes in order ${order.id}`, lasting(before), lasting(order));
    yield* compareLines(where, before, order);
    yield* compareShowings(where, before, order);
    if (!isRetold) yield* compareTasks(where, before, order);
    yield* compareMoney(where, before, order);
    if (!isOpen(before.status)) {
      const what = `order ${order.id}, which had left, beside its price`;
      yield* same(where, what, besidePrice(before), besidePrice(order));
    }
    if (lingers(order)) this.#lingering.set(order.id, known.placedSeq);
    else this.#lingering.delete(order.id);
    const replayed = { order, placedSeq: known.placedSeq, lastSeq: seq };
    if (isOpen(order.status)) {
      this.#open.set(order.id, replayed);
      return;
    }
    this.#open.delete(order.id);
    const row = this.#byId.get(order.id);
    if (row && row.last_seq > seq) this.#left.set(order.id, replayed);
    else {
      this.#left.delete(order.id);
      yield* this.#compareRow(replayed);
    }
  }

  *end(): Differences {
    for (const replayed of this.#open.values()) yield* this.#compareRow(replayed);
    for (const replayed of this.#left.values()) yield* this.#compareRow(replayed);
    yield* same('orders', 'number of rows', this.placed, this.#count.get());
    const open = Array.from(this.#open.values(), ({ placedSeq }) => placedSeq);
    const ages = [...open, ...this.#lingering.values()].toSorted((a, b) => a - b);
    yield* same('orders', 'orders in use, oldest first', ages, this.#agesInUse.all());
  }

  *#ownTruths(where: string, order: Order): Differences {
    const { id } = order;
    yield* lineTruths(where, order);
    yield* showingTruths(where, order);
    yield* taskTruths(where, order);
    yield* same(where, `totals of order ${id}`, orderTotals(order), order.totals);
    const allowed = allowedActions(order.status, order.awaitsPayment);
    yield* same(where, `allowed actions of order ${id}`, allowed, order.allowedActions);
    const changes = allowedChanges(order);
    yield* same(where, `allowed changes of order ${id}`, changes, order.allowedChanges);
    if (order.awaitsPayment && (order.status !== 'held' || order.totals.dueCents <= 0)) {
      yield difference(where, `order ${id} awaits its payment`, 'held, with something due', 'not');
    }
  }

  *#compareRow({ order, placedSeq, lastSeq }: Replayed): Differences {
    const where = `orders, order ${order.id}`;
    const expected: Row = {
      placed_seq: placedSeq,
      id: order.id,
      business_date: order.businessDate,
      number: order.number,
      status: order.status,
      last_seq: lastSeq,
      lingers: lingers(order) ? 1 : 0,
    };
    yield* same(where, 'row', expected, this.#byId.get(order.id));
  }
}

/** What an order keeps from its first event to its last. */
function lasting({
  id,
  number,
  businessDate,
  placedAt,
  channel,
  shiftId,
  takenBy,
}: Order): unknown {
  return [id, number, businessDate, placedAt, channel, shiftId, takenBy];
}

/**
 * What stays as it is once an order has left: its price may still be set right, and paid, and that it was cancelled its
 * stations may still take note of.
 */
function besidePrice(order: Order): unknown {
  const { discount: _d, serviceCharge: _c, totals: _t, payments: _p, split: _s, ...rest } = order;
  const lines = order.lines.map((line) => ({
    ...line,
    discount: null,
    discountCents: 0,
    tasks: order.status === 'cancelled' ? line.tasks.map(unconfirmed) : line.tasks,
  }));
  return { ...rest, lines, allowedChanges: null, version: null };
}

function unconfirmed(task: LineTask): unknown {
  return { ...task, confirmed: null };
}

/** Payments stay as they were; more of them come, and more is given back of them, never more than they were. */
function* compareMoney(where: string, before: Order, after: Order): Differences {
  for (const [index, was] of before.payments.entries()) {
    const is = after.payments[index];
    const kept = is && { ...is, refunds: is.refunds.slice(0, was.refunds.length) };
    yield* same(where, `payment ${was.id}`, was, kept);
  }
  for (const { id, amountCents, tenderedCents, changeCents, refunds } of after.payments) {
    const change = tenderedCents === null ? 0 : tenderedCents - amountCents;
    yield* same(where, `change of payment ${id}`, change, changeCents);
    const left = refunds.reduce((rest, refund) => rest - refund.amountCents, amountCents);
    if (left < 0) yield* same(where, `left of payment ${id}`, '0 or more', left);
  }
}

/** An arrow of the table, no move at all (a line or `shownAt` changed), or the last line bumped at once. */
function follows(from: OrderStatus, to: OrderStatus): boolean {
  return (
    from === to ||
    Object.values(TRANSITIONS[from]).includes(to) ||
    (from === 'pending' && to === 'ready')
  );
}

function difference(where: string, what: string, expected: string, found: string): Difference {
  return { where, what, expected, found };
}
