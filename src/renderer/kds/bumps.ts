import type { StoreApi } from 'zustand/vanilla';
import type { Order } from '../../shared/order.ts';
import type { MirrorState } from '../client/contract.ts';
import { inTheNameOf, type Commands } from './commands.ts';
import { lineKey, type KitchenState } from './kitchen-state.ts';
import { isDoneHere, type Ticket } from './tickets.ts';
import { isDone, UNDO_MS, withoutLines, withUndo } from './undo.ts';

/** Strikes lines and brings them back, in the name of the stations that a display shows. */
export interface Bumps {
  /** Marks exactly these lines as done; to be undone for some seconds. */
  bump(ticket: Ticket, lineIds: readonly string[]): Promise<void>;
  /**
   * @param stations null: of all of them
   * @param whole a whole ticket comes back, and says so
   */
  recall(
    order: Order,
    lineIds: readonly string[],
    stations: readonly string[] | null,
    whole?: boolean,
  ): void;
  /** Brings back all that is done here. */
  recallHere(ticket: Ticket): void;
  /** Brings back what this display made of a ready order; other stations keep what they have done. */
  recallReady(order: Order): void;
  /** The ticket that left this display last: that of a ready order, or one that other stations still cook. */
  lastDone(): Ticket | null;
}

/** @param now the broker's clock, milliseconds */
export function createBumps(
  mirror: Pick<StoreApi<MirrorState>, 'getState'>,
  store: StoreApi<KitchenState>,
  commands: Commands,
  ticketOf: (order: Order) => Ticket | null,
  now: () => number,
): Bumps {
  const recall: Bumps['recall'] = (order, lineIds, stations, whole = false) => {
    const { id: orderId } = order;
    const isOnItsWay = lineIds.some((id) => commands.isWaiting(lineKey(orderId, id)));
    if (lineIds.length === 0 || isOnItsWay) return;
    // On their way back they are nothing to undo any more: the next touch is about the bump before.
    store.setState({ undos: withoutLines(store.getState().undos, orderId, lineIds) });
    const back = { orderId, lineIds: [...lineIds], ...inTheNameOf(stations) };
    const input = whole ? { ...back, whole } : back;
    void commands.send(order, 'ticket.recall', input, lineIds);
  };

  const recallHere = ({ order, lines, stations }: Ticket): void => {
    const done = lines.filter((each) => !each.elsewhere && each.done && each.line.quantity > 0);
    const lineIds = done.map(({ line }) => line.id);
    recall(order, lineIds, stations, true);
  };

  /** What a ready order would look like here; null when it does not concern this display. */
  const onceBack = (order: Order): Ticket | null => ticketOf({ ...order, status: 'preparing' });

  return {
    async bump(ticket, lineIds) {
      const { order, stations } = ticket;
      const { id: orderId, number } = order;
      // What was called back since it was drawn is made again, and not what this press was about.
      const { recalls = 0 } = order;
      const input = { orderId, lineIds: [...lineIds], recalls, ...inTheNameOf(stations) };
      const reply = await commands.send(order, 'ticket.bump', input, lineIds);
      if (!reply.ok) return;
      // What was called back meanwhile stays to be made: there is nothing of it to undo.
      const { order: after } = reply.data;
      const done = after ? lineIds.filter((id) => isDone(after, id, stations)) : lineIds;
      if (done.length === 0) return;
      const added = { orderId, number, lineIds: done, stations, until: now() + UNDO_MS };
      store.setState({ undos: withUndo(store.getState().undos, added) });
    },
    recall,
    recallHere,
    recallReady(order) {
      const ticket = order.allowedActions.includes('recall') ? onceBack(order) : null;
      if (ticket) recallHere(ticket);
    },
    lastDone() {
      let last: { readonly ticket: Ticket; readonly at: string } | null = null;
      for (const order of Object.values(mirror.getState().orders)) {
        const ticket = order.status === 'ready' ? onceBack(order) : ticketOf(order);
        if (!ticket || (order.status !== 'ready' && !isDoneHere(ticket))) continue;
        const at = doneAt(ticket);
        if (at !== null && (last === null || at > last.at)) last = { ticket, at };
      }
      return last?.ticket ?? null;
    },
  };
}

/** When this display was done with a ticket (ISO 8601, UTC); null when it had nothing to do with it. */
function doneAt({ order, stations }: Ticket): string | null {
  let last: string | null = null;
  for (const { tasks } of order.lines) {
    for (const { station, doneAt: at } of tasks) {
      if (at === null || stations?.includes(station) === false) continue;
      if (last === null || at > last) last = at;
    }
  }
  return last;
}
