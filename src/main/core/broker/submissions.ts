import type { Command } from '../../../shared/commands.ts';
import type { CounterRules } from '../../../shared/counter-rules.ts';
import { refuse, type Refusal } from '../../../shared/errors.ts';
import type { Actor } from '../../../shared/events.ts';
import { LIMITS } from '../../../shared/limits.ts';
import type { PersonRef } from '../../../shared/people.ts';
import type { AckData } from '../../../shared/wire.ts';
import { decide } from '../../domain/decide.ts';
import type { Decision, DecisionContext } from '../../domain/state.ts';
import type { CommandRow } from '../db/batch.ts';
import type { AnswerBook } from './answer-book.ts';
import { Approvals } from './approvals.ts';
import { type CommitLoop, storageFailed } from './commit-loop.ts';
import type { Draft } from './draft.ts';
import { fingerprintOf, shortKey } from './known-commands.ts';
import type { Answer, BrokerStats, Caller } from './ports.ts';

export interface SubmissionsOptions {
  readonly loop: CommitLoop;
  readonly book: AnswerBook;
  /** A new identity for what is made at this moment (milliseconds, UTC). */
  readonly nextId: (at: number) => string;
  readonly businessDate: (ms: number) => string;
  readonly rules: CounterRules;
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
  readonly #approvals = new Approvals();

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
    const { loop, book } = this.#options;
    let decision: Decision = { ok: false, refusal: storageFailed() };
    let aboutSeq: number | null = null;
    let row: CommandRow | null = null;
    let dataJson: string | undefined;
    const taken = loop.take({
      run: (draft) => {
        decision = this.#decideOn(draft, caller, key, command);
        aboutSeq = decision.ok ? lastSeqAbout(draft, decision) : null;
      },
      finish: (draft) => {
        // The event that the command made says of the order what the answer does: it is not written out twice.
        dataJson = aboutSeq === null ? undefined : draft.dataJsonOf(aboutSeq);
        row = {
          id: book.nextRow(),
          deviceId: caller.deviceId,
          key: id,
          fingerprint,
          at: book.ranFor(),
          seq: aboutSeq ?? draft.seq,
          orderSeq: aboutSeq,
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

  #decideOn(draft: Draft, caller: Caller, key: string, command: Command): Decision {
    const { nextId, businessDate, rules } = this.#options;
    const { deviceId, role, person = null, approval } = caller;
    const context: DecisionContext = {
      at: draft.atIso,
      businessDate: businessDate(draft.at),
      role,
      deviceId,
      deviceName: draft.device(deviceId)?.name ?? deviceId,
      person,
      hasAuthority: role === 'admin' || caller.hasAuthority === true || !draft.peopleBook.hasActive,
      approvedFor: [],
      rules,
      newId: () => nextId(draft.at),
    };
    let decision = decide(draft, command, context);
    let approvedBy: PersonRef | undefined;
    // A manager's word is used, and told of, only where it is what lets the command through.
    if (approval && needsManager(decision) && this.#approvals.isFor(key, approval, draft.at)) {
      decision = decide(draft, command, { ...context, approvedFor: approval.actions });
      if (decision.ok) {
        this.#approvals.use(key, approval, draft.at);
        approvedBy = approval.by;
      }
    }
    if (!decision.ok) return decision;
    const { order, receipt, events } = decision;
    if (order && receipt) {
      const copy = draft.lastReceipt(order.id) + 1;
      if (copy > LIMITS.receipts) return { ok: false, refusal: tooManyReceipts() };
      draft.mailBook.queueReceipt(order, copy, receipt);
    }
    draft.append(events, actorOf(caller, approvedBy));
    return decision;
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

/** Who makes the events of a command true. */
export function actorOf({ deviceId, person }: Caller, approvedBy?: PersonRef): Actor {
  return {
    deviceId,
    ...(person ? { personId: person.id } : {}),
    ...(approvedBy ? { approvedBy: approvedBy.id } : {}),
  };
}

function needsManager(decision: Decision): boolean {
  return !decision.ok && decision.refusal.code === 'approval_required';
}

/** The last event about what a command was about; null when it was about neither an order nor a shift. */
function lastSeqAbout(draft: Draft, { order, shift }: Extract<Decision, { ok: true }>) {
  if (shift) return draft.shiftBook.lastSeqOf(shift.id) ?? null;
  return order === null ? null : (draft.lastSeqOf(order.id) ?? null);
}

function answerOf(decision: Decision, seq: number, dataJson: string | undefined): Answer {
  if (!decision.ok) return refused(decision.refusal);
  const { order, shift } = decision;
  const data: AckData = shift ? { shift } : order ? { order } : {};
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

function tooManyReceipts(): Refusal {
  return refuse('too_many', 'This order has been mailed often enough. Print it instead.', {
    most: LIMITS.receipts,
  });
}

export function overloaded(): Refusal {
  return refuse('overloaded', 'Too much is waiting already. Send it again in a moment.', {
    retryAfterSeconds: 1,
  });
}
