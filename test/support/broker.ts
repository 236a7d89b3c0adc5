import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Command } from '../../src/shared/commands.ts';
import type { CounterRules } from '../../src/shared/counter-rules.ts';
import { newId } from '../../src/shared/ids.ts';
import type { Menu, StockLevel } from '../../src/shared/menu.ts';
import type { Order } from '../../src/shared/order.ts';
import { openBroker } from '../../src/main/core/broker/open-broker.ts';
import type { Answer, Broker, Caller } from '../../src/main/core/broker/ports.ts';
import type { Writer } from '../../src/main/core/db/batch.ts';
import { inlineWriter } from '../../src/main/core/db/inline-writer.ts';
import type { Shift } from '../../src/shared/shift.ts';
import { COUNTER_RULES } from './counter-rules.ts';

/** A menu small enough to hold in the head: one counted item, one not, one with a required choice. */
export const SMALL_MENU: Menu = {
  stations: [
    { id: 'oven', name: 'Forno' },
    { id: 'bar', name: 'Bar' },
  ],
  categories: [
    { id: 'pizzas', name: 'Pizzas' },
    { id: 'drinks', name: 'Bebidas' },
  ],
  modifierGroups: [
    {
      id: 'crust',
      name: 'Borda',
      min: 0,
      max: 1,
      modifiers: [{ id: 'crust-catupiry', name: 'Borda de catupiry', priceCents: 900 }],
    },
    {
      id: 'doneness',
      name: 'Ponto',
      min: 1,
      max: 1,
      modifiers: [
        { id: 'rare', name: 'Malpassada', priceCents: 0 },
        { id: 'well-done', name: 'Bem passada', priceCents: 0 },
      ],
    },
  ],
  items: [
    item('pizza-margherita', 'Pizza Margherita', 'pizzas', 3990, 'oven', ['crust']),
    item('picanha', 'Picanha', 'pizzas', 8990, 'oven', ['doneness']),
    item('guarana', 'Guaraná lata', 'drinks', 700, 'bar', []),
  ],
};

export const SMALL_STOCK: readonly StockLevel[] = [{ itemId: 'guarana', available: 10 }];

function item(
  id: string,
  name: string,
  categoryId: string,
  priceCents: number,
  station: string,
  modifierGroupIds: string[],
) {
  return {
    id,
    name,
    description: '',
    categoryId,
    priceCents,
    station,
    modifierGroupIds,
    favourite: false,
    onSale: true,
  };
}

/** Clocks that stand still until a test moves them. */
export class ManualTime {
  /** The wall clock, which can be set to anything. Milliseconds UTC. */
  ms: number;
  /** How long all has been running, in milliseconds. */
  ran = 0;
  constructor(iso = '2026-11-20T18:00:00.000Z') {
    this.ms = Date.parse(iso);
  }
  wall(): number {
    return this.ms;
  }
  monotonic(): number {
    return this.ran;
  }
  /** Time passes, on both clocks. */
  advance(ms: number): void {
    this.ms += ms;
    this.ran += ms;
  }
}

export interface TestBroker {
  readonly broker: Broker;
  readonly time: ManualTime;
  readonly database: string;
  readonly faults: string[];
  /** Sends a command under an id of its own, or the one given; as a program, unless told otherwise. */
  send(command: Command, id?: string, caller?: Caller): Promise<Answer>;
  /** Places and returns the order; throws when it is refused. */
  place(data: Extract<Command, { type: 'order.place' }>['data'], caller?: Caller): Promise<Order>;
  /** Opens the shift of a counter and returns it; throws when it is refused. */
  openShift(caller?: Caller, floatCents?: number): Promise<Shift>;
  /** Stops, and opens the same database again. */
  restart(): Promise<TestBroker>;
  stop(): Promise<void>;
}

/** A program: what it orders is of channel `online` and belongs to no drawer. */
export const PROGRAM: Caller = { deviceId: 'program-1', role: 'integration' };

/** A counter: it needs an open shift before it takes an order. */
export const COUNTER: Caller = { deviceId: 'counter-1', role: 'counter' };

/** The real broker on a real database in a directory of its own, with a clock that the test moves. */
export async function startBroker(
  options: {
    readonly time?: ManualTime;
    readonly database?: string;
    readonly writer?: (path: string) => Writer;
    readonly queueLimit?: number;
    readonly rules?: CounterRules;
    readonly menu?: Menu;
    readonly stock?: readonly StockLevel[];
  } = {},
): Promise<TestBroker> {
  const time = options.time ?? new ManualTime();
  const directory = options.database ? null : mkdtempSync(join(tmpdir(), 'comanda-'));
  const database = options.database ?? join(directory ?? '', 'comanda.db');
  const faults: string[] = [];
  const { broker } = openBroker({
    database,
    writer: options.writer ?? inlineWriter,
    time,
    timeZone: 'America/Sao_Paulo',
    dayStartsAt: '04:00',
    rules: options.rules ?? COUNTER_RULES,
    ...(options.queueLimit === undefined ? {} : { queueLimit: options.queueLimit }),
    onFault: (what, error) => faults.push(`${what}: ${String(error)}`),
  });
  if (broker.view.seq === 0)
    await broker.importMenu(options.menu ?? SMALL_MENU, options.stock ?? SMALL_STOCK);
  const test: TestBroker = {
    broker,
    time,
    database,
    faults,
    send: (command, id = newId(), caller = PROGRAM) => broker.submit(caller, id, command),
    place: async (data, caller) => {
      const answer = await test.send({ type: 'order.place', data }, newId(), caller);
      if (!answer.ok || !answer.data.order) throw new Error(JSON.stringify(answer));
      return answer.data.order;
    },
    openShift: async (caller = COUNTER, floatCents = 100_00) => {
      const answer = await test.send({ type: 'shift.open', data: { floatCents } }, newId(), caller);
      if (!answer.ok || !answer.data.shift) throw new Error(JSON.stringify(answer));
      return answer.data.shift;
    },
    restart: async () => {
      await broker.stop();
      return startBroker({ ...options, database, time });
    },
    stop: async () => {
      await broker.stop();
      if (directory) rmSync(directory, { recursive: true, force: true });
    },
  };
  return test;
}
