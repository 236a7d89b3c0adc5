import CircleCheck from 'lucide-react/icons/circle-check';
import X from 'lucide-react/icons/x';
import { useTranslation } from 'react-i18next';
import { formatOrderNumber, useFormat } from '../i18n/format.ts';
import { IconButton } from '../ui/button.tsx';
import { useCounter, useDrafts } from './counter-context.tsx';
import styles from './arrived-bar.module.css';

/** Orders confirmed while another was being taken: their numbers stay until somebody has noted them. */
export function ArrivedBar() {
  const { t } = useTranslation('pos');
  const { money, time } = useFormat();
  const { drafts } = useCounter();
  const arrived = useDrafts((state) => state.arrived);
  if (arrived.length === 0) return null;
  return (
    <div role="status" className={styles['bar']}>
      <CircleCheck aria-hidden />
      <ul className={styles['list']}>
        {arrived.map((order) => (
          <li key={order.id}>
            <strong>{t('placed', { number: formatOrderNumber(order.number) })}</strong> ·{' '}
            {t('units', { count: order.lines.reduce((sum, { quantity }) => sum + quantity, 0) })} ·{' '}
            {money(order.totals.totalCents)} · {time(order.placedAt)}
          </li>
        ))}
      </ul>
      <IconButton label={t('notice.dismiss')} onPress={() => drafts.getState().dismissArrived()}>
        <X aria-hidden size={20} />
      </IconButton>
    </div>
  );
}
