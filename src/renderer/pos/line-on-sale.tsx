import Ban from 'lucide-react/icons/ban';
import Undo2 from 'lucide-react/icons/undo-2';
import { useTranslation } from 'react-i18next';
import type { MenuItem } from '../../shared/menu.ts';
import { useClient } from '../client/client-context.tsx';
import { Button } from '../ui/button.tsx';
import { useCounter } from './counter-context.tsx';
import styles from './line-sheet.module.css';
import { sendOrTell } from './order-actions.ts';

/** Takes the item off sale ("86"), or puts it back, for the whole shop. */
export function LineOnSale({ item }: { readonly item: MenuItem }) {
  const { t } = useTranslation('pos');
  const client = useClient();
  const { actions } = useCounter();
  return (
    <section className={styles['onSale']}>
      <Button
        variant={item.onSale ? 'danger' : 'secondary'}
        icon={item.onSale ? <Ban aria-hidden size={20} /> : <Undo2 aria-hidden size={20} />}
        onPress={() =>
          void sendOrTell(client, actions, 'menu.set_on_sale', {
            itemId: item.id,
            onSale: !item.onSale,
          })
        }
      >
        {t(item.onSale ? 'stopSelling' : 'resumeSelling')}
      </Button>
      <p>{t('stopSellingText')}</p>
    </section>
  );
}
