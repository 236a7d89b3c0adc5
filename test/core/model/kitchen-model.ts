import { menuSchema } from '../../../src/shared/menu.ts';
import type { LineTask } from '../../../src/shared/order.ts';
import type { OrderStatus } from '../../../src/shared/order-states.ts';
import { SMALL_MENU } from '../../support/broker.ts';

/** What one station has to do with a line. */
export interface ModelTask {
  readonly station: string;
  shown: boolean;
  done: boolean;
  confirmed: number;
}

export interface ModelLine {
  /** The broker's id, known once it has answered. */
  id: string;
  readonly item: string;
  quantity: number;
  taken: number;
  /** Somebody has begun to make it. */
  touched: boolean;
  readonly course: number;
  fired: boolean;
  /** What the kitchen was told of it: units, or 0 for what it was told about the order itself. */
  readonly told: number[];
  readonly tasks: readonly ModelTask[];
}

/** What of an order the kitchen's work is made of. */
export interface KitchenOrder {
  status: OrderStatus;
  lines: ModelLine[];
  table: string | null;
  rush: boolean;
  /** How often something of it was called back. */
  recalls: number;
  isSent: boolean;
}

/** Stations in whose name something is done; null = all. */
type Stations = readonly string[] | null;

const isAt = ({ station }: ModelTask, stations: Stations): boolean =>
  stations?.includes(station) ?? true;

const standing = (lines: readonly ModelLine[]) => lines.filter(({ quantity }) => quantity > 0);

/** Pizzas are the bar's, too: it has an eye on who drinks what with them. */
export const KITCHEN_MENU = menuSchema.parse({
  ...SMALL_MENU,
  items: SMALL_MENU.items.map((item) =>
    item.id === 'pizza-margherita' ? { ...item, alsoAt: ['bar'] } : item,
  ),
});

export function tasksOf(itemId: string): ModelTask[] {
  const item = KITCHEN_MENU.items.find(({ id }) => id === itemId);
  const stations = item ? [item.station, ...(item.alsoAt ?? [])] : [];
  return stations.map((station) => ({ station, shown: false, done: false, confirmed: 0 }));
}

/** What the model has of a task: that it was shown and done, not when. */
export function asInModel({ station, shownAt, doneAt, confirmed }: LineTask): ModelTask {
  return { station, shown: shownAt !== null, done: doneAt !== null, confirmed };
}

export function isDone({ lines }: Pick<KitchenOrder, 'lines'>): boolean {
  return standing(lines).every(({ tasks }) => tasks.every(({ done }) => done));
}

function toldOfLine({ told }: ModelLine, { status, isSent }: KitchenOrder): number {
  return told.length + (status === 'cancelled' && isSent ? 1 : 0);
}

/** True while a station that saw a cancelled order has yet to take note of that. */
export function lingers(order: KitchenOrder): boolean {
  if (order.status !== 'cancelled') return false;
  return order.lines.some((line) =>
    line.tasks.some(({ confirmed }) => confirmed < toldOfLine(line, order)),
  );
}

export function send(order: KitchenOrder): void {
  order.isSent = true;
  for (const line of order.lines) {
    line.told.push(line.quantity);
    for (const task of line.tasks) task.confirmed = 1;
  }
  fireFirst(order.lines);
}

/** @param added lines that are no part of the order yet */
export function sendMore({ lines }: KitchenOrder, added: readonly ModelLine[]): void {
  const isInView = lines.some(({ tasks }) => tasks.some(({ shown }) => shown));
  const there = standing(lines);
  for (const line of added) {
    line.told.push(line.quantity);
    for (const task of line.tasks) task.confirmed = isInView ? 0 : 1;
    line.fired =
      lines.some(({ fired, course }) => fired && course >= line.course) &&
      !there.some(({ fired, course }) => !fired && course <= line.course);
  }
  fireFirst([...lines, ...added]);
}

/** @param units less or more than before; they are off it already */
export function tellChange(line: ModelLine, units: number): void {
  const before = line.told.length;
  line.told.push(units);
  for (const task of line.tasks) {
    const isNews = task.shown || (line.quantity > 0 && task.confirmed < before);
    if (!isNews) task.confirmed = line.told.length;
  }
}

/** What is told about the order itself, with each line that stands. */
export function tellDetails({ lines }: KitchenOrder): void {
  for (const line of standing(lines)) tellChange(line, 0);
}

export function tellCancelled({ lines }: KitchenOrder): void {
  for (const { quantity, told, tasks } of lines) {
    for (const task of tasks) {
      const isNews = task.shown && (quantity > 0 || task.confirmed < told.length);
      if (!isNews) task.confirmed = told.length + 1;
    }
  }
}

function fireFirst(lines: readonly ModelLine[]): void {
  const there = standing(lines);
  const first = Math.min(...there.map(({ course }) => course));
  for (const line of there) if (line.course === first) line.fired = true;
}

/** The lines of an order that the kitchen makes, all of them or all that were fired. */
export function begin(order: KitchenOrder): void {
  for (const line of standing(order.lines)) if (line.fired) line.touched = true;
}

