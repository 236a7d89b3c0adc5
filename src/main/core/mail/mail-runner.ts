import type { Broker, MailJob, MailOutcome } from '../broker/ports.ts';
import type { Settings } from '../settings.ts';
import type { ComposeMessage } from './message.ts';
import { MAIL_LIFETIME, retryPause } from './retry-schedule.ts';
import { parseSmtpUrl } from './smtp-url.ts';
import { type Delivery, type MailTransport, SMTP_CONNECTIONS } from './transport.ts';

/** Runs something once after so many milliseconds; gives back the way to call that off. */
export type StartTimer = (delayMs: number, run: () => void) => () => void;

/** What the runner needs of a logger; pino's fits. */
interface MailLog {
  info(data: object, message: string): void;
  warn(data: object, message: string): void;
  error(data: object, message: string): void;
}

export interface MailRunnerOptions {
  readonly broker: Pick<Broker, 'pendingMail' | 'recordMail' | 'subscribe'>;
  readonly settings: Pick<Settings, 'shop' | 'mail' | 'pix'>;
  /** Where `.eml` files go while no mail server is configured. */
  readonly mailDir: string;
  /** Folder that holds `mail/` with the templates. */
  readonly resourcesDir: string;
  /** The broker's clock: milliseconds, UTC. */
  readonly now: () => number;
  readonly timer: StartTimer;
  readonly log: MailLog;
  /** Spreads retries; a number from 0 to below 1. Default: Math.random. */
  readonly random?: () => number;
  /** Default: what the settings say, else `.eml` files. */
  readonly transport?: MailTransport;
}

/** Sends e-mails behind the broker's back: nobody ever waits for it. */
export interface MailRunner {
  /** Looks at what is pending, and from then on follows the broker. */
  start(): void;
  /**
   * For good. Takes up nothing new, lets what is already being handed over finish for a few seconds, then closes the
   * transport. What was not sent stays pending for the next start.
   */
  stop(): Promise<void>;
  /** Resolves when no message is under way and none is due. */
  drain(): Promise<void>;
}

/** Longest sleep while something is pending: a machine that was suspended catches up within this time. */
const LONGEST_SLEEP = 60_000;

/** More than the longest pause between attempts, and than the longest grace, in milliseconds. */
const LONGEST_PAUSE = 60 * 60_000;

/** Pause before an outcome that could not be put down is put down again. */
const RECORD_PAUSE = 5_000;

/** How long `stop` waits for a server to answer. */
const STOP_PATIENCE = 5_000;

interface Attempt {
  readonly withdrawal: AbortController;
  /** Resolves, never rejects. */
  readonly done: Promise<void>;
}

/** What makes a message of a job and what carries it. */
interface Post {
  readonly compose: ComposeMessage;
  readonly transport: MailTransport;
}

