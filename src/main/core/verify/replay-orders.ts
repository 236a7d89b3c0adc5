import type { Order } from '../../../shared/order.ts';
import { isOpen, type OrderStatus } from '../../../shared/order-states.ts';
import { orderTotals } from '../../domain/pricing.ts';
import { allowedActions, TRANSITIONS } from '../../domain/transitions.ts';
import type { ReadableDatabase } from '../db/open.ts';
import { same, type Difference, type Differences } from './difference.ts';

interface Row {
  readonly placed_seq: number;
  readonly id: string;
  readonly business_date: string;
  readonly number: number;
  readonly status: string;
  readonly last_seq: number;
}

interface Replayed {
  readonly order: Order;
  readonly placedSeq: number;
  readonly lastSeq: number;
}

/**
 * Lives every order again, from its events. Only open orders are kept: a closed one is compared with its row at
 * once, because nothing can happen to it any more. So memory goes with what is open, not with history.
 */
export class OrdersReplay {
  placed = 0;
  readonly #open = new Map<string, Replayed>();
  readonly #numbers = new Map<string, number>();
  readonly #byId;
  readonly #count;
  readonly #openRows;

  constructor(db: ReadableDatabase) {
    this.#byId = db.prepare<[string], Row>('SELECT * FROM orders WHERE id = ?');
    this.#count = db.prepare<[], number>('SELECT count(*) FROM orders').pluck();
    // The way the broker finds its open orders: through the index, which is to be right as well.
    this.#openRows = db
      .prepare<[], string>(
        `SELECT id FROM orders WHERE status IN ('held', 'pending', 'preparing', 'ready')
         ORDER BY placed_seq`,
      )
      .pluck();
  }

  /** An open order as the events so far say it is. */
  before(id: string): Order | undefined {
    return this.#open.get(id)?.order;
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

  *onChanged(seq: number, order: Order): Differences {
    const where = `event ${seq}`;
    const known = this.#open.get(order.id);
    if (!known) {
      yield difference(where, 'order changed', 'an open order', `${order.id}, which is none`);
      return;
    }
    const before = known.order;
    yield* this.#ownTruths(where, order);
    yield* same(where, `version of order ${order.id}`, before.version + 1, order.version);
    yield* same(where, `what never changes in order ${order.id}`, lasting(before), lasting(order));
    if (!follows(before.status, order.status)) {
      const found = `${before.status} to ${order.status}`;
      yield difference(where, `state of order ${order.id}`, 'a step of the table', found);
    }
    const replayed = { order, placedSeq: known.placedSeq, lastSeq: seq };
    if (isOpen(order.status)) this.#open.set(order.id, replayed);
    else {
      this.#open.delete(order.id);
      yield* this.#compareRow(replayed);
    }
  }

  *end(): Differences {
    for (const replayed of this.#open.values()) yield* this.#compareRow(replayed);
    yield* same('orders', 'number of rows', this.placed, this.#count.get());
    const open = [...this.#open.values()]
      .toSorted((a, b) => a.placedSeq - b.placedSeq)
      .map(({ order }) => order.id);
    yield* same('orders', 'open orders, oldest first', open, this.#openRows.all());
  }

  *#ownTruths(where: string, order: Order): Differences {
    const { id } = order;
    yield* same(where, `totals of order ${id}`, orderTotals(order.lines), order.totals);
    const allowed = allowedActions(order.status);
    yield* same(where, `allowed actions of order ${id}`, allowed, order.allowedActions);
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
    };
    yield* same(where, 'row', expected, this.#byId.get(order.id));
  }
}

/** What an order keeps from its first event to its last. */
function lasting({ id, number, businessDate, placedAt, channel, lines }: Order): unknown {
  const kept = lines.map((line) => [line.id, line.itemId, line.quantity, line.totalCents]);
  return [id, number, businessDate, placedAt, channel, kept];
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
