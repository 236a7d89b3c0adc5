import { browserTimers, browserWakeUps } from '../../../src/renderer/client/browser.ts';
import type { Client } from '../../../src/renderer/client/contract.ts';
import { createClient } from '../../../src/renderer/client/create-client.ts';
import type { SequencedEvent } from '../../../src/shared/events.ts';
import type { Order } from '../../../src/shared/order.ts';
import { isOpen } from '../../../src/shared/order-states.ts';
import type { Snapshot } from '../../../src/shared/wire.ts';
import { order, SHOP } from '../kds/fixtures.ts';
import { MemoryStorage, Peer } from '../support/fake-world.ts';

/** Orders of one tenth of the day: all that is done with them repeats itself with this period. */
export const PART = 200;

/** Seconds between one order and the next: 2,000 of them take fourteen hours. */
const STEP_SECONDS = 25;

/** The broker ticks so often. Milliseconds. */
const TICK_MS = 5_000;

/** Events that a board which was away may ask for; a longer absence brings a snapshot. */
const LOG_KEPT = 40;

const NAMES = ['Ana S.', 'Rui', 'Maximilianus W.', 'José P.', null] as const;

/** Makes each id weigh 2 KB: whatever the page goes on to remember of orders that are gone adds up to megabytes. */
const WEIGHT = '·'.repeat(1000);

const BOARD_SHOP = { ...SHOP, board: { names: true, readySeconds: 900 } };

/** What becomes of the n-th order, so many steps after it was placed. */
function planOf(n: number): readonly (readonly [after: number, part: Partial<Order>])[] {
  const begun = [2, { status: 'preparing' }] as const;
  const ready = [5, { status: 'ready', readiness: 1 }] as const;
  if (n % 10 === 3) return [begun, [4, { status: 'cancelled' }]];
  // Cooked, and then nobody wanted it.
  if (n % 25 === 4) return [begun, ready, [9, { status: 'cancelled' }]];
  // Called back, and ready a second time.
  if (n % 8 === 5) {
    return [
      begun,
      ready,
      [6, { status: 'preparing', recalled: true }],
      [8, { status: 'ready', readiness: 2 }],
      [13, { status: 'completed' }],
    ];
  }
  // Nobody comes for it before its number has left the board.
  if (n % 25 === 6) return [begun, ready, [60, { status: 'completed' }]];
  return [begun, ready, [12, { status: 'completed' }]];
}

/** A broker that lives through a busy day, and one page of it: everything that a board hears, by the clock of the test. */
export class SimulatedDay {
  readonly client: Client;
  readonly storage = new MemoryStorage();
  /** Subscriptions to the page's store that were not given back. */
  subscriptions = 0;
  /** How often an order became ready. */
  readies = 0;
  /** How often the page had to connect. */
  connections = 0;
  readonly #advance: (ms: number) => void;
  readonly #open = new Map<number, Order>();
  #log: SequencedEvent[] = [];
  #seq = 0;
  #step = 0;
  #peer: Peer | null = null;
  /** True while the network is down: whoever connects hears nothing. */
  #isDown = false;

  /** @param advance lets the clock of the page, and its timers, go on by so many milliseconds */
  constructor(advance: (ms: number) => void) {
    this.#advance = advance;
    this.storage.setItem('comanda.board.token', 'secret');
    this.client = createClient({
      page: 'board',
      url: 'ws://host/ws',
      storage: this.storage,
      session: new MemoryStorage(),
      http: () => Promise.reject(new TypeError('Failed to fetch')),
      socketFactory: (_, protocols) => {
        this.connections += 1;
        this.#peer = new Peer(protocols);
        return this.#peer.socket;
      },
      clock: () => Date.now(),
      timers: browserTimers,
      random: () => 0.5,
      wakeUps: browserWakeUps,
    });
    const { store } = this.client;
    const subscribe = store.subscribe.bind(store);
    store.subscribe = (listener) => {
      const stop = subscribe(listener);
      this.subscriptions += 1;
      return () => {
        this.subscriptions -= 1;
        stop();
      };
    };
    this.client.start();
    this.#greet();
  }