/** Builds the runner; nothing happens before `start`. */
export function createMailRunner(options: MailRunnerOptions): MailRunner {
  const { broker, settings, now, timer, log } = options;
  const random = options.random ?? Math.random;
  const graceMs = settings.mail.graceSeconds * 1000;
  let opened: Promise<Post> | null = null;

  const attempts = new Map<number, Attempt>();
  /** Outcomes that the broker could not put down yet. Their jobs still look pending but must not be sent again. */
  const unrecorded = new Map<number, MailOutcome>();
  const drained = new Set<() => void>();
  let unsubscribe: (() => void) | null = null;
  let cancelTimer: (() => void) | null = null;
  let cancelRecordTimer: (() => void) | null = null;
  let running = false;

  const dueAt = (job: MailJob, time: number) => {
    // A recall withdraws "ready" e-mails only: nobody waits for a receipt to be called back.
    const earliest = job.kind === 'ready' ? job.queuedAt + graceMs : job.queuedAt;
    const due = Math.max(job.nextAttemptAt, earliest);
    // Nothing is ever put off that long: the clock was ahead when this was written, and has been mended.
    return due > time + LONGEST_PAUSE ? time : due;
  };
  const isPending = (jobId: number) => broker.pendingMail().some((job) => job.id === jobId);

  /** Starts what is due, then sleeps until the next job is. */
  function look(): void {
    if (!running) return;
    cancelTimer?.();
    cancelTimer = null;
    const time = now();
    let wakeAt = Infinity;
    let waiting = false;
    for (const job of broker.pendingMail()) {
      if (attempts.has(job.id) || unrecorded.has(job.id)) continue;
      const due = dueAt(job, time);
      if (due > time) wakeAt = Math.min(wakeAt, due);
      else if (attempts.size < SMTP_CONNECTIONS) begin(job);
      else waiting = true; // the end of an attempt looks again
    }
    if (wakeAt < Infinity) {
      cancelTimer = timer(Math.min(Math.max(wakeAt - time, 0), LONGEST_SLEEP), look);
    }
    if (attempts.size === 0 && unrecorded.size === 0 && !waiting) {
      for (const resolve of drained) resolve();
      drained.clear();
    }
  }

  function begin(job: MailJob): void {
    const withdrawal = new AbortController();
    // Not before the job stands in `attempts`: what follows may make the broker speak, and this look again.
    const done = Promise.resolve()
      .then(() => attempt(job, withdrawal.signal))
      .catch((error: unknown) => {
        // A bug, as in a template: the job waits as after any failure, so that a mended version sends it.
        log.error({ jobId: job.id, kind: errorName(error) }, 'mail: attempt ended in an exception');
        return settle(job, { outcome: 'refused', permanent: false, error: 'internal error' });
      })
      .finally(() => {
        attempts.delete(job.id);
        look();
      });
    attempts.set(job.id, { withdrawal, done });
  }

  /** Opened with the first message: the start does not wait for what many a day never needs. */
  async function post(): Promise<Post> {
    opened ??= openPost(options);
    try {
      return await opened;
    } catch (error) {
      opened = null;
      throw error;
    }
  }

  async function attempt(job: MailJob, withdrawn: AbortSignal): Promise<void> {
    if (now() >= job.queuedAt + MAIL_LIFETIME) {
      await record(job, { state: 'failed', error: 'not sent within 24 hours' });
      return;
    }
    const { compose, transport } = await post();
    const message = compose(job);
    if (withdrawn.aborted || !isPending(job.id)) return;
    await settle(job, await transport.send(message, withdrawn));
  }

  /** Turns what the transport says into what the broker puts down. */
  async function settle(job: MailJob, delivery: Delivery): Promise<void> {
    if (delivery.outcome === 'withdrawn') return; // recalled: the broker knows. Stopping: it stays pending.
    if (delivery.outcome === 'sent') return record(job, { state: 'sent' });
    if (!isPending(job.id)) return; // recalled on its way, and it did not arrive
    const { error } = delivery;
    const nextAttemptAt = now() + retryPause(job.attempts, random());
    if (delivery.permanent || nextAttemptAt >= job.queuedAt + MAIL_LIFETIME) {
      return record(job, { state: 'failed', error });
    }
    return record(job, { state: 'retrying', nextAttemptAt, error });
  }

  async function record(job: MailJob, outcome: MailOutcome): Promise<void> {
    const facts = {
      jobId: job.id,
      kind: job.kind,
      orderId: job.orderId,
      readiness: job.readiness,
      attempt: job.attempts + 1,
      state: outcome.state,
    };
    if (outcome.state === 'sent') log.info(facts, 'mail: sent');
    else log.warn({ ...facts, error: outcome.error }, 'mail: not sent');
    await putDown(job.id, outcome);
  }

  /** Never rejects. An outcome that is refused is kept: forgetting it would send the message once more. */
  async function putDown(jobId: number, outcome: MailOutcome): Promise<void> {
    try {
      const refusal = await broker.recordMail(jobId, outcome);
      if (refusal === null) {
        unrecorded.delete(jobId);
        return;
      }
      log.error({ jobId, state: outcome.state, code: refusal.code }, 'mail: outcome not put down');
    } catch (error) {
      log.error(
        { jobId, state: outcome.state, kind: errorName(error) },
        'mail: outcome not put down',
      );
    }
    if (isPending(jobId)) unrecorded.set(jobId, outcome);
    else unrecorded.delete(jobId);
    if (running && unrecorded.size > 0) cancelRecordTimer ??= timer(RECORD_PAUSE, putDownAgain);
  }

  function putDownAgain(): void {
    cancelRecordTimer = null;
    void Promise.all([...unrecorded].map(([jobId, outcome]) => putDown(jobId, outcome))).then(look);
  }

  /** Gives up attempts whose job was withdrawn, as far as nothing has left yet. */
  function heedWithdrawals(): void {
    if (attempts.size === 0) return;
    const pending = new Set(broker.pendingMail().map((job) => job.id));
    for (const [jobId, { withdrawal }] of attempts) {
      if (!pending.has(jobId)) withdrawal.abort();
    }
  }

  return {
    start() {
      if (running) return;
      running = true;
      unsubscribe = broker.subscribe((batch) => {
        if (!batch.some(({ event }) => event.type === 'mail.changed')) return;
        heedWithdrawals();
        look();
      });
      log.info(
        { transport: transportKind(options), pending: broker.pendingMail().length },
        'mail: started',
      );
      look();
    },

    async stop() {
      if (!running) return;
      running = false;
      unsubscribe?.();
      cancelTimer?.();
      cancelRecordTimer?.();
      cancelTimer = null;
      cancelRecordTimer = null;
      for (const { withdrawal } of attempts.values()) withdrawal.abort();
      const close = (): Promise<void> | undefined =>
        opened?.then(
          ({ transport }) => transport.close(),
          () => undefined,
        );
      const cancelPatience = timer(STOP_PATIENCE, () => void close());
      await Promise.all([...attempts.values()].map(({ done }) => done));
      cancelPatience();
      await close();
      await Promise.all([...unrecorded].map(([jobId, outcome]) => putDown(jobId, outcome)));
      for (const resolve of drained) resolve();
      drained.clear();
    },

    drain() {
      return new Promise((resolve) => {
        drained.add(resolve);
        if (running) look();
        else resolve();
      });
    },
  };
}

