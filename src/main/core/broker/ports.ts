import type { Command } from '../../../shared/commands.ts';
import type { Refusal } from '../../../shared/errors.ts';
import type { MailState, MailStatus, SequencedEvent } from '../../../shared/events.ts';
import type { Language } from '../../../shared/languages.ts';
import type { Menu, StockLevel } from '../../../shared/menu.ts';
import type { KnownCustomer } from '../../../shared/customers.ts';
import type { Order } from '../../../shared/order.ts';
import type { Person, PersonRef } from '../../../shared/people.ts';
import type { ManagerAction } from '../../../shared/people-roles.ts';
import type { Shift } from '../../../shared/shift.ts';
import type { OrderStatus, Service } from '../../../shared/order-states.ts';
import type { Role } from '../../../shared/roles.ts';
import type { AckData } from '../../../shared/wire.ts';
import type { ReceiptFacts } from '../mail/receipt-facts.ts';

/** A manager's word for one command, as the door read it: good for what it names and until it has run out. */
export interface Approval {
  readonly by: PersonRef;
  /** What is allowed: more than one thing only where one command needs them all. */
  readonly actions: readonly ManagerAction[];
  /** Of this approval alone: it goes with the first command that needs it, and with no other. */
  readonly nonce: string;
  /** Milliseconds, UTC, by the broker's clock. */
  readonly expiresAt: number;
}

/** Who sends a command: idempotency keys are scoped to the device, and its role picks defaults. */
export interface Caller {
  readonly deviceId: string;
  readonly role: Role;
  /** Who is signed in at the device. Absent: nobody. */
  readonly person?: PersonRef;
  /** What a manager allowed, should it need that. */
  readonly approval?: Approval;
  /** See `DecisionContext.hasAuthority`. Absent: false, unless nobody is registered. */
  readonly hasAuthority?: boolean;
}

/**
 * What a command came to. `replayed` is true when the same id with the same command had been answered before:
 * everything else then equals the first answer.
 */
export type Answer =
  | {
      readonly ok: true;
      readonly seq: number;
      readonly data: AckData;
      /** `data`, serialised. */
      readonly dataJson: string;
      readonly replayed: boolean;
    }
  | { readonly ok: false; readonly refusal: Refusal; readonly replayed: boolean };

/** A committed event with its `data` already serialised, so that no reader has to do it again. */
export interface CommittedEvent {
  readonly event: SequencedEvent;
  readonly dataJson: string;
}

export type BatchListener = (batch: readonly CommittedEvent[]) => void;

/** A paired device. Its token is known only as a hash. */
export interface Device {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  /** SHA-256 of the bearer token, in hex. */
  readonly tokenHash: string;
  /** Milliseconds, UTC. */
  readonly createdAt: number;
}

/** Someone who works here, with the hash of their PIN. */
export interface StoredPerson extends Person {
  /** What `core/people/pin.ts` made of the PIN: algorithm, cost, salt and key in one text. */
  readonly pinHash: string;
}

/** What every e-mail to send knows, whatever it says. */
interface AnyMailJob {
  readonly id: number;
  readonly orderId: string;
  /** Counts the e-mails of this kind about this order, from 1. */
  readonly readiness: number;
  readonly orderNumber: number;
  readonly to: string;
  readonly customerName: string | null;
  /** Null = the shop's language. */
  readonly language: Language | null;
  /** Milliseconds, UTC. */
  readonly queuedAt: number;
  readonly attempts: number;
  /** Not to be tried before: milliseconds, UTC. */
  readonly nextAttemptAt: number;
}

/** A "ready" e-mail; written in the transaction that made the order ready, withdrawn by one that calls it back. */
export interface ReadyMailJob extends AnyMailJob {
  readonly kind: 'ready';
  /** Absent in jobs from before it was kept. */
  readonly service?: Service;
  readonly lines: readonly { readonly name: string; readonly quantity: number }[];
}

/** A receipt that somebody asked for; written in the transaction of that command, and never withdrawn. */
export interface ReceiptMailJob extends AnyMailJob {
  readonly kind: 'receipt';
  /** The order as it was when the receipt was asked for: `receiptFacts(order)`. */
  readonly receipt: ReceiptFacts;
}

/** One e-mail to send. */
export type MailJob = ReadyMailJob | ReceiptMailJob;

/** What one attempt at a job came to. `retry` carries when to try again (milliseconds, UTC). */
export type MailOutcome =
  | { readonly state: Extract<MailState, 'sent'> }
  | {
      readonly state: Extract<MailState, 'retrying'>;
      readonly nextAttemptAt: number;
      readonly error: string;
    }
  | { readonly state: Extract<MailState, 'failed'>; readonly error: string };

