import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect } from 'vitest';
import type { Command } from '../../../src/shared/commands.ts';
import { isOpen } from '../../../src/shared/order-states.ts';
import type { Order } from '../../../src/shared/order.ts';
import type { Answer, CommittedEvent } from '../../../src/main/core/broker/ports.ts';
import { openReadable } from '../../../src/main/core/db/open.ts';
import { describeVerdict, verify } from '../../../src/main/core/verify/verify.ts';
import { startBroker, type TestBroker } from '../../support/broker.ts';
import { FaultyWriter } from '../../support/faulty-writer.ts';
import { ShopModel, type ModelOrder } from './shop-model.ts';
import type { Round, Step, Weather } from './steps.ts';

const ITEMS = ['guarana', 'pizza-margherita'];

/** A command with what the model says to it, once it is its turn. */
interface Sent {
  readonly key: string;
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
  readonly #open = new Map<string, Order>();
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
    return Promise.all(sends.map(({ key, command }) => this.#t().send(command, key)));
  }

  #prepare(step: Step): Sent[] {
    const known = this.#model.orders.filter(({ id }) => id !== '');
    const fresh = (command: Command, predict: Sent['predict']): Sent[] => {
      this.#keys += 1;
      return [{ key: `key-${this.#keys}`, command, predict }];
    };
    switch (step.do) {
      case 'place': {
        const { lines, hold, mail } = step;
        const customer = mail ? { name: 'Ana', email: 'ana@example.com' } : null;
        const data = {
          lines: lines.map(({ item, quantity }) => ({ itemId: item, quantity })),
          hold,
          customer,
        };
        return fresh({ type: 'order.place', data }, () => this.#model.place(lines, hold));
      }
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
      case 'bump':
      case 'unbump': {
        const order = known[step.order % known.length];
        if (!order) return [];
        return fresh(...this.#onOrder(order, step));
      }
    }
  }

  #onOrder(
    order: ModelOrder,
    step: Extract<Step, { do: 'act' | 'bump' | 'unbump' }>,
  ): [Command, Sent['predict']] {
    const orderId = order.id;
    if (step.do === 'act') {
      const { action } = step;
      const predict = () => this.#model.act(order, action);
      if (action === 'cancel') {
        return [{ type: 'order.cancel', data: { orderId, reason: 'model' } }, predict];
      }
      return [{ type: `order.${action}`, data: { orderId } }, predict];
    }
    const line = step.line % order.lines.length;
    const lineId = this.#t().broker.history.order(orderId)?.lines[line]?.id ?? '';
    return step.do === 'bump'
      ? [{ type: 'line.bump', data: { orderId, lineId } }, () => this.#model.bump(order, line)]
      : [{ type: 'line.recall', data: { orderId, lineId } }, () => this.#model.unbump(order, line)];
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
    if (predicted !== null && typeof predicted === 'object' && answer.ok) {
      predicted.id = answer.data.order?.id ?? '';
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
        if (isOpen(order.status)) this.#open.set(order.id, order);
        else this.#open.delete(order.id);
      } else if (event.type === 'stock.changed') {
        for (const { itemId, available } of event.data.items) this.#stock.set(itemId, available);
      }
    }
  }

  #invariants(): void {
    const { broker, database } = this.#t();
    const { view, history } = broker;
    // The broker's memory is what the events say.
    expect(view.seq).toBe(this.#seq);
    expect(view.openOrders()).toEqual([...this.#open.values()]);
    const levels = new Map(view.stock().map((level) => [level.itemId, level.available]));
    for (const item of ITEMS) {
      const left = levels.get(item) ?? null;
      expect(left).toBe(this.#stock.get(item) ?? null);
      expect(left).toBe(this.#model.left.get(item) ?? null);
      if (left === null) continue;
      expect(left).toBeGreaterThanOrEqual(0);
      expect(left + this.#model.held(item)).toBe(this.#supplied.get(item));
    }
    // Every order is in one state, the model's, and there is none beside them.
    const placed = this.#model.orders.map(({ id, status }) => [id, status]);
    const page = history.orders({ statuses: null, limit: 1000, cursor: null });
    expect(page?.orders.map(({ id, status }) => [id, status])).toEqual(placed);
    const numbers = page?.orders.map(({ number }) => number);
    expect(numbers).toEqual(placed.map((_, i) => i + 1));
    // And the tables are what the log says.
    const reader = openReadable(database);
    expect(describeVerdict(verify(reader))).toMatch(/no difference$/);
    reader.close();
  }

  #setLevel(item: string, available: number | null): void {
    this.#model.left.set(item, available);
    if (available === null) this.#supplied.delete(item);
    else this.#supplied.set(item, available + this.#model.held(item));
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
