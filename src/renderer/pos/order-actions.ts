import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Cancel, CommandType } from '../../shared/commands.ts';
import type { Refusal } from '../../shared/errors.ts';
import type { Order } from '../../shared/order.ts';
import type { OrderAction } from '../../shared/order-states.ts';
import type { Approval, Client, CommandInput, Reply } from '../client/contract.ts';
import type { Edit } from './edit-store.ts';
import type { Repeated } from './history-repeat.ts';

/** Something the cashier should know that belongs to no place on the page. */
export type Notice =
  | { readonly kind: 'refused'; readonly number: number | null; readonly refusal: Refusal }
  /** Asked for by the keyboard while it cannot be sold. */
  | { readonly kind: 'unavailable'; readonly name: string }
  /** Read by the scanner, and no item bears it. */
  | { readonly kind: 'unknown_code'; readonly code: string }
  /** Read by the scanner in a sheet that has no use for it. */
  | { readonly kind: 'scan_ignored' }
  | { readonly kind: 'cleared'; readonly undo: () => void };

/** What is being done with an order: one of its actions, a change of what it is, or of what the kitchen makes first. */
export type UnderWay = OrderAction | 'change' | 'rush' | 'fire';

/** Which of the open orders the list shows. */
export type ListView = 'all' | 'parked' | 'unpaid';

export interface ActionState {
  /** What is under way for each order, by order id: it goes on whatever is open, and is not begun twice. */
  readonly underWay: Readonly<Record<string, UnderWay>>;
  /** Changes that were begun and not yet confirmed, by order id. */
  readonly edits: Readonly<Record<string, Edit>>;
  /** Puts down what has become of a change; null ends it. A change that is over stays over. */
  readonly changeEdit: (orderId: string, change: (edit: Edit) => Edit | null) => void;
  readonly startEdit: (edit: Edit) => void;
  /** What an earlier order could not give again, until somebody has read it. */
  readonly repeated: Repeated | null;
  readonly tellRepeated: (repeated: Repeated | null) => void;
  readonly listView: ListView;
  readonly showList: (view: ListView) => void;
  readonly notice: Notice | null;
  /** Shows a notice; null ends the one that is shown. A refusal comes back from beneath what lasts a moment only. */
  readonly notify: (notice: Notice | null) => void;
}

export type ActionStore = StoreApi<ActionState>;

export function createActionStore(): ActionStore {
  let beneath: Notice | null = null;
  return createStore<ActionState>()((set, get) => ({
    underWay: {},
    edits: {},
    changeEdit: (orderId, change) =>
      set(({ edits: { [orderId]: edit, ...others } }) => {
        if (!edit) return {};
        const next = change(edit);
        return { edits: next ? { ...others, [orderId]: next } : others };
      }),
    startEdit: (edit) => set(({ edits }) => ({ edits: { ...edits, [edit.origin.id]: edit } })),
    repeated: null,
    tellRepeated: (repeated) => set({ repeated }),
    listView: 'all',
    showList: (listView) => set({ listView }),
    notice: null,
    notify: (notice) => {
      const { notice: old } = get();
      if (old?.kind === 'refused') beneath = notice && notice.kind !== 'refused' ? old : null;
      const back = notice === null ? beneath : null;
      if (notice === null || notice.kind === 'refused') beneath = null;
      set({ notice: notice ?? back });
    },
  }));
}

/** Marks an order for as long as something is done with it. */
export async function during(
  store: ActionStore,
  orderId: string,
  what: UnderWay,
  act: () => Promise<Reply>,
): Promise<Reply> {
  store.setState(({ underWay }) => ({ underWay: { ...underWay, [orderId]: what } }));
  try {
    return await act();
  } finally {
    store.setState(({ underWay: { [orderId]: _, ...underWay } }) => ({ underWay }));
  }
}

/** Does one of the order's allowed actions; a refusal becomes a notice, since the order may be out of view by then. */
export async function actOn(
  client: Client,
  store: ActionStore,
  order: Order,
  action: Exclude<OrderAction, 'cancel'>,
): Promise<void> {
  const { id: orderId } = order;
  await once(store, order, action, () => client.send(`order.${action}`, { orderId }));
}

/** Has the kitchen make an order before all others, or lets it go back to its place. */
export async function rushOrder(
  client: Client,
  store: ActionStore,
  order: Order,
  rush: boolean,
): Promise<void> {
  const { id: orderId } = order;
  await once(store, order, 'rush', () => client.send('order.rush', { orderId, rush }));
}

/** Has the kitchen begin with a course that waits, and with all before it. */
export async function fireCourse(
  client: Client,
  store: ActionStore,
  order: Order,
  course: number,
): Promise<void> {
  const { id: orderId } = order;
  await once(store, order, 'fire', () => client.send('order.fire', { orderId, course }));
}

/** Does something with an order unless something is under way with it; a refusal is told wherever the page is by then. */
async function once(
  store: ActionStore,
  order: Order,
  what: UnderWay,
  act: () => Promise<Reply>,
): Promise<void> {
  if (store.getState().underWay[order.id]) return;
  tell(store, await during(store, order.id, what, act), order.number);
}

/** Cancels an order, and gives it back as it is then; null when it was refused, which is told, or is under way already. */
export async function cancelOrder(
  client: Client,
  store: ActionStore,
  order: Order,
  why: Cancel,
  approval: Approval | undefined,
): Promise<Order | null> {
  if (store.getState().underWay[order.id]) return null;
  const { id: orderId } = order;
  const reply = await during(store, orderId, 'cancel', () =>
    client.send('order.cancel', { orderId, ...why }, undefined, approval),
  );
  tell(store, reply, order.number);
  return reply.ok ? (reply.data.order ?? order) : null;
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
