import type { Command } from '../../../shared/commands.ts';
import { refuse, type Refusal } from '../../../shared/errors.ts';
import { decide } from '../../domain/decide.ts';
import type { Decision } from '../../domain/state.ts';
import type { CommandRow } from '../db/batch.ts';
import type { AnswerBook } from './answer-book.ts';
import { type CommitLoop, storageFailed } from './commit-loop.ts';
import { fingerprintOf, shortKey } from './known-commands.ts';
import type { Answer, BrokerStats, Caller } from './ports.ts';

export interface SubmissionsOptions {
  readonly loop: CommitLoop;
  readonly book: AnswerBook;
  /** A new identity for what is made at this moment (milliseconds, UTC). */
  readonly nextId: (at: number) => string;
  readonly businessDate: (ms: number) => string;
  readonly onFault: (what: string, error: unknown) => void;
}

type Settle = (answer: Answer) => void;

/** A command that was taken and is not yet answered, and everyone who asked for it. */
interface Pending {
  readonly fingerprint: string;
  readonly first: Settle;
  /** Who sent it again meanwhile. */
  readonly repeats: Settle[];
}

/** Commands under their keys: each is decided once, and whoever sends it again gets the first answer. */
export class Submissions {
  readonly stats: { -readonly [K in keyof Omit<BrokerStats, 'commits' | 'queued'>]: number } = {
    accepted: 0,
    refused: 0,
    replayed: 0,
  };
  readonly #options: SubmissionsOptions;
  readonly #pending = new Map<string, Pending>();

  constructor(options: SubmissionsOptions) {
    this.#options = options;
  }

  /** See {@link Broker.ask}. */
  ask(caller: Caller, id: string, command: Command, settle: Settle): void {
    const fingerprint = fingerprintOf(command.type, command.data);
    const key = `${caller.deviceId}\n${id}`;
    const pending = this.#pending.get(key);
    if (pending) {
      if (pending.fingerprint !== fingerprint) return this.#tell(settle, keyReused());
      this.stats.replayed += 1;
      pending.repeats.push(settle);
      return;
    }
    const short = shortKey(caller.deviceId, id);
    const known = this.#find(short, caller.deviceId, id, fingerprint);
    if (known !== null) {
      if (known !== 'reused') this.stats.replayed += 1;
      return this.#tell(settle, known === 'reused' ? keyReused() : known);
    }
    this.#pending.set(key, { fingerprint, first: settle, repeats: [] });
    this.#decide(caller, id, command, { key, short, fingerprint });
  }

  #decide(
    caller: Caller,
    id: string,
    command: Command,
    { key, short, fingerprint }: { key: string; short: number; fingerprint: string },
  ): void {
    const { loop, book, nextId, businessDate } = this.#options;
    let decision: Decision = { ok: false, refusal: storageFailed() };
    let orderSeq: number | null = null;
    let row: CommandRow | null = null;
    let dataJson: string | undefined;
    const taken = loop.take({
      run: (draft) => {
        decision = decide(draft, command, {
          at: draft.atIso,
          businessDate: businessDate(draft.at),
          role: caller.role,
          newId: () => nextId(draft.at),
        });
        if (decision.ok) draft.append(decision.events);
        const order = decision.ok ? decision.order : null;
        orderSeq = order === null ? null : (draft.lastSeqOf(order.id) ?? null);
      },
      finish: (draft) => {
        // The event that the command made says of the order what the answer does: it is not written out twice.
        dataJson = orderSeq === null ? undefined : draft.dataJsonOf(orderSeq);
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
          this.#settle(key, refused(result === 'committed' ? storageFailed() : result));
          return;
        }
        book.add(row, short);
        if (decision.ok) this.stats.accepted += 1;
        else this.stats.refused += 1;
        this.#settle(key, answerOf(decision, row.seq, dataJson));
      },
    });
    if (!taken) this.#settle(key, refused(overloaded()));
  }

  #settle(key: string, answer: Answer): void {
    const pending = this.#pending.get(key);
    if (!pending) return;
    this.#pending.delete(key);
    this.#tell(pending.first, answer);
    if (pending.repeats.length === 0) return;
    // Not an answer that stays: the first one may be sent again as well.
    const again = isRemembered(answer) ? { ...answer, replayed: true } : answer;
    for (const repeat of pending.repeats) this.#tell(repeat, again);
  }

  /** One who fails to hear takes no answer from the others. */
  #tell(settle: Settle, answer: Answer): void {
    try {
      settle(answer);
    } catch (error) {
      this.#options.onFault('telling an answer', error);
    }
  }

  #find(short: number, deviceId: string, id: string, fingerprint: string) {
    try {
      return this.#options.book.find(short, deviceId, id, fingerprint);
    } catch (error) {
      this.#options.onFault('looking up an earlier answer', error);
      return refused(storageFailed());
    }
  }
}

function answerOf(decision: Decision, seq: number, dataJson: string | undefined): Answer {
  if (!decision.ok) return refused(decision.refusal);
  const data = decision.order ? { order: decision.order } : {};
  return { ok: true, seq, data, dataJson: dataJson ?? JSON.stringify(data), replayed: false };
}

function refused(refusal: Refusal): Answer {
  return { ok: false, refusal, replayed: false };
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
  return refused(
    refuse(
      'idempotency_key_reused',
      'This id was used for another command before. Use a new one.',
      {},
    ),
  );
}

export function overloaded(): Refusal {
  return refuse('overloaded', 'Too much is waiting already. Send it again in a moment.', {
    retryAfterSeconds: 1,
  });
}
