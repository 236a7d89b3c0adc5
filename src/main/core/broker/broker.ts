import type { CounterRules } from '../../../shared/counter-rules.ts';
import { refuse, type Refusal } from '../../../shared/errors.ts';
import type { DomainEvent } from '../../../shared/events.ts';
import type { Writer } from '../db/batch.ts';
import type { BrokerHistory } from '../db/history.ts';
import type { Loaded } from '../db/load.ts';
import { AnswerBook } from './answer-book.ts';
import { CommitLoop } from './commit-loop.ts';
import { createClock, type TimeSource } from './clock.ts';
import { Draft, type DraftSource } from './draft.ts';
import { createIdSource } from './id-source.ts';
import { MAX_REPLAY, Model } from './model.ts';
import { refusePerson } from './people-book.ts';
import type {
  BatchListener,
  Broker,
  BrokerStats,
  Caller,
  CommittedEvent,
  Device,
  MailOutcome,
  StoredPerson,
  View,
} from './ports.ts';
import { actorOf, overloaded, Submissions } from './submissions.ts';

/** A gap of more JSON than this, in characters, is closed with a snapshot where it would have to be read from disk. */
const MAX_REPLAY_CHARS = 512 * 1024;

export interface BrokerOptions {
  readonly writer: Writer;
  readonly history: BrokerHistory;
  /** Reads the committed state from disk: at the start, and again when the disk has failed. */
  readonly load: () => Loaded;
  readonly time: TimeSource;
  readonly businessDate: (ms: number) => string;
  /** What the owner decided about the counter. */
  readonly rules: CounterRules;
  /** Commands that may wait; one more is refused as overloaded. */
  readonly queueLimit: number;
  /** Told of what should not happen. Never of a customer. */
  readonly onFault: (what: string, error: unknown) => void;
  /** Lets go of what the broker reads from, when all is done. */
  readonly closeReading: () => void;
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
  let commits = 0;
  const listeners = new Set<BatchListener>();
  const source: DraftSource = {
    orderOnDisk: (id) => history.order(id),
    lastNumberOnDisk: (businessDate) => history.lastNumber(businessDate),
    lastSeqOnDisk: (orderId) => history.lastSeq(orderId),
    lastReceiptOnDisk: (orderId) => history.lastReceipt(orderId),
  };

  const loop = new CommitLoop({
    writer,
    limit: options.queueLimit,
    newDraft: (over) => new Draft(over ?? model, source, now()),
    batchOf: (draft) => draft.batch(book.forgettable()),
    publish: (draft, next) => {
      commits += 1;
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

  const submissions = new Submissions({
    loop,
    book,
    nextId: createIdSource(),
    businessDate: options.businessDate,
    rules: options.rules,
    onFault: options.onFault,
  });

  return {
    get view(): View {
      return model;
    },
    history,
    get stats(): BrokerStats {
      return { ...submissions.stats, commits, queued: loop.waiting };
    },
    now,
    get healthy(): boolean {
      return loop.healthy;
    },

    ask: (caller, id, command, settle) => {
      submissions.ask(caller, id, command, settle);
    },

    submit: (caller, id, command) =>
      new Promise((resolve) => {
        submissions.ask(caller, id, command, resolve);
      }),

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

    putPerson: (person: StoredPerson, caller: Caller) =>
      own((draft) => {
        const refusal = refusePerson(draft.peopleBook, person);
        if (!refusal) draft.putPerson(person, actorOf(caller));
        return refusal;
      }),

    importMenu: (menu, stock) => {
      const events: DomainEvent[] = [{ type: 'menu.replaced', data: { menu } }];
      if (stock.length > 0) events.push({ type: 'stock.changed', data: { items: stock } });
      return own((draft) => {
        draft.append(events, null);
        return null;
      });
    },

    pendingMail: () => model.pendingMail(),

    recordMail: (jobId: number, outcome: MailOutcome) =>
      own((draft) => {
        const stored = draft.mailBook.byId(jobId);
        if (!stored) return refuse('not_found', 'There is no such mail job.', {});
        draft.mailBook.record(stored, outcome);
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
