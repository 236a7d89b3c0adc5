import { REMEMBER_MS } from '../broker/known-commands.ts';
import type { ReadableDatabase } from '../db/open.ts';
import type { CheckedRows } from '../db/rows.ts';
import { same, type Differences } from './difference.ts';

/**
 * What is remembered of commands: each answer points to what it was about, no key is there twice, and every order
 * placed since then has the command that placed it.
 */
export class CommandsReplay {
  /** Events whose order or shift an answer carries. Seven days of them at most. */
  readonly #orderSeqs = new Set<number>();
  /** Ends of batches in which something other than an order was commanded. */
  readonly #otherSeqs = new Set<number>();
  /** The answer of the oldest row that is left: commands before it may have been forgotten. */
  #oldest = Number.POSITIVE_INFINITY;
  #rows = 0;
  #lastPlacedAt = 0;
  readonly #db: ReadableDatabase;
  readonly #commands;

  constructor(db: ReadableDatabase, rows: CheckedRows) {
    this.#db = db;
    this.#commands = rows.commands('ORDER BY id');
  }

  /** Reads what is remembered; before the events, which are then held against it. */
  *begin(lastSeq: number): Differences {
    const typeOf = this.#db
      .prepare<[number], string>('SELECT type FROM events WHERE seq = ?')
      .pluck();
    for (const { id, seq, orderSeq, refusal } of this.#commands.iterate()) {
      const where = `commands, row ${id}`;
      this.#rows += 1;
      // With the first row still there nothing was ever forgotten.
      this.#oldest = id === 1 ? Number.NEGATIVE_INFINITY : Math.min(this.#oldest, seq);
      if (seq > lastSeq || seq < 0) yield* same(where, 'seq', `0 to ${lastSeq}`, seq);
      if (refusal !== null) {
        if (!isRefusal(refusal)) yield* same(where, 'refusal', 'a code', 'none');
        if (orderSeq !== null) yield* same(where, 'event of a refusal', null, orderSeq);
      } else if (orderSeq === null) this.#otherSeqs.add(seq);
      else {
        const type = typeOf.get(orderSeq);
        if (type !== 'order.placed' && type !== 'order.changed' && type !== 'shift.changed') {
          yield* same(where, `type of event ${orderSeq}`, 'one about an order or a shift', type);
        }
        yield* same(where, 'seq of the answer', orderSeq, seq);
        this.#orderSeqs.add(orderSeq);
      }
    }
    const twice = this.#db
      .prepare<[number], { key: string; count: number }>(
        `SELECT min(id) AS key, count(*) AS count FROM commands GROUP BY device_id, key
         HAVING count(*) > 1 AND max(at) - min(at) < ? LIMIT 1`,
      )
      .get(REMEMBER_MS);
    if (twice) yield* same(`commands, key of row ${twice.key}`, 'rows', 1, twice.count);
  }

  /** Whether a command that was about no order ended with this event; null when that is too long ago to tell. */
  isOther(seq: number): boolean | null {
    if (this.#otherSeqs.has(seq)) return true;
    return seq > this.#oldest ? false : null;
  }

  *onPlaced(seq: number, at: number): Differences {
    this.#lastPlacedAt = at;
    if (seq > this.#oldest && !this.#orderSeqs.has(seq)) {
      yield* same(`event ${seq}`, 'command that placed this order', 'remembered', undefined);
    }
  }

  *end(lastAt: number): Differences {
    if (this.#rows > 0 || this.#lastPlacedAt <= lastAt - REMEMBER_MS) return;
    // All of them forgotten is possible only when something that is no event came seven days later.
    const newest = this.#db
      .prepare<[], number>('SELECT coalesce(max(created_at), 0) FROM devices')
      .pluck()
      .get();
    if ((newest ?? 0) > this.#lastPlacedAt + REMEMBER_MS || this.#lastPlacedAt === 0) return;
    yield* same('commands', 'rows of the last seven days', 'some', 'none');
  }
}

function isRefusal(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && 'code' in value;
  } catch {
    return false;
  }
}
