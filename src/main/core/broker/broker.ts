import type { Command } from '../../../shared/commands.ts';
import { refuse, type Refusal } from '../../../shared/errors.ts';
import type { DomainEvent } from '../../../shared/events.ts';
import { decide } from '../../domain/decide.ts';
import type { Decision } from '../../domain/state.ts';
import type { CommandRow, Writer } from '../db/batch.ts';
import type { BrokerHistory } from '../db/history.ts';
import type { Loaded } from '../db/load.ts';
import { AnswerBook } from './answer-book.ts';
import { CommitLoop, storageFailed } from './commit-loop.ts';
import { createClock, type TimeSource } from './clock.ts';
import { Draft, type DraftSource } from './draft.ts';
import { createIdSource } from './id-source.ts';
import { fingerprintOf } from './known-commands.ts';
import { Model } from './model.ts';
import type {
  Answer,
  BatchListener,
  Broker,
  BrokerStats,
  Caller,
  CommittedEvent,
  Device,
  MailOutcome,
  View,
} from './ports.ts';

/** A longer gap is cheaper to close with a snapshot. */
const MAX_REPLAY = 1000;

/** So is one of more JSON than this, in characters, where it would have to be read from disk. */
const MAX_REPLAY_CHARS = 512 * 1024;

export interface BrokerOptions {
  readonly writer: Writer;
  readonly history: BrokerHistory;
  /** Reads the committed state from disk: at the start, and again when the disk has failed. */
  readonly load: () => Loaded;
  readonly time: TimeSource;
  readonly businessDate: (ms: number) => string;
  /** Commands that may wait; one more is refused as overloaded. */
  readonly queueLimit: number;
  /** Told of what should not happen. Never of a customer. */
  readonly onFault: (what: string, error: unknown) => void;
  /** Lets go of what the broker reads from, when all is done. */
  readonly closeReading: () => void;
}

interface InFlight {
  readonly fingerprint: string;
  readonly answer: Promise<Answer>;
}

/**
 * The one that decides. Commands are decided in the order they came, against memory, and written a batch at a time;
 * answers and events leave after the commit. Nothing that was not committed is ever seen.
 */
