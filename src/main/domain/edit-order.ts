import type { ChangeOrder } from '../../shared/commands.ts';
import { refuse, type Refusal } from '../../shared/errors.ts';
import { LIMITS } from '../../shared/limits.ts';
import type { StockLevel } from '../../shared/menu.ts';
import type { Customer, Order, OrderLine } from '../../shared/order.ts';
import { ORDER_DETAILS, type OrderDetail } from '../../shared/order-states.ts';
import type { LedgerEntry } from '../../shared/payment.ts';
import type { Tally } from '../../shared/shift.ts';
import { areDone, arrive } from './arrive.ts';
import { needsApproval } from './authority.ts';
import { changedTooOften, tell } from './ledger.ts';
import { fireFirstCourse, newLines, sendMoreLines } from './lines.ts';
import { customerOf, instantOf } from './place-order.ts';
import { noOpenShift, notPossible, orderNotFound } from './refusals.ts';
import { type Change, resold } from './revise.ts';
import { serviceChargeFor } from './service-charge.ts';
import { type Decision, type DecisionContext, type DecisionState, refused } from './state.ts';
import { StockReturns } from './stock-returns.ts';
import { takeOff } from './take-off.ts';

/**
 * Changes what an order is and for whom, all of it or nothing, in one new version of it. The kitchen is told the
 * difference: what it knows of is never edited, only taken off and added to.
 */
export function editOrder(
  state: DecisionState,
  data: ChangeOrder,
  context: DecisionContext,
): Decision {
  const order = state.order(data.orderId);
  if (!order) return orderNotFound(data.orderId);
  if (!order.allowedChanges.includes('edit')) return notPossible(order, 'It cannot be changed');
  const sells = (data.add?.length ?? 0) > 0;
  if (sells && context.role === 'counter' && order.channel === 'counter') {
    if (!state.openShift(context.deviceId)) return noOpenShift();
  }
  const change = detailsOf(order, data, context);
  const details = toldAnew(order, change);
  const relined = reline(state, order, data, context);
  if (relined !== null && 'code' in relined) return refused(relined);
  Object.assign(change, relined?.change);
  if (details.length > 0) {
    const lines = tellDetails(change.lines ?? order.lines, order, details, context);
    if ('code' in lines) return refused(lines);
    Object.assign(change, { lines, changeShownAt: null });
  }
  if (Object.keys(change).length === 0) return { ok: true, events: [], order };
  return resold(state, order, change, context, relined ?? {});
}

/** What of the order the kitchen knows otherwise: nothing of one that it has not been told of. */
function toldAnew({ sentAt }: Order, change: Change): OrderDetail[] {
  if (sentAt === null) return [];
  const changes = { ...change, due: change.dueAt };
  return ORDER_DETAILS.filter((detail) => changes[detail] !== undefined);
}

/**
 * Tells the kitchen of what has changed about the order, with each line that stands: that is how stations take note of
 * it. A line that has just been added was told with the change.
 */
function tellDetails(
  lines: readonly OrderLine[],
  before: Order,
  details: OrderDetail[],
  { at, person }: DecisionContext,
): OrderLine[] | Refusal {
  const known = new Set(before.lines.map(({ id }) => id));
  const toTell = lines.filter(({ id, quantity }) => known.has(id) && quantity > 0);
  for (const line of toTell) {
    const refusal = changedTooOften(line);
    if (refusal) return refusal;
  }
  const entry: LedgerEntry = { at, sent: 0, details, ...(person && { by: person }) };
  return lines.map((line) => (toTell.includes(line) ? tell(line, entry) : line));
}

