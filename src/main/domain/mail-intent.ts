import type { Order } from '../../shared/order.ts';

/**
 * What a change of an order means for its "ready" e-mail: one message for each readiness, withdrawn when the
 * order leaves `ready` for anything but completion.
 */
export function mailIntent(before: Order | undefined, after: Order): 'queue' | 'withdraw' | null {
  const wasReady = before?.status === 'ready';
  const isReady = after.status === 'ready';
  if (isReady && !wasReady) return after.customer?.email ? 'queue' : null;
  if (wasReady && !isReady && after.status !== 'completed') return 'withdraw';
  return null;
}
