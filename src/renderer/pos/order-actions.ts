import { createStore, type StoreApi } from 'zustand/vanilla';
import type { CommandType } from '../../shared/commands.ts';
import type { Refusal } from '../../shared/errors.ts';
import type { Order } from '../../shared/order.ts';
import type { OrderAction } from '../../shared/order-states.ts';
import type { Client, CommandInput, Reply } from '../client/contract.ts';

/** Something the cashier should know that belongs to no place on the page. */
export type Notice =
  | { readonly kind: 'refused'; readonly number: number | null; readonly refusal: Refusal }
  /** Asked for by the keyboard while it cannot be sold. */
  | { readonly kind: 'unavailable'; readonly name: string }
  | { readonly kind: 'cleared'; readonly undo: () => void };

export interface ActionState {
  /** The action under way for each order, by order id. */
  readonly underWay: Readonly<Record<string, OrderAction>>;
  readonly notice: Notice | null;
  readonly notify: (notice: Notice | null) => void;
}

export type ActionStore = StoreApi<ActionState>;

export function createActionStore(): ActionStore {
  return createStore<ActionState>()((set) => ({
    underWay: {},
    notice: null,
    notify: (notice) => set({ notice }),
  }));
}

/** Does one of the order's allowed actions; a refusal becomes a notice, since the order may be out of view by then. */
export async function actOn(
  client: Client,
  store: ActionStore,
  order: Order,
  action: OrderAction,
  reason = '',
): Promise<void> {
  if (store.getState().underWay[order.id]) return;
  store.setState(({ underWay }) => ({ underWay: { ...underWay, [order.id]: action } }));
  const reply =
    action === 'cancel'
      ? await client.send('order.cancel', { orderId: order.id, reason })
      : await client.send(`order.${action}`, { orderId: order.id });
  store.setState(({ underWay: { [order.id]: _, ...underWay } }) => ({ underWay }));
  tell(store, reply, order.number);
}

/** Sends a command whose only visible result is what it changes; a refusal becomes a notice. */
export async function sendOrTell<T extends CommandType>(
  client: Client,
  store: ActionStore,
  type: T,
  data: CommandInput<T>,
): Promise<void> {
  tell(store, await client.send(type, data), null);
}

function tell(store: ActionStore, reply: Reply, number: number | null): void {
  if (!reply.ok) store.getState().notify({ kind: 'refused', number, refusal: reply.refusal });
}
