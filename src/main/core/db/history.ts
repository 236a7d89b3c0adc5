import type { SequencedEvent } from '../../../shared/events.ts';
import type { Order } from '../../../shared/order.ts';
import { isOpen, ORDER_STATUSES, type OrderStatus } from '../../../shared/order-states.ts';
import type { CommittedEvent, History } from '../broker/ports.ts';
import type { EventRow } from './batch.ts';
import { orderOf, orderOfRow, SELECT_ORDER, type OrderRow } from './load.ts';
import { ownJson } from './own-json.ts';
import type { ReadableDatabase } from './open.ts';
import { checkedRows } from './rows.ts';

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
  /** The number of the last event about an order. */
  lastSeq(orderId: string): number | undefined;
  command(id: number): RememberedCommand | undefined;
  /** The order as it was in that event. */
  orderAt(seq: number): Order | undefined;
  /** Every remembered command, newest first. Checksums are looked at only when one is asked for. */
  commandsNewestFirst(): Iterable<{
    readonly id: number;
    readonly deviceId: string;
    readonly key: string;
    readonly at: number;
  }>;
}

const CURSOR = /^[1-9]\d{0,15}$/;

/** Reads what is on disk, with statements prepared once, through a connection that can't write. */
export function openHistory(db: ReadableDatabase): BrokerHistory {
  // 2 MB instead of 16. Not where the connection is opened: this reads the file, whose damage is told elsewhere.
  db.pragma('cache_size = -2000');
  const checked = checkedRows(db);
  const order = db.prepare<[string], OrderRow>(`${SELECT_ORDER} WHERE orders.id = ?`);
  const event = checked.events('WHERE seq = ?');
  const lastNumber = db
    .prepare<[string], number>(
      'SELECT coalesce(max(number), 0) FROM orders WHERE business_date = ?',
    )
    .pluck();
  const lastSeq = db.prepare<[string], number>('SELECT last_seq FROM orders WHERE id = ?').pluck();
  const events = checked.events('WHERE seq > ? ORDER BY seq LIMIT ?');
  const command = checked.commands('WHERE id = ?');
  const commands = db.prepare<[], { id: number; deviceId: string; key: string; at: number }>(
    'SELECT id, device_id AS deviceId, key, at FROM commands ORDER BY id DESC',
  );
  const page = pageStatements(db);

  return {
    order: (id) => {
      const row = order.get(id);
      return row === undefined ? undefined : orderOfRow(row);
    },
    orderAt: (seq) => {
      const row = event.get(seq);
      return row === undefined ? undefined : orderOf(row.data);
    },
    lastNumber: (businessDate) => lastNumber.get(businessDate) ?? 0,
    lastSeq: (orderId) => lastSeq.get(orderId),
    command: (id) => command.get(id),
    commandsNewestFirst: () => commands.iterate(),
    events: (since, limit, maxChars = Number.POSITIVE_INFINITY) => {
      const found: CommittedEvent[] = [];
      let chars = 0;
      for (const row of events.iterate(since, limit)) {
        found.push(committedEvent(row));
        chars += row.data.length;
        if (chars >= maxChars) break;
      }
      return found;
    },
    orders: ({ statuses, limit, cursor, maxChars = Number.POSITIVE_INFINITY }) => {
      if (cursor !== null && !CURSOR.test(cursor)) return null;
      const wanted = statuses ?? ORDER_STATUSES;
      const from = Number(cursor ?? 0);
      const orders: Order[] = [];
      let [last, chars] = [from, 0];
      for (const row of page(wanted).iterate(JSON.stringify(wanted), from, limit + 1)) {
        // One row beyond the page: it only says that there is a next one.
        if (orders.length >= limit || chars >= maxChars)
          return { orders, nextCursor: String(last) };
        orders.push(orderOfRow(row));
        last = row.placed_seq;
        chars += row.data.length;
      }
      return { orders, nextCursor: null };
    },
  };
}

/** Picks the index by what is asked for: the few open orders, the few cancelled ones, or all by age. */
function pageStatements(db: ReadableDatabase) {
  const prepare = (where: string) =>
    db.prepare<[string, number, number], OrderRow>(
      `${SELECT_ORDER}
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

function committedEvent(row: EventRow): CommittedEvent {
  const event = ownJson<SequencedEvent>(
    `{"seq":${row.seq},"type":"${row.type}","at":"${new Date(row.at).toISOString()}","data":${row.data}}`,
  );
  return { event, dataJson: row.data };
}
