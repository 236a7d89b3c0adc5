import EyeOff from 'lucide-react/icons/eye-off';
import History from 'lucide-react/icons/history';
import Pause from 'lucide-react/icons/pause';
import { useTranslation } from 'react-i18next';
import { moveByArrows } from '../ui/arrow-keys.ts';
import { Button } from '../ui/button.tsx';
import { useCounter } from './counter-context.tsx';
import { useAttentiveOrders, useOtherDrafts } from './open-orders.ts';
import { DraftChip, OrderChip } from './order-chip.tsx';
import styles from './orders-strip.module.css';

export interface OrdersStripProps {
  readonly onOpen: (orderId: string) => void;
  /** A draft was brought to the front. */
  readonly onOpenDraft: () => void;
  /** Shows all of them. */
  readonly onOpenList: () => void;
}

/** About as many chips as there is room for: the warnings beyond are told by their number. */
const IN_VIEW = 3;

/** More than anybody looks through sideways; the rest is in the list. */
const MOST = 24;

/**
 * The open orders at the foot of the counter: first what waits on this till, then what the kitchen has not looked at, the
 * newest, what can be handed over, what is parked, and what the kitchen has. What is parked, and how much was not looked
 * at, is also one touch away, however long the queue.
 */
export function OrdersStrip({ onOpen, onOpenDraft, onOpenList }: OrdersStripProps) {
  const { t } = useTranslation('pos');
  const { drafts, actions, flows } = useCounter();
  const { orders, unseen } = useAttentiveOrders(true);
  const others = useOtherDrafts();
  const parked = orders.filter(({ status }) => status === 'held').length;
  return (
    <section className={styles['strip']} aria-label={t('openOrders')}>
      {unseen > IN_VIEW ? (
        <Button
          className={styles['unseen']}
          icon={<EyeOff aria-hidden size={20} />}
          onPress={onOpenList}
        >
          {t('orders.unseen', { count: unseen })}
        </Button>
      ) : null}
      {orders.length + others.length === 0 ? (
        <p className={styles['empty']}>
          <strong>{t('noOpenOrders')}</strong> {t('noOpenOrdersText')}
        </p>
      ) : (
        <ul className={styles['list']} onKeyDown={(event) => moveByArrows(event, 'button')}>
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
          {parked > 0 ? (
            <li>
              <Button
                className={styles['parked']}
                icon={<Pause aria-hidden size={20} />}
                onPress={() => {
                  actions.getState().showList('parked');
                  onOpenList();
                }}
              >
                {t('orders.list.parked')} ({parked})
              </Button>
            </li>
          ) : null}
          {orders.slice(0, MOST).map((order) => (
            <li key={order.id}>
              <OrderChip order={order} onOpen={onOpen} />
            </li>
          ))}
          {orders.length > MOST ? (
            <li>
              <Button className={styles['more']} onPress={onOpenList}>
                {t('moreOrders', { count: orders.length - MOST })}
              </Button>
            </li>
          ) : null}
        </ul>
      )}
      <Button
        variant="quiet"
        className={styles['history']}
        icon={<History aria-hidden size={20} />}
        onPress={() => flows.getState().open({ kind: 'history' })}
      >
        {t('orders.history.open')}
      </Button>
    </section>
  );
}