export function finish(order: KitchenOrder): void {
  for (const line of standing(order.lines)) strike(line, null);
}

export function bringBack(order: KitchenOrder): void {
  order.recalls += 1;
  for (const line of standing(order.lines)) for (const task of line.tasks) task.done = false;
}

function strike(line: ModelLine, stations: Stations): boolean {
  const open = line.tasks.filter((task) => !task.done && isAt(task, stations));
  if (line.quantity === 0 || open.length === 0) return false;
  for (const task of open) {
    Object.assign(task, { done: true, confirmed: Math.max(1, task.confirmed) });
  }
  Object.assign(line, { touched: true, fired: true });
  return true;
}

export function bump(
  order: KitchenOrder,
  lines: readonly ModelLine[],
  stations: Stations,
  recalls: number | null = null,
): string | null {
  if (order.status === 'ready' || order.status === 'completed') return null;
  if (order.status === 'held' || order.status === 'cancelled') return 'illegal_transition';
  if (recalls !== null && recalls !== order.recalls) return null;
  const struck = lines.filter((line) => strike(line, stations));
  // Who makes it has it before him.
  for (const task of struck.flatMap((line) => line.tasks)) {
    if (isAt(task, stations)) task.shown = true;
  }
  if (struck.length > 0) order.status = isDone(order) ? 'ready' : 'preparing';
  return null;
}

export function unbump(
  order: KitchenOrder,
  lines: readonly ModelLine[],
  stations: Stations,
): string | null {
  if (order.status !== 'preparing' && order.status !== 'ready') return 'illegal_transition';
  const tasks = standing(lines).flatMap((line) => line.tasks);
  const back = tasks.filter((task) => task.done && isAt(task, stations));
  for (const task of back) task.done = false;
  if (back.length === 0) return null;
  order.recalls += 1;
  order.status = 'preparing';
  return null;
}

/** Begins such of these lines as nobody has begun. */
export function startLines(
  order: KitchenOrder,
  lines: readonly ModelLine[],
  stations: Stations,
): string | null {
  if (order.status === 'ready' || order.status === 'completed') return null;
  if (order.status === 'held' || order.status === 'cancelled') return 'illegal_transition';
  for (const line of standing(lines)) {
    const here = line.tasks.filter((task) => isAt(task, stations));
    if (line.touched || !line.fired || here.length === 0) continue;
    line.touched = true;
    for (const task of here) task.shown = true;
    order.status = 'preparing';
  }
  return null;
}

/** @param seen how much the cook was told of each line */
export function confirm(
  order: KitchenOrder,
  seen: ReadonlyMap<ModelLine, number>,
  stations: Stations,
): null {
  if (order.status === 'completed') return null;
  for (const [line, told] of seen) {
    const known = Math.min(told, toldOfLine(line, order));
    for (const task of line.tasks) {
      if (isAt(task, stations)) task.confirmed = Math.max(known, task.confirmed);
    }
  }
  return null;
}

export function rush(order: KitchenOrder, is: boolean): string | null {
  if (!['held', 'pending', 'preparing'].includes(order.status)) return 'change_not_possible';
  order.rush = is;
  return null;
}

export function fire(order: KitchenOrder, course: number): string | null {
  if (!['pending', 'preparing', 'ready'].includes(order.status)) return 'change_not_possible';
  for (const line of standing(order.lines)) if (line.course <= course) line.fired = true;
  return null;
}

/**
 * All of a life happens in one moment: what lines began with was told before what became of them.
 * @param told how much of the order the display had been told of; null = all
 */
export function show(order: KitchenOrder, told: number | null, stations: Stations): void {
  if (!['pending', 'preparing', 'ready'].includes(order.status)) return;
  const tellings = order.lines
    .flatMap((line) => line.told.map((_, nth) => ({ line, nth })))
    .toSorted((a, b) => a.nth - b.nth)
    .slice(0, told ?? Infinity);
  const knownOf = (line: ModelLine) => tellings.filter((telling) => telling.line === line).length;
  const isInView = (line: ModelLine, { confirmed }: ModelTask): boolean => {
    const known = knownOf(line);
    if (known === line.told.length) return line.quantity > 0 || confirmed < known;
    return line.told.slice(0, known).reduce((sum, units) => sum + units, 0) > 0;
  };
  const isNews = !order.lines.some(({ tasks }) => tasks.some(({ shown }) => shown));
  const shown = order.lines.flatMap((line) =>
    line.tasks
      .filter((task) => !task.shown && isAt(task, stations) && isInView(line, task))
      .map((task) => ({ line, task })),
  );
  for (const { line, task } of shown) {
    task.shown = true;
    task.confirmed = Math.min(task.confirmed, knownOf(line));
  }
  if (!isNews || shown.length === 0) return;
  for (const line of standing(order.lines).filter((each) => knownOf(each) === 0)) {
    for (const task of line.tasks) if (!task.done) task.confirmed = 0;
  }
}
