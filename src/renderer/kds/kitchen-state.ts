import type { CommandType } from '../../shared/commands.ts';
import type { Refusal } from '../../shared/errors.ts';
import type { Order } from '../../shared/order.ts';
import type { DeviceChoices } from './device-choices.ts';
import type { Undos } from './undo.ts';

/** How long a refusal stays on the screen, in milliseconds. */
export const TROUBLE_MS = 12_000;

/** A refusal to show. */
export interface Trouble {
  readonly key: number;
  readonly number: number;
  readonly refusal: Refusal;
  /** The step that somebody else had done already: nothing is wrong, and nothing is left to do. */
  readonly already: Already | null;
  /** Broker's clock, milliseconds. */
  readonly until: number;
}

/** How long a calm note stays that nothing is left to do, in milliseconds. */
export const CALM_MS = 4_000;

/** A step that another display was faster with. To bump what is bumped is no refusal: two cooks make one bump. */
export type Already = 'complete';

/** The step that a refusal says somebody else has done already; null for every other refusal. */
export function doneAlready(type: CommandType, refusal: Refusal): Already | null {
  if (refusal.code !== 'illegal_transition') return null;
  const { from } = refusal.data;
  return type === 'order.complete' && from === 'completed' ? 'complete' : null;
}

/** The screen follows the mirror at most this often, in milliseconds: a rush of events is drawn in a few strokes. */
export const DRAW_EVERY_MS = 100;

/** What this display knows beside the mirror. */
export interface KitchenState {
  /** The broker's clock in milliseconds, moved on once a second: the one clock of all cards. */
  readonly now: number;
  /** The mirror's orders, as they are to be drawn: at most `DRAW_EVERY_MS` behind it. */
  readonly orders: Readonly<Record<string, Order>>;
  readonly choices: DeviceChoices;
  /** How many commands are not answered yet, of orders (by id) and of lines (by `orderId/lineId`). */
  readonly waiting: ReadonlyMap<string, number>;
  readonly undos: Undos;
  readonly troubles: readonly Trouble[];
  /** Orders that are handed over when their time to undo it has passed: by id, broker's clock, milliseconds. */
  readonly leaving: ReadonlyMap<string, number>;
}

/** Names a line in `waiting`. */
export const lineKey = (orderId: string, lineId: string): string => `${orderId}/${lineId}`;

/** Ready orders, the last one first. */
export function readyOrders(orders: Readonly<Record<string, Order>>): Order[] {
  return Object.values(orders)
    .filter((order) => order.status === 'ready')
    .toSorted(
      // Instants of one form: their texts are in the order of their times.
      ({ readyAt: a, number }, { readyAt: b, number: other }) =>
        a === b ? other - number : (a ?? '') < (b ?? '') ? 1 : -1,
    );
}
