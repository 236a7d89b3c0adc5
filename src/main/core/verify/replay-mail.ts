import type { MailStatus } from '../../../shared/events.ts';
import type { Order } from '../../../shared/order.ts';
import { mailIntent } from '../../domain/mail-intent.ts';
import type { MailRow } from '../db/batch.ts';
import type { ReadableDatabase } from '../db/open.ts';
import type { CheckedRows } from '../db/rows.ts';
import { same, type Differences } from './difference.ts';

/**
 * Follows each "ready" e-mail through the log: one is queued by the very event after its order became ready, and
 * its row is in the state that the last event says. A job whose row already says so is let go of at once, so that
 * memory goes with what is still to be sent.
 */
export class MailReplay {
  #queued = 0;
  /** The readiness whose message the next event must queue. */
  #due: { readonly seq: number; readonly order: Order } | null = null;
  readonly #unsettled = new Map<string, MailStatus>();
  readonly #row;
  readonly #count;

  constructor(db: ReadableDatabase, rows: CheckedRows) {
    this.#row = rows.mail('WHERE order_id = ? AND readiness = ?');
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
    const key = `${mail.orderId} ${mail.readiness}`;
    const row = this.#row.get(mail.orderId, mail.readiness);
    const due = this.#due;
    this.#due = null;
    if (mail.state === 'queued') {
      this.#queued += 1;
      const order = due?.order;
      const expected = order && { orderId: order.id, readiness: order.readiness };
      const found = { orderId: mail.orderId, readiness: mail.readiness };
      yield* same(where, 'message queued', expected, found);
      if (order && row) yield* this.#compareMessage(order, row);
    } else if (due) yield* this.#missing(where, due.order);
    if (row?.state === mail.state && row.attempts === mail.attempts && isFinal(mail)) {
      this.#unsettled.delete(key);
    } else this.#unsettled.set(key, mail);
  }

  *end(): Differences {
    if (this.#due) yield* this.#missing('end of the log', this.#due.order);
    for (const { orderId, readiness, state, attempts } of this.#unsettled.values()) {
      const row = this.#row.get(orderId, readiness);
      const where = `mail_jobs, order ${orderId}, readiness ${readiness}`;
      const found = row && { state: row.state, attempts: row.attempts };
      yield* same(where, 'state', { state, attempts }, found);
    }
    yield* same('mail_jobs', 'number of rows', this.#queued, this.#count.get());
  }

  *#missing(where: string, order: Order): Differences {
    yield* same(where, `message for order ${order.id}`, 'queued here', undefined);
  }

  /** A message to a wrong address is worse than none. What differs is named, the address is not shown. */
  *#compareMessage(order: Order, row: MailRow): Differences {
    const doc: unknown = JSON.parse(row.doc);
    const expected = {
      orderNumber: order.number,
      to: order.customer?.email,
      customerName: order.customer?.name,
      language: order.customer?.language,
      lines: order.lines.map(({ name, quantity }) => ({ name, quantity })),
    };
    for (const [key, value] of Object.entries(expected)) {
      const there: unknown = isRecord(doc) ? doc[key] : undefined;
      if (JSON.stringify(there) === JSON.stringify(value)) continue;
      const where = `mail_jobs, row ${row.id}`;
      yield { where, what: `"${key}"`, expected: 'that of its order', found: 'another' };
    }
  }
}

function isFinal({ state }: MailStatus): boolean {
  return state !== 'queued' && state !== 'retrying';
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
