import type { DomainEvent, SequencedEvent } from '../../../shared/events.ts';
import type { Order } from '../../../shared/order.ts';
import { isOpen, ORDER_STATUSES, type OrderStatus } from '../../../shared/order-states.ts';
import type { CommittedEvent, History, OrderPage } from '../broker/ports.ts';
import { orderOf } from './load.ts';
import type { ReadableDatabase } from './open.ts';

/** What was remembered of a command. */
export interface RememberedCommand {
  readonly deviceId: string;
  readonly key: string;
  readonly fingerprint: string;
  readonly seq: number;
  readonly orderSeq: number | null;
  readonly refusal: string | null;
}

/** The broker's own questions to the disk, beside those that anyone may ask. */
export interface BrokerHistory extends History {
  lastNumber(businessDate: string): number;
  command(id: number): RememberedCommand | undefined;
  /** The order as it was in that event. */
  orderAt(seq: number): Order | undefined;
  /** Every remembered command not older than `since` (milliseconds UTC), newest first. */
  commandsSince(since: number): Iterable<{
    readonly id: number;
    readonly deviceId: string;
    readonly key: string;
    readonly at: number;
  }>;
}

const CURSOR = /^[1-9]\d{0,15}$/;

/** Reads what is on disk, with statements prepared once, through a connection that can't write. */
export function openHistory(db: ReadableDatabase): BrokerHistory {
  const order = db
    .prepare<[string], string>(
      'SELECT data FROM orders JOIN events ON events.seq = orders.last_seq WHERE orders.id = ?',
    )
    .pluck();
  const orderAt = db.prepare<[number], string>('SELECT data FROM events WHERE seq = ?').pluck();
  const lastNumber = db
    .prepare<[string], number>(
      'SELECT coalesce(max(number), 0) FROM orders WHERE business_date = ?',
    )
    .pluck();
  const events = db.prepare<
    [number, number],
    { seq: number; type: string; at: number; data: string }
  >('SELECT seq, type, at, data FROM events WHERE seq > ? ORDER BY seq LIMIT ?');
  const command = db.prepare<[number], RememberedCommand>(
    `SELECT device_id AS deviceId, key, fingerprint, seq, order_seq AS orderSeq, refusal
     FROM commands WHERE id = ?`,
  );
  const commands = db.prepare<[], { id: number; deviceId: string; key: string; at: number }>(
    'SELECT id, device_id AS deviceId, key, at FROM commands ORDER BY id DESC',
  );
  const page = pageStatements(db);

  return {
    order: (id) => {
      const data = order.get(id);
      return data === undefined ? undefined : orderOf(data);
    },
    orderAt: (seq) => {
      const data = orderAt.get(seq);
      return data === undefined ? undefined : orderOf(data);
    },
    lastNumber: (businessDate) => lastNumber.get(businessDate) ?? 0,
    command: (id) => command.get(id),
    *commandsSince(since) {
      for (const row of commands.iterate()) {
        if (row.at < since) return;
        yield row;
      }
    },
    events: (since, limit) => events.all(since, limit).map(committedEvent),
    orders: ({ statuses, limit, cursor }): OrderPage | null => {
      if (cursor !== null && !CURSOR.test(cursor)) return null;
      const wanted = statuses ?? ORDER_STATUSES;
      const rows = page(wanted).all(JSON.stringify(wanted), Number(cursor ?? 0), limit + 1);
      const orders = rows.slice(0, limit).map((row) => orderOf(row.data));
      const lastRow = rows[limit - 1];
      return {
        orders,
        nextCursor: rows.length > limit && lastRow ? String(lastRow.placed_seq) : null,
      };
    },
  };
}

interface PageRow {
  readonly placed_seq: number;
  readonly data: string;
}

/** Picks the index by what is asked for: the few open orders, the few cancelled ones, or all by age. */
function pageStatements(db: ReadableDatabase) {
  const prepare = (where: string) =>
    db.prepare<[string, number, number], PageRow>(
      `SELECT placed_seq, data FROM orders JOIN events ON events.seq = orders.last_seq
       WHERE ${where} AND status IN (SELECT value FROM json_each(?)) AND placed_seq > ?
       ORDER BY placed_seq LIMIT ?`,
    );
  const open = prepare(`status IN ('held', 'pending', 'preparing', 'ready')`);
  const cancelled = prepare(`status = 'cancelled'`);
  const any = prepare('TRUE');
  return (statuses: readonly OrderStatus[]) => {
    if (statuses.every(isOpen)) return open;
    if (statuses.every((status) => status === 'cancelled')) return cancelled;
    return any;
  };
}

function committedEvent(row: {
  readonly seq: number;
  readonly type: string;
  readonly at: number;
  readonly data: string;
}): CommittedEvent {
  // Written by us from a DomainEvent, in a transaction: its shape is not checked again at every read.
  const { type, data } = { type: row.type, data: JSON.parse(row.data) as unknown } as DomainEvent;
  const event = { seq: row.seq, at: new Date(row.at).toISOString(), type, data } as SequencedEvent;
  return { event, dataJson: row.data };
}