  /** One step: an order comes in, others go on, time passes; now and then the line breaks. */
  step(): void {
    const n = this.#step;
    this.#step += 1;
    if (n % 20 === 11) this.#goDown();
    if (n % 20 === (n % 40 < 20 ? 12 : 15)) this.#comeBack();
    this.#place(n);
    for (let placed = Math.max(0, n - 60); placed < n; placed += 1) {
      for (const [after, part] of planOf(placed)) {
        if (placed + after === n) this.#change(placed, part);
      }
    }
    for (let ms = 0; ms < STEP_SECONDS * 1000; ms += TICK_MS) {
      this.#advance(TICK_MS);
      this.#say({ t: 'tick', seq: this.#seq, serverTime: new Date().toISOString() });
    }
  }

  #place(n: number): void {
    const now = new Date().toISOString();
    const name = NAMES[n % NAMES.length] ?? null;
    const customer = name === null ? null : { name, email: null, phone: null, language: null };
    const plain = order(n + 1, { lines: [], customer, placedAt: now });
    const placed = { ...plain, id: `${plain.id}${WEIGHT}` };
    this.#tell('order.placed', n, placed);
  }

  #change(n: number, part: Partial<Order>): void {
    const before = this.#open.get(n);
    if (!before) throw new Error(`The plan of order ${n} goes on after its end.`);
    const readyAt = part.status === 'ready' ? new Date().toISOString() : before.readyAt;
    if (part.status === 'ready') this.readies += 1;
    this.#tell('order.changed', n, { ...before, ...part, readyAt, version: before.version + 1 });
  }

  #tell(type: 'order.placed' | 'order.changed', n: number, told: Order): void {
    if (isOpen(told.status)) this.#open.set(n, told);
    else this.#open.delete(n);
    this.#seq += 1;
    const at = new Date().toISOString();
    const event: SequencedEvent = { seq: this.#seq, at, by: null, type, data: { order: told } };
    this.#log = [...this.#log, event].slice(-LOG_KEPT);
    this.#say({ t: 'event', ...event });
  }

  #say(frame: Parameters<Peer['say']>[0]): void {
    if (!this.#isDown) this.#peer?.say(frame);
  }

  #goDown(): void {
    this.#isDown = true;
    // Now and then the line is only silent: the page has to notice by itself.
    if (this.#step % 3 !== 0) this.#peer?.drop();
  }

  #comeBack(): void {
    this.#isDown = false;
    // An attempt of the page that met no answer dies with the old network; its next one is heard.
    this.#peer?.drop();
    this.#advance(TICK_MS);
    this.#greet();
  }

  /** The broker's answer to hello: what was missed, or a snapshot in two pages. */
  #greet(): void {
    const peer = this.#peer;
    if (!peer) throw new Error('The page does not try to connect.');
    peer.open();
    const since = peer.heard.at(-1)?.['since'];
    const missed = this.#log.filter(({ seq }) => typeof since === 'number' && seq > since);
    const isClose = typeof since === 'number' && missed.length === this.#seq - since;
    const head = {
      t: 'welcome',
      seq: this.#seq,
      serverTime: new Date().toISOString(),
      role: 'board',
      deviceId: 'board-1',
      shop: BOARD_SHOP,
    } as const;
    if (isClose) {
      peer.say({ ...head, snapshot: null, more: false, events: missed });
      return;
    }
    const orders = [...this.#open.values()];
    const half = Math.ceil(orders.length / 2);
    const snapshot: Snapshot = {
      shop: BOARD_SHOP,
      menu: { stations: [], categories: [], modifierGroups: [], items: [] },
      stock: [],
      orders: orders.slice(0, half),
      mail: [],
      shifts: [],
      people: [],
    };
    peer.say({ ...head, snapshot, more: true, events: [] });
    peer.say({ t: 'snapshot', seq: this.#seq, orders: orders.slice(half), more: false });
  }
}
