import type { AdvanceOrder, Cancel, CommandData } from '../../shared/commands.ts';
import { refuse } from '../../shared/errors.ts';
import type { DomainEvent } from '../../shared/events.ts';
import type { LineTask, Order, OrderLine } from '../../shared/order.ts';
import type { OrderAction, OrderStatus } from '../../shared/order-states.ts';
import { arrive } from './arrive.ts';
import { needsApproval } from './authority.ts';
import { isKnown } from './ledger.ts';
import { illegal, orderNotFound } from './refusals.ts';
import { type Change, moved, resold } from './revise.ts';
import { type Decision, type DecisionContext, type DecisionState, refused } from './state.ts';
import { StockReturns } from './stock-returns.ts';
import { reasonOf } from './take-off.ts';
import { TRANSITIONS } from './transitions.ts';

/** Moves an order along one arrow of the transition table. */
export function actOnOrder(
  state: DecisionState,
  orderId: string,
  action: OrderAction,
  context: DecisionContext,
  why: Cancel = {},
): Decision {
  const order = state.order(orderId);
  return order ? act(state, order, action, context, why) : orderNotFound(orderId);
}

/** Hands an order over: as it was made, if it is said which readiness of it is in hand. */
export function completeOrder(
  state: DecisionState,
  { orderId, readiness }: CommandData<'order.complete'>,
  context: DecisionContext,
): Decision {
  const order = state.order(orderId);
  if (!order) return orderNotFound(orderId);
  const isAnother = readiness !== undefined && readiness !== order.readiness;
  if (isAnother && order.status === 'ready') {
    return illegal(order, 'It was called back meanwhile: another readiness cannot be handed over');
  }
  return act(state, order, 'complete', context, {});
}

/** How an order gets where it is to be: the next action from each state that leads there. */
const NEXT: {
  readonly [T in AdvanceOrder['status']]: { readonly [S in OrderStatus]?: OrderAction };
} = {
  // A pending order is in the kitchen's hands already: whoever says so does not begin to cook it.
  preparing: { ready: 'recall' },
  ready: { pending: 'start', preparing: 'ready' },
  completed: { pending: 'start', preparing: 'ready', ready: 'complete' },
  cancelled: { held: 'cancel', pending: 'cancel', preparing: 'cancel', ready: 'cancel' },
};

/**
 * Moves an order to a state through all that lies between, each step with its own event, or not at all. One that
 * is there already stays as it is.
 */
export function advanceOrder(
  state: DecisionState,
  command: AdvanceOrder,
  context: DecisionContext,
): Decision {
  const { orderId, status: to } = command;
  const found = state.order(orderId);
  if (!found) return orderNotFound(orderId);
  const why = command.status === 'cancelled' ? command : {};
  const events: DomainEvent[] = [];
  let order = found;
  while (order.status !== to && !(to === 'preparing' && order.status === 'pending')) {
    const action = NEXT[to][order.status];
    if (action === undefined) return illegal(found, `There is no way to ${to}`);
    const step = act(state, order, action, context, why);
    if (!step.ok || !step.order) return step;
    events.push(...step.events);
    order = step.order;
  }
  return { ok: true, events, order };
}

function act(
  state: DecisionState,
  order: Order,
  action: OrderAction,
  context: DecisionContext,
  why: Cancel,
): Decision {
  const to = TRANSITIONS[order.status][action];
  if (to === undefined) return illegal(order, `"${action}" is not possible`);
  if (to === 'cancelled') return cancel(state, order, context, why);
  const { dueCents } = order.totals;
  if (action === 'send' && order.awaitsPayment && dueCents > 0) {
    const detail = 'The kitchen gets this order once it is paid.';
    return refused(refuse('payment_required', detail, { dueCents }));
  }
  return moved(order, arrive(order, to, context.at), context);
}

/**
 * Cancels; what was paid is to be given back. One of the shop's reasons says whether what the order took goes back to the
 * stock; without one what nobody has begun to cook does. What the kitchen knows of is voided with the order: it takes
 * whoever may do that.
 */
function cancel(
  state: DecisionState,
  order: Order,
  context: DecisionContext,
  { reason, reasonId }: Cancel,
): Decision {
  const held = order.status === 'held';
  const chosen = reasonId === undefined ? null : reasonOf(reasonId, context.rules);
  if (chosen && 'code' in chosen) return refused(chosen);
  const refusal =
    needsApproval('cancel', context) ?? (held ? null : needsApproval('void', context));
  if (refusal) return refused(refusal);
  const stock = new StockReturns(state);
  const lines = order.lines.map((line): OrderLine => {
    const struck: OrderLine = { ...line, status: 'cancelled', tasks: cancelledTasks(line, order) };
    // Nothing of a held order was ever made.
    const comesBack = held || (chosen ? chosen.restock : line.status === 'pending');
    if (!comesBack) return struck;
    stock.giveBack(line.itemId, line.stockTaken);
    return { ...struck, stockTaken: 0 };
  });
  const change: Change = {
    status: 'cancelled',
    cancelledAt: context.at,
    cancelReason: [chosen?.name, reason].filter(Boolean).join(': ') || null,
    lines,
    split: null,
  };
  return resold(state, order, change, context, { levels: stock.levels() });
}

/**
 * The tasks of a cancelled order's line: a station that had it in view is to take note, all others have nothing to note.
 * Nor has one that took note before that all of the line was taken off.
 */
function cancelledTasks({ quantity, ledger, tasks }: OrderLine, order: Order): LineTask[] {
  if (order.sentAt === null) return tasks;
  const isNews = (task: LineTask): boolean =>
    isKnown(task) && (quantity > 0 || task.confirmed < ledger.length);
  return tasks.map((task) => (isNews(task) ? task : { ...task, confirmed: ledger.length + 1 }));
}
