import type { StoreApi } from 'zustand/vanilla';
import type { commandSchemas, CommandType } from '../../shared/commands.ts';
import type { Refusal } from '../../shared/errors.ts';
import type { MailStatus } from '../../shared/events.ts';
import type { Menu } from '../../shared/menu.ts';
import type { Order } from '../../shared/order.ts';
import type { Person } from '../../shared/people.ts';
import type { ManagerAction } from '../../shared/people-roles.ts';
import type { Role } from '../../shared/roles.ts';
import type { Shift } from '../../shared/shift.ts';
import type { Shop } from '../../shared/shop.ts';
import type { AckData } from '../../shared/wire.ts';

/** Where a screen stands with the broker. It is on every page, always visible. */
export type Connection =
  /** No token, or one the broker no longer knows: the page shows how to pair. */
  | { readonly state: 'unpaired' }
  /** Never yet been in touch since the page was opened. */
  | { readonly state: 'connecting' }
  | { readonly state: 'live' }
  /** Was live; trying again. `since` is this machine's clock in milliseconds. */
  | { readonly state: 'lost'; readonly since: number };

/** A command on its way: kept, and sent again under the same id, until the broker answers. */
export interface Outgoing {
  readonly id: string;
  readonly type: CommandType;
  /** The order that it is about; absent for a new one and for what is about no order. */
  readonly orderId?: string;
  /** This machine's clock in milliseconds, when it was first sent. */
  readonly since: number;
  /** The broker asked who it is: it goes out again, under the same id, in the name of who signs in next. */
  readonly waitsForSignIn?: true;
}

/** The refusal of a command that was given before a reload of the page. */
export interface Unheard {
  readonly id: string;
  readonly type: CommandType;
  readonly refusal: Refusal;
  /** The order that it was about, where its data named one. */
  readonly orderId?: string;
}

/** What the page knows: a copy of the broker's state at `seq`, and how fresh it is. Screens only read it. */
export interface MirrorState {
  readonly connection: Connection;
  /** When the last frame came, by this machine's clock in milliseconds; null before the first. */
  readonly lastWordAt: number | null;
  /** Add to `Date.now()` to get the broker's clock, by which all ages are computed. Milliseconds. */
  readonly clockOffsetMs: number;
  readonly seq: number;
  readonly role: Role | null;
  /** Which device this page is: its drawer is the one whose shift bears this id. */
  readonly deviceId: string | null;
  readonly shop: Shop | null;
  readonly menu: Menu | null;
  /** Units left by item id; null = not counted. */
  readonly stock: Readonly<Record<string, number | null>>;
  /** Open orders and those closed since the page was opened, by id. */
  readonly orders: Readonly<Record<string, Order>>;
  /** State of each order's "ready" e-mail, by order id. */
  readonly mail: Readonly<Record<string, MailStatus>>;
  /** Open shifts of all counters, and those seen to close since the page was opened, by id. */
  readonly shifts: Readonly<Record<string, Shift>>;
  /** Everyone who works here, also who has left; empty where nobody has to sign in. */
  readonly people: readonly Person[];
  /** Who is signed in at this page; null for nobody. */
  readonly signedIn: SignedIn | null;
  /** Commands not yet answered, by command id. */
  readonly outgoing: Readonly<Record<string, Outgoing>>;
  /** Refusals that nobody on this page waited for, oldest first. */
  readonly unheard: readonly Unheard[];
}

/** Who is at the counter. What proves it stays inside the client. */
export interface SignedIn {
  readonly personId: string;
  readonly name: string;
  readonly role: Person['role'];
}

/** A manager's word for one command, for a short while: opaque, passed on to `send`. */
export type Approval = string;

/** What came of a question or a request over HTTP. `refusal` also tells that nobody answered (`overloaded`). */
export type Outcome<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusal: Refusal };

/** What a sender may write: what the schema takes, before its defaults. */
export type CommandInput<T extends CommandType> = (typeof commandSchemas)[T]['_zod']['input'];

/** The broker's word on a command. It comes once; a lost connection only delays it. */
export type Reply =
  | { readonly ok: true; readonly seq: number; readonly data: AckData }
  | { readonly ok: false; readonly refusal: Refusal };

/** The one way a page talks with the broker: connect, resume, resend by id. */
export interface Client {
  readonly store: StoreApi<MirrorState>;
  /**
   * Sends a command and resolves with the broker's answer, however long that takes. It goes out under a new id,
   * or under `id` when its sender must be able to ask for the answer again (after a reload): one that is on its
   * way already is joined, one that was answered gets its first answer again.
   */
  send<T extends CommandType>(
    type: T,
    data: CommandInput<T>,
    id?: string,
    approval?: Approval,
  ): Promise<Reply>;
  /**
   * Asks the broker's HTTP API for what a mirror does not hold: history, earlier customers, closed shifts. `path` begins
   * with `/api/v1/`; the body is taken as `T`, since page and broker are of one version. What is only for who is signed in
   * is answered once somebody is.
   */
  read<T>(path: string): Promise<Outcome<T>>;
  /** Fetches a file of the same API, byte for byte: a report as CSV. */
  download(path: string): Promise<Outcome<Blob>>;
  /** Changes something that is no command, because it carries a secret or is the owner's: people and their PINs. */
  write<T>(method: 'POST' | 'PUT', path: string, body: unknown): Promise<Outcome<T>>;
  /** Checks a PIN and signs its person in at this page; every command from now on is theirs. */
  signIn(personId: string, pin: string): Promise<Outcome<SignedIn>>;
  /** Nobody is signed in any more. Commands on their way stay those of who gave them. */
  signOut(): void;
  /**
   * Checks a manager's PIN; the approval goes along with the one command that needs it, and is good for nothing but
   * `actions`: all that this command needs a manager for.
   */
  approve(
    personId: string,
    pin: string,
    actions: readonly ManagerAction[],
  ): Promise<Outcome<Approval>>;
  /** Trades a pairing code for this page's token, keeps it, and connects. */
  pair(code: string, name: string): Promise<{ ok: true } | { ok: false; refusal: Refusal }>;
  start(): void;
  stop(): void;
}
