import { setTimeout as delay } from 'node:timers/promises';
import { newId } from '../../src/shared/ids.ts';
import { type Api, httpApi } from './api.ts';
import { type Aftermath, audit, type Verdict } from './audit.ts';
import { type Door, type DoorCommand, type Final, insist, type SeenOrder } from './door.ts';
import { httpDoor, type Where } from './http-door.ts';
import { Ledger } from './ledger.ts';
import { SimulationError } from './options.ts';
import { type Plan, type PlannedOrder, planOrders } from './plan.ts';
import { Queue } from './queue.ts';
import { WsDoor } from './ws-door.ts';

/** How long one command is sent again before it is given up. Milliseconds. */
const PATIENCE_MS = 60_000;

/** How long the processors may hear nothing before what is missing is taken for lost. Milliseconds. */
const HEAR_WITHIN_MS = 10_000;

/** Reads that are under way at once when the orders are looked up in the end. */
const LOOK_UPS = 16;

export interface RunOptions {
  readonly url: string;
  readonly token: string;
  readonly customers: number;
  readonly orders: number;
  readonly processors: number;
  readonly stock: number;
  readonly seed: string;
  /** Ends it early: nothing new is sent, what was accepted is processed. */
  readonly interrupted: AbortSignal;
  readonly watcher: Watcher;
}

/** Told of everything that happens, as it happens. */
export interface Watcher {
  sent(planned: PlannedOrder): void;
  answered(planned: PlannedOrder, final: Final | null): void;
  processed(processor: number, order: SeenOrder): void;
}

/** What came of a simulation. */
export interface RunResult {
  readonly ledger: Ledger;
  readonly verdict: Verdict;
  /** Milliseconds from the first order sent to the last one answered. */
  readonly orderingMs: number;
  /** Milliseconds from the first order sent to the last one processed. */
  readonly elapsedMs: number;
  /** Whether this token could set the stock. */
  readonly stockWasSet: boolean;
}

/**
 * Customers and stock processors at once, on a running broker, over real sockets.
 * @throws SimulationError when it cannot begin or its end cannot be read
 */
export async function runSimulation(options: RunOptions): Promise<RunResult> {
  const where: Where = () => Promise.resolve(options.url);
  const api = httpApi(where, options.token);
  const { role } = await api.me();
  if (role !== 'admin' && role !== 'integration') {
    throw new SimulationError(`A token of role ${role} cannot simulate: integration or admin can.`);
  }
  const plan = planOrders(await api.menu(), options);
  const stockWasSet = role === 'admin';
  if (stockWasSet) {
    for (const itemId of plan.assortment) await api.setStock(itemId, options.stock);
  }
  const stockBefore = restrict(await api.stock(), plan.assortment);
  const startSeq = await api.seq();

  const simulation = new Simulation(options, where, startSeq);
  const began = performance.now();
  await simulation.run(plan);
  const elapsedMs = performance.now() - began;
  const orderingMs = simulation.orderedAt - began;

  const { ledger } = simulation;
  const aftermath: Aftermath = {
    events: await api.events(startSeq),
    orders: await lookUp(api, ledger),
    stockBefore,
    stockNow: restrict(await api.stock(), plan.assortment),
  };
  const verdict = audit(ledger, aftermath, simulation.noteOf);
  return { ledger, verdict, orderingMs, elapsedMs, stockWasSet };
}

class Simulation {
  readonly ledger = new Ledger();
  /** When the last order had its answer, by `performance.now()`. */
  orderedAt = 0;
  readonly #options: RunOptions;
  readonly #where: Where;
  readonly #startSeq: number;
  /** Marks this run's orders and keys among those of all runs on the same product. */
  readonly #run = newId();
  readonly #orders = new Queue<SeenOrder>();
  readonly #queued = new Set<string>();
  /** Resolves who waits for the processors to have heard an event. */
  #heard: () => void = () => undefined;

  constructor(options: RunOptions, where: Where, startSeq: number) {
    this.#options = options;
    this.#where = where;
    this.#startSeq = startSeq;
  }

  readonly noteOf = (reference: number): string => `simulation ${this.#run} order ${reference}`;

