import { waitsForCourse } from '../../shared/courses.ts';
import type { Menu } from '../../shared/menu.ts';
import type { LineTask, Order, OrderLine } from '../../shared/order.ts';
import { ORDER_DETAILS, type OrderDetail } from '../../shared/order-states.ts';
import type { Shop } from '../../shared/shop.ts';
import { awaitsConfirmation, toldOfLine } from '../../shared/told.ts';
import { clockOf, rankOf } from './age.ts';

/** What a cook has yet to take note of, about one line. */
export type News =
  | { readonly kind: 'added' }
  /** So many units are not to be made any more; the line may have none left. */
  | { readonly kind: 'removed'; readonly units: number };

export interface TicketLine {
  readonly line: OrderLine;
  /** No station of this display has a part in it. */
  readonly elsewhere: boolean;
  /** Nothing of it is left to do here; of a line that is made elsewhere: anywhere. */
  readonly done: boolean;
  /** Its course has not been fired. */
  readonly waits: boolean;
  /** Null when this display knows all about it. */
  readonly news: News | null;
  /** Stations to be named beside it: those that this display does not show; for the expediter all. */
  readonly at: readonly { readonly station: string; readonly done: boolean }[];
}

/** What a display sees of one order; lines that are made elsewhere come last. */
export interface Ticket {
  readonly order: Order;
  readonly lines: readonly TicketLine[];
  /** The order is cancelled, and stays until the cook has confirmed it. */
  readonly notice: 'cancelled' | null;
  /** It is looked at as a whole, to be handed over, and not to be made. */
  readonly whole: boolean;
  /** All that is left to make here waits for its course. */
  readonly waits: boolean;
  /** Since when the kitchen has had what is to be made: milliseconds, UTC. */
  readonly clockAt: number;
  /** Its place among others that are not rushed, and what its age is counted from: milliseconds, UTC. */
  readonly rank: number;
  /** The stations in whose name this display acts on it; null: all of them. */
  readonly stations: readonly string[] | null;
  /** What confirming it says: by line, how much the kitchen was told. Empty when there is nothing to confirm. */
  readonly unconfirmed: Readonly<Record<string, number>>;
  /** What of the order beside its lines was changed, and this display has yet to confirm. */
  readonly changedDetails: readonly OrderDetail[];
  /** It was made before, and called back: the order, or what these stations made of it. */
  readonly recalled: boolean;
}

/** What the large button of a card does next. */
export type Step =
  /** Take note of what was changed, or that it is cancelled: before all else. */
  | { readonly kind: 'confirm' }
  /** Begins with what is to be made here, as long as nothing of its courses is begun. */
  | { readonly kind: 'start'; readonly lineIds: readonly string[] }
  /** Marks what is still open here as done. */
  | { readonly kind: 'bump'; readonly lineIds: readonly string[] }
  /** All that was fired is done: begin with the next course. */
  | { readonly kind: 'fire'; readonly course: number }
  /** The whole order is ready, and goes to the customer. */
  | { readonly kind: 'hand-over' };

/** The stations of a display; empty means all of them. */
export type StationFilter = ReadonlySet<string>;

/** What a display is for. */
export interface View {
  /** Whole orders, to be handed over when every station is done. */
  readonly expediter: boolean;
  /** Of no effect for an expediter. */
  readonly stations: StationFilter;
}

/** What tickets are made with, beside orders. */
export interface TicketRules {
  readonly view: View;
  /** Stations on the menu: what belongs to no station any more concerns every display. */
  readonly known: ReadonlySet<string>;
  readonly thresholds: Shop['ageThresholds'];
}

/** The chosen stations that still exist; when none of them does, the display shows all. */
export function knownStations(
  chosen: Iterable<string>,
  menu: Pick<Menu, 'stations'> | null,
): StationFilter {
  const known = new Set(menu?.stations.map((station) => station.id));
  return new Set([...chosen].filter((id) => known.has(id)));
}

/** True while the kitchen has work with the order. */
export function inQueue({ status }: Pick<Order, 'status'>): boolean {
  return status === 'pending' || status === 'preparing';
}

/**
 * Rushed orders first, then by rank; where there is nothing to do before a course is fired, last. Number and id only make
 * the order of orders of one millisecond the same on every screen.
 */
