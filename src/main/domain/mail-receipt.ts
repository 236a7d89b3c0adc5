import type { CommandData } from '../../shared/commands.ts';
import { notPossible, orderNotFound } from './refusals.ts';
import type { Decision, DecisionState } from './state.ts';

/** Has the receipt of an order mailed: the order stays as it is, and the broker queues the message. */
export function mailReceipt(
  state: DecisionState,
  { orderId, email, language = null }: CommandData<'order.receipt'>,
): Decision {
  const order = state.order(orderId);
  if (!order) return orderNotFound(orderId);
  if (order.status === 'held' || order.status === 'cancelled') {
    return notPossible(order, 'There is no receipt of it');
  }
  return { ok: true, events: [], order, receipt: { email, language } };
}
