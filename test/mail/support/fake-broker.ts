import type { Refusal } from '../../../src/shared/errors.ts';
import type {
  BatchListener,
  Broker,
  MailJob,
  MailOutcome,
  ReadyMailJob,
  ReceiptMailJob,
} from '../../../src/main/core/broker/ports.ts';
import type { MailState } from '../../../src/shared/events.ts';

/** The four things of a broker that the mail runner knows, over a plain list of jobs. */
export interface FakeBroker extends Pick<Broker, 'pendingMail' | 'recordMail' | 'subscribe'> {
  /** What was put down, in order. */
  readonly outcomes: { readonly jobId: number; readonly outcome: MailOutcome }[];
  /** Queues a job and announces it. */
  queue(job: Partial<ReadyMailJob>): MailJob;
  /** The same with a whole job, as a receipt. */
  queueJob(job: MailJob): void;
  /** What a recall does: the job is pending no longer, and that is announced. */
  withdraw(jobId: number): void;
  /** Answers to the next calls of `recordMail` instead of putting anything down. */
  readonly refusals: Refusal[];
}

export const QUEUED_AT = Date.UTC(2026, 2, 14, 22, 30, 0);

export function mailJob(id: number, job: Partial<ReadyMailJob> = {}): ReadyMailJob {
  return {
    id,
    kind: 'ready',
    orderId: `0198f0c2-7a11-7000-8000-${String(id).padStart(12, '0')}`,
    readiness: 1,
    orderNumber: 41 + id,
    to: 'ana@example.com',
    customerName: 'Ana Souza',
    language: null,
    lines: [
      { name: 'Pizza Margherita', quantity: 2 },
      { name: 'Guaraná Lata', quantity: 1 },
    ],
    queuedAt: QUEUED_AT,
    attempts: 0,
    nextAttemptAt: QUEUED_AT,
    ...job,
  };
}

/** A receipt of an order at table 7 with all that a receipt can have; nothing is paid that is not still due. */
export function receiptJob(
  id: number,
  {
    receipt = {},
    ...job
  }: Partial<Omit<ReceiptMailJob, 'receipt'>> & {
    readonly receipt?: Partial<ReceiptMailJob['receipt']>;
  } = {},
): ReceiptMailJob {
  const { lines: _lines, ...ready } = mailJob(id);
  return {
    ...ready,
    kind: 'receipt',
    ...job,
    receipt: {
      businessDate: '2026-03-14',
      service: 'dine_in',
      table: '7',
      placedAt: '2026-03-14T22:10:00.000Z',
      lines: [
        {
          name: 'Pizza Margherita',
          quantity: 2,
          unitPriceCents: 3990,
          modifiers: [
            { name: 'Borda de catupiry', priceCents: 800 },
            { name: 'Bem assada', priceCents: 0 },
          ],
          totalCents: 9580,
          discountCents: 500,
        },
        {
          name: 'Guaraná Lata',
          quantity: 1,
          unitPriceCents: 700,
          modifiers: [],
          totalCents: 700,
          discountCents: 0,
        },
      ],
      subtotalCents: 10_280,
      discountCents: 978,
      serviceCents: 880,
      serviceBasisPoints: 1000,
      totalCents: 9682,
      dueCents: 2682,
      payments: [
        { method: 'cash', amountCents: 5000, tenderedCents: 6000, changeCents: 1000, refunds: [] },
        {
          method: 'card',
          amountCents: 3000,
          tenderedCents: null,
          changeCents: 0,
          refunds: [{ method: 'cash', amountCents: 1000 }],
        },
      ],
      ...receipt,
    },
  };
}

export function fakeBroker(jobs: readonly MailJob[] = []): FakeBroker {
  const pending = new Map(jobs.map((job) => [job.id, job]));
  const listeners = new Set<BatchListener>();
  const outcomes: FakeBroker['outcomes'] = [];
  const refusals: Refusal[] = [];
  let seq = 0;

  const announce = (job: MailJob, state: MailState) => {
    seq += 1;
    const { kind, orderId, readiness, attempts } = job;
    const data = { mail: { orderId, kind, readiness, state, attempts } };
    const at = new Date(QUEUED_AT).toISOString();
    const event = { seq, type: 'mail.changed' as const, at, by: null, data };
    for (const listener of listeners) listener([{ event, dataJson: JSON.stringify(data) }]);
  };

  const queueJob = (job: MailJob) => {
    pending.set(job.id, job);
    announce(job, 'queued');
  };

  return {
    outcomes,
    refusals,
    pendingMail: () => [...pending.values()].toSorted((a, b) => a.nextAttemptAt - b.nextAttemptAt),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    recordMail(jobId, outcome) {
      const refusal = refusals.shift();
      if (refusal) return Promise.resolve(refusal);
      outcomes.push({ jobId, outcome });
      const job = pending.get(jobId);
      if (job) {
        if (outcome.state === 'retrying') {
          const { nextAttemptAt } = outcome;
          pending.set(jobId, { ...job, attempts: job.attempts + 1, nextAttemptAt });
        } else {
          pending.delete(jobId);
        }
        announce(job, outcome.state);
      }
      return Promise.resolve(null);
    },
    queue(job) {
      const made = mailJob(job.id ?? pending.size + 1, job);
      queueJob(made);
      return made;
    },
    queueJob,
    withdraw(jobId) {
      const job = pending.get(jobId);
      pending.delete(jobId);
      if (job) announce(job, 'withdrawn');
    },
  };
}
