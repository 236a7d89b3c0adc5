import Check from 'lucide-react/icons/check';
import CircleAlert from 'lucide-react/icons/circle-alert';
import Clock from 'lucide-react/icons/clock';
import CookingPot from 'lucide-react/icons/cooking-pot';
import CornerDownRight from 'lucide-react/icons/corner-down-right';
import TriangleAlert from 'lucide-react/icons/triangle-alert';
import { useTranslation } from 'react-i18next';
import { useMirror } from '../client/client-context.tsx';
import { formatElapsed, formatOrderNumber } from '../i18n/format.ts';
import { cx } from '../ui/cx.ts';
import { elapsedSeconds, ticketAge, type Age } from './age.ts';
import styles from './card.module.css';
import { useKitchenState } from './kitchen-context.tsx';
import type { Part } from './paging.ts';
import { ServiceBadge } from './service-badge.tsx';
import type { Ticket } from './tickets.ts';

const STATE_ICONS = {
  fresh: Clock,
  attention: CircleAlert,
  late: TriangleAlert,
  ready: Check,
} as const;

/** The age of an order, redrawn when it changes and not every second. */
export function useAge(ticket: Ticket): Age {
  const shop = useMirror((state) => state.shop);
  return useKitchenState(({ now }) => (shop ? ticketAge(ticket, shop, now) : 'fresh'));
}

/** What a card is known by from afar: number, time, service and age. */
export function CardHeader({
  part: { ticket, index, of },
  positionKey,
  age,
  isReady,
}: {
  readonly part: Part;
  readonly positionKey: string | null;
  readonly age: Age;
  /** It can be handed over, and has no age any more. */
  readonly isReady: boolean;
}) {
  const { t } = useTranslation('kds');
  const { order, notice, changedDetails } = ticket;
  return (
    <header className={styles['header']}>
      <div className={styles['headerRow']}>
        {positionKey === null ? null : (
          <kbd className={styles['key']} aria-label={t('position', { key: positionKey })}>
            {positionKey}
          </kbd>
        )}
        <span className={styles['number']}>{formatOrderNumber(order.number)}</span>
        {order.status === 'preparing' && notice === null ? (
          <CookingPot role="img" aria-label={t('preparing')} size={30} strokeWidth={2.25} />
        ) : null}
        <Elapsed ticket={ticket} />
      </div>
      <div className={styles['headerRow']}>
        <ServiceBadge
          order={order}
          isNew={changedDetails.includes('service') || changedDetails.includes('table')}
        />
        {index > 0 ? (
          <span className={styles['age']}>
            <CornerDownRight aria-hidden size={22} strokeWidth={2.5} />
            {/* The name of the card says it in words; here they would push the service aside. */}
            {`${index + 1}/${of}`}
          </span>
        ) : notice === null ? (
          <StateWord state={isReady ? 'ready' : age} />
        ) : null}
      </div>
    </header>
  );
}

/** The age, or that it is ready, by icon and word, beside the colour of the header. */
function StateWord({ state }: { readonly state: Age | 'ready' }) {
  const { t } = useTranslation('kds');
  const Icon = STATE_ICONS[state];
  return (
    <span className={cx(styles['age'], state === 'ready' && styles['readyWord'])}>
      <Icon aria-hidden size={22} strokeWidth={2.5} />
      {state === 'ready' ? t('cards.ready') : t(`ages.${state}`)}
    </span>
  );
}

/** The running time of an order: the only thing on a card that changes every second. */
function Elapsed({ ticket }: { readonly ticket: Ticket }) {
  const { t } = useTranslation('kds');
  const seconds = useKitchenState(({ now }) => elapsedSeconds(ticket, now));
  const time = formatElapsed(seconds * 1000);
  return (
    <span
      className={styles['elapsed']}
      role="timer"
      aria-label={t('elapsed', { time })}
      data-hours={seconds >= 3600}
    >
      {time}
    </span>
  );
}
