import type { EventType, SequencedEvent } from '../../../shared/events.ts';
import type { Order } from '../../../shared/order.ts';
import type { Role } from '../../../shared/roles.ts';
import type { AckData, Snapshot } from '../../../shared/wire.ts';

/** Roles that see the same. What is sent is serialised once for each of these, not for each socket. */
export type Audience = 'all' | 'kitchen' | 'board';

export const AUDIENCES: { readonly [R in Role]: Audience } = {
  admin: 'all',
  counter: 'all',
  integration: 'all',
  kitchen: 'kitchen',
  board: 'board',
};

const NO_TOTALS = { subtotalCents: 0, discountCents: 0, totalCents: 0, paidCents: 0, dueCents: 0 };

/**
 * An order as an audience may see it (docs/PROTOCOL.md, section ROL). A kitchen calls customers by name and has
 * no use for their addresses; a board hangs where strangers read it and shows numbers.
 */
export function orderFor(audience: Audience, order: Order): Order {
  switch (audience) {
    case 'all':
      return order;
    case 'kitchen':
      return order.customer === null
        ? order
        : { ...order, customer: { ...order.customer, email: null, phone: null } };
    case 'board':
      return {
        ...order,
        customer: null,
        table: null,
        note: null,
        wishedTime: null,
        cancelReason: null,
        lines: [],
        totals: NO_TOTALS,
        allowedActions: [],
      };
  }
}

/** What a board has no business with: menu, stock and mail. Its events name not even the kind. */
const HIDDEN = { type: 'hidden', data: {} } as const;

/**
 * Type and data of an event as an audience may see them. One that is hidden still takes its place in the gapless
 * sequence; clients pass over types that they do not know.
 */
export function eventFor(
  audience: Audience,
  event: SequencedEvent,
): { readonly type: EventType | 'hidden'; readonly data: object } {
  if (event.type === 'order.placed' || event.type === 'order.changed') {
    return { type: event.type, data: { order: orderFor(audience, event.data.order) } };
  }
  return audience === 'board' ? HIDDEN : event;
}

export function ackFor(audience: Audience, data: AckData): AckData {
  return data.order ? { ...data, order: orderFor(audience, data.order) } : data;
}

/** All of a snapshot but its orders, which travel in pages. */
export type SnapshotHead = Omit<Snapshot, 'orders'>;

export function snapshotHeadFor(audience: Audience, head: SnapshotHead): SnapshotHead {
  if (audience !== 'board') return head;
  return {
    shop: head.shop,
    menu: { stations: [], categories: [], modifierGroups: [], items: [] },
    stock: [],
    mail: [],
  };
}
