import { expect } from 'vitest';
import { createClient } from '../../../src/renderer/client/create-client.ts';
import type { Client, Reply } from '../../../src/renderer/client/contract.ts';
import type {
  Http,
  SocketFactory,
  TextStorage,
  Timers,
} from '../../../src/renderer/client/ports.ts';
import { audienceFor, orderFor } from '../../../src/main/core/lan/audience.ts';
import type { Broker } from '../../../src/main/core/broker/ports.ts';
import { isOpen, type OrderStatus } from '../../../src/shared/order-states.ts';
import type { Order } from '../../../src/shared/order.ts';
import type { Role } from '../../../src/shared/roles.ts';
import { isInUse, lingers } from '../../../src/shared/told.ts';
import type { Random } from '../../../scripts/simulate/random.ts';

/** One screen of the restaurant, with the pages' own client, and all that it asked for and was told. */
export class Screen {
  readonly role: Role;
  readonly client: Client;
  readonly #name: string;
  readonly #random: Random;
  /** Notes of the orders it sent, with the answers. */
  readonly placed = new Map<string, Reply | null>();
  /** Ids of orders it took a step with, once for each step that was accepted. */
  readonly stepped: string[] = [];
  #unanswered = 0;

  constructor(options: {
    readonly name: string;
    readonly role: Role;
    readonly token: string;
    readonly random: Random;
    readonly url: string;
    readonly socketFactory: SocketFactory;
    readonly http: Http;
    readonly clock: () => number;
    readonly timers: Timers;
  }) {
    this.role = options.role;
    this.#name = options.name;
    this.#random = options.random.fork(options.name);
    const chance = options.random.fork(`${options.name} backoff`);
    this.client = createClient({
      ...options,
      page: options.name,
      storage: storageWith(`comanda.${options.name}.token`, options.token),
      random: () => chance.next(),
      wakeUps: () => () => undefined,
    });
    this.client.start();
  }

  /** Sends something that a person at this screen might: an order, a step, or nothing (a board). */
  act(): void {
    if (this.role === 'board') return;
    if (this.role === 'counter' && this.#random.chance(0.6)) this.#place();
    else this.#step();
  }

  get isSettled(): boolean {
    return this.client.store.getState().connection.state === 'live' && this.#unanswered === 0;
  }

  #place(): void {
    const note = `${this.#name} ${this.placed.size + 1}`;
    this.placed.set(note, null);
    this.#follow(
      this.client.send('order.place', {
        note,
        channel: 'online',
        lines: [{ itemId: this.#random.pick(['guarana', 'pizza-margherita']), quantity: 1 }],
        customer: { name: 'Ana', email: 'ana@example.com' },
      }),
      (reply) => this.placed.set(note, reply),
    );
  }

  #step(): void {
    const { orders } = this.client.store.getState();
    const inUse = Object.values(orders).filter(isInUse);
    if (inUse.length === 0) return;
    const order = this.#random.pick(inUse.toSorted((a, b) => (a.id < b.id ? -1 : 1)));
    const orderId = order.id;
    if (this.role === 'kitchen' && this.#random.chance(0.5)) {
      this.#look(order);
      return;
    }
    const type = this.#random.pick([
      'order.start',
      'order.ready',
      'order.complete',
      'order.recall',
      'order.cancel',
    ] as const);
    const sending =
      type === 'order.cancel'
        ? this.client.send(type, { orderId, reason: 'desistiu' })
        : this.client.send(type, { orderId });
    this.#follow(sending, (reply) => {
      if (reply.ok) this.stepped.push(orderId);
    });
  }

  /** What a cook does without moving an order on: has it in view, or takes note that it is cancelled. */
  #look(order: Order): void {
    const orderId = order.id;
    const lines = Object.fromEntries(order.lines.map(({ id }) => [id, 2]));
    const sending = lingers(order)
      ? this.client.send('ticket.confirm', { orderId, lines })
      : this.client.send('order.shown', { orderIds: [orderId] });
    this.#follow(sending, () => undefined);
  }

  #follow(sending: Promise<Reply>, then: (reply: Reply) => void): void {
    this.#unanswered += 1;
    void sending.then((reply) => {
      this.#unanswered -= 1;
      then(reply);
    });
  }
}

