import type { OrderAction, OrderStatus } from '../../../src/shared/order-states.ts';

/** What the broker allows in each state (docs/PROTOCOL.md, ORD1): the stand-in broker of these tests follows it. */
const ALLOWED: Readonly<Record<OrderStatus, readonly OrderAction[]>> = {
  held: ['send', 'cancel'],
  pending: ['start', 'cancel'],
  preparing: ['ready', 'cancel'],
  ready: ['complete', 'recall', 'cancel'],
  completed: [],
  cancelled: [],
};

export function allowedActionsOf(status: OrderStatus): OrderAction[] {
  return [...ALLOWED[status]];
}