/** Loads templates and transport: large libraries. @throws when a template is missing or broken */
async function openPost(options: MailRunnerOptions): Promise<Post> {
  const { settings, resourcesDir } = options;
  const [{ messageComposer }, { loadMailTemplates }, transport] = await Promise.all([
    import('./message.ts'),
    import('./templates.ts'),
    options.transport ?? openTransport(options),
  ]);
  return {
    compose: messageComposer(settings, loadMailTemplates(resourcesDir)),
    transport,
  };
}

async function openTransport({ settings, mailDir }: MailRunnerOptions): Promise<MailTransport> {
  const { smtpUrl, from } = settings.mail;
  if (smtpUrl === null) {
    const { createEmlTransport } = await import('./eml-transport.ts');
    return createEmlTransport(mailDir);
  }
  const server = parseSmtpUrl(smtpUrl);
  if (!server || from === null) {
    throw new Error('mail settings are incomplete; settings are checked before they come here');
  }
  const { createSmtpTransport, smtpOptions } = await import('./smtp-transport.ts');
  return createSmtpTransport(smtpOptions(server));
}

/** What will carry the mail, before it is opened. */
function transportKind({ transport, settings }: MailRunnerOptions): MailTransport['kind'] {
  return transport?.kind ?? (settings.mail.smtpUrl === null ? 'file' : 'smtp');
}

/** An error's kind without its message, which may quote an address. */
function errorName(error: unknown): string {
  return error instanceof Error ? error.name : typeof error;
}
