import type { CommandData } from '../../shared/commands.ts';
import { waitsForCourse } from '../../shared/courses.ts';
import type { LineTask, Order, OrderLine } from '../../shared/order.ts';
import { toldOfLine } from '../../shared/told.ts';
import type { ConfirmTicket, OnTicket } from '../../shared/ticket-commands.ts';
import { areDone, arrive, backAgain, done, isAt, oneMoreRecall } from './arrive.ts';
import { illegal, lineNotFound, notPossible, orderNotFound } from './refusals.ts';
import { type Change, moved } from './revise.ts';
import type { Decision, DecisionContext, DecisionState } from './state.ts';

/**
 * Begins with lines: what is begun is not given back to the stock of itself. The order begins with its first line; what
 * waits for its course is begun by nobody.
 */
export function startTicket(
  state: DecisionState,
  { orderId, lineIds, stations }: OnTicket,
  context: DecisionContext,
): Decision {
  const order = orderWith(state, orderId, lineIds);
  if ('ok' in order) return order;
  // Two cooks who begin the same begin it once, also where a third one has made it meanwhile.
  if (order.status === 'ready' || order.status === 'completed') {
    return { ok: true, events: [], order };
  }
  if (order.status !== 'pending' && order.status !== 'preparing') {
    return illegal(order, 'Its lines cannot be begun');
  }
  const lines = changed(order, (line) => {
    const { id, status, firedAt, tasks } = line;
    const isToBegin = lineIds.includes(id) && status === 'pending' && firedAt !== null;
    if (!isToBegin || !tasks.some((task) => isAt(task, stations))) return line;
    return { ...line, status: 'preparing', tasks: seen(tasks, context.at, stations) };
  });
  if (!lines) return { ok: true, events: [], order };
  return moved(order, { ...begun(order, context.at), lines, status: 'preparing' }, context);
}

/**
 * Strikes lines as done, in the name of some stations or of all. A line is ready when each of its stations is done; the
 * order starts with its first line and is ready with its last.
 */
export function bumpTicket(
  state: DecisionState,
  { orderId, lineIds, stations, recalls }: CommandData<'ticket.bump'>,
  context: DecisionContext,
): Decision {
  const order = orderWith(state, orderId, lineIds);
  if ('ok' in order) return order;
  // Two cooks bumping the same line make one bump, also where the first of them made the order ready.
  if (order.status === 'ready' || order.status === 'completed') {
    return { ok: true, events: [], order };
  }
  if (order.status !== 'pending' && order.status !== 'preparing') {
    return illegal(order, 'Its lines cannot be marked done');
  }
  // Called back since the cook made it: what was made then is not what is wanted now.
  if (recalls !== undefined && recalls !== (order.recalls ?? 0)) {
    return { ok: true, events: [], order };
  }
  const lines = changed(order, (line) =>
    // What the counter has just taken off is nobody's to make.
    lineIds.includes(line.id) && hasTask(line, ({ doneAt }) => doneAt === null, stations)
      ? done({ ...line, tasks: seen(line.tasks, context.at, stations) }, context.at, stations)
      : line,
  );
  if (!lines) return { ok: true, events: [], order };
  const rest: Change = areDone(lines)
    ? arrive({ ...order, lines }, 'ready', context.at)
    : { lines, status: 'preparing' };
  return moved(order, { ...begun(order, context.at), ...rest }, context);
}

/** Brings bumped lines back, in the name of some stations or of all; a ready order is called back with them. */
export function recallTicket(
  state: DecisionState,
  { orderId, lineIds, stations, whole = false }: CommandData<'ticket.recall'>,
  context: DecisionContext,
): Decision {
  const order = orderWith(state, orderId, lineIds);
  if ('ok' in order) return order;
  if (order.status !== 'preparing' && order.status !== 'ready') {
    return illegal(order, 'Its lines cannot be called back');
  }
  const lines = changed(order, (line) =>
    lineIds.includes(line.id) && hasTask(line, ({ doneAt }) => doneAt !== null, stations)
      ? backAgain(line, { stations, whole })
      : line,
  );
  if (!lines) return { ok: true, events: [], order };
  const back: Change =
    order.status === 'ready' ? { status: 'preparing', readyAt: null, recalled: true } : {};
  return moved(order, { ...back, lines, recalls: oneMoreRecall(order) }, context);
}

/**
 * Puts down that stations have taken note of what they were told, as far as the cook had it before him. What was told
 * of a line after that still awaits them.
 */
export function confirmTicket(
  state: DecisionState,
  { orderId, lines: told, stations }: ConfirmTicket,
  context: DecisionContext,
): Decision {
  const order = orderWith(state, orderId, Object.keys(told));
  if ('ok' in order) return order;
  // Handed over while the cook's finger was on its way: there is nobody any more for whom it would matter.
  if (order.status === 'completed') return { ok: true, events: [], order };
  const lines = changed(order, (line) => {
    const known = Math.min(told[line.id] ?? 0, toldOfLine(line, order));
    const isBehind = (task: LineTask): boolean => task.confirmed < known && isAt(task, stations);
    if (!line.tasks.some(isBehind)) return line;
    const tasks = line.tasks.map((task) => (isBehind(task) ? { ...task, confirmed: known } : task));
    return { ...line, tasks };
  });
  if (!lines) return { ok: true, events: [], order };
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
  if (!order.allowedChanges.includes('rush')) {
    return notPossible(order, 'The kitchen has no work with it');
  }
  if (order.rush === rush) return { ok: true, events: [], order };
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
  const { status } = order;
  if (status !== 'pending' && status !== 'preparing' && status !== 'ready') {
    return notPossible(order, 'None of its courses can be fired');
  }
  const lines = changed(order, (line) =>
    waitsForCourse(line) && line.course <= course ? { ...line, firedAt: context.at } : line,
  );
  // Two who fire the same course fire it once.
  if (!lines) return { ok: true, events: [], order };
  return moved(order, { lines }, context);
}

/** Whoever begins or makes a line has had it before him, whether his display has said so or not. */
function seen(
  tasks: readonly LineTask[],
  at: string,
  stations: readonly string[] | undefined,
): LineTask[] {
  return tasks.map((task) =>
    task.shownAt === null && isAt(task, stations) ? { ...task, shownAt: at } : task,
  );
}

/** What becomes true of an order by the first of its lines that is begun. */
function begun({ startedAt, shownAt }: Order, at: string): Change {
  return { startedAt: startedAt ?? at, shownAt: shownAt ?? at };
}

/** The order that has all these lines; the refusal when there is none, or it has not one of them. */
function orderWith(
  state: DecisionState,
  orderId: string,
  lineIds: readonly string[],
): Order | Decision {
  const order = state.order(orderId);
  if (!order) return orderNotFound(orderId);
  const stranger = lineIds.find((lineId) => !order.lines.some(({ id }) => id === lineId));
  return stranger === undefined ? order : lineNotFound(orderId, stranger);
}

/** True while the line stands and some task of these stations, or of any, is like that. */
function hasTask(
  { status, tasks }: OrderLine,
  isLikeThat: (task: LineTask) => boolean,
  stations?: readonly string[],
): boolean {
  return status !== 'cancelled' && tasks.some((task) => isLikeThat(task) && isAt(task, stations));
}

/** The lines of an order, some of them in another state; null when each is what it was. */
function changed(order: Order, change: (line: OrderLine) => OrderLine): OrderLine[] | null {
  const lines = order.lines.map(change);
  return lines.every((line, nth) => line === order.lines[nth]) ? null : lines;
}
