import type { MailStatus } from '../../../shared/events.ts';
import type { Menu, MenuItem, ModifierGroup, StockLevel } from '../../../shared/menu.ts';
import type { Order } from '../../../shared/order.ts';
import { isOpen } from '../../../shared/order-states.ts';
import type { Person } from '../../../shared/people.ts';
import type { Shift } from '../../../shared/shift.ts';
import { isInUse } from '../../../shared/told.ts';
import type { KnownPerson, Loaded, StoredMail } from '../db/load.ts';
import { MailBook } from './mail-book.ts';
import { PeopleBook } from './people-book.ts';
import type { CommittedEvent, Device, MailJob, StoredPerson, View } from './ports.ts';
import { ShiftBook } from './shift-book.ts';

/** Closed orders kept at hand: a screen may still ask, and a repeated tap is decided without the disk. */
const RECENTLY_CLOSED = 500;

/** Events kept at hand for screens that come back after a short while. A longer gap is cheaper to close with a snapshot. */
export const MAX_REPLAY = 1000;

/** How many more there may be before the oldest are let go: not at every commit. */
const STRIDE = 250;

/** Changes of one batch that the log does not tell by itself. */
export interface PrivateChanges {
  readonly mail: readonly StoredMail[];
  readonly devices: readonly Device[];
  readonly people: readonly KnownPerson[];
  readonly lastMailId: number;
}

/** The committed state, in memory. It changes only by what a commit has put on disk. */
export class Model implements View {
  seq: number;
  menu: Menu;
  readonly mailBook: MailBook;
  readonly shiftBook: ShiftBook;
  readonly peopleBook: PeopleBook;

  readonly #items = new Map<string, MenuItem>();
  readonly #groups = new Map<string, ModifierGroup>();
  readonly #stock: Map<string, number | null>;
  /** In the order they were placed: a Map keeps the order of insertion, and a recall is no insertion. */
  readonly #inUse = new Map<string, Order>();
  readonly #closed = new Map<string, Order>();
  /** The last event about each order in use. */
  readonly #lastSeq = new Map<string, number>();
  readonly #lastNumbers = new Map<string, number>();
  readonly #devices = new Map<string, Device>();
  readonly #deviceByHash = new Map<string, Device>();
  #recent: CommittedEvent[] = [];

