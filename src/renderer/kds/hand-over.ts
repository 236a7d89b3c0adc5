import type { StoreApi } from 'zustand/vanilla';
import type { Order } from '../../shared/order.ts';
import type { MirrorState } from '../client/contract.ts';
import type { Commands } from './commands.ts';
import type { KitchenState } from './kitchen-state.ts';
import { UNDO_MS, withoutOrder, withUndo } from './undo.ts';

/**
 * Hands ready orders over. What the customer has got cannot be called back, so the command leaves only when the time to
 * undo it has passed.
 */
export interface HandOver {
  begin(order: Order): void;
  /** It stays: the customer has not got it. */
  keep(orderId: string): void;
  /** Sends what has had its time; forgets what somebody else handed over, called back or cancelled. */
  settle(now: number): void;
}

/** @param now the broker's clock, milliseconds */
export function createHandOver(
  mirror: Pick<StoreApi<MirrorState>, 'getState'>,
  store: StoreApi<KitchenState>,
  commands: Commands,
  now: () => number,
): HandOver {
  const forget = (id: string): void => {
    const { leaving, undos } = store.getState();
    if (!leaving.has(id)) return;
    const rest = new Map(leaving);
    rest.delete(id);
    readinessOf.delete(id);
    store.setState({ leaving: rest, undos: withoutOrder(undos, id) });
  };

  /** Which readiness of an order is to be handed over: what was made anew since then stays. */
  const readinessOf = new Map<string, number>();

  return {
    begin(order) {
      const { leaving, undos } = store.getState();
      if (leaving.has(order.id)) return;
      const until = now() + UNDO_MS;
      const { id: orderId, number, readiness } = order;
      readinessOf.set(orderId, readiness);
      store.setState({
        leaving: new Map([...leaving, [orderId, until]]),
        undos: withUndo(undos, { orderId, number, lineIds: null, stations: null, until }),
      });
    },
    keep: forget,
    settle(at) {
      for (const [orderId, until] of store.getState().leaving) {
        const order = mirror.getState().orders[orderId];
        const readiness = readinessOf.get(orderId);
        const stands =
          order?.allowedActions.includes('complete') === true && order.readiness === readiness;
        if (stands && until > at) continue;
        forget(orderId);
        if (stands) void commands.send(order, 'order.complete', { orderId, readiness });
      }
    },
  };
}
