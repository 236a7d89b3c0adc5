import type { DomainEvent } from '../../../shared/events.ts';
import type { Order } from '../../../shared/order.ts';
import type { MailRow } from '../db/batch.ts';
import type { StoredMail } from '../db/load.ts';
import { receiptFacts } from '../mail/receipt-facts.ts';
import { isPendingMail, mailStatus } from './mail-book.ts';
import type { MailJob, MailOutcome } from './ports.ts';

/** Who wants a receipt where: what a decision asks for. */
export interface WantedReceipt {
  readonly email: string;
  readonly language: MailJob['language'];
}

/** What can be asked of e-mails: of the committed ones, and of a draft laid over them. */
export interface Mail {
  readonly lastId: number;
  byId(id: number): StoredMail | undefined;
  /** The newest "ready" e-mail of an order. */
  readyOf(orderId: string): StoredMail | undefined;
  /** How many receipts of an order were mailed; undefined when only the disk knows. */
  lastReceipt(orderId: string): number | undefined;
}

/** The e-mails that a batch queues, withdraws and puts down, over those below it. */
export class DraftMail implements Mail {
  readonly #below: () => Mail;
  readonly #at: number;
  readonly #announce: (event: Extract<DomainEvent, { type: 'mail.changed' }>) => void;
  readonly #changed = new Map<
    number,
    { readonly stored: StoredMail; readonly error: string | null }
  >();
  readonly #receipts = new Map<string, number>();
  #lastId: number;

  /** @param at milliseconds UTC: when what is queued here was queued */
  constructor(
    below: () => Mail,
    at: number,
    announce: (event: Extract<DomainEvent, { type: 'mail.changed' }>) => void,
  ) {
    this.#below = below;
    this.#at = at;
    this.#announce = announce;
    this.#lastId = below().lastId;
  }

  get lastId(): number {
    return this.#lastId;
  }

  byId(id: number): StoredMail | undefined {
    return this.#changed.get(id)?.stored ?? this.#below().byId(id);
  }

  readyOf(orderId: string): StoredMail | undefined {
    const here = [...this.#changed.values()].findLast(
      ({ stored: { job } }) => job.orderId === orderId && job.kind === 'ready',
    );
    return here?.stored ?? this.#below().readyOf(orderId);
  }

  lastReceipt(orderId: string): number | undefined {
    return this.#receipts.get(orderId) ?? this.#below().lastReceipt(orderId);
  }

  queueReady(order: Order): void {
    const { customer } = order;
    if (!customer?.email) return;
    this.#put({
      state: 'queued',
      job: {
        kind: 'ready',
        ...this.#newJob(order, order.readiness),
        to: customer.email,
        customerName: customer.name,
        language: customer.language,
        service: order.service,
        // What was taken off is not ready.
        lines: order.lines
          .filter(({ quantity }) => quantity > 0)
          .map(({ name, quantity }) => ({ name, quantity })),
      },
    });
  }

  /** @param copy how many receipts of this order there are with it */
  queueReceipt(order: Order, copy: number, { email, language }: WantedReceipt): void {
    this.#receipts.set(order.id, copy);
    this.#put({
      state: 'queued',
      job: {
        kind: 'receipt',
        ...this.#newJob(order, copy),
        to: email,
        customerName: order.customer?.name ?? null,
        language: language ?? order.customer?.language ?? null,
        receipt: receiptFacts(order),
      },
    });
  }

  withdrawReady(orderId: string): void {
    const stored = this.readyOf(orderId);
    if (stored && isPendingMail(stored.state)) this.#put({ ...stored, state: 'withdrawn' });
  }

  /** Puts down what an attempt to send came to. */
  record(stored: StoredMail, outcome: MailOutcome): void {
    // A message withdrawn while it was on its way is only put down when it went out: that is what happened.
    if (!isPendingMail(stored.state) && outcome.state !== 'sent') return;
    const job: MailJob = {
      ...stored.job,
      attempts: stored.job.attempts + 1,
      nextAttemptAt:
        outcome.state === 'retrying' ? outcome.nextAttemptAt : stored.job.nextAttemptAt,
    };
    this.#put({ job, state: outcome.state }, outcome.state === 'sent' ? null : outcome.error);
  }

  changed(): StoredMail[] {
    return [...this.#changed.values()].map(({ stored }) => stored);
  }

  rows(): MailRow[] {
    return [...this.#changed.values()].map(({ stored: { job, state }, error }) => {
      const { kind, attempts, nextAttemptAt, ...doc } = job;
      return {
        id: job.id,
        orderId: job.orderId,
        kind,
        readiness: job.readiness,
        state,
        attempts,
        nextAttemptAt,
        doc: JSON.stringify(doc),
        lastError: error,
      };
    });
  }

  #newJob({ id, number }: Order, readiness: number) {
    this.#lastId += 1;
    return {
      id: this.#lastId,
      orderId: id,
      readiness,
      orderNumber: number,
      queuedAt: this.#at,
      attempts: 0,
      nextAttemptAt: this.#at,
    };
  }

  #put(stored: StoredMail, error: string | null = null): void {
    this.#changed.set(stored.job.id, { stored, error });
    this.#announce({ type: 'mail.changed', data: { mail: mailStatus(stored) } });
  }
}
