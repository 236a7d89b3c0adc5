import type { CommandData, ConfirmTicket, OnTicket } from '../../shared/commands.ts';
import type { Order, OrderLine } from '../../shared/order.ts';
import { toldOfLine } from '../../shared/told.ts';
import { areDone, arrive, backAgain, done } from './arrive.ts';
import { illegal, lineNotFound, notPossible, orderNotFound } from './refusals.ts';
import { type Change, moved } from './revise.ts';
import type { Decision, DecisionContext, DecisionState } from './state.ts';
import { waitsForCourse } from './transitions.ts';

/**
 * Strikes lines as done, in the name of some stations or of all. A line is ready when each of its stations is done; the
 * order starts with its first line and is ready with its last.
 */
export function bumpTicket(
  state: DecisionState,
  { orderId, lineIds, stations }: OnTicket,
  context: DecisionContext,
): Decision {
  const order = state.order(orderId);
  if (!order) return orderNotFound(orderId);
  const stranger = lineIds.find((id) => !order.lines.some((line) => line.id === id));
  if (stranger !== undefined) return lineNotFound(orderId, stranger);
  if (order.status !== 'pending' && order.status !== 'preparing') {
    return illegal(order, 'Its lines cannot be marked done');
  }
  const lines = order.lines.map((line) =>
    // Two cooks bumping the same line make one bump; what the counter has just taken off is nobody's to make.
    lineIds.includes(line.id) && isOpenAt(line, stations) ? done(line, context.at, stations) : line,
  );
  if (lines.every((line, nth) => line === order.lines[nth])) {
    return { ok: true, events: [], order };
  }
  const started: Change = order.startedAt === null ? { startedAt: context.at } : {};
  const rest: Change = areDone(lines)
    ? arrive({ ...order, lines }, 'ready', context.at)
    : { lines, status: 'preparing' };
  return moved(order, { ...started, ...rest }, context);
}

/** True while one of these stations, or any, has something to make of it. */
function isOpenAt({ status, tasks }: OrderLine, stations?: readonly string[]): boolean {
  return (
    status !== 'cancelled' &&
    tasks.some(({ station, doneAt }) => doneAt === null && (stations?.includes(station) ?? true))
  );
}

/** Brings bumped lines back, in the name of some stations or of all; a ready order is called back with them. */
export function recallTicket(
  state: DecisionState,
  { orderId, lineIds, stations }: OnTicket,
  context: DecisionContext,
): Decision {
  const order = state.order(orderId);
  if (!order) return orderNotFound(orderId);
  const stranger = lineIds.find((id) => !order.lines.some((line) => line.id === id));
  if (stranger !== undefined) return lineNotFound(orderId, stranger);
  if (order.status !== 'preparing' && order.status !== 'ready') {
    return illegal(order, 'Its lines cannot be called back');
  }
  const isDoneAt = ({ status, tasks }: OrderLine): boolean =>
    status !== 'cancelled' &&
    tasks.some(({ station, doneAt }) => doneAt !== null && (stations?.includes(station) ?? true));
  const lines = order.lines.map((line) =>
    lineIds.includes(line.id) && isDoneAt(line) ? backAgain(line, stations) : line,
  );
  if (lines.every((line, nth) => line === order.lines[nth])) {
    return { ok: true, events: [], order };
  }
  const back: Change =
    order.status === 'ready' ? { status: 'preparing', readyAt: null, recalled: true } : {};
  return moved(order, { ...back, lines }, context);
}

/** Puts down that stations have taken note of what they were told, as far as the cook had it before him. */
export function confirmTicket(
  state: DecisionState,
  { orderId, lines: seen, stations }: ConfirmTicket,
  context: DecisionContext,
): Decision {
  const order = state.order(orderId);
  if (!order) return orderNotFound(orderId);
  const stranger = Object.keys(seen).find((id) => !order.lines.some((line) => line.id === id));
  if (stranger !== undefined) return lineNotFound(orderId, stranger);
  let news = false;
  const lines = order.lines.map((line) => {
    const known = Math.min(seen[line.id] ?? 0, toldOfLine(line, order));
    const isBehind = ({ station, confirmed }: OrderLine['tasks'][number]): boolean =>
      confirmed < known && (stations?.includes(station) ?? true);
    if (!line.tasks.some(isBehind)) return line;
    news = true;
    const tasks = line.tasks.map((task) => (isBehind(task) ? { ...task, confirmed: known } : task));
    return { ...line, tasks };
  });
  if (!news) return { ok: true, events: [], order };
  return moved(order, { lines }, context);
}

/** Puts an order before all others in the kitchen, or back in its place. */
export function rushOrder(
  state: DecisionState,
  { orderId, rush }: CommandData<'order.rush'>,
  context: DecisionContext,
): Decision {
  const order = state.order(orderId);
  if (!order) return orderNotFound(orderId);
  if (order.rush === rush) return { ok: true, events: [], order };
  if (!order.allowedChanges.includes('rush')) {
    return notPossible(order, 'The kitchen has no work with it');
  }
  return moved(order, { rush }, context);
}

/** Has the kitchen begin with a course, and with all before it that still wait. */
export function fireCourse(
  state: DecisionState,
  { orderId, course }: CommandData<'order.fire'>,
  context: DecisionContext,
): Decision {
  const order = state.order(orderId);
  if (!order) return orderNotFound(orderId);
  const isFired = (line: OrderLine): boolean => waitsForCourse(line) && line.course <= course;
  if (order.sentAt !== null && isInWork(order) && !order.lines.some(isFired)) {
    return { ok: true, events: [], order };
  }
  if (!order.allowedChanges.includes('fire')) {
    return notPossible(order, 'None of its courses can be fired');
  }
  const lines = order.lines.map((line) =>
    isFired(line) ? { ...line, firedAt: context.at } : line,
  );
  return moved(order, { lines }, context);
}

const isInWork = ({ status }: Order): boolean => status === 'pending' || status === 'preparing';
