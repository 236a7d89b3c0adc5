import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect } from 'vitest';
import type { Command } from '../../../src/shared/commands.ts';
import { isOpen } from '../../../src/shared/order-states.ts';
import type { Order } from '../../../src/shared/order.ts';
import type { Shift } from '../../../src/shared/shift.ts';
import { isInUse } from '../../../src/shared/told.ts';
import type { Answer, Caller, CommittedEvent } from '../../../src/main/core/broker/ports.ts';
import { openReadable } from '../../../src/main/core/db/open.ts';
import { describeVerdict, verify } from '../../../src/main/core/verify/verify.ts';
import { COUNTER, PROGRAM, startBroker, type TestBroker } from '../../support/broker.ts';
import { FaultyWriter } from '../../support/faulty-writer.ts';
import { atDrawer, onLines, onMoney, onOrder } from './asked.ts';
import { inKitchen } from './asked-kitchen.ts';
import { asInModel, KITCHEN_MENU, lingers } from './kitchen-model.ts';
import { dueOf, ShopModel, totalOf, type ModelOrder } from './shop-model.ts';
import type { Round, Step, Weather } from './steps.ts';

const ITEMS = ['guarana', 'pizza-margherita'];

/** A command with what the model says to it, once it is its turn. */
interface Sent {
  readonly key: string;
  readonly caller: Caller;
  readonly command: Command;
  readonly predict: () => string | ModelOrder | null;
}

/** The real broker and the model, living through the same rounds. */
export class World {
  readonly #directory = mkdtempSync(join(tmpdir(), 'comanda-model-'));
  readonly #model = new ShopModel();
  /** Everything that was sent under a key of its own, with its first answer. */
  readonly #told: { readonly sent: Sent; readonly answer: Answer }[] = [];
  /** Left and held by orders together, since the level was last set: what must stay the same. */
  readonly #supplied = new Map<string, number>();
  readonly #inUse = new Map<string, Order>();
  readonly #shifts = new Map<string, Shift>();
  /** Reports of closed shifts, as they were closed. */
  readonly #reports = new Map<string, Shift>();
  readonly #stock = new Map<string, number | null>();
  #seq = 0;
  #keys = 0;
  #lives = 0;
  #writer: FaultyWriter | null = null;
  #broker: TestBroker | null = null;

  async begin(): Promise<void> {
    await this.#start(join(this.#directory, 'life-0', 'comanda.db'));
    this.#setLevel('guarana', 10);
    this.#model.left.set('pizza-margherita', null);
    // A morning as any other: most of what befalls money needs an open drawer.
    await this.#t().openShift(COUNTER, 50_00);
    this.#model.openShift(50_00);
  }

