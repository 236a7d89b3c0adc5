import { createStore, type StoreApi } from 'zustand/vanilla';
import { decide } from '../../../src/main/domain/decide.ts';
import type { Client, MirrorState, Outcome, Reply } from '../../../src/renderer/client/contract.ts';
import { commandSchemas, type Command } from '../../../src/shared/commands.ts';
import type { Refusal } from '../../../src/shared/errors.ts';
import type { Order } from '../../../src/shared/order.ts';
import { countingContext, MemoryState } from '../../support/memory-state.ts';
import { MENU, NOON, SHOP } from './fixtures.ts';

/** A command as the page sent it. */
export interface Sent {
  readonly type: string;
  readonly data: unknown;
}

/** A client that shows what its page sent, and whose broker answers when told to. */
export interface FakeClient extends Client {
  readonly sent: Sent[];
  /** Commands wait until `answer` while this is on. */
  hold(on: boolean): void;
  /** Answers what waits, or the first so many of it. */
  answer(most?: number): Promise<void>;
  /** While this is on, nothing that happens reaches this mirror; afterwards all of it does, in order. */
  deafen(on: boolean): void;
  /** The next commands are refused with this, until null. */
  refuseWith(refusal: Refusal | null): void;
  /** What was asked over HTTP, oldest first. */
  readonly asked: string[];
  /** What is asked over HTTP is answered with this from now on. */
  answerWith(outcome: Outcome<unknown>): void;
  /** Puts orders into the broker and into this mirror, as events do. */
  put(...orders: Order[]): void;
  get(id: string): Order;
  set(state: Partial<MirrorState>): void;
}

/**
 * A broker in memory that decides by the rules of the real one. Its clock stands at noon and goes on by a second with
 * each command.
 */
export interface FakeBroker {
  get(id: string): Order;
  /** Puts orders in as they are, and tells every mirror. */
  put(...orders: Order[]): void;
  /** Decides a command as that of a counter, or of a kitchen display. */
  decide(command: Command): Reply;
  /** Calls back with every order that changes. */
  subscribe(listener: (order: Order) => void): void;
}

export function fakeBroker(orders: readonly Order[] = []): FakeBroker {
  const state = new MemoryState(MENU);
  for (const each of orders) state.orders.set(each.id, each);
  const listeners = new Set<(order: Order) => void>();
  let clock = NOON;
  const context = countingContext();
  const tell = (order: Order): void => {
    for (const listener of listeners) listener(order);
  };
  return {
    get(id) {
      const found = state.order(id);
      if (!found) throw new Error(`no order ${id}`);
      return found;
    },
    put(...changed) {
      for (const each of changed) {
        state.orders.set(each.id, each);
        tell(each);
      }
    },
    decide(command) {
      clock += 1000;
      const decision = decide(state, command, { ...context, at: new Date(clock).toISOString() });
      if (!decision.ok) return decision;
      state.apply(decision.events);
      for (const { type, data } of decision.events) {
        if (type === 'order.placed' || type === 'order.changed') tell(data.order);
      }
      return { ok: true, seq: clock, data: decision.order ? { order: decision.order } : {} };
    },
    subscribe: (listener) => void listeners.add(listener),
  };
}

/** Checks a command as the broker's door does: a page that sends anything else fails its test. */
function parse(type: keyof typeof commandSchemas, data: unknown): Command {
  // A union over all commands: each schema gives the data of its own type.
  return { type, data: commandSchemas[type].parse(data) } as Command;
}

/** Nobody answers over HTTP, unless a test says what. */
const NOBODY: Outcome<never> = {
  ok: false,
  refusal: { code: 'overloaded', detail: '', data: { retryAfterSeconds: 5 } },
} as const;

/** A page's client of a broker of its own, or of one that it shares. */
export function fakeClient(
  from: readonly Order[] | { readonly broker: FakeBroker; readonly orders: readonly Order[] } = [],
  over: Partial<MirrorState> = {},
): FakeClient {
  const { broker, orders } = 'broker' in from ? from : { broker: fakeBroker(from), orders: from };
  const store: StoreApi<MirrorState> = createStore<MirrorState>(() => ({
    connection: { state: 'live' },
    lastWordAt: NOON,
    clockOffsetMs: 0,
    seq: 1,
    role: 'kitchen',
    deviceId: 'kitchen-1',
    shifts: {},
    people: [],
    signedIn: null,
    shop: SHOP,
    menu: MENU,
    stock: {},
    orders: Object.fromEntries(orders.map((order) => [order.id, order])),
    mail: {},
    outgoing: {},
    unheard: [],
    ...over,
  }));
  const sent: Sent[] = [];
  const asked: string[] = [];
  let outcome: Outcome<unknown> = NOBODY;
  let held = false;
  let refusal: Refusal | null = null;
  let waiting: (() => void)[] = [];
  let unheard: Order[] | null = null;
  const hear = (order: Order): void => {
    store.setState(({ orders: known, seq }) => ({
      orders: { ...known, [order.id]: order },
      seq: seq + 1,
    }));
  };
  broker.subscribe((order) => {
    if (unheard) unheard.push(order);
    else hear(order);
  });

  return {
    store,
    sent,
    asked,
    answerWith(next) {
      outcome = next;
    },
    get: (id) => broker.get(id),
    put: (...changed) => broker.put(...changed),
    async send(type, data): Promise<Reply> {
      sent.push({ type, data });
      const command = parse(type, data);
      // Like a network, an answer never comes within the same turn.
      await (held ? new Promise<void>((resolve) => waiting.push(resolve)) : Promise.resolve());
      return refusal ? { ok: false, refusal } : broker.decide(command);
    },
    pair: () => Promise.resolve({ ok: true }),
    download: () => Promise.resolve(NOBODY),
    // A test says what the door answers: it knows the type that the screen asks for.
    read: <T>(path: string) => {
      asked.push(path);
      return Promise.resolve(outcome as Outcome<T>);
    },
    write: () => Promise.resolve(NOBODY),
    signIn: () => Promise.resolve(NOBODY),
    signOut: () => undefined,
    approve: () => Promise.resolve(NOBODY),
    start: () => undefined,
    stop: () => undefined,
    hold(on) {
      held = on;
    },
    async answer(most = Infinity) {
      const due = waiting.slice(0, most);
      waiting = waiting.slice(due.length);
      for (const resolve of due) resolve();
      await Promise.resolve();
    },
    deafen(on) {
      const missed = unheard ?? [];
      unheard = on ? missed : null;
      if (!on) for (const order of missed) hear(order);
    },
    refuseWith(next) {
      refusal = next;
    },
    set: (state) => store.setState(state),
  };
}
