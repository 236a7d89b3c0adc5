import type { DomainEvent, MailState, SequencedEvent } from '../../../shared/events.ts';
import type { Menu, MenuItem, ModifierGroup } from '../../../shared/menu.ts';
import type { Order } from '../../../shared/order.ts';
import { mailIntent } from '../../domain/mail-intent.ts';
import type { DecisionState } from '../../domain/state.ts';
import type { Batch, CatalogRow, CommandRow, MailRow } from '../db/batch.ts';
import type { StoredMail } from '../db/load.ts';
import { isPendingMail, mailStatus, type Model } from './model.ts';
import type { CommittedEvent, Device, MailJob, MailOutcome } from './ports.ts';

/** What the draft asks of the disk when memory does not know. */
export interface DraftSource {
  orderOnDisk(id: string): Order | undefined;
  lastNumberOnDisk(businessDate: string): number;
  /** The number of the last event about an order. */
  lastSeqOnDisk(orderId: string): number | undefined;
}

/** What a draft is laid over: the committed state, or the draft whose batch is in its fsync. */
interface DraftBase {
  readonly seq: number;
  readonly lastMailId: number;
  readonly menu: Menu;
  order(id: string): Order | undefined;
  item(id: string): MenuItem | undefined;
  modifierGroup(id: string): ModifierGroup | undefined;
  available(itemId: string): number | null;
  /** Undefined when only the disk knows. */
  lastNumber(businessDate: string): number | undefined;
  lastSeqOf(orderId: string): number | undefined;
  mailById(id: number): StoredMail | undefined;
  mailOfOrder(orderId: string): StoredMail | undefined;
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
  #base: DraftBase;
  readonly #source: DraftSource;
  readonly #events: CommittedEvent[] = [];
  readonly #orders = new Map<string, Order>();
  readonly #placed = new Map<string, { readonly order: Order; readonly seq: number }>();
  readonly #lastSeq = new Map<string, number>();
  readonly #stock = new Map<string, number | null>();
  readonly #items = new Map<string, MenuItem>();
  readonly #mail = new Map<
    number,
    { readonly stored: StoredMail; readonly error: string | null }
  >();
  readonly #devices = new Map<string, Device>();
  readonly #numbers = new Map<string, number>();
  readonly #commands: CommandRow[] = [];
  #menu: Menu | null = null;
  #groups: ReadonlyMap<string, ModifierGroup> | null = null;
  #seq: number;
  #lastMailId: number;

