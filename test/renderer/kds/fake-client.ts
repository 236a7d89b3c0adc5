import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Client, MirrorState, Reply } from '../../../src/renderer/client/contract.ts';
import type { Refusal } from '../../../src/shared/errors.ts';
import type { Order } from '../../../src/shared/order.ts';
import type { OrderStatus } from '../../../src/shared/order-states.ts';
import { changedAt, toldOf } from '../../../src/shared/told.ts';
import { at, MENU, NOON, SHOP } from './fixtures.ts';
import { allowedActionsOf } from './rules.ts';

/** A command as the page sent it. */
export interface Sent {
  readonly type: string;
  readonly data: unknown;
}

/**
 * A client whose broker is this object: it answers when told to, by the same rules as the real one, and shows what the
 * page sent.
 */
export interface FakeClient extends Client {
  readonly sent: Sent[];
  /** Commands wait until `answer` while this is on. */
  hold(on: boolean): void;
  /** Answers what waits. */
  answer(): Promise<void>;
  /** The next commands are refused with this, until null. */
  refuseWith(refusal: Refusal | null): void;
  /** Puts orders into the mirror, as events do. */
  put(...orders: Order[]): void;
  get(id: string): Order;
  set(state: Partial<MirrorState>): void;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

/** A kitchen asks nothing over HTTP. */
const NOBODY = {
  ok: false,
  refusal: { code: 'overloaded', detail: '', data: { retryAfterSeconds: 5 } },
} as const;

export function fakeClient(
  orders: readonly Order[] = [],
  over: Partial<MirrorState> = {},
): FakeClient {
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
  let held = false;
  let refusal: Refusal | null = null;
  let waiting: (() => void)[] = [];
  let clock = 0;

  const get = (id: string): Order => {
    const order = store.getState().orders[id];
    if (!order) throw new Error(`no order ${id}`);
    return order;
  };
  const put = (...changed: Order[]): void => {
    const next = Object.fromEntries(changed.map((order) => [order.id, order]));
    store.setState(({ orders: known, seq }) => ({ orders: { ...known, ...next }, seq: seq + 1 }));
  };

  const moved = (order: Order, status: OrderStatus, by: Partial<Order> = {}): Order => ({
    ...order,
    ...by,
    status,
    allowedActions: allowedActionsOf(status),
    version: order.version + 1,
  });

  const lines = (order: Order, status: 'preparing' | 'ready'): Order['lines'] =>
    order.lines.map((each) => (each.status === 'cancelled' ? each : { ...each, status }));

  const ready = (order: Order): Order => {
    clock += 1000;
    return moved(order, 'ready', {
      lines: lines(order, 'ready'),
      readyAt: at(clock),
      readiness: order.readiness + 1,
    });
  };

  const apply = (type: string, data: Record<string, unknown>): Order | null => {
    if (type === 'order.shown') {
      const ids = Array.isArray(data['orderIds']) ? data['orderIds'].map(String) : [];
      const told = isRecord(data['told']) ? data['told'] : {};
      put(
        ...ids.map(get).map((order) => ({
          ...order,
          shownAt: order.shownAt ?? at(0),
          changeShownAt:
            changedAt(order) !== null && told[order.id] === toldOf(order)
              ? (order.changeShownAt ?? at(0))
              : order.changeShownAt,
        })),
      );
      return null;
    }
    const order = get(String(data['orderId']));
    const strike = (status: 'preparing' | 'ready'): Order['lines'] =>
      order.lines.map((each) => (each.id === data['lineId'] ? { ...each, status } : each));
    switch (type) {
      case 'order.start':
        return moved(order, 'preparing', { lines: lines(order, 'preparing'), startedAt: at(0) });
      case 'order.ready':
        return ready(order);
      case 'order.recall':
        return moved(order, 'preparing', { lines: lines(order, 'preparing'), recalled: true });
      case 'line.bump': {
        const struck = strike('ready');
        const all = struck.every((each) => each.status === 'ready' || each.status === 'cancelled');
        return all
          ? ready({ ...order, lines: struck })
          : moved(order, 'preparing', { lines: struck });
      }
      case 'line.recall':
        return moved(order, 'preparing', {
          lines: strike('preparing'),
          ...(order.status === 'ready' ? { recalled: true } : {}),
        });
      default:
        throw new Error(`The fake broker does not know ${type}.`);
    }
  };

  return {
    store,
    sent,
    get,
    put,
    async send(type, data): Promise<Reply> {
      sent.push({ type, data });
      // Like a network, an answer never comes within the same turn.
      await (held ? new Promise<void>((resolve) => waiting.push(resolve)) : Promise.resolve());
      if (refusal) return { ok: false, refusal };
      const order = isRecord(data) ? apply(type, data) : null;
      if (order) put(order);
      return { ok: true, seq: store.getState().seq, data: order ? { order } : {} };
    },
    pair: () => Promise.resolve({ ok: true }),
    download: () => Promise.resolve(NOBODY),
    read: () => Promise.resolve(NOBODY),
    write: () => Promise.resolve(NOBODY),
    signIn: () => Promise.resolve(NOBODY),
    signOut: () => undefined,
    approve: () => Promise.resolve(NOBODY),
    start: () => undefined,
    stop: () => undefined,
    hold(on) {
      held = on;
    },
    async answer() {
      const due = waiting;
      waiting = [];
      for (const resolve of due) resolve();
      await Promise.resolve();
    },
    refuseWith(next) {
      refusal = next;
    },
    set: (state) => store.setState(state),
  };
}