  async run(plan: Plan): Promise<void> {
    const { customers, processors } = this.#options;
    const hands = Array.from({ length: processors }, () => this.#processorDoor());
    const doors = Array.from({ length: customers }, (_, index) => this.#customerDoor(index));
    try {
      await Promise.all(hands.map((hand) => hand.open()));
      const working = hands.map((hand, index) => this.#process(index + 1, hand));
      await Promise.all(doors.map((door, index) => this.#shop(door, plan.byCustomer[index] ?? [])));
      this.orderedAt = performance.now();
      await this.#hearAll(hands);
      this.#orders.end();
      await Promise.all(working);
    } finally {
      for (const door of [...doors, ...hands]) door.close();
    }
  }

  /** Every other customer comes by HTTP, the others each by a WebSocket of their own. */
  #customerDoor(index: number): Door {
    const { token } = this.#options;
    return index % 2 === 0
      ? httpDoor(this.#where, token)
      : new WsDoor({ where: this.#where, token });
  }

  /** All processors hear all events; whoever hears first of an order of this run puts it into the one queue. */
  #processorDoor(): WsDoor {
    return new WsDoor({
      where: this.#where,
      token: this.#options.token,
      onEvent: ({ order }) => {
        this.#heard();
        if (order?.status !== 'pending' || this.#queued.has(order.id)) return;
        if (!order.note?.startsWith(`simulation ${this.#run} `)) return;
        this.#queued.add(order.id);
        this.#orders.put(order);
      },
    });
  }

  async #shop(door: Door, orders: readonly PlannedOrder[]): Promise<void> {
    const { interrupted, watcher } = this.#options;
    for (const planned of orders) {
      if (interrupted.aborted) return;
      watcher.sent(planned);
      const began = performance.now();
      const final = await this.#insist(door, `${this.#run}-${planned.reference}`, 'order.place', {
        lines: planned.lines,
        note: this.noteOf(planned.reference),
        customer: { name: `Customer ${planned.customer}` },
        channel: 'online',
      });
      this.ledger.answered(planned, final, performance.now() - began);
      watcher.answered(planned, final);
    }
  }

  async #process(processor: number, door: Door): Promise<void> {
    for (let order = await this.#orders.take(); order; order = await this.#orders.take()) {
      const came = await this.#advance(door, order.id);
      this.ledger.processed.set(order.id, came);
      if (came === 'completed') this.#options.watcher.processed(processor, order);
    }
  }

  async #advance(door: Door, orderId: string): Promise<'completed' | 'elsewhere' | 'unanswered'> {
    for (const step of ['start', 'ready', 'complete'] as const) {
      const key = `${this.#run}-${orderId}-${step}`;
      const final = await this.#insist(door, key, `order.${step}`, { orderId });
      if (final === null) return 'unanswered';
      if (final.state === 'refused') return 'elsewhere';
    }
    return 'completed';
  }

  async #insist(door: Door, id: string, type: DoorCommand, data: Record<string, unknown>) {
    const until = performance.now() + PATIENCE_MS;
    return insist(door, id, type, data, {
      pause: async ({ why, afterMs }, attempt) => {
        this.ledger.again(why);
        if (performance.now() > until) return false;
        await delay(Math.max(afterMs, Math.min(2000, 50 * 2 ** attempt)));
        return true;
      },
    });
  }

  /** Waits until one processor has heard the last acknowledged order, or nothing more is to be heard. */
  async #hearAll(hands: readonly WsDoor[]): Promise<void> {
    const last = Math.max(this.#startSeq, ...this.ledger.accepted().map(({ seq }) => seq));
    const behind = () => hands.every(({ seq }) => (seq ?? 0) < last);
    while (behind()) {
      const silence = new AbortController();
      const news = new Promise<'news'>((resolve) => {
        this.#heard = () => resolve('news');
      });
      const overdue = delay(HEAR_WITHIN_MS, 'silence' as const, { signal: silence.signal });
      const first = await Promise.race([news, overdue]);
      silence.abort();
      await overdue.catch(() => undefined);
      if (first === 'silence') return;
    }
  }
}

function restrict(
  levels: ReadonlyMap<string, number | null>,
  ids: readonly string[],
): Map<string, number | null> {
  return new Map(ids.map((id) => [id, levels.get(id) ?? null]));
}

async function lookUp(api: Api, ledger: Ledger): Promise<Map<string, SeenOrder>> {
  const found = new Map<string, SeenOrder>();
  const ids = ledger.accepted().map(({ order }) => order.id);
  const worker = async (): Promise<void> => {
    for (let id = ids.pop(); id !== undefined; id = ids.pop()) {
      const order = await api.order(id);
      if (order) found.set(id, order);
    }
  };
  await Promise.all(Array.from({ length: LOOK_UPS }, worker));
  return found;
}