/** The committed state, in memory. Reading it never touches the disk. */
export interface View {
  /** Number of the last committed event; 0 for a new database. */
  readonly seq: number;
  readonly menu: Menu;
  /** The level of every item of the menu. */
  stock(): readonly StockLevel[];
  /** Open orders, oldest first. */
  openOrders(): readonly Order[];
  /** Those, and the cancelled ones that a station has yet to take note of, at their places: what a snapshot holds. */
  ordersInUse(): readonly Order[];
  /** An order in use, or one lately closed. */
  order(id: string): Order | undefined;
  /** The last known mail state of open orders. */
  mail(): readonly MailStatus[];
  /** Open shifts, of all counters. */
  shifts(): readonly Shift[];
  /** Everyone who works here, also who has left; by name. */
  people(): readonly Person[];
  /** With the hash of the PIN: for the door alone. */
  person(id: string): StoredPerson | undefined;
  deviceByTokenHash(tokenHash: string): Device | undefined;
  devices(): readonly Device[];
}

export interface OrderPage {
  readonly orders: readonly Order[];
  /** Opaque; null on the last page. */
  readonly nextCursor: string | null;
}

export interface ShiftPage {
  readonly shifts: readonly Shift[];
  readonly nextCursor: string | null;
}

/** What is read from SQLite, through a connection that cannot write. Each method may throw on a broken disk. */
export interface History {
  order(id: string): Order | undefined;
  /**
   * Orders oldest first.
   * @param filter.cursor what the page before said; a malformed one gives null
   * @param filter.maxChars ends the page early, after the order that passes this many characters of JSON
   */
  orders(filter: {
    readonly statuses: readonly OrderStatus[] | null;
    readonly limit: number;
    readonly cursor: string | null;
    readonly maxChars?: number;
    /** Only orders of this business day, YYYY-MM-DD. */
    readonly businessDate?: string;
    /** Only the order of this number; days are left open where no `businessDate` is given. */
    readonly number?: number;
    /** Newest first instead of oldest first. */
    readonly newestFirst?: boolean;
  }): OrderPage | null;
  /** Shifts, the newest first; cursors as for orders. */
  shifts(filter: { readonly limit: number; readonly cursor: string | null }): ShiftPage | null;
  shift(id: string): Shift | undefined;
  /** Earlier customers whose name, phone or address has these letters or digits, the latest first. */
  customers(query: string, limit: number): readonly KnownCustomer[];
  /** Events after `since`, in order, at most `limit`, none after the one that passes `maxChars` of JSON. */
  events(since: number, limit: number, maxChars?: number): readonly CommittedEvent[];
}

/** Measures for /metrics, all since the start of the process. */
export interface BrokerStats {
  readonly accepted: number;
  readonly refused: number;
  readonly replayed: number;
  readonly commits: number;
  readonly queued: number;
}

/** The one that decides and writes. Everything else asks it. */
export interface Broker {
  readonly view: View;
  readonly history: History;
  readonly stats: BrokerStats;
  /** The broker's clock: milliseconds, UTC. It does not go back; BRK10 tells the one exception. */
  now(): number;
  /** False from a failure of the disk until the database could be opened again. */
  readonly healthy: boolean;
  /**
   * Decides a command and resolves after the commit that holds it; never rejects. The command must have passed
   * its schema and the caller's role must have been checked.
   * @param id idempotency key, scoped to the caller's device
   */
  submit(caller: Caller, id: string, command: Command): Promise<Answer>;
  /** The same without a promise: `settle` is called once, perhaps before this call returns. */
  ask(caller: Caller, id: string, command: Command, settle: (answer: Answer) => void): void;
  /** Resolves once the device is on disk. */
  registerDevice(device: Device): Promise<Refusal | null>;
  /** Replaces the hash of a device's token, once that is on disk. */
  replaceToken(deviceId: string, tokenHash: string): Promise<Refusal | null>;
  /**
   * Adds a person or changes one, once that is on disk. Refused: a name that another active person has
   * (`name_taken`), the last active manager leaving (`last_manager`), one person too many (`too_many`).
   */
  putPerson(person: StoredPerson, caller: Caller): Promise<Refusal | null>;
  /** Replaces the menu and sets these stock levels, once that is on disk. The menu must have passed `checkMenu`. */
  importMenu(menu: Menu, stock: readonly StockLevel[]): Promise<Refusal | null>;
  /** Jobs still to be sent, by `nextAttemptAt`; committed ones only. */
  pendingMail(): readonly MailJob[];
  /** Puts down what an attempt came to; a job withdrawn meanwhile is put down as sent only when it was. */
  recordMail(jobId: number, outcome: MailOutcome): Promise<Refusal | null>;
  /** Calls the listener with each batch, after its commit, in order. Returns the way to stop that. */
  subscribe(listener: BatchListener): () => void;
  /**
   * The events after `since` while that gap is short enough to be worth replaying, else null.
   * Served from memory for recent gaps.
   */
  eventsSince(since: number): readonly CommittedEvent[] | null;
  /** Finishes what was accepted, then closes the database. Later submits are refused as overloaded. */
  stop(): Promise<void>;
}