  constructor(loaded: Loaded) {
    this.seq = loaded.seq;
    this.menu = loaded.menu;
    this.#stock = new Map(loaded.stock);
    this.#indexMenu();
    for (const { order, lastSeq } of loaded.ordersInUse) {
      this.#inUse.set(order.id, order);
      this.#lastSeq.set(order.id, lastSeq);
    }
    const { mail, lastMailId } = loaded;
    this.mailBook = new MailBook(mail, lastMailId, (orderId) => this.#isOpen(orderId));
    this.shiftBook = new ShiftBook(loaded.openShifts, loaded.lastShiftNumber);
    this.peopleBook = new PeopleBook(loaded.people);
    for (const device of loaded.devices) this.#putDevice(device);
  }

  item(id: string): MenuItem | undefined {
    return this.#items.get(id);
  }

  modifierGroup(id: string): ModifierGroup | undefined {
    return this.#groups.get(id);
  }

  available(itemId: string): number | null {
    return this.#stock.get(itemId) ?? null;
  }

  stock(): readonly StockLevel[] {
    return this.menu.items.map(({ id }) => ({ itemId: id, available: this.available(id) }));
  }

  openOrders(): readonly Order[] {
    return this.ordersInUse().filter(({ status }) => isOpen(status));
  }

  ordersInUse(): readonly Order[] {
    return [...this.#inUse.values()];
  }

  order(id: string): Order | undefined {
    return this.#inUse.get(id) ?? this.#closed.get(id);
  }

  /** The last event about an order in use. */
  lastSeqOf(orderId: string): number | undefined {
    return this.#lastSeq.get(orderId);
  }

  /** The highest number given on a day, if this life of the process has asked or given one. */
  lastNumber(businessDate: string): number | undefined {
    return this.#lastNumbers.get(businessDate);
  }

  setLastNumber(businessDate: string, number: number): void {
    this.#lastNumbers.set(businessDate, number);
  }

  mail(): readonly MailStatus[] {
    return this.mailBook.statuses();
  }

  pendingMail(): readonly MailJob[] {
    return this.mailBook.pending();
  }

  shifts(): readonly Shift[] {
    return this.shiftBook.all();
  }

  people(): readonly Person[] {
    return this.peopleBook.byName();
  }

  person(id: string): StoredPerson | undefined {
    return this.peopleBook.known(id)?.person;
  }

  deviceByTokenHash(tokenHash: string): Device | undefined {
    return this.#deviceByHash.get(tokenHash);
  }

  device(id: string): Device | undefined {
    return this.#devices.get(id);
  }

  devices(): readonly Device[] {
    return [...this.#devices.values()];
  }

  /** The events after `since`, when they are still at hand. */
  recentSince(since: number): readonly CommittedEvent[] | null {
    if (since === this.seq) return [];
    const first = this.#recent[0]?.event.seq;
    if (first === undefined || since < first - 1 || since > this.seq) return null;
    return this.#recent.slice(since - first + 1);
  }

  /** Takes over what a commit has put on disk. */
  apply(events: readonly CommittedEvent[], changes: PrivateChanges): void {
    for (const { event } of events) {
      switch (event.type) {
        case 'order.placed':
        case 'order.changed':
          this.#putOrder(event.data.order, event.seq);
          break;
        case 'stock.changed':
          for (const { itemId, available } of event.data.items) this.#stock.set(itemId, available);
          break;
        case 'menu.replaced':
          this.menu = event.data.menu;
          this.#indexMenu();
          break;
        case 'menu.changed': {
          const changed = new Map(event.data.items.map((item) => [item.id, item]));
          const items = this.menu.items.map((item) => changed.get(item.id) ?? item);
          this.menu = { ...this.menu, items };
          this.#indexMenu();
          break;
        }
        case 'shift.changed':
          this.shiftBook.put(event.data.shift, event.seq);
          break;
        case 'people.changed':
        case 'mail.changed':
          break;
      }
      this.seq = event.seq;
    }
    for (const mail of changes.mail) this.mailBook.put(mail);
    for (const device of changes.devices) this.#putDevice(device);
    for (const known of changes.people) this.peopleBook.put(known);
    this.mailBook.lastId = changes.lastMailId;
    this.#recent.push(...events);
    if (this.#recent.length > MAX_REPLAY + STRIDE) {
      this.#recent = this.#recent.slice(-MAX_REPLAY);
    }
  }

  #indexMenu(): void {
    this.#items.clear();
    this.#groups.clear();
    for (const item of this.menu.items) this.#items.set(item.id, item);
    for (const group of this.menu.modifierGroups) this.#groups.set(group.id, group);
  }

  #putOrder(order: Order, seq: number): void {
    if (!isOpen(order.status)) this.mailBook.drop(order.id);
    if (isInUse(order)) {
      this.#inUse.set(order.id, order);
      this.#lastSeq.set(order.id, seq);
      return;
    }
    this.#inUse.delete(order.id);
    this.#lastSeq.delete(order.id);
    this.#closed.set(order.id, order);
    if (this.#closed.size > RECENTLY_CLOSED) {
      const oldest = this.#closed.keys().next();
      if (!oldest.done) this.#closed.delete(oldest.value);
    }
  }

  #isOpen(orderId: string): boolean {
    const order = this.#inUse.get(orderId);
    return order !== undefined && isOpen(order.status);
  }

  #putDevice(device: Device): void {
    const before = this.#devices.get(device.id);
    if (before) this.#deviceByHash.delete(before.tokenHash);
    this.#devices.set(device.id, device);
    this.#deviceByHash.set(device.tokenHash, device);
  }
}
