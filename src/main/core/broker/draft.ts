import type { Actor, DomainEvent, SequencedEvent } from '../../../shared/events.ts';
import type { Menu, MenuItem, ModifierGroup } from '../../../shared/menu.ts';
import type { Order } from '../../../shared/order.ts';
import type { Shift } from '../../../shared/shift.ts';
import { lingers } from '../../../shared/told.ts';
import { mailIntent } from '../../domain/mail-intent.ts';
import type { DecisionState } from '../../domain/state.ts';
import type { Batch, CommandRow, CustomerRow } from '../db/batch.ts';
import { customerNamed, customerSearch } from '../db/customers.ts';
import { catalogRows, personRow } from './batch-rows.ts';
import { DraftMail, type Mail } from './draft-mail.ts';
import type { Model } from './model.ts';
import { byName, DraftPeople, type People } from './people-book.ts';
import type { CommittedEvent, Device, StoredPerson } from './ports.ts';
import { DraftShifts, type Shifts } from './shift-book.ts';

/** What the draft asks of the disk when memory does not know. */
export interface DraftSource {
  orderOnDisk(id: string): Order | undefined;
  lastNumberOnDisk(businessDate: string): number;
  /** The number of the last event about an order. */
  lastSeqOnDisk(orderId: string): number | undefined;
  /** How many receipts of an order were mailed. */
  lastReceiptOnDisk(orderId: string): number;
}

/** What a draft is laid over: the committed state, or the draft whose batch is in its fsync. */
interface DraftBase {
  readonly seq: number;
  readonly menu: Menu;
  readonly mailBook: Mail;
  readonly shiftBook: Shifts;
  readonly peopleBook: People;
  order(id: string): Order | undefined;
  item(id: string): MenuItem | undefined;
  modifierGroup(id: string): ModifierGroup | undefined;
  available(itemId: string): number | null;
  /** Undefined when only the disk knows. */
  lastNumber(businessDate: string): number | undefined;
  lastSeqOf(orderId: string): number | undefined;
  device(id: string): Device | undefined;
}

/**
 * The decisions of one batch, laid over the committed state: later commands of the batch see what earlier ones
 * did, nobody else does. A failed commit is undone by throwing the draft away.
 */
export class Draft implements DecisionState {
  /** Milliseconds UTC, by the broker's clock: the time of every event of the batch. */
  readonly at: number;
  /** The same in ISO 8601. */
  readonly atIso: string;
  readonly mailBook: DraftMail;
  readonly shiftBook: DraftShifts;
  readonly peopleBook: DraftPeople;
  #base: DraftBase;
  readonly #source: DraftSource;
  readonly #events: CommittedEvent[] = [];
  /** Their actors, as JSON. */
  readonly #actors: (string | null)[] = [];
  readonly #orders = new Map<string, Order>();
  readonly #placed = new Map<string, { readonly order: Order; readonly seq: number }>();
  readonly #lastSeq = new Map<string, number>();
  readonly #stock = new Map<string, number | null>();
  readonly #items = new Map<string, MenuItem>();
  readonly #customers = new Map<string, CustomerRow>();
  readonly #devices = new Map<string, Device>();
  readonly #numbers = new Map<string, number>();
  readonly #commands: CommandRow[] = [];
  #menu: Menu | null = null;
  #groups: ReadonlyMap<string, ModifierGroup> | null = null;
  #seq: number;
  /** The actor of the last event, as JSON: the events of one command have one. */
  #actor: { readonly of: Actor | null; readonly json: string | null } = { of: null, json: null };

