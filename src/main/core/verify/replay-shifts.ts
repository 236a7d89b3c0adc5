import type { Actor } from '../../../shared/events.ts';
import type { Order } from '../../../shared/order.ts';
import type { Shift, Tally } from '../../../shared/shift.ts';
import { lineTotalCents } from '../../domain/pricing.ts';
import { newReport } from '../../domain/new-report.ts';
import { withMovement, withPayment, withRefund } from '../../domain/shift-cash.ts';
import { plus, withSales } from '../../domain/shift-sales.ts';
import type { ReadableDatabase } from '../db/open.ts';
import { same, type Differences } from './difference.ts';

interface Row {
  readonly number: number;
  readonly id: string;
  readonly device_id: string;
  readonly status: string;
  readonly last_seq: number;
}

interface Replayed {
  /** As the log last stated it. */
  readonly stated: Shift;
  readonly lastSeq: number;
  /** As it must be stated next, by what happened to orders since. */
  readonly due: Shift;
}

/** What only a closing puts down: taken from the report itself, and looked at for itself. */
const CLOSING = [
  'status',
  'closedAt',
  'closedBy',
  'counts',
  'countedCents',
  'differenceCents',
  'note',
] as const;

/**
 * Lives every shift again: what orders sold and were paid for adds up to what its next report must say. Only open ones
 * are kept, a closed one is compared with its row at once.
 */
export class ShiftsReplay {
  readonly #open = new Map<string, Replayed>();
  #last = 0;
  readonly #byNumber;
  readonly #count;

  constructor(db: ReadableDatabase) {
    this.#byNumber = db.prepare<[number], Row>('SELECT * FROM shifts WHERE number = ?');
    this.#count = db.prepare<[], number>('SELECT count(*) FROM shifts').pluck();
  }

  /** Counts a new or changed order in: its sales, and the money taken and given back with it. */
  *onOrder(where: string, before: Order | null, after: Order, by: Actor | null): Differences {
    const open = {
      shift: (id: string) => this.#open.get(id)?.due,
      openShift: (deviceId: string) => this.#openAt(deviceId)?.due,
    };
    const actor = { deviceId: by?.deviceId ?? '' };
    for (const event of withSales(open, before, after, actor, voidedBetween(before, after))) {
      if (event.type === 'shift.changed') this.#expect(event.data.shift);
    }
    const known = new Map(before?.payments.map((payment) => [payment.id, payment]));
    for (const payment of after.payments) {
      const was = known.get(payment.id);
      if (!was) {
        yield* this.#onMoney(where, payment.shiftId, (shift) => withPayment(shift, payment));
      }
      for (const refund of payment.refunds.slice(was?.refunds.length ?? 0)) {
        yield* this.#onMoney(where, refund.shiftId, (shift) => withRefund(shift, refund));
      }
    }
  }

  *onShift(seq: number, shift: Shift): Differences {
    const where = `event ${seq}`;
    const known = this.#open.get(shift.id);
    if (known) yield* this.#onChanged(where, known, shift);
    else yield* this.#onOpened(where, shift);
    const replayed = { stated: shift, due: shift, lastSeq: seq };
    if (shift.status === 'open') this.#open.set(shift.id, replayed);
    else {
      this.#open.delete(shift.id);
      yield* this.#compareRow(replayed);
    }
  }

  *end(): Differences {
    for (const replayed of this.#open.values()) {
      const { stated, due } = replayed;
      yield* compare('end of the log', { ...due, version: stated.version }, stated);
      yield* this.#compareRow(replayed);
    }
    yield* same('shifts', 'number of rows', this.#last, this.#count.get());
  }

  *#onOpened(where: string, shift: Shift): Differences {
    yield* same(where, 'number of the next shift', this.#last + 1, shift.number);
    this.#last = shift.number;
    const beside = this.#openAt(shift.deviceId)?.stated.number;
    yield* same(where, `shift open at counter ${shift.deviceId} already`, undefined, beside);
    yield* compare(where, { ...shift, ...newReport(shift.floatCents) }, shift);
  }

  *#onChanged(where: string, { stated, due }: Replayed, shift: Shift): Differences {
    let expected = due;
    const moved = shift.movements.slice(due.movements.length);
    for (const movement of moved) expected = withMovement(expected, movement);
    if (shift.status === 'closed') {
      for (const key of CLOSING) expected = { ...expected, [key]: shift[key] };
      yield* this.#onClosed(where, expected);
    }
    yield* compare(where, { ...expected, version: stated.version + 1 }, shift);
  }

  *#onClosed(where: string, shift: Shift): Differences {
    const { number, counts, countedCents, expectedCashCents, differenceCents } = shift;
    const counted = counts.reduce((sum, { valueCents, count }) => sum + valueCents * count, 0);
    yield* same(where, `cash counted of shift ${number}`, counted, countedCents);
    const difference = counted - expectedCashCents;
    yield* same(where, `difference of shift ${number}`, difference, differenceCents);
  }

  *#onMoney(where: string, shiftId: string, change: (shift: Shift) => Shift): Differences {
    const shift = this.#open.get(shiftId)?.due;
    if (shift) this.#expect(change(shift));
    else yield* same(where, 'money moved in a shift', 'an open one', shiftId);
  }

  #expect(due: Shift): void {
    const known = this.#open.get(due.id);
    if (known) this.#open.set(due.id, { ...known, due });
  }

  #openAt(deviceId: string): Replayed | undefined {
    return [...this.#open.values()].find(({ stated }) => stated.deviceId === deviceId);
  }

  *#compareRow({ stated, lastSeq }: Replayed): Differences {
    const expected: Row = {
      number: stated.number,
      id: stated.id,
      device_id: stated.deviceId,
      status: stated.status,
      last_seq: lastSeq,
    };
    const where = `shifts, shift ${stated.number}`;
    yield* same(where, 'row', expected, this.#byNumber.get(stated.number));
  }
}

/** Names what of a report is not as it must be. */
function* compare(where: string, expected: Shift, found: Shift): Differences {
  const members = new Map<string, unknown>(Object.entries(found));
  for (const [key, value] of Object.entries(expected)) {
    yield* same(where, `"${key}" of shift ${expected.number}`, value, members.get(key));
  }
}

/** Units that went off what the kitchen knew of, by the ledgers, and what they would have come to. */
function voidedBetween(before: Order | null, after: Order): Tally {
  let voided: Tally = { count: 0, cents: 0 };
  const told = new Map(before?.lines.map(({ id, ledger }) => [id, ledger.length]));
  for (const { id, ledger, unitPriceCents, modifiers } of after.lines) {
    for (const { sent } of ledger.slice(told.get(id) ?? 0)) {
      if (sent >= 0) continue;
      const cents = lineTotalCents(-sent, unitPriceCents, modifiers);
      voided = plus(voided, { count: -sent, cents });
    }
  }
  return voided;
}
