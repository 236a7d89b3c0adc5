import type { Actor } from '../../../shared/events.ts';
import type { Order } from '../../../shared/order.ts';
import type { EventRow } from '../db/batch.ts';
import { DamageError } from '../db/checksum.ts';
import type { ReadableDatabase } from '../db/open.ts';
import { checkedRows } from '../db/rows.ts';
import { same, type Difference, type Differences } from './difference.ts';
import { parseEvent, type ReadEvent } from './parse-event.ts';
import { CommandsReplay } from './replay-commands.ts';
import { CustomersReplay } from './replay-customers.ts';
import { MailReplay } from './replay-mail.ts';
import { MenuReplay } from './replay-menu.ts';
import { OrdersReplay } from './replay-orders.ts';
import { PeopleReplay } from './replay-people.ts';
import { ShiftsReplay } from './replay-shifts.ts';
import { StockReplay } from './replay-stock.ts';

/** Further back than this the broker's clock goes only when it had been wrong, in milliseconds. */
const CLOCK_MENDED_MS = 24 * 60 * 60 * 1000;

export type Verdict =
  | { readonly ok: true; readonly events: number; readonly orders: number }
  | { readonly ok: false; readonly difference: Difference };

/**
 * Rebuilds all state from the event log and compares it with the tables, up to the first difference. Reads one
 * moment of the database, in one transaction, while its owner may go on writing; takes memory for what is
 * under way, the customers and seven days of commands, not for the history. Changes nothing.
 * @throws SqliteError when the file can't be read
 */
export function verify(db: ReadableDatabase): Verdict {
  return db.transaction((): Verdict => {
    const replay = new Replay(db);
    try {
      for (const difference of replay.run()) return { ok: false, difference };
    } catch (error) {
      if (!(error instanceof DamageError)) throw error;
      const expected = 'what was written';
      const difference = { where: 'checksums', what: 'a row', expected, found: error.message };
      return { ok: false, difference };
    }
    return { ok: true, events: replay.events, orders: replay.orders.placed };
  })();
}

/** One line for a person, and for a log. */
export function describeVerdict(verdict: Verdict): string {
  if (verdict.ok)
    return `verified ${verdict.events} events, ${verdict.orders} orders: no difference`;
  const { where, what, expected, found } = verdict.difference;
  return `difference at ${where}: ${what}: expected ${expected}, found ${found}`;
}

class Replay {
  events = 0;
  readonly orders: OrdersReplay;
  #at = 0;
  readonly #stock: StockReplay;
  readonly #menu: MenuReplay;
  readonly #mail: MailReplay;
  readonly #commands: CommandsReplay;
  readonly #shifts: ShiftsReplay;
  readonly #people: PeopleReplay;
  readonly #customers: CustomersReplay;
  readonly #log;
  readonly #lastSeq;
  readonly #devices;

  constructor(db: ReadableDatabase) {
    const rows = checkedRows(db);
    this.#log = rows.events('ORDER BY seq');
    this.#devices = rows.devices('');
    this.#lastSeq = db.prepare<[], number>('SELECT coalesce(max(seq), 0) FROM events').pluck();
    this.#commands = new CommandsReplay(db, rows);
    this.orders = new OrdersReplay(db);
    this.#stock = new StockReplay(rows, (seq) => this.#commands.isOther(seq));
    this.#menu = new MenuReplay(rows);
    this.#mail = new MailReplay(db, rows, (id) => this.orders.now(id));
    this.#shifts = new ShiftsReplay(db);
    this.#people = new PeopleReplay(rows);
    this.#customers = new CustomersReplay(db, rows);
  }

  *run(): Differences {
    yield* this.#commands.begin(this.#lastSeq.get() ?? 0);
    for (const row of this.#log.iterate()) {
      yield* same('events', 'number of the next event', this.events + 1, row.seq);
      this.events = row.seq;
      yield* this.#time(row);
      const event = parseEvent(row);
      const where = `event ${row.seq}`;
      if (typeof event === 'string') {
        yield { where, what: 'event', expected: 'one of ours', found: event };
      } else yield* this.#apply(row.seq, event);
    }
    yield* this.orders.end();
    yield* this.#stock.end(this.events);
    yield* this.#menu.end();
    yield* this.#mail.end();
    yield* this.#shifts.end();
    yield* this.#people.end();
    yield* this.#customers.end();
    yield* this.#commands.end(this.#at);
    // Nothing in the log speaks of devices: their rows are read for their checksums.
    this.#devices.all();
  }

  *#time({ seq, at }: EventRow): Differences {
    const back = this.#at - at;
    if (back > 0 && back <= CLOCK_MENDED_MS) {
      yield* same(`event ${seq}`, 'time', `${this.#at} or later`, at);
    }
    this.#at = at;
  }

  *#apply(seq: number, event: ReadEvent): Differences {
    if (event.type !== 'mail.changed') yield* this.#mail.onOther(seq);
    switch (event.type) {
      case 'order.placed': {
        const { order } = event.data;
        yield* this.orders.onPlaced(seq, order);
        yield* this.#commands.onPlaced(seq, this.#at);
        this.#stock.onPlaced(order);
        yield* this.#onOrder(seq, undefined, order, event.by);
        return;
      }
      case 'order.changed': {
        const { order } = event.data;
        const before = this.orders.before(order.id);
        yield* this.orders.onChanged(seq, order, event.data.isRetold);
        if (!before) return;
        yield* this.#stock.onChanged(`event ${seq}`, before, order);
        yield* this.#onOrder(seq, before, order, event.by);
        return;
      }
      case 'stock.changed':
        yield* this.#stock.onLevels(seq, event.data.items);
        return;
      case 'menu.replaced':
        this.#menu.onReplaced(event.data.menu);
        this.#stock.onMenuReplaced();
        return;
      case 'menu.changed':
        yield* this.#menu.onChanged(seq, event.data.items);
        return;
      case 'mail.changed':
        yield* this.#mail.onMail(seq, event.data.mail);
        return;
      case 'shift.changed':
        yield* this.#shifts.onShift(seq, event.data.shift);
        return;
      case 'people.changed':
        this.#people.onChanged(event.data.people);
    }
  }

  /** What else an order means: its e-mail, the report of a drawer, and whom to know again. */
  *#onOrder(seq: number, before: Order | undefined, after: Order, by: Actor | null): Differences {
    this.#mail.onOrder(seq, before, after);
    this.#customers.onOrder(seq, before, after);
    yield* this.#shifts.onOrder(`event ${seq}`, before ?? null, after, by);
  }
}
