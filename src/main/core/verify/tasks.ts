import type { LineTask, Order, OrderLine } from '../../../shared/order.ts';
import { toldOfLine } from '../../../shared/told.ts';
import { areDone } from '../../domain/arrive.ts';
import { same, type Differences } from './difference.ts';

/**
 * What an order says of the work that stations have with it: a line that stands is ready when all its stations are done
 * with it, and the order with its last line; nobody has taken note of more than was told.
 */
export function* taskTruths(where: string, order: Order): Differences {
  for (const line of order.lines) {
    const { id, station, tasks, status } = line;
    const stations = tasks.map((task) => task.station);
    yield* same(where, `first station of line ${id}`, station, stations[0]);
    yield* same(where, `stations of line ${id}`, [...new Set(stations)], stations);
    const isDone = tasks.every(({ doneAt }) => doneAt !== null);
    if (status !== 'cancelled')
      yield* same(where, `line ${id} is done`, isDone, status === 'ready');
    if (line.firedAt === null && tasks.some(({ doneAt }) => doneAt !== null)) {
      yield* same(where, `firing of line ${id}, of which some is done`, 'when', line.firedAt);
    }
    const told = toldOfLine(line, order);
    for (const task of tasks) {
      if (task.confirmed <= told) continue;
      const what = `confirmed of line ${id} at ${task.station}`;
      yield* same(where, what, `${told} at most`, task.confirmed);
    }
    if (order.sentAt !== null) continue;
    const untouched = tasks.every(({ shownAt, doneAt }) => shownAt === null && doneAt === null);
    yield* same(where, `work on line ${id}, not sent`, true, untouched && line.firedAt === null);
  }
  if (order.sentAt === null || order.status === 'cancelled') return;
  const isDone = order.status === 'ready' || order.status === 'completed';
  yield* same(where, `lines of order ${order.id} are done`, areDone(order.lines), isDone);
}

/**
 * What may become of that work. Stations and courses stay; when something was shown and fired is put down once, and when it
 * was done until it is called back; what was taken note of stays so, but of what a late report says that it was in view.
 * Of an order that has left only notes are taken.
 */
export function* compareTasks(where: string, before: Order, after: Order): Differences {
  const there = new Map(after.lines.map((line) => [line.id, line]));
  const isReport = shownIn(after) > shownIn(before);
  for (const was of before.lines) {
    const is = there.get(was.id);
    if (!is) continue;
    yield* same(where, `course of line ${was.id}`, was.course, is.course);
    if (was.firedAt !== null)
      yield* same(where, `firing of line ${was.id}`, was.firedAt, is.firedAt);
    yield* same(
      where,
      `stations of line ${was.id}`,
      was.tasks.map(stationOf),
      is.tasks.map(stationOf),
    );
    for (const [nth, task] of was.tasks.entries()) {
      const next = is.tasks[nth];
      if (next) yield* compareTask(where, is, task, next, isReport);
    }
  }
}

const stationOf = ({ station }: LineTask): string => station;

function shownIn({ lines }: Order): number {
  const isShown = ({ shownAt }: LineTask): boolean => shownAt !== null;
  return lines.reduce((sum, { tasks }) => sum + tasks.filter(isShown).length, 0);
}

function* compareTask(
  where: string,
  line: OrderLine,
  was: LineTask,
  is: LineTask,
  isReport: boolean,
): Differences {
  const of = `of line ${line.id} at ${was.station}`;
  if (was.shownAt !== null) yield* same(where, `showing ${of}`, was.shownAt, is.shownAt);
  const isCalledBack = is.doneAt === null && line.status === 'preparing';
  if (was.doneAt !== null && !isCalledBack) yield* same(where, `end ${of}`, was.doneAt, is.doneAt);
  // What nobody was known to have in view was passed over as noted.
  const wasPassedOver = isReport && was.shownAt === null;
  if (is.confirmed < was.confirmed && !wasPassedOver) {
    yield* same(where, `confirmed ${of}`, `${was.confirmed} at least`, is.confirmed);
  }
}
