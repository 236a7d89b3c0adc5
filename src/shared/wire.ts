import { z } from 'zod';
import { commandId } from './commands.ts';
import type { Refusal } from './errors.ts';
import type { MailStatus, SequencedEvent } from './events.ts';
import type { Menu, StockLevel } from './menu.ts';
import type { Order } from './order.ts';
import type { Person } from './people.ts';
import type { Role } from './roles.ts';
import type { Shift } from './shift.ts';
import type { Shop } from './shop.ts';

/** Version of the protocol: the WebSocket subprotocol that both sides must name. */
export const SUBPROTOCOL = 'comanda.v1';

/** What a client may say first: how far its mirror has come, or null for "I have nothing". */
export const helloFrameSchema = z.strictObject({
  t: z.literal('hello'),
  since: z.int().min(0).nullable(),
});

/** What proves who is signed in: opaque, given by `POST /api/v1/sessions`, good on one device. */
const sessionToken = z.string().regex(/^[\x21-\x7e]{1,512}$/);

/**
 * A command; its `data` is checked against the schema of its `type` (`commandSchemas`). `order.shown` may come
 * without an id: saying it twice does no more than saying it once, and its sender need not wait for the answer.
 */
export const commandFrameSchema = z
  .strictObject({
    t: z.literal('command'),
    id: commandId.optional(),
    type: z.string(),
    data: z.unknown(),
    session: sessionToken
      .optional()
      .describe('Of the person signed in: see AUTH in docs/PROTOCOL.md.'),
    approval: sessionToken.optional().describe('Of the manager who allows this.'),
  })
  .refine(({ id, type }) => id !== undefined || type === 'order.shown', {
    path: ['id'],
    error: 'A command needs an id.',
  });

export const clientFrameSchema = z.discriminatedUnion('t', [helloFrameSchema, commandFrameSchema]);

export type ClientFrame = z.infer<typeof clientFrameSchema>;

/**
 * All that a screen mirrors, at one sequence number. What a role may not see is left out of it: a board gets no
 * customers, no lines and no mail, a kitchen no addresses.
 */
export interface Snapshot {
  readonly shop: Shop;
  readonly menu: Menu;
  readonly stock: readonly StockLevel[];
  /** Open orders, oldest first. */
  readonly orders: readonly Order[];
  /** The last known mail state of the open orders. */
  readonly mail: readonly MailStatus[];
  /** Open shifts; of all counters. */
  readonly shifts: readonly Shift[];
  /** Everyone who works here, also who has left. */
  readonly people: readonly Person[];
}

export interface WelcomeFrame {
  readonly t: 'welcome';
  readonly seq: number;
  /** ISO 8601 UTC: the broker's clock, by which all ages are computed. */
  readonly serverTime: string;
  readonly role: Role;
  readonly deviceId: string;
  readonly shop: Shop;
  readonly snapshot: Snapshot | null;
  /** True when more pages of the snapshot's orders follow in `snapshot` frames before any event. */
  readonly more: boolean;
  readonly events: readonly SequencedEvent[];
}

/** A further page of the orders of a snapshot that is too long for one frame. */
export interface SnapshotFrame {
  readonly t: 'snapshot';
  readonly seq: number;
  readonly orders: readonly Order[];
  readonly more: boolean;
}

export type EventFrame = { readonly t: 'event' } & SequencedEvent;

export interface AckData {
  readonly order?: Order;
  readonly shift?: Shift;
}

export interface AckFrame {
  readonly t: 'ack';
  readonly id: string;
  readonly seq: number;
  readonly data: AckData;
}

/** A refusal. `id` is null when the frame was too broken to carry one. */
export type RejectFrame = { readonly t: 'reject'; readonly id: string | null } & Refusal;

export interface TickFrame {
  readonly t: 'tick';
  readonly seq: number;
  readonly serverTime: string;
}

export type ServerFrame =
  WelcomeFrame | SnapshotFrame | EventFrame | AckFrame | RejectFrame | TickFrame;
