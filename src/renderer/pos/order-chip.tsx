import CircleDollarSign from 'lucide-react/icons/circle-dollar-sign';
import CloudUpload from 'lucide-react/icons/cloud-upload';
import CircleAlert from 'lucide-react/icons/circle-alert';
import Eye from 'lucide-react/icons/eye';
import EyeOff from 'lucide-react/icons/eye-off';
import Zap from 'lucide-react/icons/zap';
import HandCoins from 'lucide-react/icons/hand-coins';
import PencilLine from 'lucide-react/icons/pencil-line';
import { memo } from 'react';
import { Button } from 'react-aria-components/Button';
import { useTranslation } from 'react-i18next';
import type { Order } from '../../shared/order.ts';
import { useBrokerNow } from '../client/client-context.tsx';
import { formatElapsed, formatOrderNumber, useFormat } from '../i18n/format.ts';
import { Badge } from '../ui/badge.tsx';
import { Hidden } from '../ui/hidden.tsx';
import { cx } from '../ui/cx.ts';
import { useActions } from './counter-context.tsx';
import type { Draft } from './draft.ts';
import { DueMark } from './due-mark.tsx';
import { ageStart, isUnseen, seenState } from './open-orders.ts';
import styles from './order-chip.module.css';
import { MailIcon, StatusBadge, useOrderFor } from './order-state.tsx';
import { useUnconfirmed } from './order-trust.tsx';
import { Spinner } from '../ui/spinner.tsx';

/** One open order, as small as it can be read: number, whom for, state, age, and whether the kitchen has seen it. */
export const OrderChip = memo(function OrderChip({
  order,
  onOpen,
}: {
  readonly order: Order;
  readonly onOpen: (orderId: string) => void;
}) {
  const { t } = useTranslation(['pos', 'common']);
  const { duration } = useFormat();
  const now = useBrokerNow();
  const orderFor = useOrderFor();
  const underWay = useActions((state) => state.underWay[order.id]);
  const unconfirmed = useUnconfirmed(order.id);
  const { paidCents, dueCents } = order.totals;
  const age = now - ageStart(order);
  const seen = seenState(order, now);
  const unseen = isUnseen(order, now);
  const number = formatOrderNumber(order.number);
  return (
    <Button
      onPress={() => onOpen(order.id)}
      className={cx(
        styles['chip'],
        order.status === 'ready' && styles['ready'],
        unseen && styles['unseen'],
      )}
    >
      <span className={styles['top']}>
        <strong className={styles['number']}>{number}</strong>
        {order.rush ? (
          <span className={styles['rush']}>
            <Zap aria-hidden size={18} />
            <Hidden>{t('kitchen.rush')}</Hidden>
          </span>
        ) : null}
        {dueCents < 0 ? (
          <Badge tone="late" className={styles['giveBack']}>
            {t('orders.money.giveBack')}
          </Badge>
        ) : paidCents > 0 && dueCents === 0 ? (
          <span className={styles['paid']}>
            <CircleDollarSign aria-hidden size={16} />
            <Hidden>{t('orders.money.settled')}</Hidden>
          </span>
        ) : null}
        <span className={styles['age']}>
          <span aria-hidden>{formatElapsed(age)}</span>
          <Hidden>{t('age', { duration: duration(age) })}</Hidden>
        </span>
      </span>
      <span className={styles['whom']}>
        <span className={styles['for']}>{orderFor(order)}</span>
        <DueMark short order={order} />
      </span>
      <span className={styles['state']}>
        {unconfirmed ? (
          <Badge tone="attention" icon={<CloudUpload aria-hidden />}>
            <Hidden>{t('orders.trust.unconfirmed')}</Hidden>
          </Badge>
        ) : underWay ? (
          <Spinner size={16} />
        ) : null}
        {unseen ? (
          <>
            <Hidden>{t(`common:statuses.${order.status}`)}</Hidden>
            <Badge
              tone="attention"
              solid
              icon={<EyeOff aria-hidden />}
              className={styles['warning']}
            >
              {t(seen === 'unseen' ? 'notSeenShort' : 'changeNotSeenShort')}
            </Badge>
          </>
        ) : (
          <StatusBadge status={order.status} />
        )}
        {order.status === 'held' && order.awaitsPayment ? (
          <Badge tone="attention" icon={<HandCoins aria-hidden />}>
            <Hidden>{t('orders.trust.awaitsPayment')}</Hidden>
          </Badge>
        ) : null}
        {seen === 'seen' ? (
          <Badge icon={<Eye aria-hidden />}>
            <Hidden>{t('seen')}</Hidden>
          </Badge>
        ) : null}
        <MailIcon order={order} />
      </span>
    </Button>
  );
});

/** An order of this till that the broker does not have yet. */
export function DraftChip({
  draft,
  onOpen,
}: {
  readonly draft: Draft;
  readonly onOpen: () => void;
}) {
  const { t } = useTranslation('pos');
  const orderFor = useOrderFor();
  const units = draft.lines.reduce((sum, { quantity }) => sum + quantity, 0);
  const state = t(draft.sending ? 'waiting' : draft.refusal ? 'refused' : 'taking');
  const { name } = draft.customer;
  const whom = orderFor({
    service: draft.service,
    table: draft.service === 'dine_in' ? draft.table : null,
    customer: name ? { name, email: null, phone: null, language: null } : null,
  });
  return (
    <Button
      onPress={onOpen}
      className={cx(styles['chip'], styles['local'], draft.refusal && styles['refused'])}
    >
      <span className={styles['top']}>
        <strong className={styles['number']}>{t('units', { count: units })}</strong>
      </span>
      <span className={styles['for']}>{whom}</span>
      <span className={styles['state']}>
        {draft.sending ? (
          <Badge tone="attention" icon={<CloudUpload aria-hidden />}>
            {state}
          </Badge>
        ) : draft.refusal ? (
          <Badge tone="late" icon={<CircleAlert aria-hidden />}>
            {state}
          </Badge>
        ) : (
          <Badge tone="info" icon={<PencilLine aria-hidden />}>
            {state}
          </Badge>
        )}
      </span>
    </Button>
  );
}
