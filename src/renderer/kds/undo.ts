import type { LineTask, Order } from '../../shared/order.ts';

/** How long a bump can be undone at one touch, in milliseconds. Later the list of ready orders still can. */
export const UNDO_MS = 5_000;

/** A bump that can be undone, of a whole ticket or of one line; or a hand-over that is still to come. */
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

type Orders = Readonly<Record<string, Order>>;

/** Adds a bump. What was bumped before stays undoable, but for the same lines the last one counts. */
export function withUndo(undos: Undos, added: Undo): Undos {
  const { orderId, lineIds } = added;
  return [added, ...(lineIds ? withoutLines(undos, orderId, lineIds) : undos)];
}

/** Leaves out what is about an order; the same list when nothing is. */
export function withoutOrder(undos: Undos, id: string): Undos {
  return undos.some(({ orderId }) => orderId === id)
    ? undos.filter(({ orderId }) => orderId !== id)
    : undos;
}

/** Leaves out lines of an order, and bumps of which no line is left. */
export function withoutLines(undos: Undos, id: string, gone: readonly string[]): Undos {
  return undos.flatMap((undo) => {
    const { orderId, lineIds } = undo;
    if (orderId !== id || lineIds === null) return [undo];
    const left = lineIds.filter((lineId) => !gone.includes(lineId));
    return left.length === 0 ? [] : [{ ...undo, lineIds: left }];
  });
}

/** Leaves out what was called back, here or elsewhere, between two states of the mirror. */
export function withoutRecalled(undos: Undos, before: Orders, after: Orders): Undos {
  return undos.reduce((left: Undos, { orderId, lineIds, stations }) => {
    const [was, is] = [before[orderId], after[orderId]];
    // Before the event of a bump there is nothing to call back: only what was done and is not any more.
    const back = lineIds?.filter((id) => isDone(was, id, stations) && !isDone(is, id, stations));
    return back && back.length > 0 ? withoutLines(left, orderId, back) : left;
  }, undos);
}

/** True when these stations, or all, have done their part of a line. */
export function isDone(
  order: Order | undefined,
  lineId: string,
  stations: readonly string[] | null,
): boolean {
  const tasks = order?.lines.find(({ id }) => id === lineId)?.tasks ?? [];
  const isOwn = ({ station }: LineTask): boolean => stations?.includes(station) ?? true;
  return tasks.filter(isOwn).every(({ doneAt }) => doneAt !== null);
}

/** What is still offered: not too old, and not to be refused for sure. The same list when all of it is. */
export function offeredUndos(undos: Undos, now: number, orders: Orders): Undos {
  const offered = ({ orderId, until }: Undo): boolean => {
    const status = orders[orderId]?.status;
    if (until <= now) return false;
    // Handed over or cancelled meanwhile: nothing can be called back. Any state before: the broker's answer to the
    // bump may be here before its event.
    return status === 'ready' || status === 'preparing' || status === 'pending';
  };
  return undos.every(offered) ? undos : undos.filter(offered);
}
