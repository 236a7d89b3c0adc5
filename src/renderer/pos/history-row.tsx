import Repeat from 'lucide-react/icons/repeat';
import { memo } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { useTranslation } from 'react-i18next';
import type { Order } from '../../shared/order.ts';
import { useClient } from '../client/client-context.tsx';
import { formatOrderNumber, useFormat } from '../i18n/format.ts';
import { Badge } from '../ui/badge.tsx';
import { IconButton } from '../ui/button.tsx';
import { useCounter } from './counter-context.tsx';
import { repeatOrder } from './history-repeat.ts';
import styles from './history.module.css';
import { StatusBadge, useOrderFor } from './order-state.tsx';

export interface HistoryRowProps {
  readonly order: Order;
  readonly onOpen: (orderId: string) => void;
}

/** One earlier order in a line: a tap opens it, its end repeats it. */
export const HistoryRow = memo(function HistoryRow({ order, onOpen }: HistoryRowProps) {
  const { t } = useTranslation('pos');
  const { money, time } = useFormat();
  const { drafts, actions, flows } = useCounter();
  const orderFor = useOrderFor();
  const { store } = useClient();
  const number = formatOrderNumber(order.number);
  const { totalCents, dueCents } = order.totals;
  return (
    <li className={styles['row']}>
      <AriaButton className={styles['open'] ?? ''} onPress={() => onOpen(order.id)}>
        <strong className={styles['number']}>{number}</strong>
        <span className={styles['time']}>{time(order.placedAt)}</span>
        <span className={styles['for']}>{orderFor(order)}</span>
        <span className={styles['badges']}>
          <StatusBadge status={order.status} />
          {dueCents === 0 ? null : (
            <Badge tone={dueCents > 0 ? 'attention' : 'late'}>
              {t(dueCents > 0 ? 'orders.history.due' : 'orders.history.giveBack', {
                amount: money(Math.abs(dueCents)),
              })}
            </Badge>
          )}
        </span>
        <span className={styles['total']}>{money(totalCents)}</span>
      </AriaButton>
      <IconButton
        size="counter"
        label={t('orders.history.repeat', { number })}
        onPress={() => {
          const { menu, stock } = store.getState();
          if (!menu) return;
          repeatOrder(drafts, actions, order, menu, stock);
          flows.getState().close();
        }}
      >
        <Repeat aria-hidden size={20} />
      </IconButton>
    </li>
  );
});
