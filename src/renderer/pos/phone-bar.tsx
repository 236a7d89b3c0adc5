import Inbox from 'lucide-react/icons/inbox';
import ShoppingBasket from 'lucide-react/icons/shopping-basket';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../i18n/format.ts';
import { Button } from '../ui/button.tsx';
import { Hidden } from '../ui/hidden.tsx';
import { useDraft } from './counter-context.tsx';
import { useDraftPrice } from './draft-price.ts';
import { useOpenCount } from './open-orders.ts';
import styles from './phone-bar.module.css';

export interface PhoneBarProps {
  readonly onOpenPanel: () => void;
  readonly onOpenOrders: () => void;
}

/** The foot of a narrow screen: the way to the order and to the open orders, which have no room beside the menu. */
export function PhoneBar({ onOpenPanel, onOpenOrders }: PhoneBarProps) {
  const { t } = useTranslation('pos');
  const { money } = useFormat();
  const { totalCents } = useDraftPrice();
  const draft = useDraft();
  const open = useOpenCount();
  const units = draft.lines.reduce((sum, { quantity }) => sum + quantity, 0);
  return (
    <div className={styles['bar']}>
      <Button icon={<Inbox aria-hidden size={20} />} onPress={onOpenOrders}>
        {open} <Hidden>{t('openCount', { count: open })}</Hidden>
      </Button>
      <Button
        variant="primary"
        className={styles['order']}
        icon={<ShoppingBasket aria-hidden size={20} />}
        onPress={onOpenPanel}
      >
        {t('viewOrder')} ({units}) · {money(totalCents)}
      </Button>
    </div>
  );
}
