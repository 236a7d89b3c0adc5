import type { Order } from '../../src/shared/order.ts';
import { createIdSource } from '../../src/main/core/broker/id-source.ts';
import { rowCrc } from '../../src/main/core/db/checksum.ts';
import type { WritableDatabase } from '../../src/main/core/db/open.ts';

/** Orders of one day of a busy restaurant. */
const PER_DAY = 300;

const DAY_MS = 24 * 60 * 60 * 1000;

/** Between two steps of one order, in milliseconds. */
const STEP_MS = 60_000;

/** Rows of one transaction while filling. */
const AT_ONCE = 20_000;

/**
 * Writes closed orders straight into the product's tables, as years of work would have left them: each with the event
 * that placed it and the one that completed it. (The product writes two more between them; they would double the file
 * and change no index.) What was there before stays; the new rows follow it, and are older than today.
 * @param template an order as the product made it
 */
export function fillHistory(db: WritableDatabase, template: Order, orders: number): void {
  const insertEvent = db.prepare(
    'INSERT INTO events (seq, type, at, data, crc) VALUES (?, ?, ?, ?, ?)',
  );
  const insertOrder = db.prepare(
    `INSERT INTO orders (placed_seq, id, business_date, number, status, last_seq)
     VALUES (?, ?, ?, ?, 'completed', ?)`,
  );
  const nextId = createIdSource();
  const days = Math.ceil(orders / PER_DAY);
  const firstDay = Math.floor(Date.now() / DAY_MS) - days - 1;
  let seq = Number(db.prepare('SELECT coalesce(max(seq), 0) FROM events').pluck().get());

  const put = (type: string, at: number, order: Order): number => {
    seq += 1;
    const data = JSON.stringify({ order });
    insertEvent.run(seq, type, at, data, rowCrc.events({ seq, type, at, data }));
    return seq;
  };
  const write = db.transaction((from: number, to: number) => {
    for (let made = from; made < to; made += 1) {
      const day = firstDay + Math.floor(made / PER_DAY);
      const at = day * DAY_MS + DAY_MS / 2 + (made % PER_DAY) * STEP_MS;
      const placedAt = new Date(at).toISOString();
      const doneAt = new Date(at + STEP_MS).toISOString();
      const placed: Order = {
        ...template,
        id: nextId(at),
        number: (made % PER_DAY) + 1,
        businessDate: placedAt.slice(0, 10),
        placedAt,
        sentAt: placedAt,
      };
      const placedSeq = put('order.placed', at, placed);
      const lastSeq = put('order.changed', at + STEP_MS, {
        ...placed,
        status: 'completed',
        lines: placed.lines.map((line) => ({ ...line, status: 'ready' })),
        startedAt: placedAt,
        readyAt: doneAt,
        completedAt: doneAt,
        readiness: 1,
        allowedActions: [],
        version: 4,
      });
      insertOrder.run(placedSeq, placed.id, placed.businessDate, placed.number, lastSeq);
    }
  });
  for (let from = 0; from < orders; from += AT_ONCE) {
    write(from, Math.min(orders, from + AT_ONCE));
  }
}
