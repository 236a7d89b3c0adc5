import type { Menu, MenuItem, StockLevel } from './menu.ts';
import type { Order } from './order.ts';
import type { Person } from './people.ts';
import type { Shift } from './shift.ts';

/** The "ready" e-mail of an order, or a receipt that somebody asked for. */
export type MailKind = 'ready' | 'receipt';

/** Where an e-mail stands. */
export type MailState = 'queued' | 'retrying' | 'sent' | 'withdrawn' | 'failed';

export interface MailStatus {
  readonly orderId: string;
  /** Absent: `ready`, as in all events from before there were receipts. */
  readonly kind?: MailKind;
  /** Which readiness of the order the message is for; receipts of an order count from 1 for themselves. */
  readonly readiness: number;
  readonly state: MailState;
  /** How often sending was tried. */
  readonly attempts: number;
}

/** Data of each event, by type. Events state what is now true; each carries the whole of what changed. */
export interface EventData {
  'order.placed': { readonly order: Order };
  'order.changed': { readonly order: Order };
  'stock.changed': { readonly items: readonly StockLevel[] };
  'menu.replaced': { readonly menu: Menu };
  'menu.changed': { readonly items: readonly MenuItem[] };
  'mail.changed': { readonly mail: MailStatus };
  'shift.changed': { readonly shift: Shift };
  /** Everyone, each time. */
  'people.changed': { readonly people: readonly Person[] };
}

/** Who made something true. Names are not repeated here: `people.changed` tells them. */
export interface Actor {
  readonly deviceId: string;
  /** Who was signed in at the device; absent where nobody has to. */
  readonly personId?: string;
  /** The manager who allowed it. */
  readonly approvedBy?: string;
}

export type EventType = keyof EventData;

/** Something that became true, not yet numbered. */
export type DomainEvent = {
  [T in EventType]: { readonly type: T; readonly data: EventData[T] };
}[EventType];

/**
 * A committed event. `seq` is gapless from 1 over the life of the database; `at` is ISO 8601 UTC by the
 * broker's clock, which does not go back (BRK10 in docs/PROTOCOL.md tells the one exception).
 */
export type SequencedEvent = {
  [T in EventType]: {
    readonly seq: number;
    readonly type: T;
    readonly at: string;
    /** null: the broker itself, as for sums of stock and for mail. */
    readonly by: Actor | null;
    readonly data: EventData[T];
  };
}[EventType];