/** What a screen of this role should know, out of the broker's own state. */
function truthFor(role: Role, { view }: Broker) {
  const audience = audienceFor(role, { names: false, readySeconds: 0 });
  const hidden = audience === 'board';
  const inUse = hidden ? view.openOrders() : view.ordersInUse();
  return {
    seq: view.seq,
    orders: Object.fromEntries(inUse.map((order) => [order.id, orderFor(audience, order)])),
    stock: hidden
      ? {}
      : Object.fromEntries(view.stock().map(({ itemId, available }) => [itemId, available])),
    mail: hidden ? {} : Object.fromEntries(view.mail().map((mail) => [mail.orderId, mail])),
    menu: hidden ? { stations: [], categories: [], modifierGroups: [], items: [] } : view.menu,
  };
}

/** What a screen knows of what is in use, and of the e-mails of what is open. */
function knownBy({ client }: Screen) {
  const { seq, orders, stock, mail, menu } = client.store.getState();
  const ofOrders = <T>(all: Readonly<Record<string, T>>, are: (order: Order) => boolean) =>
    Object.fromEntries(
      Object.entries(all).filter(([id]) => orders[id] !== undefined && are(orders[id])),
    );
  const isOfOpen = ({ status }: Order): boolean => isOpen(status);
  return { seq, orders: ofOrders(orders, isInUse), stock, mail: ofOrders(mail, isOfOpen), menu };
}

export function haveConverged(screens: readonly Screen[], broker: Broker): boolean {
  return screens.every(
    (screen) => screen.isSettled && screen.client.store.getState().seq === broker.view.seq,
  );
}

/** Every mirror is the broker's state, and everything that was asked for was done once. */
export function expectTruth(
  screens: readonly Screen[],
  broker: Broker,
  all: readonly Order[],
): void {
  for (const screen of screens) expect(knownBy(screen)).toEqual(truthFor(screen.role, broker));

  const accepted = screens.flatMap(({ placed }) =>
    [...placed].flatMap(([note, reply]) => (reply?.ok === true ? [note] : [])),
  );
  const notes = all.map(({ note }) => note);
  expect(notes.toSorted(byText)).toEqual(accepted.toSorted(byText));

  const steps = Map.groupBy(
    screens.flatMap(({ stepped }) => stepped),
    (id) => id,
  );
  const moves = movesOf(broker);
  for (const { id, number } of all) {
    expect({ number, steps: moves.get(id) }).toEqual({ number, steps: steps.get(id)?.length ?? 0 });
  }
}

/** How often each order has come into another state, as the log says. */
function movesOf({ history, view }: Broker): ReadonlyMap<string, number> {
  const moves = new Map<string, number>();
  const last = new Map<string, OrderStatus>();
  for (const { event } of history.events(0, view.seq)) {
    if (event.type !== 'order.placed' && event.type !== 'order.changed') continue;
    const { id, status } = event.data.order;
    const isMove = event.type === 'order.changed' && last.get(id) !== status;
    moves.set(id, (moves.get(id) ?? 0) + (isMove ? 1 : 0));
    last.set(id, status);
  }
  return moves;
}

function byText(a: string | null, b: string | null): number {
  return (a ?? '') < (b ?? '') ? -1 : 1;
}

function storageWith(key: string, value: string): TextStorage {
  const texts = new Map([[key, value]]);
  return {
    get length() {
      return texts.size;
    },
    key: (index) => [...texts.keys()][index] ?? null,
    getItem: (name) => texts.get(name) ?? null,
    setItem: (name, text) => void texts.set(name, text),
    removeItem: (name) => void texts.delete(name),
  };
}