export function byUrgency(a: Ticket, b: Ticket): number {
  return (
    Number(isIdle(a)) - Number(isIdle(b)) ||
    Number(b.order.rush) - Number(a.order.rush) ||
    a.rank - b.rank ||
    a.order.number - b.order.number ||
    (a.order.id < b.order.id ? -1 : 1)
  );
}

/** True for a ticket that asks for nothing now: neither to make nor to take note of. */
const isIdle = ({ waits, unconfirmed }: Ticket): boolean =>
  waits && Object.keys(unconfirmed).length === 0;

/** What was told of a line after the order itself, and not confirmed by these tasks, which are behind with it. */
function newsOf(line: OrderLine, order: Order, behind: readonly LineTask[]): News | null {
  // That the order is cancelled says all there is to say about what stood.
  if (order.status === 'cancelled' && line.quantity > 0) return null;
  if (behind.length === 0) return null;
  const confirmed = Math.min(...behind.map((task) => task.confirmed));
  if (confirmed === 0 && line.quantity > 0) return { kind: 'added' };
  const units = line.ledger.slice(confirmed).reduce((sum, { sent }) => sum + Math.max(0, -sent), 0);
  return units > 0 ? { kind: 'removed', units } : null;
}

/** What of the order these tasks of a line were told anew, and have not confirmed. */
function detailsOf(line: OrderLine, own: readonly LineTask[]): readonly OrderDetail[] {
  const confirmed = Math.min(...own.map((task) => task.confirmed));
  return line.ledger.slice(confirmed).flatMap(({ details = [] }) => details);
}

/** The ticket of an order, or null when nothing of it concerns this display. */
export function toTicket(order: Order, rules: TicketRules): Ticket | null {
  const { expediter, stations } = rules.view;
  const cancelled = order.status === 'cancelled';
  const sees = ({ station }: LineTask): boolean =>
    expediter || stations.size === 0 || stations.has(station) || !rules.known.has(station);
  const own: TicketLine[] = [];
  const others: TicketLine[] = [];
  const unconfirmed: Record<string, number> = {};
  const told = new Set<OrderDetail>();
  let recalled = order.recalled;
  for (const line of order.lines) {
    const here = line.tasks.filter(sees);
    const elsewhere = here.length === 0;
    const behind = here.filter((task) => awaitsConfirmation(task, line, order));
    const news = newsOf(line, order, behind);
    if (behind.length > 0) {
      unconfirmed[line.id] = toldOfLine(line, order);
      if (!cancelled) for (const detail of detailsOf(line, behind)) told.add(detail);
    }
    recalled ||= here.some((task) => task.recalled === true);
    // What was taken off stays until it is confirmed here. Others see to what is theirs.
    if (line.quantity === 0 && news === null) continue;
    const named = expediter ? line.tasks : line.tasks.filter((task) => !sees(task));
    (elsewhere ? others : own).push({
      line,
      elsewhere,
      done: elsewhere ? line.status === 'ready' : here.every(({ doneAt }) => doneAt !== null),
      waits: waitsForCourse(line),
      news,
      at: named.map(({ station, doneAt }) => ({ station, done: doneAt !== null })),
    });
  }
  const hasNews = Object.keys(unconfirmed).length > 0;
  const concerned = cancelled
    ? hasNews
    : inQueue(order)
      ? own.length > 0
      : order.status === 'ready' && (expediter || hasNews);
  if (!concerned) return null;
  const clockAt = clockOf(order, own, own.filter(isToMake));
  const open = own.filter(isOpenHere);
  const narrow = !expediter && stations.size > 0;
  return {
    order,
    lines: [...own, ...others],
    notice: cancelled ? 'cancelled' : null,
    whole: expediter,
    waits: open.length > 0 && open.every(({ waits }) => waits),
    clockAt,
    rank: rankOf(order, clockAt, rules.thresholds),
    stations: narrow ? stationsSeen(order, sees) : null,
    unconfirmed,
    changedDetails: ORDER_DETAILS.filter((detail) => told.has(detail)),
    recalled,
  };
}

function stationsSeen(order: Order, sees: (task: LineTask) => boolean): string[] {
  const seen = order.lines.flatMap(({ tasks }) => tasks.filter(sees).map(({ station }) => station));
  return [...new Set(seen)];
}