  async live({ steps, weather }: Round): Promise<void> {
    const sends = steps.flatMap((step) => this.#prepare(step));
    if (weather === 'full' || weather === 'broken before' || weather === 'broken after') {
      const state = weather === 'full' ? 'full' : 'broken';
      const after = weather === 'broken after';
      this.#faulty().fault = () => ({ result: { state, message: 'planted' }, after });
      const expected = state === 'full' ? 'disk_full' : 'storage_failed';
      for (const answer of await this.#send(sends)) {
        if (!answer.replayed) expect([expected, 'idempotency_key_reused']).toContain(code(answer));
      }
      this.#faulty().fault = () => null;
    }
    // After bad weather this is the second try, under the same keys: nothing may happen twice.
    const answers = await this.#send(sends);
    for (const [i, sent] of sends.entries()) {
      const answer = answers[i];
      if (answer) this.#compare(sent, answer);
    }
    await this.#pass(weather);
    this.#invariants();
  }

  async end(): Promise<void> {
    await this.#broker?.stop();
    rmSync(this.#directory, { recursive: true, force: true });
  }

  #send(sends: readonly Sent[]): Promise<Answer[]> {
    return Promise.all(
      sends.map(({ key, command, caller }) => this.#t().send(command, key, caller)),
    );
  }

  #prepare(step: Step): Sent[] {
    const known = this.#model.orders.filter(({ id }) => id !== '');
    const fresh = (command: Command, predict: Sent['predict'], caller = PROGRAM): Sent[] => {
      this.#keys += 1;
      return [{ key: `key-${this.#keys}`, caller, command, predict }];
    };
    switch (step.do) {
      case 'place': {
        const { lines, hold, mail, atCounter } = step;
        const customer = mail ? { name: 'Ana', email: 'ana@example.com' } : null;
        const data = {
          lines: lines.map(({ item, ...line }) => ({ itemId: item, ...line })),
          hold,
          customer,
        };
        const caller = atCounter ? COUNTER : PROGRAM;
        const predict = () => this.#model.place(lines, hold, atCounter);
        return fresh({ type: 'order.place', data }, predict, caller);
      }
      case 'open':
      case 'take cash':
      case 'close':
        return fresh(...atDrawer(this.#model, step), COUNTER);
      case 'stock': {
        const { item, available } = step;
        return fresh({ type: 'stock.set', data: { itemId: item, available } }, () => {
          this.#setLevel(item, available);
          return null;
        });
      }
      case 'sale': {
        const { item, onSale } = step;
        return fresh({ type: 'menu.set_on_sale', data: { itemId: item, onSale } }, () => {
          if (onSale) this.#model.off.delete(item);
          else this.#model.off.add(item);
          return null;
        });
      }
      case 'repeat':
      case 'reuse': {
        const told = this.#told[step.sent % this.#told.length];
        if (!told) return [];
        if (step.do === 'repeat') return [told.sent];
        const data = { itemId: 'guarana', available: 999 };
        return [{ ...told.sent, command: { type: 'stock.set', data } }];
      }
      case 'act':
      case 'cancel': {
        const order = known[step.order % known.length];
        return order ? fresh(...onOrder(this.#model, order, step)) : [];
      }
      case 'change': {
        const order = known[step.order % known.length];
        return order ? fresh(...onLines(this.#model, order, this.#known(order), step)) : [];
      }
      case 'pay':
      case 'refund': {
        const order = known[step.order % known.length];
        const asked = order && onMoney(this.#model, order, this.#known(order), step);
        return asked ? fresh(...asked, COUNTER) : [];
      }
      default: {
        const order = known[step.order % known.length];
        return order ? fresh(...inKitchen(order, step)) : [];
      }
    }
  }

  /** An order as it is by what was answered so far. */
  #known({ id }: ModelOrder): Order | undefined {
    return this.#t().broker.history.order(id);
  }

  #compare(sent: Sent, answer: Answer): void {
    const before = this.#told.find(({ sent: { key } }) => key === sent.key);
    if (before) {
      if (before.sent.command === sent.command) {
        expect(answer).toEqual({ ...before.answer, replayed: true });
      } else expect(code(answer)).toBe('idempotency_key_reused');
      return;
    }
    const predicted = sent.predict();
    expect(code(answer)).toBe(typeof predicted === 'string' ? predicted : null);
    if (answer.ok && answer.data.order) {
      const { id, lines } = answer.data.order;
      const order =
        typeof predicted === 'object' && predicted !== null
          ? predicted
          : this.#model.orders.find((known) => known.id === id);
      if (order) order.id = id;
      // Both are as they were by this very command.
      for (const [nth, line] of (order?.lines ?? []).entries()) line.id = lines[nth]?.id ?? '';
    }
    this.#told.push({ sent, answer });
  }

  async #pass(weather: Weather): Promise<void> {
    if (weather !== 'crash' && weather !== 'restart') return;
    const old = this.#t();
    this.#lives += 1;
    if (weather === 'restart') {
      await old.stop();
      await this.#start(old.database);
      return;
    }
    // What a crash leaves behind: the database and its log, as they are at this moment.
    const database = join(this.#directory, `life-${this.#lives}`, 'comanda.db');
    mkdirSync(dirname(database));
    for (const end of ['', '-wal']) {
      if (existsSync(`${old.database}${end}`)) {
        copyFileSync(`${old.database}${end}`, `${database}${end}`);
      }
    }
    await this.#start(database);
    await old.stop();
  }

  async #start(database: string): Promise<void> {
    mkdirSync(dirname(database), { recursive: true });
    this.#broker = await startBroker({
      database,
      menu: KITCHEN_MENU,
      writer: (path) => (this.#writer = new FaultyWriter(path)),
    });
    const { broker } = this.#broker;
    this.#follow(broker.eventsSince(this.#seq) ?? []);
    broker.subscribe((batch) => {
      if (broker === this.#broker?.broker) this.#follow(batch);
    });
  }

  /** What a screen does with events. */
  #follow(batch: readonly CommittedEvent[]): void {
    for (const { event } of batch) {
      expect(event.seq).toBe(this.#seq + 1);
      this.#seq = event.seq;
      if (event.type === 'order.placed' || event.type === 'order.changed') {
        const { order } = event.data;
        if (isInUse(order)) this.#inUse.set(order.id, order);
        else this.#inUse.delete(order.id);
      } else if (event.type === 'stock.changed') {
        for (const { itemId, available } of event.data.items) this.#stock.set(itemId, available);
      } else if (event.type === 'shift.changed') {
        const { shift } = event.data;
        // A report that was closed is told no more.
        expect(this.#reports.has(shift.id)).toBe(false);
        if (shift.status === 'closed') this.#reports.set(shift.id, shift);
        else this.#shifts.set(shift.id, shift);
        if (shift.status === 'closed') this.#shifts.delete(shift.id);
      }
    }
  }

  #invariants(): void {
    const { broker, database } = this.#t();
    const { view, history } = broker;
    // The broker's memory is what the events say.
    expect(view.seq).toBe(this.#seq);
    const inUse = [...this.#inUse.values()];
    expect(view.ordersInUse()).toEqual(inUse);
    expect(view.openOrders()).toEqual(inUse.filter(({ status }) => isOpen(status)));
    const known = this.#model.orders.filter((order) => isOpen(order.status) || lingers(order));
    expect(inUse.map(({ id }) => id)).toEqual(known.map(({ id }) => id));
    const levels = new Map(view.stock().map((level) => [level.itemId, level.available]));
    for (const item of ITEMS) {
      const left = levels.get(item) ?? null;
      expect(left).toBe(this.#stock.get(item) ?? null);
      expect(left).toBe(this.#model.left.get(item) ?? null);
      if (left === null) continue;
      expect(left).toBeGreaterThanOrEqual(0);
      expect(left + this.#model.gone(item)).toBe(this.#supplied.get(item));
    }
    // Every order is in one state, the model's, and there is none beside them.
    const placed = this.#model.orders.map((order) => ({
      id: order.id,
      status: order.status,
      rush: order.rush,
      table: order.table,
      recalls: order.recalls,
      lines: order.lines.map(({ quantity, course, fired, tasks }) => {
        return { quantity, course, fired, tasks };
      }),
      totalCents: totalOf(order),
      dueCents: dueOf(order),
    }));
    const page = history.orders({ statuses: null, limit: 1000, cursor: null });
    const there = page?.orders.map(({ id, status, rush, table, recalls = 0, lines, totals }) => ({
      id,
      status,
      rush,
      table,
      recalls,
      lines: lines.map(({ quantity, course, firedAt, tasks }) => {
        return { quantity, course, fired: firedAt !== null, tasks: tasks.map(asInModel) };
      }),
      totalCents: totals.totalCents,
      dueCents: totals.dueCents,
    }));
    expect(there).toEqual(placed);
    const numbers = page?.orders.map(({ number }) => number);
    expect(numbers).toEqual(placed.map((_, i) => i + 1));
    this.#drawer();
    // And the tables are what the log says.
    const reader = openReadable(database);
    expect(describeVerdict(verify(reader))).toMatch(/no difference$/);
    reader.close();
  }

  /** The drawer is the model's, in memory and for whoever follows, and a closed report stays as it was. */
  #drawer(): void {
    const { view, history } = this.#t().broker;
    expect(view.shifts()).toEqual([...this.#shifts.values()]);
    const { shift } = this.#model;
    const open = view.shifts().map((found) => ({
      number: found.number,
      cash: found.expectedCashCents,
      payments: found.payments.cash.cents,
      refunds: found.refunds.cash.cents,
      cancelled: found.cancelled.count,
      voided: found.voided.count,
      orders: found.sales.orders,
      totalCents: found.sales.totalCents,
    }));
    const { isOpen: _, ...drawer } = shift ?? { isOpen: false };
    expect(open).toEqual(shift ? [{ ...drawer, ...this.#model.sales(shift) }] : []);
    expect(this.#reports.size + open.length).toBe(this.#model.shifts.length);
    for (const report of this.#reports.values()) expect(history.shift(report.id)).toEqual(report);
  }

  #setLevel(item: string, available: number | null): void {
    this.#model.left.set(item, available);
    if (available === null) this.#supplied.delete(item);
    else this.#supplied.set(item, available + this.#model.gone(item));
  }

  #t(): TestBroker {
    if (!this.#broker) throw new Error('not begun');
    return this.#broker;
  }

  #faulty(): FaultyWriter {
    if (!this.#writer) throw new Error('not begun');
    return this.#writer;
  }
}

function code(answer: Answer): string | null {
  return answer.ok ? null : answer.refusal.code;
}
