import { z } from 'zod';
import { orderSchema } from '../../src/shared/order.ts';

/** As much of an order as a simulation looks at. */
export const seenOrderSchema = orderSchema
  .pick({
    id: true,
    number: true,
    businessDate: true,
    status: true,
    note: true,
    readiness: true,
    version: true,
  })
  .extend({
    lines: z.array(
      orderSchema.shape.lines.element.pick({ itemId: true, quantity: true, stockTaken: true }),
    ),
  });

export type SeenOrder = z.infer<typeof seenOrderSchema>;

/** The broker's last word on a command. */
export type Final =
  | { readonly state: 'accepted'; readonly order: SeenOrder | null; readonly seq: number }
  | {
      readonly state: 'refused';
      readonly code: string;
      readonly detail: string;
      readonly data: Readonly<Record<string, unknown>>;
    };

/** What one attempt came to: the last word, or a reason to send the same command again under the same id. */
export type Outcome =
  | Final
  | {
      readonly state: 'again';
      /** `lost`: the connection ended before the answer. Else the code of the refusal. */
      readonly why: string;
      /** Milliseconds that the broker asked to wait. */
      readonly afterMs: number;
    };

/** One way to the broker: HTTP or a WebSocket. */
export interface Door {
  readonly kind: 'http' | 'ws';
  /** Sends a command once. Never rejects. */
  send(id: string, type: DoorCommand, data: Readonly<Record<string, unknown>>): Promise<Outcome>;
  close(): void;
}

export type DoorCommand =
  | 'order.place'
  | 'order.start'
  | 'order.ready'
  | 'order.complete'
  | 'order.recall'
  | 'order.cancel';

export const LOST: Outcome = { state: 'again', why: 'lost', afterMs: 0 };

/** Refusals that say nothing about the command: the same one may go through a moment later. */
const PASSING: readonly string[] = ['overloaded', 'rate_limited', 'disk_full', 'storage_failed'];

/** Tells a refusal that stands from one that only says "not now". */
export function refusal(
  code: string,
  detail: string,
  data: Readonly<Record<string, unknown>>,
): Outcome {
  if (!PASSING.includes(code)) return { state: 'refused', code, detail, data };
  const seconds = data['retryAfterSeconds'];
  return { state: 'again', why: code, afterMs: (typeof seconds === 'number' ? seconds : 1) * 1000 };
}

export interface Patience {
  /** Waits before the next attempt. False gives up. */
  pause(outcome: Extract<Outcome, { state: 'again' }>, attempt: number): Promise<boolean>;
}

/**
 * Sends a command under one id until the broker has the last word. Whatever was carried out before an answer got
 * lost is answered, not done again: that is what the id is for.
 * @returns null when patience ended first
 */
export async function insist(
  door: Door,
  id: string,
  type: DoorCommand,
  data: Readonly<Record<string, unknown>>,
  patience: Patience,
): Promise<Final | null> {
  for (let attempt = 1; ; attempt += 1) {
    const outcome = await door.send(id, type, data);
    if (outcome.state !== 'again') return outcome;
    if (!(await patience.pause(outcome, attempt))) return null;
  }
}
