import { refuse } from '../../shared/errors.ts';
import type { Order } from '../../shared/order.ts';
import { type Decision, refused } from './state.ts';

/** The refusals that several decisions share, each worded once. */
export function orderNotFound(orderId: string): Decision {
  return refused(refuse('not_found', 'There is no such order.', { orderId }));
}

export function lineNotFound(orderId: string, lineId: string): Decision {
  return refused(refuse('not_found', 'The order has no such line.', { orderId, lineId }));
}

/** There is no arrow for it in the transition table. */
export function illegal(order: Order, what: string): Decision {
  return refused(
    refuse('illegal_transition', `${what} while the order is ${order.status}.`, {
      orderId: order.id,
      from: order.status,
      allowedActions: order.allowedActions,
    }),
  );
}

/** It is not among what a counter may change of the order now. */
export function notPossible(order: Order, what: string): Decision {
  return refused(
    refuse('change_not_possible', `${what} as the order is now (${order.status}).`, {
      orderId: order.id,
      from: order.status,
      allowedChanges: order.allowedChanges,
    }),
  );
}

export function noOpenShift(): Decision {
  return refused(refuse('no_open_shift', 'Open the shift of this counter first.', {}));
}

/** There is none, or it is closed: a closed one is never closed again. */
export function shiftNotFound(shiftId: string): Decision {
  return refused(refuse('not_found', 'There is no such open shift.', { shiftId }));
}
