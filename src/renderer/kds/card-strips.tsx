import AlarmClock from 'lucide-react/icons/alarm-clock';
import Ban from 'lucide-react/icons/ban';
import PencilLine from 'lucide-react/icons/pencil-line';
import RotateCcw from 'lucide-react/icons/rotate-ccw';
import TriangleAlert from 'lucide-react/icons/triangle-alert';
import Zap from 'lucide-react/icons/zap';
import { useTranslation } from 'react-i18next';
import type { Order } from '../../shared/order.ts';
import { useFormat } from '../i18n/format.ts';
import { cx } from '../ui/cx.ts';
import type { Strip } from './card-metrics.ts';
import { factsText } from './facts-text.ts';
import styles from './card-strips.module.css';
import { useKitchenState } from './kitchen-context.tsx';
import { ChannelBadge } from './service-badge.tsx';
import type { Ticket } from './tickets.ts';

const ICONS = {
  rush: Zap,
  cancelled: Ban,
  allergy: TriangleAlert,
  changed: PencilLine,
  recalled: RotateCcw,
} as const;

/** What a strip says: of a change beside the lines, what it was about. */
export function useStripWords(): (kind: Strip, ticket: Ticket) => string {
  const { t } = useTranslation('kds');
  const { list } = useFormat();
  return (kind, { changedDetails, order, whole }) => {
    if (kind === 'cancelled' && whole) return t('cards.cancelledWhole');
    if (kind !== 'changed' || changedDetails.length === 0) return t(`cards.strips.${kind}`);
    const gone = { note: order.note === null, table: !order.table, due: order.dueAt === null };
    const details = changedDetails.map((detail) =>
      detail !== 'service' && gone[detail]
        ? t(`cards.detailsGone.${detail}`)
        : t(`cards.details.${detail}`),
    );
    return t('cards.changed', { details: list(details) });
  };
}

/** One row over the whole card that says what is special about the ticket, by icon, word and colour. */
export function StripRow({ kind, ticket }: { readonly kind: Strip; readonly ticket: Ticket }) {
  const words = useStripWords();
  const Icon = ICONS[kind];
  return (
    <p className={cx(styles['strip'], styles[kind])}>
      <Icon aria-hidden size={24} strokeWidth={2.5} />
      <span>{words(kind, ticket)}</span>
    </p>
  );
}

/** For when the order was promised, in shop time, and how long that is from now. */
export function DueRow({ dueAt, isNew }: { readonly dueAt: string; readonly isNew: boolean }) {
  const { t } = useTranslation('kds');
  const { time, duration } = useFormat();
  const left = useKitchenState(({ now }) => {
    const ms = Date.parse(dueAt) - now;
    return ms > 0
      ? t('cards.dueIn', { time: duration(ms) })
      : t('cards.duePast', { time: duration(-ms) });
  });
  return (
    <p className={cx(styles['due'], isNew && styles['new'])}>
      <AlarmClock aria-hidden size={24} strokeWidth={2.5} />
      <span>{t('cards.due', { time: time(dueAt) })}</span>
      <span className={styles['left']}>{left}</span>
    </p>
  );
}

/** Where it came from, who it is for and when it is wished for: quiet, and never shortened. */
export function Facts({ order }: { readonly order: Order }) {
  const { t } = useTranslation('kds');
  return (
    <p className={styles['facts']}>
      {order.channel === 'counter' ? null : <ChannelBadge channel={order.channel} />}
      {factsText(order, t)}
    </p>
  );
}
