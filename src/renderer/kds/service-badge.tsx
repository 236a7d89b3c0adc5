import Bike from 'lucide-react/icons/bike';
import Globe from 'lucide-react/icons/globe';
import Phone from 'lucide-react/icons/phone';
import ShoppingBag from 'lucide-react/icons/shopping-bag';
import Store from 'lucide-react/icons/store';
import Utensils from 'lucide-react/icons/utensils';
import { useTranslation } from 'react-i18next';
import type { Channel } from '../../shared/order-states.ts';
import type { Order } from '../../shared/order.ts';
import { cx } from '../ui/cx.ts';
import styles from './service-badge.module.css';

const SERVICE_ICONS = {
  counter: Store,
  dine_in: Utensils,
  takeaway: ShoppingBag,
  delivery: Bike,
} as const;

const CHANNEL_ICONS = { online: Globe, phone: Phone } as const;

/** How the order is eaten, by icon and word: the table where there is one. */
export function useServiceName(order: Pick<Order, 'service' | 'table'>): string {
  const { t } = useTranslation();
  return order.table !== null && order.table !== ''
    ? t('table', { table: order.table })
    : t(`services.${order.service}`);
}

/** How the order is eaten: never shortened, a cook plates by it. */
export function ServiceBadge({
  order,
  isNew = false,
}: {
  readonly order: Pick<Order, 'service' | 'table'>;
  /** It was changed, and the cook has yet to take note. */
  readonly isNew?: boolean;
}) {
  const name = useServiceName(order);
  const ServiceIcon = SERVICE_ICONS[order.service];
  return (
    <span className={styles['service']}>
      <span className={cx(styles['place'], isNew && styles['new'])}>
        <ServiceIcon aria-hidden size={22} />
        <span className={styles['serviceName']}>{name}</span>
      </span>
    </span>
  );
}

/** Where an order came from that did not come from the counter. */
export function ChannelBadge({ channel }: { readonly channel: Exclude<Channel, 'counter'> }) {
  const { t } = useTranslation('kds');
  const ChannelIcon = CHANNEL_ICONS[channel];
  return (
    <span className={styles['channel']}>
      <ChannelIcon aria-hidden size={20} />
      <span>{t(`channels.${channel}`)}</span>
    </span>
  );
}
