import type { MailStatus, SequencedEvent } from '../../shared/events.ts';
import type { Menu, MenuItem, StockLevel } from '../../shared/menu.ts';
import type { Order } from '../../shared/order.ts';
import type { Person } from '../../shared/people.ts';
import type { Shift } from '../../shared/shift.ts';
import type { Shop } from '../../shared/shop.ts';
import { isInUse } from '../../shared/told.ts';
import type { Snapshot, SnapshotFrame, WelcomeFrame } from '../../shared/wire.ts';

/** The part of the page's knowledge that frames change; see `MirrorState` for what each field means. */
export interface Mirror {
  readonly seq: number;
  readonly shop: Shop | null;
  readonly menu: Menu | null;
  readonly stock: Readonly<Record<string, number | null>>;
  readonly orders: Readonly<Record<string, Order>>;
  readonly mail: Readonly<Record<string, MailStatus>>;
  readonly shifts: Readonly<Record<string, Shift>>;
  readonly people: readonly Person[];
  /** Pages of a snapshot that is still arriving: nothing of it is shown before it is whole. */
  readonly arriving: Arriving | null;
}

interface Arriving {
  readonly seq: number;
  readonly snapshot: Snapshot;
  readonly orders: readonly Order[];
}

/** What to do after a frame: go on, ask "since N", or forget everything and ask for a snapshot. */
export type Verdict = 'ok' | 'gap' | 'restart';

export interface Step {
  readonly mirror: Mirror;
  readonly verdict: Verdict;
}

/** Orders out of use that a page keeps, so that one that runs for weeks does not grow. */
export const CLOSED_KEPT = 200;

/** Closed shifts that a page keeps: enough to show the report of the one that was just closed, on every counter. */
export const CLOSED_SHIFTS_KEPT = 20;

export const EMPTY_MIRROR: Mirror = {
  seq: 0,
  shop: null,
  menu: null,
  stock: {},
  orders: {},
  mail: {},
  shifts: {},
  people: [],
  arriving: null,
};

const ok = (mirror: Mirror): Step => ({ mirror, verdict: 'ok' });

/** The broker's answer to hello: a snapshot replaces everything, events continue what is known. */
export function applyWelcome(mirror: Mirror, frame: WelcomeFrame): Step {
  const base: Mirror = { ...mirror, shop: frame.shop, arriving: null };
  if (frame.snapshot) {
    const { snapshot, seq } = frame;
    const arriving = { seq, snapshot, orders: snapshot.orders };
    return ok(frame.more ? { ...base, arriving } : settle(base, arriving));
  }
  const step = applyEvents(base, frame.events);
  // A broker that knows less than this page, or left something out, was restored from a backup.
  if (step.verdict === 'ok' && step.mirror.seq !== frame.seq)
    return { ...step, verdict: 'restart' };
  return step;
}

/** A further page of the snapshot that began with the last welcome. */
export function applySnapshotPage(mirror: Mirror, frame: SnapshotFrame): Step {
  const { arriving } = mirror;
  if (!arriving || arriving.seq !== frame.seq) return { mirror, verdict: 'restart' };
  const next = { ...arriving, orders: [...arriving.orders, ...frame.orders] };
  return ok(frame.more ? { ...mirror, arriving: next } : settle(mirror, next));
}

/** Events in order. One that is known already changes nothing; one that comes too early is a gap. */
export function applyEvents(mirror: Mirror, events: readonly SequencedEvent[]): Step {
  let current = mirror;
  for (const event of events) {
    if (event.seq <= current.seq) continue;
    if (event.seq !== current.seq + 1 || current.arriving)
      return { mirror: current, verdict: 'gap' };
    current = { ...applyEvent(current, event), seq: event.seq };
  }
  return ok(current);
}

function settle(mirror: Mirror, { seq, snapshot, orders }: Arriving): Mirror {
  return {
    seq,
    shop: snapshot.shop,
    menu: snapshot.menu,
    stock: levels({}, snapshot.stock),
    orders: Object.fromEntries([
      // What was seen to leave stays; what was in use here and is not there any more left unseen.
      ...Object.entries(mirror.orders).filter(([, order]) => !isInUse(order)),
      ...orders.map((order) => [order.id, order] as const),
    ]),
    mail: Object.fromEntries(snapshot.mail.map((mail) => [mail.orderId, mail])),
    shifts: Object.fromEntries([
      ...Object.entries(mirror.shifts).filter(([, { status }]) => status === 'closed'),
      ...snapshot.shifts.map((shift) => [shift.id, shift] as const),
    ]),
    people: snapshot.people,
    arriving: null,
  };
}

function applyEvent(mirror: Mirror, event: SequencedEvent): Mirror {
  // What is none of this page's business comes without its data, to keep the sequence whole.
  if (Object.keys(event.data).length === 0) return mirror;
  switch (event.type) {
    case 'order.placed':
    case 'order.changed':
      return withOrder(mirror, event.data.order);
    case 'stock.changed':
      return { ...mirror, stock: levels(mirror.stock, event.data.items) };
    case 'menu.replaced':
      return { ...mirror, menu: event.data.menu };
    case 'menu.changed':
      return { ...mirror, menu: mirror.menu && withItems(mirror.menu, event.data.items) };
    case 'mail.changed': {
      const { mail } = event.data;
      // What became of a receipt is nobody's to wait for: the screens show the "ready" e-mail.
      if (mail.kind === 'receipt') return mirror;
      return { ...mirror, mail: { ...mirror.mail, [mail.orderId]: mail } };
    }
    case 'shift.changed':
      return { ...mirror, shifts: withShift(mirror.shifts, event.data.shift) };
    case 'people.changed':
      return { ...mirror, people: event.data.people };
    default:
      // A newer broker may say more than this page knows: it still counts as heard.
      return mirror;
  }
}

function withOrder(mirror: Mirror, order: Order): Mirror {
  const orders = { ...mirror.orders, [order.id]: order };
  if (isInUse(order)) return { ...mirror, orders };
  const closed = Object.values(orders).filter((each) => !isInUse(each));
  if (closed.length <= CLOSED_KEPT) return { ...mirror, orders };
  const oldest = closed.reduce((a, b) => (b.id < a.id ? b : a));
  const { [oldest.id]: _order, ...ordersLeft } = orders;
  const { [oldest.id]: _mail, ...mailLeft } = mirror.mail;
  return { ...mirror, orders: ordersLeft, mail: mailLeft };
}

function withShift(
  known: Readonly<Record<string, Shift>>,
  shift: Shift,
): Readonly<Record<string, Shift>> {
  const shifts = { ...known, [shift.id]: shift };
  const closed = Object.values(shifts).filter(({ status }) => status === 'closed');
  if (closed.length <= CLOSED_SHIFTS_KEPT) return shifts;
  const oldest = closed.reduce((a, b) => (b.number < a.number ? b : a));
  const { [oldest.id]: _, ...left } = shifts;
  return left;
}

function levels(
  known: Readonly<Record<string, number | null>>,
  changed: readonly StockLevel[],
): Readonly<Record<string, number | null>> {
  const next: Record<string, number | null> = { ...known };
  for (const { itemId, available } of changed) next[itemId] = available;
  return next;
}

function withItems(menu: Menu, changed: readonly MenuItem[]): Menu {
  const byId = new Map(changed.map((item) => [item.id, item]));
  const items = menu.items.map((item) => {
    const next = byId.get(item.id);
    byId.delete(item.id);
    return next ?? item;
  });
  return { ...menu, items: [...items, ...byId.values()] };
}
