import type { Order } from '../../../shared/order.ts';
import {
  categorySchema,
  menuItemSchema,
  modifierGroupSchema,
  stationSchema,
  type Menu,
} from '../../../shared/menu.ts';
import type { MailState } from '../../../shared/events.ts';
import type { Shift } from '../../../shared/shift.ts';
import { lingers } from '../../../shared/told.ts';
import type {
  Device,
  MailJob,
  ReadyMailJob,
  ReceiptMailJob,
  StoredPerson,
} from '../broker/ports.ts';
import type { EventRow, MailRow, PersonRow } from './batch.ts';
import { checkEvent, damaged } from './checksum.ts';
import { type AnyOrder, inTodaysWords } from './old-orders.ts';
import { ownJson } from './own-json.ts';
import type { ReadableDatabase } from './open.ts';
import { checkedRows, type CheckedRows } from './rows.ts';

/** What a job's row has in columns of its own, and its document not: what changes over attempts, and its kind. */
type InColumns = 'kind' | 'attempts' | 'nextAttemptAt';

/** A job with the state that its row is in. */
export interface StoredMail {
  readonly job: MailJob;
  readonly state: MailState;
}

/** All that the broker keeps in memory, as it stands on disk. */
export interface Loaded {
  readonly seq: number;
  /** Times of the first and the last event, milliseconds UTC; 0 for none. */
  readonly logged: { readonly first: number; readonly last: number };
  readonly lastMailId: number;
  readonly menu: Menu;
  readonly stock: ReadonlyMap<string, number | null>;
  /** The open ones, and those that linger (`isInUse`); oldest first. */
  readonly ordersInUse: readonly { readonly order: Order; readonly lastSeq: number }[];
  /** Still to be sent, or belonging to an open order. */
  readonly mail: readonly StoredMail[];
  readonly devices: readonly Device[];
  /** Open ones, by number. */
  readonly openShifts: readonly { readonly shift: Shift; readonly lastSeq: number }[];
  /** The highest number given to a shift; 0 before the first. */
  readonly lastShiftNumber: number;
  readonly people: readonly KnownPerson[];
}

/** A person with the moment they were registered: milliseconds, UTC. */
export interface KnownPerson {
  readonly person: StoredPerson;
  readonly createdAt: number;
}

/** Reads the broker's state from its tables. Takes as long as there are orders in use, not as there is history. */
export function loadState(db: ReadableDatabase): Loaded {
  // One transaction, so that all of it is of one moment.
  return db.transaction((): Loaded => {
    const rows = checkedRows(db);
    const last = db
      .prepare<[], { seq: number; at: number }>(
        'SELECT seq, at FROM events ORDER BY seq DESC LIMIT 1',
      )
      .get();
    const first = db
      .prepare<[], number>('SELECT at FROM events ORDER BY seq LIMIT 1')
      .pluck()
      .get();
    return {
      seq: last?.seq ?? 0,
      logged: { first: first ?? 0, last: last?.at ?? 0 },
      lastMailId: Number(db.prepare('SELECT coalesce(max(id), 0) FROM mail_jobs').pluck().get()),
      menu: loadMenu(rows),
      stock: new Map(
        rows
          .stock('')
          .all()
          .map((row) => [row.itemId, row.available]),
      ),
      ordersInUse: loadOrdersInUse(db),
      mail: loadMail(rows),
      devices: rows.devices('ORDER BY created_at, id').all(),
      openShifts: loadOpenShifts(db),
      lastShiftNumber: Number(
        db.prepare('SELECT coalesce(max(number), 0) FROM shifts').pluck().get(),
      ),
      people: rows.people('ORDER BY created_at, id').all().map(knownPerson),
    };
  })();
}

function loadMenu(checked: CheckedRows): Menu {
  const rows = checked.catalog('WHERE kind = ? ORDER BY sort');
  return {
    stations: rows.all('station').map(({ doc }) => stationSchema.parse(JSON.parse(doc))),
    categories: rows.all('category').map(({ doc }) => categorySchema.parse(JSON.parse(doc))),
    modifierGroups: rows
      .all('modifier_group')
      .map(({ doc }) => modifierGroupSchema.parse(JSON.parse(doc))),
    items: rows.all('item').map(({ doc }) => menuItemSchema.parse(JSON.parse(doc))),
  };
}

