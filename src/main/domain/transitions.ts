import { ORDER_ACTIONS, type OrderAction, type OrderStatus } from '../../shared/order-states.ts';

/**
 * The life of an order as data: for each state, what may be done and where that leads. What is not in the table
 * is refused as `illegal_transition`. docs/PROTOCOL.md, rules ORD1 to ORD3.
 */
export const TRANSITIONS: {
  readonly [S in OrderStatus]: { readonly [A in OrderAction]?: OrderStatus };
} = {
  held: { send: 'pending', cancel: 'cancelled' },
  pending: { start: 'preparing', cancel: 'cancelled' },
  preparing: { ready: 'ready', cancel: 'cancelled' },
  ready: { complete: 'completed', recall: 'preparing', cancel: 'cancelled' },
  completed: {},
  cancelled: {},
};

/** What may be done with an order in this state: a fresh array, for the order's own document. */
export function allowedActions(status: OrderStatus): OrderAction[] {
  return ORDER_ACTIONS.filter((action) => TRANSITIONS[status][action] !== undefined);
}
