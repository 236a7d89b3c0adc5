import { createStore } from 'zustand/vanilla';
import type { CommandType } from '../../../src/shared/commands.ts';
import { newId } from '../../../src/shared/ids.ts';
import type { Refusal } from '../../../src/shared/errors.ts';
import type { Order } from '../../../src/shared/order.ts';
import type {
  Client,
  MirrorState,
  Outcome,
  Reply,
  SignedIn,
} from '../../../src/renderer/client/contract.ts';
import { MENU, SHIFT, SHOP, STOCK } from './fixtures.ts';

/** A command that a screen sent, for the test to look at and to answer. */
export interface Sent {
  readonly id: string;
  readonly type: CommandType;
  readonly data: unknown;
  /** The manager's word that went along. */
  readonly approval: string | undefined;
  readonly answer: (reply: Reply) => void;
}

/** A question or request over HTTP. */
export interface Asked {
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly path: string;
  readonly body: unknown;
}

/** What the broker's HTTP door answers in a test; undefined for nothing there. */
export type Door = (asked: Asked) => Outcome<unknown> | undefined;

const NOBODY: Outcome<never> = {
  ok: false,
  refusal: { code: 'overloaded', detail: '', data: { retryAfterSeconds: 5 } },
};

export interface FakeClient {
  /** What was asked over HTTP, PINs included, oldest first. */
  readonly asked: Asked[];
  /** Answers from now on what is asked over HTTP: `POST /api/v1/sessions` with a `SignedIn`, for one. */
  readonly door: (door: Door) => void;
  readonly client: { -readonly [K in keyof Client]: Client[K] };
  /** What was sent, oldest first. One id is listed once, as often as it was asked for. */
  readonly sent: Sent[];
  /** Changes what the page knows. */
  readonly know: (part: Partial<MirrorState>) => void;
  /** Tells the page of an order, as an event would. */
  readonly tell: (order: Order) => void;
  /** Answers the oldest unanswered command with "done". */
  readonly ack: (order?: Order) => void;
  /** Answers the oldest unanswered command with a refusal. */
  readonly reject: (refusal: Refusal) => void;
}

/** A client without a broker: the test says what is known and what is answered. */
export function createFakeClient(part: Partial<MirrorState> = {}): FakeClient {
  const store = createStore<MirrorState>()(() => ({
    connection: { state: 'live' },
    lastWordAt: Date.now(),
    clockOffsetMs: 0,
    seq: 1,
    role: 'counter',
    deviceId: 'counter-1',
    shifts: { [SHIFT.id]: SHIFT },
    people: [],
    signedIn: null,
    shop: SHOP,
    menu: MENU,
    stock: STOCK,
    orders: {},
    mail: {},
    outgoing: {},
    unheard: [],
    ...part,
  }));
  const sent: Sent[] = [];
  const waiting = new Map<string, ((reply: Reply) => void)[]>();

  const asked: Asked[] = [];
  let door: Door = () => undefined;
  const ask = <T>(question: Asked): Promise<Outcome<T>> => {
    asked.push(question);
    const outcome = door(question) ?? NOBODY;
    return Promise.resolve(outcome as Outcome<T>);
  };

  const tell = (order: Order): void =>
    store.setState(({ orders }) => ({ orders: { ...orders, [order.id]: order } }));
  const answerOldest = (reply: Reply): void => {
    const oldest = sent.find(({ id }) => waiting.has(id));
    if (!oldest) throw new Error('No command waits for an answer.');
    oldest.answer(reply);
  };

  const client: { -readonly [K in keyof Client]: Client[K] } = {
    store,
    send: (type, data, id = newId(), approval) =>
      new Promise((resolve) => {
        const waiters = waiting.get(id);
        if (waiters) {
          waiters.push(resolve);
          return;
        }
        waiting.set(id, [resolve]);
        sent.push({
          id,
          type,
          data,
          approval,
          answer: (reply) => {
            const all = waiting.get(id) ?? [];
            waiting.delete(id);
            for (const each of all) each(reply);
          },
        });
      }),
    pair: () => Promise.resolve({ ok: true }),
    // A test says what the door answers: it knows the type that the screen asks for.
    read: (path) => ask({ method: 'GET', path, body: undefined }),
    download: (path) => ask({ method: 'GET', path, body: undefined }),
    write: (method, path, body) => ask({ method, path, body }),
    async signIn(personId, pin) {
      const outcome = await ask<SignedIn>({
        method: 'POST',
        path: '/api/v1/sessions',
        body: { personId, pin },
      });
      if (outcome.ok) store.setState({ signedIn: outcome.value });
      return outcome;
    },
    signOut: () => store.setState({ signedIn: null }),
    approve: (personId, pin, action) =>
      ask({ method: 'POST', path: '/api/v1/approvals', body: { personId, pin, action } }),
    start() {
      // There is nothing to connect to.
    },
    stop() {
      // Nor to leave.
    },
  };
  return {
    client,
    sent,
    asked,
    door: (next) => {
      door = next;
    },
    know: (next) => store.setState(next),
    tell,
    ack: (order) => {
      if (order) tell(order);
      answerOldest({ ok: true, seq: 2, data: order ? { order } : {} });
    },
    reject: (refusal) => answerOldest({ ok: false, refusal }),
  };
}
