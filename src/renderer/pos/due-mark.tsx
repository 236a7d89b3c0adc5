import Clock from 'lucide-react/icons/clock';
import ClockAlert from 'lucide-react/icons/clock-alert';
import { useTranslation } from 'react-i18next';
import type { Order } from '../../shared/order.ts';
import { isOpen } from '../../shared/order-states.ts';
import { useBrokerNow, useMirror } from '../client/client-context.tsx';
import { useFormat } from '../i18n/format.ts';
import { Badge } from '../ui/badge.tsx';
import { Hidden } from '../ui/hidden.tsx';
import { daysUntil } from './due-time.ts';

/** Says a promised moment (ISO 8601) by the shop's clock: the time alone for today, else with its day. */
export function useDueText(): (dueAt: string) => string {
  const { t } = useTranslation('pos');
  const { time, dateTime } = useFormat();
  const timeZone = useMirror((state) => state.shop?.timeZone);
  const now = useBrokerNow();
  return (dueAt) => {
    const days = daysUntil(dueAt, now, timeZone);
    if (days === 0) return time(dueAt);
    return days === 1 ? t('kitchen.due.tomorrow', { time: time(dueAt) }) : dateTime(dueAt);
  };
}

export interface DueMarkProps {
  readonly order: Pick<Order, 'dueAt' | 'status'>;
  /** The time alone, where there is no room for words. */
  readonly short?: boolean;
}

/** For when an open order was promised; loud when that has passed and it is not ready. */
export function DueMark({ order, short = false }: DueMarkProps) {
  const { t } = useTranslation('pos');
  const say = useDueText();
  const now = useBrokerNow();
  const { dueAt, status } = order;
  if (dueAt === null || !isOpen(status)) return null;
  const isLate = status !== 'ready' && Date.parse(dueAt) < now;
  const time = say(dueAt);
  const words = t('kitchen.due.for', { time });
  return (
    <Badge
      tone={isLate ? 'late' : 'info'}
      icon={isLate ? <ClockAlert aria-hidden /> : <Clock aria-hidden />}
    >
      {short ? <span aria-hidden>{time}</span> : words}
      {short ? <Hidden>{words}</Hidden> : null}
      {isLate ? (
        short ? (
          <Hidden> {t('kitchen.due.passed')}</Hidden>
        ) : (
          ` · ${t('kitchen.due.passed')}`
        )
      ) : null}
    </Badge>
  );
}