  constructor(base: DraftBase, source: DraftSource, at: number) {
    this.#base = base;
    this.#source = source;
    this.at = at;
    this.atIso = new Date(at).toISOString();
    this.#seq = base.seq;
    this.mailBook = new DraftMail(
      () => this.#base.mailBook,
      at,
      (event) => this.#push(event, null),
    );
    this.shiftBook = new DraftShifts(() => this.#base.shiftBook);
    this.peopleBook = new DraftPeople(() => this.#base.peopleBook);
  }

  order(id: string): Order | undefined {
    return this.#orders.get(id) ?? this.#base.order(id) ?? this.#source.orderOnDisk(id);
  }

  get menu(): Menu {
    const menu = this.#menu ?? this.#base.menu;
    if (this.#items.size === 0) return menu;
    return { ...menu, items: menu.items.map((item) => this.#items.get(item.id) ?? item) };
  }

  item(id: string): MenuItem | undefined {
    return this.#items.get(id) ?? (this.#menu ? undefined : this.#base.item(id));
  }

  modifierGroup(id: string): ModifierGroup | undefined {
    return this.#groups ? this.#groups.get(id) : this.#base.modifierGroup(id);
  }

  available(itemId: string): number | null {
    const here = this.#stock.get(itemId);
    return here === undefined ? this.#base.available(itemId) : here;
  }

  lastNumber(businessDate: string): number {
    return (
      this.#numbers.get(businessDate) ??
      this.#base.lastNumber(businessDate) ??
      this.#source.lastNumberOnDisk(businessDate)
    );
  }

  openShift(deviceId: string): Shift | undefined {
    return this.shiftBook.openAt(deviceId);
  }

  shift(id: string): Shift | undefined {
    return this.shiftBook.open(id);
  }

  lastShiftNumber(): number {
    return this.shiftBook.lastNumber;
  }

  device(id: string): Device | undefined {
    return this.#devices.get(id) ?? this.#base.device(id);
  }

  /** Lays it over the committed state, once that is what its base was. */
  rebase(model: Model): void {
    this.#base = model;
  }

  /**
   * Takes events over. Stock is summed up: one event for all of it stands at the end of the batch.
   * @param by who makes them true; null for the broker itself
   */
  append(events: readonly DomainEvent[], by: Actor | null): void {
    for (const event of events) {
      switch (event.type) {
        case 'order.placed':
        case 'order.changed':
          this.#appendOrder(event, by);
          break;
        case 'stock.changed':
          for (const { itemId, available } of event.data.items) this.#stock.set(itemId, available);
          break;
        case 'menu.replaced':
          this.#menu = event.data.menu;
          this.#groups = new Map(event.data.menu.modifierGroups.map((group) => [group.id, group]));
          this.#items.clear();
          for (const item of event.data.menu.items) this.#items.set(item.id, item);
          this.#push(event, by);
          break;
        case 'menu.changed':
          for (const item of event.data.items) this.#items.set(item.id, item);
          this.#push(event, by);
          break;
        case 'shift.changed':
          this.#push(event, by);
          this.shiftBook.put(event.data.shift, this.#seq);
          break;
        case 'people.changed':
        case 'mail.changed':
          this.#push(event, by);
          break;
      }
    }
  }

  /** The sequence number of the last event about this order. */
  lastSeqOf(orderId: string): number | undefined {
    return (
      this.#lastSeq.get(orderId) ??
      this.#base.lastSeqOf(orderId) ??
      this.#source.lastSeqOnDisk(orderId)
    );
  }

  /** The number of the last event so far. */
  get seq(): number {
    return this.#seq;
  }

  /** What an event of this draft says, as JSON. */
  dataJsonOf(seq: number): string | undefined {
    const first = this.#events[0]?.event.seq;
    return first === undefined ? undefined : this.#events[seq - first]?.dataJson;
  }

  putDevice(device: Device): void {
    this.#devices.set(device.id, device);
  }

  /** Adds a person or changes one. Screens are told of everyone, and of nobody's PIN. */
  putPerson(person: StoredPerson, by: Actor): void {
    const createdAt = this.peopleBook.known(person.id)?.createdAt ?? this.at;
    this.peopleBook.put({ person, createdAt });
    const people = byName(this.peopleBook.all());
    this.append([{ type: 'people.changed', data: { people } }], by);
  }

  /** How many receipts of an order there are. */
  lastReceipt(orderId: string): number {
    return this.mailBook.lastReceipt(orderId) ?? this.#source.lastReceiptOnDisk(orderId);
  }

  addCommand(row: CommandRow): void {
    this.#commands.push(row);
  }

  /** Ends the batch with the sum of its stock changes. */
  close(): void {
    if (this.#stock.size > 0) {
      const items = [...this.#stock].map(([itemId, available]) => ({ itemId, available }));
      this.#push({ type: 'stock.changed', data: { items } }, null);
    }
  }

  get events(): readonly CommittedEvent[] {
    return this.#events;
  }

  /** What the writer is to put on disk. */
  batch(forgetCommandsTo: number): Batch {
    return {
      events: this.#events.map(({ event, dataJson }, index) => ({
        seq: event.seq,
        type: event.type,
        at: this.at,
        actor: this.#actors[index] ?? null,
        data: dataJson,
      })),
      ordersPlaced: [...this.#placed.values()].map(({ order, seq }) => {
        const last = this.#orders.get(order.id) ?? order;
        return {
          placedSeq: seq,
          id: order.id,
          businessDate: order.businessDate,
          number: order.number,
          status: last.status,
          lastSeq: this.#lastSeq.get(order.id) ?? seq,
          lingers: lingers(last) ? 1 : 0,
        };
      }),
      ordersChanged: [...this.#orders.values()]
        .filter((order) => !this.#placed.has(order.id))
        .map((order) => ({
          id: order.id,
          status: order.status,
          lastSeq: this.#lastSeq.get(order.id) ?? 0,
          lingers: lingers(order) ? 1 : 0,
        })),
      stock: [...this.#stock].map(([itemId, available]) => ({ itemId, available })),
      catalog: this.#menu ? catalogRows(this.#menu) : null,
      itemsChanged: [...this.#items.values()].map((item) => ({
        id: item.id,
        doc: JSON.stringify(item),
      })),
      commands: this.#commands,
      forgetCommandsTo,
      mail: this.mailBook.rows(),
      devices: [...this.#devices.values()],
      shifts: Array.from(this.shiftBook.changed(), ({ shift, seq }) => ({
        number: shift.number,
        id: shift.id,
        deviceId: shift.deviceId,
        status: shift.status,
        lastSeq: seq,
      })),
      people: Array.from(this.peopleBook.changed(), personRow),
      customers: [...this.#customers.values()],
    };
  }

  /** Makes the committed state equal to this draft: called once its batch is on disk. */
  applyTo(model: Model): void {
    for (const [date, number] of this.#numbers) model.setLastNumber(date, number);
    model.apply(this.#events, {
      mail: this.mailBook.changed(),
      devices: [...this.#devices.values()],
      people: [...this.peopleBook.changed()],
      lastMailId: this.mailBook.lastId,
    });
  }

  #appendOrder(
    event: Extract<DomainEvent, { type: 'order.placed' | 'order.changed' }>,
    by: Actor | null,
  ): void {
    const { order } = event.data;
    const before = event.type === 'order.placed' ? undefined : this.order(order.id);
    this.#push(event, by);
    this.#orders.set(order.id, order);
    this.#lastSeq.set(order.id, this.#seq);
    if (event.type === 'order.placed') {
      this.#placed.set(order.id, { order, seq: this.#seq });
      this.#numbers.set(order.businessDate, order.number);
    }
    this.#nameCustomer(before, order);
    const intent = mailIntent(before, order);
    if (intent === 'queue') this.mailBook.queueReady(order);
    else if (intent === 'withdraw') this.mailBook.withdrawReady(order.id);
  }

  #nameCustomer(before: Order | undefined, order: Order): void {
    const named = customerNamed(before, order);
    if (named === null || order.customer === null) return;
    const { name, email, phone } = order.customer;
    const orders = (this.#customers.get(named.key)?.orders ?? 0) + (named.isOneMore ? 1 : 0);
    const search = customerSearch(order.customer);
    const [lastSeq, lastAt] = [this.#seq, this.at];
    const row = { key: named.key, name, email, phone, search, orders, lastSeq, lastAt };
    this.#customers.set(named.key, row);
  }

  #push(event: DomainEvent, by: Actor | null): void {
    this.#seq += 1;
    if (by !== this.#actor.of) {
      this.#actor = { of: by, json: by === null ? null : JSON.stringify(by) };
    }
    const sequenced: SequencedEvent = { seq: this.#seq, at: this.atIso, by, ...event };
    this.#events.push({ event: sequenced, dataJson: JSON.stringify(event.data) });
    this.#actors.push(this.#actor.json);
  }
}
