import type { SequencedEvent } from '../../../shared/events.ts';
import type { Shift } from '../../../shared/shift.ts';
import type { AckData } from '../../../shared/wire.ts';
import type { CommittedEvent, History } from '../broker/ports.ts';
import type { EventRow } from './batch.ts';
import { findCustomers } from './find-customers.ts';
import {
  orderOf,
  orderOfRow,
  SELECT_ORDER,
  SELECT_SHIFT,
  shiftOfRow,
  type OrderRow,
  type ShiftRecord,
} from './load.ts';
import { OF_TODAY } from './old-orders.ts';
import { orderPages } from './order-pages.ts';
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
  /** How many receipts of an order were mailed. */
  lastReceipt(orderId: string): number;
  /** What that event says of an order or a shift, and the same as JSON. */
  answerAt(seq: number): { readonly data: AckData; readonly json: string } | undefined;
  /** Every remembered command, newest first. Checksums are looked at only when one is asked for. */
  commandsNewestFirst(): Iterable<{
    readonly id: number;
    readonly deviceId: string;
    readonly key: string;
    readonly at: number;
  }>;
}

/** What a page of shifts goes on from: the number of the last one of the page before. */
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
  const lastReceipt = db
    .prepare<[string], number>(
      `SELECT coalesce(max(readiness), 0) FROM mail_jobs WHERE order_id = ? AND kind = 'receipt'`,
    )
    .pluck();
  const shift = db.prepare<[string], ShiftRecord>(`${SELECT_SHIFT} WHERE id = ?`);
  const shifts = db.prepare<[number, number], ShiftRecord>(
    `${SELECT_SHIFT} WHERE number < ? ORDER BY number DESC LIMIT ?`,
  );

  return {
    order: (id) => {
      const row = order.get(id);
      return row === undefined ? undefined : orderOfRow(row);
    },
    answerAt: (seq) => {
      const row = event.get(seq);
      return row === undefined ? undefined : answerOf(row);
    },
    lastReceipt: (orderId) => lastReceipt.get(orderId) ?? 0,
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
    orders: orderPages(db),
    shift: (id) => {
      const row = shift.get(id);
      return row === undefined ? undefined : shiftOfRow(row);
    },
    shifts: ({ limit, cursor }) => {
      if (cursor !== null && !CURSOR.test(cursor)) return null;
      const found: Shift[] = [];
      for (const row of shifts.iterate(Number(cursor ?? Number.MAX_SAFE_INTEGER), limit + 1)) {
        if (found.length >= limit)
          return { shifts: found, nextCursor: String(found.at(-1)?.number) };
        found.push(shiftOfRow(row));
      }
      return { shifts: found, nextCursor: null };
    },
    customers: findCustomers(checked),
  };
}

/** What an event says that an answer points to. Documents of an earlier version are said in today's words. */
function answerOf({ type, data }: EventRow): { readonly data: AckData; readonly json: string } {
  if (type === 'shift.changed') return { data: ownJson<AckData>(data), json: data };
  const answer = { order: orderOf(data) };
  return { data: answer, json: data.includes(OF_TODAY) ? data : JSON.stringify(answer) };
}

function committedEvent(row: EventRow): CommittedEvent {
  const isOld = row.type.startsWith('order.') && !row.data.includes(OF_TODAY);
  const dataJson = isOld ? JSON.stringify({ order: orderOf(row.data) }) : row.data;
  const at = new Date(row.at).toISOString();
  const event = ownJson<SequencedEvent>(
    `{"seq":${row.seq},"type":"${row.type}","at":"${at}","by":${row.actor},"data":${dataJson}}`,
  );
  return { event, dataJson };
}
