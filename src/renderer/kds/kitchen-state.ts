import type { Refusal } from '../../shared/errors.ts';
import type { Order } from '../../shared/order.ts';
import type { Departure } from './departed.ts';

/** How long a bump can be undone at one touch, in milliseconds. Later the list of ready orders still can. */
export const UNDO_MS = 5_000;

/** How long a refusal stays on the screen, in milliseconds. */
export const TROUBLE_MS = 12_000;

/** What the last bump was, while it can be undone. */
export interface Undo {
  readonly orderId: string;
  readonly number: number;
  /** The lines to call back, or null for the whole order. */
  readonly lineIds: readonly string[] | null;
  /** Broker's clock, milliseconds. */
  readonly until: number;
}

/** A refusal to show. */
export interface Trouble {
  readonly key: number;
  readonly number: number;
  readonly refusal: Refusal;
  /** Broker's clock, milliseconds. */
  readonly until: number;
}

/** The screen follows the mirror at most this often, in milliseconds: a rush of events is drawn in a few strokes. */
export const DRAW_EVERY_MS = 100;

/** What this display knows beside the mirror. */
export interface KitchenState {
  /** The broker's clock in milliseconds, moved on once a second: the one clock of all cards. */
  readonly now: number;
  /** The mirror's orders, as they are to be drawn: at most `DRAW_EVERY_MS` behind it. */
  readonly orders: Readonly<Record<string, Order>>;
  readonly stations: readonly string[];
  /** How many commands are not answered yet, of orders (by id) and of lines (by `orderId/lineId`). */
  readonly waiting: ReadonlyMap<string, number>;
  readonly undo: Undo | null;
  readonly troubles: readonly Trouble[];
  readonly departed: ReadonlyMap<string, Departure>;
}

/** Names a line in `waiting`. */
export const lineKey = (orderId: string, lineId: string): string => `${orderId}/${lineId}`;

/** Ready orders, the last one first. */
export function readyOrders(orders: Readonly<Record<string, Order>>): Order[] {
  return Object.values(orders)
    .filter((order) => order.status === 'ready')
    .toSorted(
      (a, b) => Date.parse(b.readyAt ?? '') - Date.parse(a.readyAt ?? '') || b.number - a.number,
    );
}
