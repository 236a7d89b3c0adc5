import type { Refusal } from '../../../src/shared/errors.ts';
import type {
  BatchListener,
  Broker,
  MailJob,
  MailOutcome,
} from '../../../src/main/core/broker/ports.ts';
import type { MailState } from '../../../src/shared/events.ts';

/** The four things of a broker that the mail runner knows, over a plain list of jobs. */
export interface FakeBroker extends Pick<Broker, 'pendingMail' | 'recordMail' | 'subscribe'> {
  /** What was put down, in order. */
  readonly outcomes: { readonly jobId: number; readonly outcome: MailOutcome }[];
  /** Queues a job and announces it. */
  queue(job: Partial<MailJob>): MailJob;
  /** What a recall does: the job is pending no longer, and that is announced. */
  withdraw(jobId: number): void;
  /** Answers to the next calls of `recordMail` instead of putting anything down. */
  readonly refusals: Refusal[];
}

export const QUEUED_AT = Date.UTC(2026, 2, 14, 22, 30, 0);

export function mailJob(id: number, job: Partial<MailJob> = {}): MailJob {
  return {
    id,
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

export function fakeBroker(jobs: readonly MailJob[] = []): FakeBroker {
  const pending = new Map(jobs.map((job) => [job.id, job]));
  const listeners = new Set<BatchListener>();
  const outcomes: FakeBroker['outcomes'] = [];
  const refusals: Refusal[] = [];
  let seq = 0;

  const announce = (job: MailJob, state: MailState) => {
    seq += 1;
    const data = {
      mail: { orderId: job.orderId, readiness: job.readiness, state, attempts: job.attempts },
    };
    const at = new Date(QUEUED_AT).toISOString();
    const event = { seq, type: 'mail.changed' as const, at, data };
    for (const listener of listeners) listener([{ event, dataJson: JSON.stringify(data) }]);
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
      pending.set(made.id, made);
      announce(made, 'queued');
      return made;
    },
    withdraw(jobId) {
      const job = pending.get(jobId);
      pending.delete(jobId);
      if (job) announce(job, 'withdrawn');
    },
  };
}
