import Ban from 'lucide-react/icons/ban';
import CircleAlert from 'lucide-react/icons/circle-alert';
import Clock from 'lucide-react/icons/clock';
import CookingPot from 'lucide-react/icons/cooking-pot';
import CornerDownRight from 'lucide-react/icons/corner-down-right';
import PencilLine from 'lucide-react/icons/pencil-line';
import RotateCcw from 'lucide-react/icons/rotate-ccw';
import TriangleAlert from 'lucide-react/icons/triangle-alert';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { useMirror } from '../client/client-context.tsx';
import { formatElapsed, formatOrderNumber } from '../i18n/format.ts';
import { cx } from '../ui/cx.ts';
import { elapsedSeconds, ticketAge, type Age } from './age.ts';
import styles from './card.module.css';
import { factsOf, hasFacts, stripOf } from './card-metrics.ts';
import { CardLines, OrderNote } from './card-lines.tsx';
import { useKitchenState } from './kitchen-context.tsx';
import type { Part } from './paging.ts';
import { ChannelBadge, ServiceBadge, useServiceName } from './service-badge.tsx';
import { StepButton } from './step-button.tsx';
import type { Ticket } from './tickets.ts';

export interface CardProps {
  readonly part: Part;
  /** The key that selects the card, or null past the tenth and on a later card of a torn ticket. */
  readonly positionKey: string | null;
}

const STRIP_ICONS = {
  cancelled: Ban,
  recalled: RotateCcw,
  changed: PencilLine,
} as const;

const AGE_ICONS = { fresh: Clock, attention: CircleAlert, late: TriangleAlert } as const;

/** The age of an order, redrawn when it changes and not every second. */
function useAge(ticket: Ticket): Age {
  const shop = useMirror((state) => state.shop);
  return useKitchenState(({ now }) => (shop ? ticketAge(ticket, shop, now) : 'fresh'));
}

/** The running time of an order: the only thing on a card that changes every second. */
function Elapsed({ ticket }: { readonly ticket: Ticket }) {
  const { t } = useTranslation('kds');
  const time = useKitchenState(({ now }) => formatElapsed(elapsedSeconds(ticket, now) * 1000));
  return (
    <span className={styles['elapsed']} role="timer" aria-label={t('elapsed', { time })}>
      {time}
    </span>
  );
}

/** One ticket, or the part of a long one that fits. */
export const Card = memo(function Card({ part, positionKey }: CardProps) {
  const { t } = useTranslation('kds');
  const { ticket, index, of } = part;
  const { order, notice } = ticket;
  const age = useAge(ticket);
  const number = formatOrderNumber(order.number);
  const service = useServiceName(order);
  const AgeIcon = AGE_ICONS[age];
  const isLast = index === of - 1;
  const name = [
    t('orderName', { number }),
    index > 0 ? t('continued') : null,
    service,
    notice ? t(`strips.${notice}`) : t(`ages.${age}`),
  ];
  const [first] = part.pieces;
  const last = part.pieces.at(-1);

  return (
    <article
      aria-label={name.filter(Boolean).join(', ')}
      data-ticket={order.id}
      data-card={`${order.id} ${index}/${of}`}
      // Only the first part stands for the order when it is reported as seen.
      {...(index === 0 ? { 'data-order': order.id } : {})}
      className={cx(
        styles['card'],
        styles[notice ? 'departed' : age],
        index > 0 && styles['tornTop'],
        !isLast && styles['tornBottom'],
      )}
    >
      <header className={styles['header']}>
        <div className={styles['headerRow']}>
          {positionKey === null ? null : (
            <kbd className={styles['key']} aria-label={t('position', { key: positionKey })}>
              {positionKey}
            </kbd>
          )}
          <span className={styles['number']}>{number}</span>
          {order.status === 'preparing' && notice === null ? (
            <CookingPot role="img" aria-label={t('preparing')} size={30} strokeWidth={2.25} />
          ) : null}
          <Elapsed ticket={ticket} />
        </div>
        <div className={styles['headerRow']}>
          <ServiceBadge order={order} />
          <span className={styles['age']}>
            {notice && index === 0 ? null : index > 0 ? (
              <CornerDownRight aria-hidden size={22} strokeWidth={2.5} />
            ) : (
              <AgeIcon aria-hidden size={22} strokeWidth={2.5} />
            )}
            {index > 0 ? t('continued') : notice ? null : t(`ages.${age}`)}
          </span>
        </div>
      </header>
      <Strip ticket={ticket} />
      <div className={styles['body']}>
        {index === 0 && hasFacts(ticket) ? <Facts ticket={ticket} /> : null}
        {first?.kind === 'order-note' ? <OrderNote text={first.text} /> : null}
        <CardLines part={part} />
        {last?.kind === 'more' ? (
          <p className={styles['more']}>{t('more', { count: last.count })}</p>
        ) : null}
      </div>
      {isLast ? (
        <StepButton ticket={ticket} />
      ) : (
        <p className={styles['continues']}>{t('continues')}</p>
      )}
    </article>
  );
});

/** What changed about the ticket as a whole. */
function Strip({ ticket }: { readonly ticket: Ticket }) {
  const { t } = useTranslation('kds');
  const kind = stripOf(ticket);
  if (kind === null) return null;
  const Icon = STRIP_ICONS[kind];
  return (
    <p className={cx(styles['strip'], styles[kind])}>
      <Icon aria-hidden size={22} strokeWidth={2.5} />
      <span>{t(`strips.${kind}`)}</span>
    </p>
  );
}

/** Where it came from, who it is for and when it is wished for: one quiet row. */
function Facts({ ticket }: { readonly ticket: Ticket }) {
  const { t } = useTranslation('kds');
  const { channel, name, wishedTime } = factsOf(ticket.order);
  const texts = [name, wishedTime === null ? null : t('wished', { time: wishedTime })];
  return (
    <p className={styles['facts']}>
      {channel ? <ChannelBadge channel={channel} /> : null}
      <span className={styles['factsText']}>
        {texts.filter((text) => text !== null).join(' · ')}
      </span>
    </p>
  );
}
