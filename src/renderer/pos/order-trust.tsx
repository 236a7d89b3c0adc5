import CloudUpload from 'lucide-react/icons/cloud-upload';
import HandCoins from 'lucide-react/icons/hand-coins';
import HardDrive from 'lucide-react/icons/hard-drive';
import Pause from 'lucide-react/icons/pause';
import { useTranslation } from 'react-i18next';
import type { Order } from '../../shared/order.ts';
import { useBrokerNow, useMirror, useNow } from '../client/client-context.tsx';
import type { Outgoing } from '../client/contract.ts';
import { Badge } from '../ui/badge.tsx';
import { useActions } from './counter-context.tsx';
import { seenState } from './open-orders.ts';
import { SeenBadge } from './order-state.tsx';

/** Shorter than this, a command without an answer is nothing to speak of. Milliseconds. */
const PATIENCE_MS = 1500;

/** When the oldest unanswered command about this order was first sent; null when there is none. */
export function unansweredSince(
  outgoing: Readonly<Record<string, Outgoing>>,
  orderId: string,
): number | null {
  let oldest: number | null = null;
  for (const command of Object.values(outgoing)) {
    if (command.orderId === orderId) oldest = Math.min(oldest ?? command.since, command.since);
  }
  return oldest;
}

/** True while something that was done to the order here has no answer yet, and longer than it should. */
export function useUnconfirmed(orderId: string): boolean {
  const live = useMirror((state) => state.connection.state === 'live');
  const since = useMirror((state) => unansweredSince(state.outgoing, orderId));
  const acting = useActions((state) => state.underWay[orderId] !== undefined);
  const now = useNow();
  if (!live) return acting || since !== null;
  return since !== null && now - since > PATIENCE_MS;
}

/** What was done here to an order and is not confirmed: it goes out again by itself, once. */
export function UnconfirmedBadge({ orderId }: { readonly orderId: string }) {
  const { t } = useTranslation('pos');
  return useUnconfirmed(orderId) ? (
    <Badge tone="attention" icon={<CloudUpload aria-hidden />}>
      {t('orders.trust.unconfirmed')}
    </Badge>
  ) : null;
}

/**
 * How far an order is certain: that it is on disk, that the kitchen has it before its eyes or that nobody there has
 * looked, that it is parked here, and what of it still waits for the broker's word.
 */
export function TrustBadges({ order }: { readonly order: Order }) {
  const { t } = useTranslation('pos');
  const now = useBrokerNow();
  return (
    <>
      {/* A page knows an order only from the broker, which speaks of nothing before it is on disk. */}
      <Badge tone="ready" icon={<HardDrive aria-hidden />}>
        {t('orders.trust.onDisk')}
      </Badge>
      {order.status === 'held' ? (
        order.awaitsPayment ? (
          <Badge tone="attention" icon={<HandCoins aria-hidden />}>
            {t('orders.trust.awaitsPayment')}
          </Badge>
        ) : (
          <Badge icon={<Pause aria-hidden />}>{t('orders.trust.parked')}</Badge>
        )
      ) : (
        <SeenBadge seen={seenState(order, now)} />
      )}
      <UnconfirmedBadge orderId={order.id} />
    </>
  );
}
