import { useCallback, useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { CommandType } from '../../shared/commands.ts';
import type { Refusal } from '../../shared/errors.ts';
import { newId } from '../../shared/ids.ts';
import type { Order } from '../../shared/order.ts';
import { useClient } from '../client/client-context.tsx';
import type { Approval, Client, CommandInput, Reply } from '../client/contract.ts';
import { REPLACED_MS, usePressShield } from '../ui/press-shield.ts';
import { useCounter } from './counter-context.tsx';

/** What moves money or the price of an order. */
type MoneyCommand = Extract<
  CommandType,
  | 'payment.take'
  | 'payment.refund'
  | 'order.discount'
  | 'order.service_charge'
  | 'order.split'
  | 'order.receipt'
>;

interface Attempt {
  readonly id: string;
  /** Type and data as one text: the same words are the same attempt. */
  readonly said: string;
}

interface MoneyState {
  /** The command on its way for each order: there is one at a time, also over a sheet that was closed and opened again. */
  readonly underWay: Readonly<Record<string, Attempt>>;
  /** The last attempt, when its answer left open what the broker kept. */
  readonly doubtful: Readonly<Record<string, Attempt>>;
}

/** Answers after which the broker may still have kept the command: the same words go out again under the same id. */
const DOUBTFUL: readonly Refusal['code'][] = ['storage_failed', 'internal'];

const stores = new WeakMap<Client, StoreApi<MoneyState>>();

function storeOf(client: Client): StoreApi<MoneyState> {
  const known = stores.get(client);
  if (known) return known;
  const store = createStore<MoneyState>()(() => ({ underWay: {}, doubtful: {} }));
  stores.set(client, store);
  return store;
}

/** Sends one command about an order; null when another is still on its way, so that nothing is taken twice. */
async function sendOnce<T extends MoneyCommand>(
  client: Client,
  type: T,
  data: CommandInput<T> & { readonly orderId: string },
  approval: Approval | undefined,
): Promise<Reply | null> {
  const store = storeOf(client);
  const { orderId } = data;
  const { underWay, doubtful } = store.getState();
  if (underWay[orderId]) return null;
  const said = JSON.stringify([type, data]);
  const before = doubtful[orderId];
  const attempt = { id: before?.said === said ? before.id : newId(), said };
  store.setState({ underWay: { ...underWay, [orderId]: attempt } });
  const reply = await client.send(type, data, attempt.id, approval);
  store.setState((state) => {
    const { [orderId]: _, ...others } = state.underWay;
    const { [orderId]: __, ...settled } = state.doubtful;
    const isOpen = !reply.ok && DOUBTFUL.includes(reply.refusal.code);
    return { underWay: others, doubtful: isOpen ? { ...settled, [orderId]: attempt } : settled };
  });
  return reply;
}

export interface MoneySender {
  /** True while a command about this order has no answer. */
  readonly isUnderWay: boolean;
  /** Why the last one was refused, until the next one. */
  readonly refusal: Refusal | null;
  readonly forget: () => void;
  /** The order after it, or null when it was refused or another is on its way. */
  readonly send: <T extends MoneyCommand>(
    type: T,
    data: CommandInput<T> & { readonly orderId: string },
    approval?: Approval,
  ) => Promise<{ readonly order: Order | undefined } | null>;
}

/** Sends what concerns the money of one order. A refusal that comes when its sheet is gone becomes a notice. */
export function useMoneySender(order: Pick<Order, 'id' | 'number'> | null): MoneySender {
  const client = useClient();
  const { actions } = useCounter();
  const shield = usePressShield();
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const orderId = order?.id ?? '';
  const number = order?.number ?? null;
  const isUnderWay = useStore(storeOf(client), ({ underWay }) => underWay[orderId] !== undefined);
  const isThere = useRef(true);
  useEffect(() => {
    isThere.current = true;
    return () => {
      isThere.current = false;
    };
  }, []);
  const send: MoneySender['send'] = useCallback(
    async (type, data, approval) => {
      setRefusal(null);
      const reply = await sendOnce(client, type, data, approval);
      if (reply === null) return null;
      // The answer puts other buttons where the finger still is.
      if (isThere.current) shield.raise(REPLACED_MS);
      if (reply.ok) return { order: reply.data.order };
      if (isThere.current) setRefusal(reply.refusal);
      else actions.getState().notify({ kind: 'refused', number, refusal: reply.refusal });
      return null;
    },
    [client, actions, shield, number],
  );
  return { isUnderWay, refusal, forget: useCallback(() => setRefusal(null), []), send };
}