function loadOrdersInUse(db: ReadableDatabase): Loaded['ordersInUse'] {
  const rows = db.prepare<[], OrderRow>(inUse(SELECT_ORDER));
  const used: { order: Order; lastSeq: number }[] = [];
  // One at a time: the texts of a full house, all at once, would take more room than the house.
  for (const row of rows.iterate()) used.push({ order: orderOfRow(row), lastSeq: row.last_seq });
  return used;
}

/** A row of orders beside the event that holds its document. */
export interface OrderRow {
  readonly placed_seq: number;
  readonly id: string;
  readonly business_date: string;
  readonly number: number;
  readonly status: string;
  readonly last_seq: number;
  readonly lingers: number;
  readonly seq: number;
  readonly type: string;
  readonly at: number;
  readonly actor: string | null;
  readonly data: string;
  readonly crc: number;
}

/** What `orderOfRow` needs. */
export const ORDER_COLUMNS =
  'placed_seq, id, business_date, number, status, last_seq, lingers, seq, type, at, actor, data, crc';

/** The rows that `orderOfRow` takes; a WHERE follows. */
export const SELECT_ORDER = `
  SELECT ${ORDER_COLUMNS} FROM orders JOIN events ON events.seq = orders.last_seq`;

/**
 * Something of each order in use (`isInUse`), the oldest first: two indexes with nothing else in them, read side by side.
 * @param select a SELECT from orders that has `placed_seq` among its columns
 */
export const inUse = (select: string): string => `
  ${select} WHERE status IN ('held', 'pending', 'preparing', 'ready')
  UNION ALL ${select} WHERE lingers = 1 ORDER BY placed_seq`;

/**
 * The document that a row of orders points to.
 * @throws DamageError when row or document are not as they were written
 */
export function orderOfRow(row: OrderRow): Order {
  checkEvent(row);
  const order = orderOf(row.data);
  const same =
    order.id === row.id &&
    order.status === row.status &&
    order.number === row.number &&
    order.businessDate === row.business_date &&
    lingers(order) === (row.lingers === 1);
  if (!same) throw damaged('orders', row.id);
  return order;
}

/**
 * The order inside the data of an order event: written by us, in a transaction, so it is taken as it is. One of an
 * earlier version is said in the words of this one.
 */
export function orderOf(data: string): Order {
  return inTodaysWords(ownJson<{ readonly order: AnyOrder }>(data).order);
}

/** A row of shifts beside the event that holds its document. */
export interface ShiftRecord extends EventRow {
  readonly number: number;
  readonly id: string;
  readonly device_id: string;
  readonly status: string;
  readonly last_seq: number;
  readonly crc: number;
}

/** What `shiftOfRow` needs; a WHERE follows. */
export const SELECT_SHIFT = `
  SELECT number, id, device_id, status, last_seq, seq, type, at, actor, data, crc
  FROM shifts JOIN events ON events.seq = shifts.last_seq`;

/**
 * The document that a row of shifts points to.
 * @throws DamageError when row or document are not as they were written
 */
export function shiftOfRow(row: ShiftRecord): Shift {
  checkEvent(row);
  const { shift } = ownJson<{ readonly shift: Shift }>(row.data);
  const same =
    shift.id === row.id &&
    shift.number === row.number &&
    shift.deviceId === row.device_id &&
    shift.status === row.status;
  if (!same) throw damaged('shifts', row.number);
  return shift;
}

function loadOpenShifts(db: ReadableDatabase): Loaded['openShifts'] {
  return db
    .prepare<[], ShiftRecord>(`${SELECT_SHIFT} WHERE status = 'open' ORDER BY number`)
    .all()
    .map((row) => ({ shift: shiftOfRow(row), lastSeq: row.last_seq }));
}

function knownPerson({ id, name, role, active, pinHash, createdAt }: PersonRow): KnownPerson {
  return { createdAt, person: { id, name, role, active: active === 1, pinHash } };
}

function loadMail(rows: CheckedRows): StoredMail[] {
  return rows
    .mail(
      `WHERE state IN ('queued', 'retrying')
          OR kind = 'ready'
             AND order_id IN (SELECT id FROM orders
                              WHERE status IN ('held', 'pending', 'preparing', 'ready'))
       ORDER BY id`,
    )
    .all()
    .map((row) => ({ state: row.state, job: jobOf(row) }));
}

function jobOf({ kind, attempts, nextAttemptAt, doc }: MailRow): MailJob {
  return kind === 'ready'
    ? { ...ownJson<Omit<ReadyMailJob, InColumns>>(doc), kind, attempts, nextAttemptAt }
    : { ...ownJson<Omit<ReceiptMailJob, InColumns>>(doc), kind, attempts, nextAttemptAt };
}
