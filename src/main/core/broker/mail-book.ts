import type { MailStatus } from '../../../shared/events.ts';
import type { StoredMail } from '../db/load.ts';
import type { Mail } from './draft-mail.ts';
import type { MailJob } from './ports.ts';

/** The committed e-mails that matter: those still to be sent, and the "ready" ones of open orders. */
export class MailBook implements Mail {
  lastId: number;
  readonly #mail = new Map<number, StoredMail>();
  /** The newest "ready" e-mail of each order. */
  readonly #readyOf = new Map<string, number>();
  readonly #isOpen: (orderId: string) => boolean;

  constructor(mail: readonly StoredMail[], lastId: number, isOpen: (orderId: string) => boolean) {
    this.lastId = lastId;
    this.#isOpen = isOpen;
    for (const stored of mail) this.put(stored);
  }

  byId(id: number): StoredMail | undefined {
    return this.#mail.get(id);
  }

  readyOf(orderId: string): StoredMail | undefined {
    const id = this.#readyOf.get(orderId);
    return id === undefined ? undefined : this.#mail.get(id);
  }

  /** Only the disk knows: receipts are rare, and of orders long gone. */
  lastReceipt(_orderId: string): undefined {
    return undefined;
  }

  /** Of open orders. */
  statuses(): readonly MailStatus[] {
    const statuses: MailStatus[] = [];
    for (const [orderId, jobId] of this.#readyOf) {
      const stored = this.#mail.get(jobId);
      if (stored && this.#isOpen(orderId)) statuses.push(mailStatus(stored));
    }
    return statuses;
  }

  pending(): readonly MailJob[] {
    return [...this.#mail.values()]
      .filter(({ state }) => isPendingMail(state))
      .map(({ job }) => job)
      .toSorted((a, b) => a.nextAttemptAt - b.nextAttemptAt);
  }

  put(mail: StoredMail): void {
    const { id, orderId, kind } = mail.job;
    if (kind === 'receipt') {
      if (isPendingMail(mail.state)) this.#mail.set(id, mail);
      else this.#mail.delete(id);
      return;
    }
    this.#mail.set(id, mail);
    const newest = this.#readyOf.get(orderId);
    if (newest === undefined || newest < id) {
      this.#readyOf.set(orderId, id);
      const older = newest === undefined ? undefined : this.#mail.get(newest);
      if (older && !isPendingMail(older.state)) this.#mail.delete(older.job.id);
    }
    if (!isPendingMail(mail.state) && !this.#isOpen(orderId)) this.drop(orderId);
  }

  /** Forgets the settled mail of an order that has left; what is still to be sent stays. */
  drop(orderId: string): void {
    const mail = this.readyOf(orderId);
    if (!mail || isPendingMail(mail.state)) return;
    this.#mail.delete(mail.job.id);
    this.#readyOf.delete(orderId);
  }
}

export function isPendingMail(state: StoredMail['state']): boolean {
  return state === 'queued' || state === 'retrying';
}

export function mailStatus({ job, state }: StoredMail): MailStatus {
  const { orderId, readiness, attempts } = job;
  const status = { orderId, readiness, state, attempts };
  return job.kind === 'receipt' ? { ...status, kind: job.kind } : status;
}
