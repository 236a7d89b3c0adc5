import type { Order } from '../../../shared/order.ts';
import { customerNamed, customerSearch } from '../db/customers.ts';
import { orderOf } from '../db/load.ts';
import type { ReadableDatabase } from '../db/open.ts';
import type { CheckedRows } from '../db/rows.ts';
import { same, type Differences } from './difference.ts';

/** Puts earlier customers down again, and compares each row with the event that named them last. Nobody is shown. */
export class CustomersReplay {
  /** By key: as many as there are customers, whatever the history. */
  readonly #customers = new Map<string, { readonly orders: number; readonly lastSeq: number }>();
  readonly #rows;
  readonly #event;

  constructor(db: ReadableDatabase, rows: CheckedRows) {
    this.#rows = rows.customers('');
    this.#event = db.prepare<[number], { at: number; data: string }>(
      'SELECT at, data FROM events WHERE seq = ?',
    );
  }

  onOrder(seq: number, before: Order | undefined, after: Order): void {
    const named = customerNamed(before, after);
    if (named === null) return;
    const orders = this.#customers.get(named.key)?.orders ?? 0;
    const more = named.isOneMore ? 1 : 0;
    this.#customers.set(named.key, { orders: orders + more, lastSeq: seq });
  }

  *end(): Differences {
    for (const { key, orders, lastSeq, lastAt, ...row } of this.#rows.iterate()) {
      const where = `customers, row of event ${lastSeq}`;
      const expected = this.#customers.get(key);
      this.#customers.delete(key);
      yield* same(where, 'row', expected, { orders, lastSeq });
      const event = this.#event.get(lastSeq);
      const customer = event ? orderOf(event.data).customer : null;
      yield* same(where, 'time', event?.at, lastAt);
      const { name = null, email = null, phone = null } = customer ?? {};
      const words = { name, email, phone, search: customerSearch({ name, email, phone }) };
      for (const [what, value] of Object.entries(words)) {
        const there = new Map<string, unknown>(Object.entries(row)).get(what);
        if (there === value) continue;
        yield { where, what: `"${what}"`, expected: 'that of its order', found: 'another' };
      }
    }
    for (const { lastSeq } of this.#customers.values()) {
      yield* same(`customers, row of event ${lastSeq}`, 'row', 'one', undefined);
    }
  }
}
