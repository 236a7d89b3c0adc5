import type { Order } from '../../shared/order.ts';

/** How long a bump can be undone at one touch, in milliseconds. Later the list of ready orders still can. */
export const UNDO_MS = 5_000;

/** A bump that can be undone. */
export interface Undo {
  readonly orderId: string;
  readonly number: number;
  /** The lines to call back; null: an order that is about to be handed over, and stays. */
  readonly lineIds: readonly string[] | null;
  /** In whose name; null: of all stations. */
  readonly stations: readonly string[] | null;
  /** Broker's clock, milliseconds. */
  readonly until: number;
}

/** What can be undone, the last bump first; each for its own five seconds. */
export type Undos = readonly Undo[];

/** Adds a bump; of one order only the last counts. */
export function withUndo(undos: Undos, added: Undo): Undos {
  return [added, ...undos.filter(({ orderId }) => orderId !== added.orderId)];
}

/** Leaves out what is about an order; the same list when nothing is. */
export function withoutOrder(undos: Undos, id: string): Undos {
  return undos.some(({ orderId }) => orderId === id)
    ? undos.filter(({ orderId }) => orderId !== id)
    : undos;
}

/** Leaves out what was called back, here or elsewhere, between two states of the mirror. */
export function withoutRecalled(
  undos: Undos,
  before: Readonly<Record<string, Order>>,
  after: Readonly<Record<string, Order>>,
): Undos {
  return undos.filter(
    ({ orderId }) => before[orderId]?.status !== 'ready' || after[orderId]?.status === 'ready',
  );
}

/** What is still offered: not too old, and not to be refused for sure. The same list when all of it is. */
export function offeredUndos(
  undos: Undos,
  now: number,
  orders: Readonly<Record<string, Order>>,
): Undos {
  const offered = ({ orderId, until }: Undo): boolean => {
    const status = orders[orderId]?.status;
    // Handed over or cancelled meanwhile: nothing can be called back. "Preparing": the broker's answer to the bump
    // may be here before its event.
    return until > now && (status === 'ready' || status === 'preparing');
  };
  return undos.every(offered) ? undos : undos.filter(offered);
}
