import type { Order } from '../../../shared/order.ts';
import {
  categorySchema,
  menuItemSchema,
  modifierGroupSchema,
  stationSchema,
  type Menu,
} from '../../../shared/menu.ts';
import type { MailState } from '../../../shared/events.ts';
import type { Role } from '../../../shared/roles.ts';
import type { Device, MailJob } from '../broker/ports.ts';
import type { CatalogRow } from './batch.ts';
import type { ReadableDatabase } from './open.ts';

/** A job's document: what stays the same over all attempts. */
export type MailDoc = Omit<MailJob, 'attempts' | 'nextAttemptAt'>;

/** A job with the state that its row is in. */
export interface StoredMail {
  readonly job: MailJob;
  readonly state: MailState;
}

/** All that the broker keeps in memory, as it stands on disk. */
export interface Loaded {
  readonly seq: number;
  /** Time of the last event, milliseconds UTC; 0 for none. */
  readonly lastAt: number;
  readonly lastMailId: number;
  readonly menu: Menu;
  readonly stock: ReadonlyMap<string, number | null>;
  /** Oldest first. */
  readonly openOrders: readonly { readonly order: Order; readonly lastSeq: number }[];
  /** Still to be sent, or belonging to an open order. */
  readonly mail: readonly StoredMail[];
  readonly devices: readonly Device[];
}

/** Reads the broker's state from its tables. Takes as long as there are open orders, not as there is history. */
export function loadState(db: ReadableDatabase): Loaded {
  // One transaction, so that all of it is of one moment.
  return db.transaction((): Loaded => {
    const last = db
      .prepare<[], { seq: number; at: number }>(
        'SELECT seq, at FROM events ORDER BY seq DESC LIMIT 1',
      )
      .get();
    return {
      seq: last?.seq ?? 0,
      lastAt: last?.at ?? 0,
      lastMailId: Number(db.prepare('SELECT coalesce(max(id), 0) FROM mail_jobs').pluck().get()),
      menu: loadMenu(db),
      stock: new Map(
        db
          .prepare<[], { item_id: string; available: number | null }>(
            'SELECT item_id, available FROM stock',
          )
          .all()
          .map((row) => [row.item_id, row.available]),
      ),
      openOrders: loadOpenOrders(db),
      mail: loadMail(db),
      devices: loadDevices(db),
    };
  })();
}

function loadMenu(db: ReadableDatabase): Menu {
  const rows = db.prepare<[CatalogRow['kind']], { doc: string }>(
    'SELECT doc FROM catalog WHERE kind = ? ORDER BY sort',
  );
  return {
    stations: rows.all('station').map(({ doc }) => stationSchema.parse(JSON.parse(doc))),
    categories: rows.all('category').map(({ doc }) => categorySchema.parse(JSON.parse(doc))),
    modifierGroups: rows
      .all('modifier_group')
      .map(({ doc }) => modifierGroupSchema.parse(JSON.parse(doc))),
    items: rows.all('item').map(({ doc }) => menuItemSchema.parse(JSON.parse(doc))),
  };
}

function loadOpenOrders(db: ReadableDatabase): Loaded['openOrders'] {
  return db
    .prepare<[], { last_seq: number; data: string }>(
      `SELECT last_seq, data FROM orders JOIN events ON events.seq = orders.last_seq
       WHERE status IN ('held', 'pending', 'preparing', 'ready') ORDER BY placed_seq`,
    )
    .all()
    .map((row) => ({ order: orderOf(row.data), lastSeq: row.last_seq }));
}

/** The order inside the data of an order event: written by us, in a transaction, so it is taken as it is. */
export function orderOf(data: string): Order {
  return (JSON.parse(data) as { readonly order: Order }).order;
}

function loadMail(db: ReadableDatabase): StoredMail[] {
  return db
    .prepare<[], { state: MailState; attempts: number; next_attempt_at: number; doc: string }>(
      `SELECT state, attempts, next_attempt_at, doc FROM mail_jobs
       WHERE state IN ('queued', 'retrying')
          OR order_id IN (SELECT id FROM orders
                          WHERE status IN ('held', 'pending', 'preparing', 'ready'))
       ORDER BY id`,
    )
    .all()
    .map((row) => ({
      state: row.state,
      job: {
        ...(JSON.parse(row.doc) as MailDoc),
        attempts: row.attempts,
        nextAttemptAt: row.next_attempt_at,
      },
    }));
}

function loadDevices(db: ReadableDatabase): Device[] {
  return db
    .prepare<[], Device>(
      `SELECT id, name, role, token_hash AS tokenHash, created_at AS createdAt
       FROM devices ORDER BY created_at, id`,
    )
    .all()
    .map((row) => ({ ...row, role: row.role satisfies Role }));
}
