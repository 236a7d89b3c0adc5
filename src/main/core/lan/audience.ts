import type { Actor, EventType, SequencedEvent } from '../../../shared/events.ts';
import type { Customer, Order, OrderLine, OrderTotals } from '../../../shared/order.ts';
import type { OrderChange, OrderStatus } from '../../../shared/order-states.ts';
import type { Role } from '../../../shared/roles.ts';
import type { BoardRules, Shop } from '../../../shared/shop.ts';
import type { AckData, Snapshot } from '../../../shared/wire.ts';
import { boardName } from './board-name.ts';

/** Who sees the same. What is sent is serialised once for each of these, not for each socket. */
export type Audience = 'all' | 'program' | 'kitchen' | 'board' | 'board_with_names';

const AUDIENCES: { readonly [R in Role]: Audience } = {
  admin: 'all',
  counter: 'all',
  integration: 'program',
  kitchen: 'kitchen',
  board: 'board',
};

/** Who a device of this role is, where the owner decided so about boards. */
export function audienceFor(role: Role, { names }: BoardRules): Audience {
  return role === 'board' && names ? 'board_with_names' : AUDIENCES[role];
}

/** True for who hangs where strangers read it. */
function isBoard(audience: Audience): boolean {
  return audience === 'board' || audience === 'board_with_names';
}

/** Who sees the same but for what customers are called by: those who are told of what is past. */
export function withoutNames(audience: Audience): Audience {
  return audience === 'board_with_names' ? 'board' : audience;
}

/** True for who sees orders, menu, stock and mail whole: those are sent as they were serialised when they were kept. */
export function seesWhole(audience: Audience): boolean {
  return audience === 'all' || audience === 'program';
}

const NO_TOTALS: OrderTotals = {
  subtotalCents: 0,
  discountCents: 0,
  serviceCents: 0,
  totalCents: 0,
  paidCents: 0,
  dueCents: 0,
};

/** What neither a kitchen nor a board has any business with: who pays what, and who took it. */
const NO_MONEY = {
  discount: null,
  serviceCharge: null,
  split: null,
  payments: [],
  shiftId: null,
  takenBy: null,
} satisfies Partial<Order>;

/** What a kitchen may change of an order: when it is made. */
const KITCHEN_CHANGES: ReadonlySet<OrderChange> = new Set(['rush', 'fire']);

/** While a number stands on a board, and no longer, a name stands with it. */
const ON_BOARD: ReadonlySet<OrderStatus> = new Set(['pending', 'preparing', 'ready']);

/**
 * An order as an audience may see it (docs/PROTOCOL.md, sections ROL and BRD). A kitchen calls customers by name and has
 * no use for their addresses, nor for how they pay; a board hangs where strangers read it and shows numbers, beside them
 * what a customer is called by where the owner wants it. A field that is new in the order stands in
 * test/lan/audience.test.ts, with what each audience sees of it.
 */
export function orderFor(audience: Audience, order: Order): Order {
  switch (audience) {
    case 'all':
    case 'program':
      return order;
    case 'kitchen':
      return {
        ...order,
        ...NO_MONEY,
        allowedChanges: order.allowedChanges.filter((change) => KITCHEN_CHANGES.has(change)),
        customer: order.customer && { ...order.customer, email: null, phone: null },
        lines: order.lines.map(lineForKitchen),
      };
    case 'board':
    case 'board_with_names':
      return {
        ...order,
        ...NO_MONEY,
        customer: audience === 'board' ? null : calledBy(order),
        table: null,
        note: null,
        wishedTime: null,
        dueAt: null,
        cancelReason: null,
        lines: [],
        totals: NO_TOTALS,
        awaitsPayment: false,
        rush: false,
        allowedActions: [],
        allowedChanges: [],
      };
  }
}

/** Of a customer, what a room full of strangers may read; null for who gave no name, and once the number is gone. */
function calledBy({ customer, status }: Order): Customer | null {
  const name = customer && ON_BOARD.has(status) ? boardName(customer.name) : null;
  return name === null ? null : { name, email: null, phone: null, language: null };
}

/**
 * What was taken off and why the cook must know; who did it, and what was let off the price, not. Lines of the first
 * version, which the log still tells of, have no ledger.
 */
function lineForKitchen(line: OrderLine): OrderLine {
  return {
    ...line,
    discount: null,
    discountCents: 0,
    ledger: (line.ledger ?? []).map(({ by: _, ...entry }) => entry),
  };
}

/** What an audience has no business with. Its events name not even the kind. */
const HIDDEN = { type: 'hidden', by: null, data: {} } as const;

/**
 * Type, author and data of an event as an audience may see them. One that is hidden still takes its place in the gapless
 * sequence; clients pass over types that they do not know.
 */
export function eventFor(
  audience: Audience,
  event: SequencedEvent,
): {
  readonly type: EventType | 'hidden';
  readonly by: Actor | null;
  readonly data: object;
} {
  if (audience === 'all') return event;
  switch (event.type) {
    case 'order.placed':
    case 'order.changed':
      return {
        type: event.type,
        by: seesWhole(audience) ? event.by : null,
        data: { order: orderFor(audience, event.data.order) },
      };
    case 'shift.changed':
    case 'people.changed':
      return HIDDEN;
    case 'stock.changed':
    case 'menu.replaced':
    case 'menu.changed':
    case 'mail.changed':
      if (isBoard(audience)) return HIDDEN;
      return { type: event.type, by: seesWhole(audience) ? event.by : null, data: event.data };
  }
}

/** No answer to a command of a program, a kitchen or a board holds a shift: they may send none about one. */
export function ackFor(audience: Audience, { order, ...data }: AckData): AckData {
  return order ? { ...data, order: orderFor(audience, order) } : data;
}

/** The shop as an audience may see it: where PIX payments go is told to who takes them. */
export function shopFor(audience: Audience, shop: Shop): Shop {
  return audience === 'all' ? shop : { ...shop, pix: null };
}

/** All of a snapshot but its orders, which travel in pages. */
export type SnapshotHead = Omit<Snapshot, 'orders'>;

export function snapshotHeadFor(audience: Audience, head: SnapshotHead): SnapshotHead {
  if (audience === 'all') return head;
  const seen = { ...head, shop: shopFor(audience, head.shop), shifts: [], people: [] };
  if (!isBoard(audience)) return seen;
  return {
    ...seen,
    menu: { stations: [], categories: [], modifierGroups: [], items: [] },
    stock: [],
    mail: [],
  };
}