/** True for what stands and is still to be made at a station of this display, fired or not. */
function isOpenHere({ line, elsewhere, done }: TicketLine): boolean {
  return !elsewhere && !done && line.quantity > 0;
}

/** True for what a cook of this display is to make now. */
export function isToMake(each: TicketLine): boolean {
  return isOpenHere(each) && !each.waits;
}

/** True for what nobody has begun with, and for what is not to be made any more. */
const isToBegin = ({ line }: TicketLine): boolean =>
  line.status === 'pending' || line.status === 'cancelled';

/** True when this display has done its part and another station has not: the ticket waits elsewhere. */
export function isDoneHere(ticket: Ticket): boolean {
  return (
    !ticket.whole &&
    ticket.notice === null &&
    inQueue(ticket.order) &&
    Object.keys(ticket.unconfirmed).length === 0 &&
    !ticket.lines.some(isOpenHere)
  );
}

/** How much of a ticket this display was told of: it grows with each change that the counter makes. */
export function toldHere({ lines, order }: Ticket): number {
  return lines.reduce(
    (sum, { line, elsewhere }) => sum + (elsewhere ? 0 : toldOfLine(line, order)),
    0,
  );
}

/**
 * The next step of a ticket, by what the order itself allows; null when there is none. Who hands orders over confirms
 * no change in the name of the cooks; that an order is off he can, for all of them, when nobody else does.
 */
export function nextStep(ticket: Ticket): Step | null {
  const { order, lines, whole, notice } = ticket;
  const hasNews = Object.keys(ticket.unconfirmed).length > 0;
  if (notice !== null || (!whole && hasNews)) return { kind: 'confirm' };
  if (whole && order.allowedActions.includes('complete')) return { kind: 'hand-over' };
  const toMake = lines.filter(isToMake);
  if (toMake.length === 0) return fireStep(ticket);
  if (whole) return null;
  if (!inQueue(order)) return null;
  const lineIds = toMake.map(({ line }) => line.id);
  const courses = new Set(toMake.map(({ line }) => line.course));
  // What is struck of a course is begun, too: the rest of it needs no beginning of its own.
  const own = lines.filter(({ line, elsewhere }) => !elsewhere && courses.has(line.course));
  return { kind: own.every(isToBegin) ? 'start' : 'bump', lineIds };
}

/** The next course, once nothing that was fired is left to make at any station. */
function fireStep({ order, lines, waits }: Ticket): Step | null {
  const begun = lines.filter((each) => !each.waits);
  const stillMade = begun.some(({ line }) => line.quantity > 0 && line.status !== 'ready');
  if (!waits || stillMade || !order.allowedChanges.includes('fire')) return null;
  const course = nextCourse(lines);
  return course === null ? null : { kind: 'fire', course };
}

/** The first course that waits, at any station; null when none does. */
export function nextCourse(lines: readonly TicketLine[]): number | null {
  const waiting = lines.filter(({ waits }) => waits).map(({ line }) => line.course);
  return waiting.length > 0 ? Math.min(...waiting) : null;
}

/**
 * The step that was drawn, if it can still be done; null when somebody else has done it, or the order has left. It is
 * about what was drawn and nothing else: a change that crosses the press is not in it.
 */
export function stepStill(drawn: Ticket, current: Ticket | null): Step | null {
  const step = nextStep(drawn);
  if (!step || !current) return null;
  const { order, lines, unconfirmed, notice } = current;
  const toMake = lines.filter(isToMake);
  const stands = {
    confirm: () => Object.keys(drawn.unconfirmed).some((id) => unconfirmed[id] !== undefined),
    start: () => inQueue(order) && toMake.some((each) => isToBegin(each) && isIn(step, each)),
    bump: () => inQueue(order) && toMake.some((each) => isIn(step, each)),
    fire: () => notice === null && lines.some((each) => each.waits && isIn(step, each)),
    'hand-over': () => order.allowedActions.includes('complete'),
  } satisfies Record<Step['kind'], () => boolean>;
  return stands[step.kind]() ? step : null;
}

/** True for a line that a step is about. */
function isIn(step: Step, { line }: TicketLine): boolean {
  if (step.kind === 'start' || step.kind === 'bump') return step.lineIds.includes(line.id);
  return step.kind === 'fire' && line.course <= step.course;
}