export function createBroker(options: BrokerOptions): Broker {
  const { writer, history } = options;
  const loaded = options.load();
  const now = createClock(options.time, loaded.logged);
  let model = new Model(loaded);
  const book = new AnswerBook(history, () => options.time.monotonic());
  const stats = { accepted: 0, refused: 0, replayed: 0, commits: 0 };
  const nextId = createIdSource();
  const listeners = new Set<BatchListener>();
  const inFlight = new Map<string, InFlight>();
  const source: DraftSource = {
    orderOnDisk: (id) => history.order(id),
    lastNumberOnDisk: (businessDate) => history.lastNumber(businessDate),
  };

  const loop = new CommitLoop({
    writer,
    limit: options.queueLimit,
    newDraft: (over) => new Draft(over ?? model, source, now()),
    batchOf: (draft) => draft.batch(book.forgettable()),
    publish: (draft, next) => {
      stats.commits += 1;
      draft.applyTo(model);
      next?.rebase(model);
      announce(draft.events);
    },
    reload: () => {
      const before = model.seq;
      model = new Model(options.load());
      book.reload();
      announce(history.events(before, Number.MAX_SAFE_INTEGER));
    },
    onFault: options.onFault,
  });

  function announce(events: readonly CommittedEvent[]): void {
    if (events.length === 0) return;
    for (const listener of listeners) {
      try {
        listener(events);
      } catch (error) {
        options.onFault('telling a listener', error);
      }
    }
  }

  /** Work that is the broker's own: no id, no stored answer. */
  function own(run: (draft: Draft) => Refusal | null): Promise<Refusal | null> {
    return new Promise((resolve) => {
      let refusal: Refusal | null = null;
      const taken = loop.take({
        run: (draft) => {
          refusal = run(draft);
        },
        settle: (result) => {
          resolve(result === 'committed' ? refusal : result);
        },
      });
      if (!taken) resolve(overloaded());
    });
  }

  function submitNew(
    caller: Caller,
    id: string,
    fingerprint: string,
    command: Command,
  ): Promise<Answer> {
    return new Promise((resolve) => {
      let decision: Decision = { ok: false, refusal: storageFailed() };
      let orderSeq: number | null = null;
      let row: CommandRow | null = null;
      const taken = loop.take({
        run: (draft) => {
          decision = decide(draft, command, {
            at: draft.atIso,
            businessDate: options.businessDate(draft.at),
            role: caller.role,
            newId: () => nextId(draft.at),
          });
          if (decision.ok) draft.append(decision.events);
          const order = decision.ok ? decision.order : null;
          orderSeq = order === null ? null : (draft.lastSeqOf(order.id) ?? null);
        },
        finish: (draft) => {
          row = {
            id: book.nextRow(),
            deviceId: caller.deviceId,
            key: id,
            fingerprint,
            at: book.ranFor(),
            seq: orderSeq ?? draft.seq,
            orderSeq,
            refusal: decision.ok ? null : JSON.stringify(decision.refusal),
          };
          draft.addCommand(row);
        },
        settle: (result) => {
          if (result !== 'committed' || row === null) {
            const refusal = result === 'committed' ? storageFailed() : result;
            resolve({ ok: false, refusal, replayed: false });
            return;
          }
          book.add(row);
          if (decision.ok) stats.accepted += 1;
          else stats.refused += 1;
          resolve(answerOf(decision, row.seq));
        },
      });
      if (!taken) resolve({ ok: false, refusal: overloaded(), replayed: false });
    });
  }

  function findAnswer(deviceId: string, id: string, fingerprint: string): Answer | 'reused' | null {
    try {
      return book.find(deviceId, id, fingerprint);
    } catch (error) {
      options.onFault('looking up an earlier answer', error);
      return { ok: false, refusal: storageFailed(), replayed: false };
    }
  }

  return {
    get view(): View {
      return model;
    },
    history,
    get stats(): BrokerStats {
      return { ...stats, queued: loop.waiting };
    },
    now,
    get healthy(): boolean {
      return loop.healthy;
    },

    async submit(caller, id, command): Promise<Answer> {
      const fingerprint = fingerprintOf(command.type, command.data);
      const key = `${caller.deviceId}\n${id}`;
      const running = inFlight.get(key);
      if (running) {
        if (running.fingerprint !== fingerprint) return keyReused();
        stats.replayed += 1;
        const first = await running.answer;
        // Not an answer that stays: the first one may be sent again as well.
        return isRemembered(first) ? { ...first, replayed: true } : first;
      }
      const known = findAnswer(caller.deviceId, id, fingerprint);
      if (known === 'reused') return keyReused();
      if (known) {
        stats.replayed += 1;
        return known;
      }
      const answer = submitNew(caller, id, fingerprint, command);
      inFlight.set(key, { fingerprint, answer });
      try {
        return await answer;
      } finally {
        inFlight.delete(key);
      }
    },

    registerDevice: (device: Device) =>
      own((draft) => {
        draft.putDevice(device);
        return null;
      }),

    replaceToken: (deviceId: string, tokenHash: string) =>
      own((draft) => {
        const device = draft.device(deviceId);
        if (!device) return refuse('not_found', 'There is no such device.', {});
        draft.putDevice({ ...device, tokenHash });
        return null;
      }),

    importMenu: (menu, stock) => {
      const events: DomainEvent[] = [{ type: 'menu.replaced', data: { menu } }];
      if (stock.length > 0) events.push({ type: 'stock.changed', data: { items: stock } });
      return own((draft) => {
        draft.append(events);
        return null;
      });
    },

    pendingMail: () => model.pendingMail(),

    recordMail: (jobId: number, outcome: MailOutcome) =>
      own((draft) => {
        const stored = draft.mailById(jobId);
        if (!stored) return refuse('not_found', 'There is no such mail job.', {});
        draft.recordMail(stored, outcome);
        return null;
      }),

    subscribe: (listener: BatchListener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },

    eventsSince: (since: number) => {
      if (since > model.seq || model.seq - since > MAX_REPLAY) return null;
      const recent = model.recentSince(since);
      if (recent) return recent;
      const events = history.events(since, MAX_REPLAY, MAX_REPLAY_CHARS);
      const last = events.at(-1)?.event.seq ?? since;
      return last < model.seq ? null : events;
    },

    async stop() {
      await loop.stop();
      // The writer last: the last connection to close folds the log into the database.
      options.closeReading();
      await writer.close();
    },
  };
}

function answerOf(decision: Decision, seq: number): Answer {
  if (!decision.ok) return { ok: false, refusal: decision.refusal, replayed: false };
  const data = decision.order ? { order: decision.order } : {};
  return { ok: true, seq, data, replayed: false };
}

function isRemembered(answer: Answer): boolean {
  if (answer.ok) return true;
  switch (answer.refusal.code) {
    case 'overloaded':
    case 'disk_full':
    case 'storage_failed':
    case 'internal':
      return false;
    default:
      return true;
  }
}

function keyReused(): Answer {
  const refusal = refuse(
    'idempotency_key_reused',
    'This id was used for another command before. Use a new one.',
    {},
  );
  return { ok: false, refusal, replayed: false };
}

function overloaded(): Refusal {
  return refuse('overloaded', 'Too much is waiting already. Send it again in a moment.', {
    retryAfterSeconds: 1,
  });
}