  constructor(base: DraftBase, source: DraftSource, at: number) {
    this.#base = base;
    this.#source = source;
    this.at = at;
    this.atIso = new Date(at).toISOString();
    this.#seq = base.seq;
    this.#lastMailId = base.lastMailId;
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

  mailById(id: number): StoredMail | undefined {
    return this.#mail.get(id)?.stored ?? this.#base.mailById(id);
  }

  /** The newest job of an order. */
  mailOfOrder(orderId: string): StoredMail | undefined {
    const here = [...this.#mail.values()].findLast(({ stored }) => stored.job.orderId === orderId);
    return here?.stored ?? this.#base.mailOfOrder(orderId);
  }

  device(id: string): Device | undefined {
    return this.#devices.get(id) ?? this.#base.device(id);
  }

  get lastMailId(): number {
    return this.#lastMailId;
  }

  /** Lays it over the committed state, once that is what its base was. */
  rebase(model: Model): void {
    this.#base = model;
  }

  /** Takes events over. Stock is summed up: one event for all of it stands at the end of the batch. */
  append(events: readonly DomainEvent[]): void {
    for (const event of events) {
      switch (event.type) {
        case 'order.placed':
        case 'order.changed':
          this.#appendOrder(event);
          break;
        case 'stock.changed':
          for (const { itemId, available } of event.data.items) this.#stock.set(itemId, available);
          break;
        case 'menu.replaced':
          this.#menu = event.data.menu;
          this.#groups = new Map(event.data.menu.modifierGroups.map((group) => [group.id, group]));
          this.#items.clear();
          for (const item of event.data.menu.items) this.#items.set(item.id, item);
          this.#push(event);
          break;
        case 'menu.changed':
          for (const item of event.data.items) this.#items.set(item.id, item);
          this.#push(event);
          break;
        case 'mail.changed':
          this.#push(event);
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

  /** Puts down what an attempt to send came to. */
  recordMail(stored: StoredMail, outcome: MailOutcome): void {
    // A message withdrawn while it was on its way is only put down when it went out: that is what happened.
    if (!isPendingMail(stored.state) && outcome.state !== 'sent') return;
    const job: MailJob = {
      ...stored.job,
      attempts: stored.job.attempts + 1,
      nextAttemptAt:
        outcome.state === 'retrying' ? outcome.nextAttemptAt : stored.job.nextAttemptAt,
    };
    this.#putMail({ job, state: outcome.state }, outcome.state === 'sent' ? null : outcome.error);
  }

  addCommand(row: CommandRow): void {
    this.#commands.push(row);
  }

  /** Ends the batch with the sum of its stock changes. */
  close(): void {
    if (this.#stock.size > 0) {
      const items = [...this.#stock].map(([itemId, available]) => ({ itemId, available }));
      this.#push({ type: 'stock.changed', data: { items } });
    }
  }

  get events(): readonly CommittedEvent[] {
    return this.#events;
  }

  /** What the writer is to put on disk. */
  batch(forgetCommandsTo: number): Batch {
    return {
      events: this.#events.map(({ event, dataJson }) => ({
        seq: event.seq,
        type: event.type,
        at: this.at,
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
        };
      }),
      ordersChanged: [...this.#orders.values()]
        .filter((order) => !this.#placed.has(order.id))
        .map((order) => ({
          id: order.id,
          status: order.status,
          lastSeq: this.#lastSeq.get(order.id) ?? 0,
        })),
      stock: [...this.#stock].map(([itemId, available]) => ({ itemId, available })),
      catalog: this.#menu ? catalogRows(this.#menu) : null,
      itemsChanged: [...this.#items.values()].map((item) => ({
        id: item.id,
        doc: JSON.stringify(item),
      })),
      commands: this.#commands,
      forgetCommandsTo,
      mail: [...this.#mail.values()].map(mailRow),
      devices: [...this.#devices.values()],
    };
  }

  /** Makes the committed state equal to this draft: called once its batch is on disk. */
  applyTo(model: Model): void {
    for (const [date, number] of this.#numbers) model.setLastNumber(date, number);
    model.apply(this.#events, {
      mail: [...this.#mail.values()].map(({ stored }) => stored),
      devices: [...this.#devices.values()],
      lastMailId: this.#lastMailId,
    });
  }

  #appendOrder(event: Extract<DomainEvent, { type: 'order.placed' | 'order.changed' }>): void {
    const { order } = event.data;
    const before = event.type === 'order.placed' ? undefined : this.order(order.id);
    this.#push(event);
    this.#orders.set(order.id, order);
    this.#lastSeq.set(order.id, this.#seq);
    if (event.type === 'order.placed') {
      this.#placed.set(order.id, { order, seq: this.#seq });
      this.#numbers.set(order.businessDate, order.number);
    }
    const intent = mailIntent(before, order);
    if (intent === 'queue') this.#queueMail(order);
    else if (intent === 'withdraw') this.#withdrawMail(order.id);
  }

  #queueMail(order: Order): void {
    const { customer } = order;
    if (!customer?.email) return;
    this.#lastMailId += 1;
    this.#putMail({
      state: 'queued',
      job: {
        id: this.#lastMailId,
        orderId: order.id,
        readiness: order.readiness,
        orderNumber: order.number,
        to: customer.email,
        customerName: customer.name,
        language: customer.language,
        lines: order.lines.map(({ name, quantity }) => ({ name, quantity })),
        queuedAt: this.at,
        attempts: 0,
        nextAttemptAt: this.at,
      },
    });
  }

  #withdrawMail(orderId: string): void {
    const stored = this.mailOfOrder(orderId);
    if (stored && isPendingMail(stored.state)) this.#putMail({ ...stored, state: 'withdrawn' });
  }

  #putMail(stored: StoredMail, error: string | null = null): void {
    this.#mail.set(stored.job.id, { stored, error });
    this.#push({ type: 'mail.changed', data: { mail: mailStatus(stored) } });
  }

  #push(event: DomainEvent): void {
    this.#seq += 1;
    const sequenced: SequencedEvent = { seq: this.#seq, at: this.atIso, ...event };
    this.#events.push({ event: sequenced, dataJson: JSON.stringify(event.data) });
  }
}

function catalogRows(menu: Menu): CatalogRow[] {
  const rows = (kind: CatalogRow['kind'], entries: readonly { readonly id: string }[]) =>
    entries.map((entry, sort) => ({ kind, id: entry.id, sort, doc: JSON.stringify(entry) }));
  return [
    ...rows('station', menu.stations),
    ...rows('category', menu.categories),
    ...rows('modifier_group', menu.modifierGroups),
    ...rows('item', menu.items),
  ];
}

function mailRow({
  stored: { job, state },
  error,
}: {
  readonly stored: { readonly job: MailJob; readonly state: MailState };
  readonly error: string | null;
}): MailRow {
  const { attempts, nextAttemptAt, ...doc } = job;
  return {
    id: job.id,
    orderId: job.orderId,
    readiness: job.readiness,
    state,
    attempts,
    nextAttemptAt,
    doc: JSON.stringify(doc),
    lastError: error,
  };
}
