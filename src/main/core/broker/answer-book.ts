import type { Refusal } from '../../../shared/errors.ts';
import type { CommandRow } from '../db/batch.ts';
import type { BrokerHistory } from '../db/history.ts';
import { ownJson } from '../db/own-json.ts';
import { KnownCommands, REMEMBER_MS, shortKey } from './known-commands.ts';
import type { Answer } from './ports.ts';

/** How often rows past their seven days are deleted, in milliseconds. */
const FORGET_EVERY_MS = 60 * 60 * 1000;

/** The answers given so far: what makes a repeated command the same as the first. */
export class AnswerBook {
  readonly #history: BrokerHistory;
  #known = new KnownCommands();
  #lastRow = 0;
  /** Boundaries for forgetting, oldest first: all rows up to `row` were there at `ranFor`. */
  #marks: { readonly ranFor: number; readonly row: number }[] = [];
  /** How long the product had run on this database when this life began, and the monotonic clock then. */
  #ranBefore = 0;
  #begun: number;
  readonly #monotonic: () => number;

  /** @param monotonic milliseconds of a clock that only goes forward */
  constructor(history: BrokerHistory, monotonic: () => number) {
    this.#history = history;
    this.#monotonic = monotonic;
    this.#begun = monotonic();
    this.reload();
  }

  /**
   * How long the product has run on this database, in milliseconds: what retention is measured by. A wall clock
   * that was wrong for a while would otherwise forget what must be remembered.
   */
  ranFor(): number {
    return this.#ranBefore + Math.max(0, Math.floor(this.#monotonic() - this.#begun));
  }

  /** Reads the remembered keys from disk. */
  reload(): void {
    this.#known = new KnownCommands();
    this.#marks = [];
    this.#lastRow = 0;
    let newest = 0;
    let marked = Number.POSITIVE_INFINITY;
    for (const { id, deviceId, key, at } of this.#history.commandsNewestFirst()) {
      this.#lastRow = Math.max(this.#lastRow, id);
      newest = Math.max(newest, at);
      if (at < marked - FORGET_EVERY_MS) {
        marked = at;
        this.#marks.unshift({ ranFor: at, row: id });
      }
      this.#known.add(shortKey(deviceId, key), id);
    }
    if (newest > this.ranFor()) {
      this.#ranBefore = newest;
      this.#begun = this.#monotonic();
    }
  }

  /** A number for the row of a new command. One that was not committed is not given again: gaps mean nothing. */
  nextRow(): number {
    this.#lastRow += 1;
    return this.#lastRow;
  }

  /** Takes over a committed row. @param short the `shortKey` of its key */
  add(row: CommandRow, short: number): void {
    this.#known.add(short, row.id);
    const newest = this.#marks.at(-1);
    if (!newest || row.at - newest.ranFor >= FORGET_EVERY_MS) {
      this.#marks.push({ ranFor: row.at, row: row.id });
    }
  }

  /** The first answer given under this key (`short` is its `shortKey`), `reused` when that was to another command, or null. */
  find(
    short: number,
    deviceId: string,
    key: string,
    fingerprint: string,
  ): Answer | 'reused' | null {
    for (const id of this.#known.candidates(short)) {
      const row = this.#history.command(id);
      if (row?.deviceId !== deviceId || row.key !== key) continue;
      if (row.fingerprint !== fingerprint) return 'reused';
      if (row.refusal !== null) {
        const refusal = ownJson<Refusal>(row.refusal);
        return { ok: false, refusal, replayed: true };
      }
      const about = row.orderSeq === null ? undefined : this.#history.answerAt(row.orderSeq);
      const { data, json: dataJson } = about ?? { data: {}, json: '{}' };
      return { ok: true, seq: row.seq, data, dataJson, replayed: true };
    }
    return null;
  }

  /** The last row that may be deleted now, or 0. Its keys are forgotten with this call. */
  forgettable(): number {
    let row = 0;
    const limit = this.ranFor() - REMEMBER_MS;
    while (this.#marks[0] && this.#marks[0].ranFor < limit) {
      row = this.#marks[0].row;
      this.#marks.shift();
    }
    if (row > 0) this.#known.forgetTo(row);
    return row;
  }
}