/** Whom it is for, for when, and where and how they eat: only what differs. */
function detailsOf(order: Order, data: ChangeOrder, { rules }: DecisionContext): Change {
  const change: Change = {};
  if (data.customer !== undefined) {
    const customer = customerOf(data.customer);
    if (!sameCustomer(customer, order.customer)) change.customer = customer;
  }
  if (data.table !== undefined && (data.table || null) !== order.table) {
    change.table = data.table || null;
  }
  if (data.note !== undefined && (data.note || null) !== order.note) {
    change.note = data.note || null;
  }
  if (data.dueAt !== undefined) {
    const dueAt = instantOf(data.dueAt);
    if (dueAt !== order.dueAt) change.dueAt = dueAt;
  }
  if (data.service !== undefined && data.service !== order.service) {
    const waived = order.serviceCharge?.waived ?? false;
    change.service = data.service;
    change.serviceCharge = serviceChargeFor(order, data.service, waived, rules);
  }
  return change;
}

interface Relined {
  readonly change: Change;
  readonly levels: StockLevel[];
  readonly voided: Tally;
}

/** Units off lines, then new lines: what comes back is there for those. Null when neither is asked for. */
function reline(
  state: DecisionState,
  order: Order,
  { add = [], takeOff: off = [] }: ChangeOrder,
  context: DecisionContext,
): Relined | Refusal | null {
  if (add.length === 0 && off.length === 0) return null;
  const stock = new StockReturns(state);
  const taken = takeOff(order, off, stock, context);
  if ('code' in taken) return taken;
  const added = addLines(state, order, add, stock, context);
  if ('code' in added) return added;
  const lines = together(order, taken.lines, added.lines, context);
  if (!lines.some(({ quantity }) => quantity > 0)) {
    const detail = 'Nothing would be left of the order. Cancel it instead.';
    return refuse('nothing_left', detail, { orderId: order.id });
  }
  if (lines.length > LIMITS.lines) {
    return refuse('too_many', 'The order would have too many lines.', { most: LIMITS.lines });
  }
  // Whatever a display has shown of it, it has not shown this.
  const change: Change = { lines, changeShownAt: null, ...follow(order, lines, context.at) };
  // Its shares name units of lines, and these are others now.
  if (order.split?.by === 'items') change.split = null;
  return { change, levels: stock.levels(), voided: taken.voided };
}

/** What is left of an order with what is added. Once the kitchen has it, it is told of that, and begins with the first course that stands. */
function together(
  { status }: Order,
  left: readonly OrderLine[],
  added: readonly OrderLine[],
  { at, person }: DecisionContext,
): OrderLine[] {
  if (status === 'held') return [...left, ...added];
  return fireFirstCourse([...left, ...sendMoreLines(added, left, at, person)], at);
}

function addLines(
  state: DecisionState,
  order: Order,
  add: NonNullable<ChangeOrder['add']>,
  stock: StockReturns,
  context: DecisionContext,
): { readonly lines: OrderLine[] } | Refusal {
  const added = newLines(
    {
      item: (id) => state.item(id),
      modifierGroup: (id) => state.modifierGroup(id),
      available: (itemId) => stock.available(itemId),
    },
    add,
    context,
  );
  if ('code' in added) return added;
  for (const level of added.levels) stock.set(level);
  // A discount on the whole order is on what is added, too: who allowed it did not know of that.
  const discounted =
    added.lines.length > 0 &&
    (order.discount !== null || added.lines.some(({ discount }) => discount !== null));
  return (discounted ? needsApproval('discount', context) : null) ?? added;
}

/** What other lines mean for where the order stands: more to make brings it back, nothing more to make ends it. */
function follow(order: Order, lines: readonly OrderLine[], at: string): Change {
  const done = areDone(lines);
  if (order.status === 'ready' && !done) return { status: 'preparing', readyAt: null };
  if (order.status === 'preparing' && done)
    return arrive({ ...order, lines: [...lines] }, 'ready', at);
  return {};
}

function sameCustomer(a: Customer | null, b: Customer | null): boolean {
  if (a === null || b === null) return a === b;
  return (
    a.name === b.name && a.email === b.email && a.phone === b.phone && a.language === b.language
  );
}
