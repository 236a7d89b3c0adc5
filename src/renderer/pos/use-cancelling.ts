import type { Cancel } from '../../shared/commands.ts';
import type { Order } from '../../shared/order.ts';
import { useClient } from '../client/client-context.tsx';
import { useCounter } from './counter-context.tsx';
import type { FlowStore } from './flows.ts';
import { cancelOrder } from './order-actions.ts';
import { useApproval } from './use-approval.ts';

/**
 * Cancels an order: with a manager's word for all that takes one, and on to giving the money back where some was paid.
 * @param flows those of the counter, where the refund opens
 */
export function useCancelling(
  order: Order,
  flows: FlowStore,
): (why: Cancel, onBegun: () => void, onRefund?: () => void) => Promise<void> {
  const client = useClient();
  const { actions } = useCounter();
  const approve = useApproval();
  return async (why, onBegun, onRefund) => {
    // What the kitchen knows of is voided with its order.
    const kept = order.status === 'held' ? (['cancel'] as const) : (['cancel', 'void'] as const);
    const approval = await approve(...kept);
    if (approval === null) return;
    onBegun();
    const cancelled = await cancelOrder(client, actions, order, why, approval);
    if (cancelled === null || cancelled.totals.paidCents <= 0) return;
    const { flow } = flows.getState();
    // Nobody is interrupted in something else: there the amount stands on the order.
    if (flow !== null && flow.kind !== 'order') return;
    onRefund?.();
    flows.getState().open({ kind: 'refund', orderId: order.id });
  };
}
