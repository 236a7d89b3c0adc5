import type { MailStatus } from '../../../shared/events.ts';
import type { Order } from '../../../shared/order.ts';
import { mailIntent } from '../../domain/mail-intent.ts';
import type { MailRow } from '../db/batch.ts';
import type { ReadableDatabase } from '../db/open.ts';
import type { CheckedRows } from '../db/rows.ts';
import { receiptFacts } from '../mail/receipt-facts.ts';
import { same, type Differences } from './difference.ts';

/**
 * Follows each e-mail through the log: a "ready" one is queued by the very event after its order became ready, a
 * receipt says what its order was then, and the row of each is in the state that the last event says. A job whose row
 * already says so is let go of at once, so that memory goes with what is still to be sent.
 */
export class MailReplay {
  #queued = 0;
  /** The readiness whose message the next event must queue. */
  #due: { readonly seq: number; readonly order: Order } | null = null;
  readonly #unsettled = new Map<string, MailStatus>();
  /** How many receipts of an order were asked for. */
  readonly #receipts = new Map<string, number>();
  readonly #row;
  readonly #count;
  readonly #orderNow;

  /** @param orderNow an order as the events so far say it is */
  constructor(
    db: ReadableDatabase,
    rows: CheckedRows,
    orderNow: (id: string) => Order | undefined,
  ) {
    this.#orderNow = orderNow;
    this.#row = rows.mail('WHERE order_id = ? AND kind = ? AND readiness = ?');
    this.#count = db.prepare<[], number>('SELECT count(*) FROM mail_jobs').pluck();
  }

  /** Comes before every event but `mail.changed`: none of them may stand between an order and its message. */
  *onOther(seq: number): Differences {
    if (this.#due === null) return;
    const what = `message for order ${this.#due.order.id}`;
    this.#due = null;
    yield { where: `event ${seq}`, what, expected: 'queued here', found: 'nothing' };
  }

  onOrder(seq: number, before: Order | undefined, after: Order): void {
    if (mailIntent(before, after) === 'queue') this.#due = { seq, order: after };
  }

  *onMail(seq: number, mail: MailStatus): Differences {
    const where = `event ${seq}`;
    const { kind = 'ready', orderId, readiness, state, attempts } = mail;
    const row = this.#row.get(orderId, kind, readiness);
    const due = this.#due;
    this.#due = null;
    if (state === 'queued') this.#queued += 1;
    if (state === 'queued' && kind === 'ready') {
      const order = due?.order;
      const expected = order && { orderId: order.id, readiness: order.readiness };
      yield* same(where, 'message queued', expected, { orderId, readiness });
      if (order && row) yield* compareDoc(row, readyDoc(order));
    } else if (due) yield* this.#missing(where, due.order);
    if (state === 'queued' && kind === 'receipt') yield* this.#onReceipt(where, mail, row);
    const key = `${orderId} ${kind} ${readiness}`;
    if (row?.state === state && row.attempts === attempts && isFinal(mail)) {
      this.#unsettled.delete(key);
    } else this.#unsettled.set(key, mail);
  }

  *end(): Differences {
    if (this.#due) yield* this.#missing('end of the log', this.#due.order);
    for (const { kind = 'ready', orderId, readiness, ...status } of this.#unsettled.values()) {
      const row = this.#row.get(orderId, kind, readiness);
      const where = `mail_jobs, order ${orderId}, ${kind} ${readiness}`;
      const found = row && { state: row.state, attempts: row.attempts };
      yield* same(where, 'state', status, found);
    }
    yield* same('mail_jobs', 'number of rows', this.#queued, this.#count.get());
  }

  *#onReceipt(where: string, mail: MailStatus, row: MailRow | undefined): Differences {
    const { orderId, readiness } = mail;
    const copy = (this.#receipts.get(orderId) ?? 0) + 1;
    this.#receipts.set(orderId, copy);
    yield* same(where, `receipt of order ${orderId}`, copy, readiness);
    const order = this.#orderNow(orderId);
    if (!order) yield* same(where, 'receipt', 'of an order', orderId);
    else if (row) yield* compareDoc(row, receiptDoc(order));
  }

  *#missing(where: string, order: Order): Differences {
    yield* same(where, `message for order ${order.id}`, 'queued here', undefined);
  }
}

/** What a "ready" message says, by its order. */
function readyDoc(order: Order): Readonly<Record<string, unknown>> {
  return {
    orderNumber: order.number,
    to: order.customer?.email,
    customerName: order.customer?.name,
    language: order.customer?.language,
    lines: order.lines
      .filter(({ quantity }) => quantity > 0)
      .map(({ name, quantity }) => ({ name, quantity })),
  };
}

/** What a receipt says, by its order. Where it goes was typed, and is nowhere else. */
function receiptDoc(order: Order): Readonly<Record<string, unknown>> {
  return {
    orderNumber: order.number,
    customerName: order.customer?.name ?? null,
    receipt: receiptFacts(order),
  };
}

/** A message to a wrong address is worse than none. What differs is named, the address is not shown. */
function* compareDoc(row: MailRow, expected: Readonly<Record<string, unknown>>): Differences {
  const doc: unknown = JSON.parse(row.doc);
  for (const [key, value] of Object.entries(expected)) {
    const there: unknown = isRecord(doc) ? doc[key] : undefined;
    if (JSON.stringify(there) === JSON.stringify(value)) continue;
    const where = `mail_jobs, row ${row.id}`;
    yield { where, what: `"${key}"`, expected: 'that of its order', found: 'another' };
  }
}

function isFinal({ state }: MailStatus): boolean {
  return state !== 'queued' && state !== 'retrying';
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
