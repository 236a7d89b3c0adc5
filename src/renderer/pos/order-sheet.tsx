import SearchX from 'lucide-react/icons/search-x';
import Undo2 from 'lucide-react/icons/undo-2';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Order } from '../../shared/order.ts';
import { useBrokerNow } from '../client/client-context.tsx';
import { formatOrderNumber, useFormat } from '../i18n/format.ts';
import { useRefusalText } from '../i18n/use-refusal-text.ts';
import { Badge } from '../ui/badge.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Sheet } from '../ui/overlay.tsx';
import { Spinner } from '../ui/spinner.tsx';
import { useFlows } from './counter-context.tsx';
import { DueMark } from './due-mark.tsx';
import { useAnyOrder } from './history-order.ts';
import { seenState } from './open-orders.ts';
import { OrderDeeds } from './order-sheet-deeds.tsx';
import { OrderLines } from './order-sheet-lines.tsx';
import { OrderMoney } from './order-sheet-money.tsx';
import styles from './order-sheet.module.css';
import { MailBadge, RushBadge, StatusBadge, useOrderFor } from './order-state.tsx';
import { TrustBadges } from './order-trust.tsx';

export interface OrderSheetProps {
  /** Absent: the order that the open flow is about. */
  readonly orderId?: string | null;
  readonly onClose?: () => void;
}

/** One order as the broker has it, and what may be done with it now. */
export function OrderSheet({ orderId, onClose }: OrderSheetProps) {
  const flow = useFlows((state) => state.flow);
  const close = useFlows((state) => state.close);
  const id = orderId ?? (flow?.kind === 'order' ? flow.orderId : null);
  return id === null ? null : (
    <Shown key={id} orderId={id} onClose={orderId ? (onClose ?? close) : close} />
  );
}

function Shown({ orderId, onClose }: { readonly orderId: string; readonly onClose: () => void }) {
  const { t } = useTranslation('pos');
  const say = useRefusalText();
  const found = useAnyOrder(orderId);
  if (found.state === 'found') return <Content order={found.order} onClose={onClose} />;
  return (
    <Sheet open onClose={onClose} title={t('order')}>
      {found.state === 'refused' ? (
        <EmptyState icon={<SearchX aria-hidden />} title={say(found.refusal).what}>
          {say(found.refusal).now}
        </EmptyState>
      ) : (
        <p role="status" className={styles['asking']}>
          <Spinner /> {t('orders.looking')}
        </p>
      )}
    </Sheet>
  );
}

function Content({ order, onClose }: { readonly order: Order; readonly onClose: () => void }) {
  const { t } = useTranslation('pos');
  // A question on top of the sheet is part of it: it stays whatever becomes of the buttons beneath.
  const [question, setQuestion] = useState<'cancel' | 'unpaid' | null>(null);
  return (
    <Sheet
      open
      wide
      onClose={onClose}
      title={formatOrderNumber(order.number)}
      aside={<StatusBadge status={order.status} />}
    >
      <div className={styles['columns']}>
        {/* Its lines may be many, and have nothing in them that takes the focus. */}
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
        <div className={styles['about']} role="group" aria-label={t('order')} tabIndex={0}>
          <Facts order={order} />
          <OrderLines order={order} />
        </div>
        <div className={styles['side']}>
          <OrderMoney order={order} />
          <OrderDeeds
            order={order}
            onClose={onClose}
            question={question}
            onQuestion={setQuestion}
          />
        </div>
      </div>
    </Sheet>
  );
}

function Facts({ order }: { readonly order: Order }) {
  const { t } = useTranslation('pos');
  const { time, duration, money } = useFormat();
  const orderFor = useOrderFor();
  const now = useBrokerNow();
  const seen = seenState(order, now);
  const { customer, takenBy } = order;
  const contact = [customer?.email, customer?.phone].filter(Boolean);
  return (
    <div className={styles['facts']}>
      <p className={styles['for']}>{orderFor(order)}</p>
      <p className={styles['muted']}>
        {t('placedAt', { time: time(order.placedAt) })} ·{' '}
        {t('age', { duration: duration(now - Date.parse(order.placedAt)) })}
        {takenBy ? ` · ${takenBy.name}` : null}
      </p>
      {contact.length > 0 ? <p className={styles['muted']}>{contact.join(' · ')}</p> : null}
      <p className={styles['badges']}>
        <RushBadge order={order} />
        <DueMark order={order} />
        <TrustBadges order={order} />
        {order.recalled ? <Badge tone="attention">{t('recalled')}</Badge> : null}
        {order.totals.dueCents < 0 ? (
          <Badge tone="late" icon={<Undo2 aria-hidden />}>
            {t('orders.money.giveBack')} {money(-order.totals.dueCents)}
          </Badge>
        ) : null}
        <MailBadge order={order} />
      </p>
      {seen === 'unseen' ? <p className={styles['warning']}>{t('notSeenText')}</p> : null}
      {seen === 'changeUnseen' ? (
        <p className={styles['warning']}>{t('changeNotSeenText')}</p>
      ) : null}
      {order.awaitsPayment && order.status === 'held' ? (
        <p className={styles['warning']}>{t('orders.awaitsPaymentText')}</p>
      ) : null}
      {order.cancelReason ? <p className={styles['warning']}>{order.cancelReason}</p> : null}
      {order.note ? <p className={styles['note']}>“{order.note}”</p> : null}
    </div>
  );
}
