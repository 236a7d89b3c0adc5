import { useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Order } from '../../shared/order.ts';
import { ORDER_ACTIONS, type OrderAction } from '../../shared/order-states.ts';
import { useBrokerNow, useClient, useMirror } from '../client/client-context.tsx';
import { formatOrderNumber, useFormat } from '../i18n/format.ts';
import { Badge } from '../ui/badge.tsx';
import { Button } from '../ui/button.tsx';
import { Sheet } from '../ui/overlay.tsx';
import { REPLACED_MS, usePressShield } from '../ui/press-shield.ts';
import { Spinner } from '../ui/spinner.tsx';
import { CancelDialog } from './cancel-dialog.tsx';
import { useActions, useCounter } from './counter-context.tsx';
import { seenState } from './open-orders.ts';
import { actOn } from './order-actions.ts';
import styles from './order-sheet.module.css';
import { MailBadge, SeenBadge, StatusBadge, useOrderFor } from './order-state.tsx';

export interface OrderSheetProps {
  readonly orderId: string | null;
  readonly onClose: () => void;
}

/** One order as the broker has it, and what may be done with it now. */
export function OrderSheet({ orderId, onClose }: OrderSheetProps) {
  const order = useMirror((state) => (orderId === null ? undefined : state.orders[orderId]));
  return order ? <Content key={order.id} order={order} onClose={onClose} /> : null;
}

/** What comes next in an order's life is the primary thing to do with it. */
const FORWARD: readonly OrderAction[] = ['send', 'complete'];

function Content({ order, onClose }: { readonly order: Order; readonly onClose: () => void }) {
  const { t } = useTranslation(['pos', 'common']);
  const client = useClient();
  const { actions } = useCounter();
  const underWay = useActions((state) => state.underWay[order.id]);
  const [cancelling, setCancelling] = useState(false);
  const allowed = ORDER_ACTIONS.filter((action) => order.allowedActions.includes(action));
  const ahead = allowed.filter((action) => action !== 'cancel').toSorted(byForward);
  const shield = usePressShield();
  const offered = allowed.join();
  const offeredBefore = useRef(offered);
  useLayoutEffect(() => {
    if (offeredBefore.current === offered) return;
    offeredBefore.current = offered;
    // Another action stands where the finger still is: a second tap was meant for the one before.
    shield.raise(REPLACED_MS);
  }, [offered, shield]);

  return (
    <Sheet
      open
      onClose={onClose}
      title={formatOrderNumber(order.number)}
      aside={<StatusBadge status={order.status} />}
      footer={
        allowed.length === 0 ? null : (
          <>
            {ahead.map((action) => (
              <Button
                key={action}
                wide
                variant={FORWARD.includes(action) ? 'primary' : 'secondary'}
                isDisabled={underWay !== undefined && underWay !== action}
                isPending={underWay === action}
                icon={underWay === action ? <Spinner /> : null}
                onPress={() => void actOn(client, actions, order, action)}
              >
                {t(`actions.${action}`)}
              </Button>
            ))}
            {allowed.includes('cancel') ? (
              <Button
                wide
                variant="danger"
                isDisabled={underWay !== undefined && underWay !== 'cancel'}
                isPending={underWay === 'cancel'}
                icon={underWay === 'cancel' ? <Spinner /> : null}
                onPress={() => setCancelling(true)}
              >
                {t('actions.cancel')}
              </Button>
            ) : null}
          </>
        )
      }
    >
      <Facts order={order} />
      <OrderLines order={order} />
      <CancelDialog
        order={order}
        open={cancelling}
        onClose={() => setCancelling(false)}
        onCancel={(reason) => {
          setCancelling(false);
          void actOn(client, actions, order, 'cancel', reason);
        }}
      />
    </Sheet>
  );
}

function byForward(a: OrderAction, b: OrderAction): number {
  return Number(FORWARD.includes(b)) - Number(FORWARD.includes(a));
}

function Facts({ order }: { readonly order: Order }) {
  const { t } = useTranslation('pos');
  const { time, duration } = useFormat();
  const orderFor = useOrderFor();
  const now = useBrokerNow();
  const seen = seenState(order, now);
  const { customer } = order;
  const contact = [customer?.email, customer?.phone].filter(Boolean);
  return (
    <div className={styles['facts']}>
      <p className={styles['for']}>{orderFor(order)}</p>
      <p className={styles['muted']}>
        {t('placedAt', { time: time(order.placedAt) })} ·{' '}
        {t('age', { duration: duration(now - Date.parse(order.placedAt)) })}
      </p>
      {contact.length > 0 ? <p className={styles['muted']}>{contact.join(' · ')}</p> : null}
      <p className={styles['badges']}>
        <SeenBadge seen={seen} />
        {order.recalled ? <Badge tone="attention">{t('recalled')}</Badge> : null}
        <MailBadge order={order} />
      </p>
      {seen === 'unseen' ? <p className={styles['warning']}>{t('notSeenText')}</p> : null}
      {order.cancelReason ? <p className={styles['warning']}>{order.cancelReason}</p> : null}
      {order.note ? <p className={styles['note']}>“{order.note}”</p> : null}
    </div>
  );
}

function OrderLines({ order }: { readonly order: Order }) {
  const { t } = useTranslation('pos');
  const { amount, money } = useFormat();
  return (
    <div>
      <ul className={styles['lines']} aria-label={t('lines')}>
        {order.lines.map((line) => (
          <li key={line.id} className={styles['line']}>
            <strong className={styles['quantity']}>{line.quantity}</strong>
            <span className={styles['what']}>
              <span>{line.name}</span>
              {line.modifiers.map((modifier) => (
                <span key={modifier.id} className={styles['muted']}>
                  + {modifier.name}
                </span>
              ))}
              {line.note ? <span className={styles['note']}>“{line.note}”</span> : null}
            </span>
            <StatusBadge status={line.status} />
            <span className={styles['price']}>{amount(line.totalCents)}</span>
          </li>
        ))}
      </ul>
      <p className={styles['total']}>
        <span>{t('total')}</span>
        <strong>{money(order.totals.totalCents)}</strong>
      </p>
    </div>
  );
}
