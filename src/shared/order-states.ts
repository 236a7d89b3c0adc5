/** Order states, in the order an order lives through them. See docs/PROTOCOL.md, section ORD. */
export const ORDER_STATUSES = [
  'held',
  'pending',
  'preparing',
  'ready',
  'completed',
  'cancelled',
] as const;

export type OrderStatus = (typeof ORDER_STATUSES)[number];

/** States of one line. A line of a completed order stays `ready`; lines are cancelled with their order. */
export const LINE_STATUSES = ['pending', 'preparing', 'ready', 'cancelled'] as const;

/** What can be done with a whole order. Which of them are legal now, the order itself says (`allowedActions`). */
export const ORDER_ACTIONS = ['send', 'start', 'ready', 'complete', 'recall', 'cancel'] as const;

export type OrderAction = (typeof ORDER_ACTIONS)[number];

/**
 * What else a counter may do with an order. Which of them are possible now, the order itself says
 * (`allowedChanges`). `edit`: add and take off lines, change whom it is for. `rush`: put it before all others in the
 * kitchen, or back in its place. `fire`: have the kitchen make a course that waits.
 */
export const ORDER_CHANGES = [
  'edit',
  'rush',
  'fire',
  'discount',
  'split',
  'pay',
  'refund',
] as const;

export type OrderChange = (typeof ORDER_CHANGES)[number];

/** How the customer eats: decides the badge on a ticket and the age at which it counts as late. */
export const SERVICES = ['counter', 'dine_in', 'takeaway', 'delivery'] as const;

export type Service = (typeof SERVICES)[number];

/** Where the order came from. */
export const CHANNELS = ['counter', 'online', 'phone'] as const;

export type Channel = (typeof CHANNELS)[number];

/** An order that still needs someone's work: it lives in the broker's memory and in every snapshot. */
export function isOpen(status: OrderStatus): boolean {
  return status !== 'completed' && status !== 'cancelled';
}

/** What of an order beside its lines the kitchen is told anew when it changes. */
export const ORDER_DETAILS = ['service', 'table', 'note', 'due'] as const;

export type OrderDetail = (typeof ORDER_DETAILS)[number];
