import { refuse } from '../../src/shared/errors.ts';
import type { Order } from '../../src/shared/order.ts';
import { createIdSource } from '../../src/main/core/broker/id-source.ts';
import type { CommandRow } from '../../src/main/core/db/batch.ts';
import { rowCrc } from '../../src/main/core/db/checksum.ts';
import type { WritableDatabase } from '../../src/main/core/db/open.ts';

/** Orders of one day of a busy restaurant. */
const PER_DAY = 300;

const DAY_MS = 24 * 60 * 60 * 1000;

/** The last of them was so many days ago: longer than answers to commands are remembered. */
const DAYS_AGO = 8;

/** Between two steps of one order, in milliseconds. */
const STEP_MS = 60_000;

/** Rows of one transaction while filling. */
const AT_ONCE = 20_000;

/** Who took them all. */
const ACTOR = JSON.stringify({ deviceId: 'bench' });

/** The moment at which a history of so many orders begins, milliseconds UTC. */
export function beginning(orders: number): number {
  return (Math.floor(Date.now() / DAY_MS) - Math.ceil(orders / PER_DAY) - DAYS_AGO) * DAY_MS;
}

/**
 * Writes closed orders straight into the product's tables, as years of work would have left them: each with the four
 * events of its life. What was there before stays, and must be older than {@link beginning}.
 * @param life one order of uncounted items as the product made it, after each of its steps
 */
export function fillHistory(db: WritableDatabase, life: readonly Order[], orders: number): void {
  const insertEvent = db.prepare(
    'INSERT INTO events (seq, type, at, actor, data, crc) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const insertOrder = db.prepare(
    `INSERT INTO orders (placed_seq, id, business_date, number, status, last_seq)
     VALUES (?, ?, ?, ?, 'completed', ?)`,
  );
  const nextId = createIdSource();
  const began = beginning(orders);
  let seq = Number(db.prepare('SELECT coalesce(max(seq), 0) FROM events').pluck().get());

  const write = db.transaction((from: number, to: number) => {
    for (let made = from; made < to; made += 1) {
      const day = began + Math.floor(made / PER_DAY) * DAY_MS;
      const at = day + DAY_MS / 2 + (made % PER_DAY) * STEP_MS;
      const iso = new Date(at).toISOString();
      const own = {
        id: nextId(at),
        number: (made % PER_DAY) + 1,
        businessDate: iso.slice(0, 10),
      };
      const time = (there: string | null): string | null => there && iso;
      const placedSeq = seq + 1;
      for (const [step, order] of life.entries()) {
        seq += 1;
        const type = step === 0 ? 'order.placed' : 'order.changed';
        const data = JSON.stringify({
          order: {
            ...order,
            ...own,
            placedAt: iso,
            sentAt: time(order.sentAt),
            startedAt: time(order.startedAt),
            readyAt: time(order.readyAt),
            completedAt: time(order.completedAt),
          },
        });
        const row = { seq, type, at, actor: ACTOR, data };
        insertEvent.run(seq, type, at, ACTOR, data, rowCrc.events(row));
      }
      insertOrder.run(placedSeq, own.id, own.businessDate, own.number, seq);
    }
  });
  for (let from = 0; from < orders; from += AT_ONCE) {
    write(from, Math.min(orders, from + AT_ONCE));
  }
  forgetCommands(db, seq);
}

/** The product has long forgotten the commands of those days; the oldest that is left is a refusal of the last one. */
function forgetCommands(db: WritableDatabase, lastSeq: number): void {
  const last = db.prepare<[], number>('SELECT max(id) FROM commands').pluck().get() ?? 0;
  db.exec('DELETE FROM commands');
  const row: CommandRow = {
    id: last + 1,
    deviceId: 'bench',
    key: 'the last of those days',
    fingerprint: '',
    at: 0,
    seq: lastSeq,
    orderSeq: null,
    refusal: JSON.stringify(refuse('not_found', 'There is no such order.', {})),
  };
  db.prepare(
    `INSERT INTO commands (id, device_id, key, fingerprint, at, seq, order_seq, refusal, crc)
     VALUES (@id, @deviceId, @key, @fingerprint, @at, @seq, @orderSeq, @refusal, @crc)`,
  ).run({ ...row, crc: rowCrc.commands(row) });
}
