import { createStore } from 'zustand/vanilla';
import type { CommandType } from '../../../src/shared/commands.ts';
import { newId } from '../../../src/shared/ids.ts';
import type { Refusal } from '../../../src/shared/errors.ts';
import type { Order } from '../../../src/shared/order.ts';
import type { Client, MirrorState, Reply } from '../../../src/renderer/client/contract.ts';
import { MENU, SHOP, STOCK } from './fixtures.ts';

/** A command that a screen sent, for the test to look at and to answer. */
export interface Sent {
  readonly id: string;
  readonly type: CommandType;
  readonly data: unknown;
  readonly answer: (reply: Reply) => void;
}

export interface FakeClient {
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
    shop: SHOP,
    menu: MENU,
    stock: STOCK,
    orders: {},
    mail: {},
    outgoing: {},
    ...part,
  }));
  const sent: Sent[] = [];
  const waiting = new Map<string, ((reply: Reply) => void)[]>();

  const tell = (order: Order): void =>
    store.setState(({ orders }) => ({ orders: { ...orders, [order.id]: order } }));
  const answerOldest = (reply: Reply): void => {
    const oldest = sent.find(({ id }) => waiting.has(id));
    if (!oldest) throw new Error('No command waits for an answer.');
    oldest.answer(reply);
  };

  const client: { -readonly [K in keyof Client]: Client[K] } = {
    store,
    send: (type, data, id = newId()) =>
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
          answer: (reply) => {
            const all = waiting.get(id) ?? [];
            waiting.delete(id);
            for (const each of all) each(reply);
          },
        });
      }),
    pair: () => Promise.resolve({ ok: true }),
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
    know: (next) => store.setState(next),
    tell,
    ack: (order) => {
      if (order) tell(order);
      answerOldest({ ok: true, seq: 2, data: order ? { order } : {} });
    },
    reject: (refusal) => answerOldest({ ok: false, refusal }),
  };
}
