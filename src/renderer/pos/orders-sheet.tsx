import Inbox from 'lucide-react/icons/inbox';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../ui/empty-state.tsx';
import { Sheet } from '../ui/overlay.tsx';
import { useCounter } from './counter-context.tsx';
import { useOpenOrders, useOtherDrafts } from './open-orders.ts';
import { DraftChip, OrderChip } from './order-chip.tsx';
import styles from './orders-sheet.module.css';

export interface OrdersSheetProps {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly onOpen: (orderId: string) => void;
  readonly onOpenDraft: () => void;
}

/** All open orders at once. */
export function OrdersSheet({ open, onClose, onOpen, onOpenDraft }: OrdersSheetProps) {
  const { t } = useTranslation('pos');
  const { drafts } = useCounter();
  const orders = useOpenOrders();
  const others = useOtherDrafts();
  return (
    <Sheet open={open} onClose={onClose} title={t('openOrders')}>
      {orders.length + others.length === 0 ? (
        <EmptyState icon={<Inbox aria-hidden />} title={t('noOpenOrders')}>
          {t('noOpenOrdersText')}
        </EmptyState>
      ) : (
        <ul className={styles['list']}>
          {others.map((draft) => (
            <li key={draft.id}>
              <DraftChip
                draft={draft}
                onOpen={() => {
                  drafts.getState().open(draft.id);
                  onOpenDraft();
                }}
              />
            </li>
          ))}
          {orders.map((order) => (
            <li key={order.id}>
              <OrderChip order={order} onOpen={() => onOpen(order.id)} />
            </li>
          ))}
        </ul>
      )}
    </Sheet>
  );
}
