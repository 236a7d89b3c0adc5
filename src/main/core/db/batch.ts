import type { OrderStatus } from '../../../shared/order-states.ts';
import type { MailKind, MailState } from '../../../shared/events.ts';
import type { PersonRole } from '../../../shared/people-roles.ts';
import type { Device } from '../broker/ports.ts';

export interface EventRow {
  readonly seq: number;
  readonly type: string;
  /** Milliseconds, UTC. */
  readonly at: number;
  /** Who made it true, as JSON; null for the broker itself. */
  readonly actor: string | null;
  readonly data: string;
}

export interface OrderInsert {
  readonly placedSeq: number;
  readonly id: string;
  readonly businessDate: string;
  readonly number: number;
  readonly status: OrderStatus;
  readonly lastSeq: number;
  /** 1 while it is cancelled and a station has yet to take note of that. */
  readonly lingers: 0 | 1;
}

export type OrderUpdate = Pick<OrderInsert, 'id' | 'status' | 'lastSeq' | 'lingers'>;

export interface StockRow {
  readonly itemId: string;
  readonly available: number | null;
}

export interface CatalogRow {
  readonly kind: 'station' | 'category' | 'modifier_group' | 'item';
  readonly id: string;
  readonly sort: number;
  readonly doc: string;
}

export interface CommandRow {
  readonly id: number;
  readonly deviceId: string;
  readonly key: string;
  readonly fingerprint: string;
  /** How long the product had run on this database: milliseconds, not a time of day. Never goes back. */
  readonly at: number;
  /** The sequence number of the answer. */
  readonly seq: number;
  /** The event whose data the answer carries: an order or a shift. */
  readonly orderSeq: number | null;
  /** The refusal, as JSON; null when the command was accepted. */
  readonly refusal: string | null;
}

export interface MailRow {
  readonly id: number;
  readonly orderId: string;
  readonly kind: MailKind;
  readonly readiness: number;
  readonly state: MailState;
  readonly attempts: number;
  readonly nextAttemptAt: number;
  readonly doc: string;
  readonly lastError: string | null;
}

/** A shift that was opened or has changed; its document is the event at `lastSeq`. */
export interface ShiftRow {
  readonly number: number;
  readonly id: string;
  readonly deviceId: string;
  readonly status: 'open' | 'closed';
  readonly lastSeq: number;
}

export interface PersonRow {
  readonly id: string;
  readonly name: string;
  readonly role: PersonRole;
  readonly active: 0 | 1;
  readonly pinHash: string;
  /** Milliseconds, UTC. */
  readonly createdAt: number;
}

/** An earlier customer, as the last order that bore this phone or address named them. */
export interface CustomerRow {
  /** See `customerKey`. */
  readonly key: string;
  readonly name: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  /** See `customerSearch`. */
  readonly search: string;
  readonly orders: number;
  /** The event that named them so, and its time in milliseconds UTC. */
  readonly lastSeq: number;
  readonly lastAt: number;
}

/** All that one transaction writes. Plain data: it crosses to the writer thread by structured clone. */
export interface Batch {
  readonly events: readonly EventRow[];
  readonly ordersPlaced: readonly OrderInsert[];
  readonly ordersChanged: readonly OrderUpdate[];
  readonly stock: readonly StockRow[];
  /** The whole catalog when the menu was replaced, else null. */
  readonly catalog: readonly CatalogRow[] | null;
  readonly itemsChanged: readonly { readonly id: string; readonly doc: string }[];
  readonly commands: readonly CommandRow[];
  /** Commands up to this row are past their seven days; 0 for none. */
  readonly forgetCommandsTo: number;
  readonly mail: readonly MailRow[];
  readonly devices: readonly Device[];
  /** In the order in which they changed: a counter closes one before it opens the next. */
  readonly shifts: readonly ShiftRow[];
  readonly people: readonly PersonRow[];
  /** `orders` is how many are to be added to what is there. */
  readonly customers: readonly CustomerRow[];
}

/** A transaction of nothing: what a batch that only has some of it is made over. */
export const EMPTY_BATCH: Batch = {
  events: [],
  ordersPlaced: [],
  ordersChanged: [],
  stock: [],
  catalog: null,
  itemsChanged: [],
  commands: [],
  forgetCommandsTo: 0,
  mail: [],
  devices: [],
  shifts: [],
  people: [],
  customers: [],
};

/**
 * What a commit came to. `rejected`: SQLite said no to something in the batch and nothing of it is there.
 * `full`: no room; nothing of it is there. `broken`: the disk failed, and whether the batch is there is known
 * only after the database was opened again.
 */
export type CommitResult =
  | { readonly state: 'committed' }
  | { readonly state: 'rejected' | 'full' | 'broken'; readonly message: string };

/** The single writer. One commit at a time; the next is asked for when the one before has resolved. */
export interface Writer {
  /** Never rejects. */
  commit(batch: Batch): Promise<CommitResult>;
  /** Whether committing this batch next would hold up the caller's thread until it is done. Absent: it never does. */
  holdsUp?(batch: Batch): boolean;
  /** Opens the database anew, after `broken`. Never rejects. */
  reopen(): Promise<CommitResult>;
  close(): Promise<void>;
}
