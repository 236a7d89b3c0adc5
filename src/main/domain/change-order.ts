import type { AdvanceOrder } from '../../shared/commands.ts';
import { refuse } from '../../shared/errors.ts';
import type { DomainEvent } from '../../shared/events.ts';
import type { StockLevel } from '../../shared/menu.ts';
import type { Order, OrderLine } from '../../shared/order.ts';
import { isOpen, type OrderAction, type OrderStatus } from '../../shared/order-states.ts';
import { orderTotals } from './pricing.ts';
import { type Decision, type DecisionContext, type DecisionState, refused } from './state.ts';
import { allowedActions, allowedChanges, TRANSITIONS } from './transitions.ts';

type Change = { -readonly [K in keyof Order]?: Order[K] };

/** Moves an order along one arrow of the transition table. */
export function actOnOrder(
  state: DecisionState,
  orderId: string,
  action: OrderAction,
  context: DecisionContext,
  reason: string | null = null,
): Decision {
  const order = state.order(orderId);
  return order ? act(state, order, action, context, reason) : orderNotFound(orderId);
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
  const reason = command.status === 'cancelled' ? command.reason : null;
  const events: DomainEvent[] = [];
  let order = found;
  while (order.status !== to && !(to === 'preparing' && order.status === 'pending')) {
    const action = NEXT[to][order.status];
    if (action === undefined) return illegal(found, `There is no way to ${to}`);
    const step = act(state, order, action, context, reason);
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
  reason: string | null,
): Decision {
  const to = TRANSITIONS[order.status][action];
  if (to === undefined) return illegal(order, `"${action}" is not possible`);
  if (to === 'cancelled') return cancel(state, order, context, reason);
  return changed(order, arrive(order, to, context.at));
}

/** Strikes one line as done; the order starts with its first line and is ready with its last. */
export function bumpLine(
  state: DecisionState,
  orderId: string,
  lineId: string,
  context: DecisionContext,
): Decision {
  const order = state.order(orderId);
  if (!order) return orderNotFound(orderId);
  const line = order.lines.find(({ id }) => id === lineId);
  if (!line) return lineNotFound(orderId, lineId);
  if (order.status !== 'pending' && order.status !== 'preparing') {
    return illegal(order, 'Its lines cannot be marked done');
  }
  // Two cooks bumping the same line make one bump.
  if (line.status === 'ready') return { ok: true, events: [], order };
  const lines = order.lines.map((each) =>
    each.id === lineId ? { ...each, status: 'ready' as const } : each,
  );
  const started: Change = order.startedAt === null ? { startedAt: context.at } : {};
  return lines.every(({ status }) => status === 'ready')
    ? changed(order, { ...started, ...arrive({ ...order, lines }, 'ready', context.at) })
    : changed(order, { ...started, lines, status: 'preparing' });
}

/** Brings a bumped line back; a ready order is called back with it. */
export function recallLine(state: DecisionState, orderId: string, lineId: string): Decision {
  const order = state.order(orderId);
  if (!order) return orderNotFound(orderId);
  const line = order.lines.find(({ id }) => id === lineId);
  if (!line) return lineNotFound(orderId, lineId);
  if (order.status !== 'preparing' && order.status !== 'ready') {
    return illegal(order, 'Its lines cannot be called back');
  }
  if (line.status !== 'ready') return { ok: true, events: [], order };
  const lines = order.lines.map((each) =>
    each.id === lineId ? { ...each, status: 'preparing' as const } : each,
  );
  return changed(
    order,
    order.status === 'ready'
      ? { lines, status: 'preparing', readyAt: null, recalled: true }
      : { lines },
  );
}

/** Puts down that a kitchen display has these orders on the page in view. The first display counts. */
export function showOrders(
  state: DecisionState,
  orderIds: readonly string[],
  context: DecisionContext,
): Decision {
  const events: DomainEvent[] = [];
  for (const id of new Set(orderIds)) {
    const order = state.order(id);
    // An order that left meanwhile is no error: the display was only slower than the counter.
    if (!order || order.shownAt !== null || !isOpen(order.status) || order.status === 'held')
      continue;
    events.push(change(order, { shownAt: context.at }).event);
  }
  return { ok: true, events, order: null };
}

/** What becomes true of an order on reaching a state other than cancelled. */
function arrive(order: Order, to: OrderStatus, at: string): Change {
  switch (to) {
    case 'pending':
      return { status: to, sentAt: at };
    case 'preparing':
      // From ready this is a recall: all lines are to be looked at again.
      return order.status === 'ready'
        ? { status: to, readyAt: null, recalled: true, lines: withLines(order, 'preparing') }
        : { status: to, startedAt: at, lines: withLines(order, 'preparing') };
    case 'ready':
      return {
        status: to,
        readyAt: at,
        readiness: order.readiness + 1,
        lines: withLines(order, 'ready'),
      };
    case 'completed':
      return { status: to, completedAt: at };
    case 'held':
    case 'cancelled':
      return { status: to };
  }
}

function withLines(order: Order, status: OrderLine['status']): OrderLine[] {
  return order.lines.map((line) => ({ ...line, status }));
}

/** Cancels; what nobody has begun to cook goes back to the stock. */
function cancel(
  state: DecisionState,
  order: Order,
  context: DecisionContext,
  reason: string | null,
): Decision {
  const levels = new Map<string, StockLevel>();
  const cancelled = order.lines.map((line): OrderLine => {
    const back = line.status === 'pending' ? line.stockTaken : 0;
    if (back === 0) return { ...line, status: 'cancelled' };
    const available = levels.get(line.itemId)?.available ?? state.available(line.itemId);
    // Counting may have been switched off since; then there is nothing to add to.
    if (available !== null) {
      levels.set(line.itemId, { itemId: line.itemId, available: available + back });
    }
    return { ...line, status: 'cancelled', stockTaken: 0 };
  });
  const result = change(order, {
    status: 'cancelled',
    cancelledAt: context.at,
    cancelReason: reason,
    lines: cancelled,
  });
  const events: DomainEvent[] = [result.event];
  if (levels.size > 0) {
    events.push({ type: 'stock.changed', data: { items: [...levels.values()] } });
  }
  return { ok: true, events, order: result.order };
}

function change(order: Order, by: Change): { readonly event: DomainEvent; readonly order: Order } {
  const next: Order = { ...order, ...by, version: order.version + 1 };
  next.totals = orderTotals(next);
  next.allowedActions = allowedActions(next.status);
  next.allowedChanges = allowedChanges(next);
  return { event: { type: 'order.changed', data: { order: next } }, order: next };
}

function changed(order: Order, by: Change): Decision {
  const result = change(order, by);
  return { ok: true, events: [result.event], order: result.order };
}

function orderNotFound(orderId: string): Decision {
  return refused(refuse('not_found', 'There is no such order.', { orderId }));
}

function lineNotFound(orderId: string, lineId: string): Decision {
  return refused(refuse('not_found', 'The order has no such line.', { orderId, lineId }));
}

function illegal(order: Order, what: string): Decision {
  return refused(
    refuse('illegal_transition', `${what} while the order is ${order.status}.`, {
      orderId: order.id,
      from: order.status,
      allowedActions: order.allowedActions,
    }),
  );
}
