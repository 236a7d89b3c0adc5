import Ban from 'lucide-react/icons/ban';
import Check from 'lucide-react/icons/check';
import ChefHat from 'lucide-react/icons/chef-hat';
import CircleDot from 'lucide-react/icons/circle-dot';
import Clock from 'lucide-react/icons/clock';
import Eye from 'lucide-react/icons/eye';
import EyeOff from 'lucide-react/icons/eye-off';
import Zap from 'lucide-react/icons/zap';
import Hourglass from 'lucide-react/icons/hourglass';
import Mail from 'lucide-react/icons/mail';
import MailCheck from 'lucide-react/icons/mail-check';
import MailWarning from 'lucide-react/icons/mail-warning';
import MailX from 'lucide-react/icons/mail-x';
import Pause from 'lucide-react/icons/pause';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { MailState } from '../../shared/events.ts';
import type { Order, OrderLine } from '../../shared/order.ts';
import { isOpen, type OrderStatus } from '../../shared/order-states.ts';
import { useMirror } from '../client/client-context.tsx';
import { Badge, type Tone } from '../ui/badge.tsx';
import { Hidden } from '../ui/hidden.tsx';
import { isWaiting } from './courses.ts';
import type { Seen } from './open-orders.ts';

const STATUS: Readonly<Record<OrderStatus, readonly [Tone, ReactNode]>> = {
  held: ['neutral', <Pause aria-hidden key="i" />],
  pending: ['info', <Clock aria-hidden key="i" />],
  preparing: ['attention', <ChefHat aria-hidden key="i" />],
  ready: ['ready', <Check aria-hidden key="i" />],
  completed: ['neutral', <CircleDot aria-hidden key="i" />],
  cancelled: ['late', <Ban aria-hidden key="i" />],
};

/** An order's state: word, icon and colour. */
export function StatusBadge({ status }: { readonly status: OrderStatus }) {
  const { t } = useTranslation();
  const [tone, icon] = STATUS[status];
  return (
    <Badge tone={tone} icon={icon} solid={status === 'ready'}>
      {t(`statuses.${status}`)}
    </Badge>
  );
}

/** The state of one line that the kitchen was told of: how far it is, or that it waits for its course to be fired. */
export function LineStatusBadge({ line }: { readonly line: OrderLine }) {
  const { t } = useTranslation('pos');
  return isWaiting(line) ? (
    <Badge icon={<Hourglass aria-hidden />}>{t('kitchen.waits')}</Badge>
  ) : (
    <StatusBadge status={line.status} />
  );
}

/** That the kitchen makes an open order before all others. */
export function RushBadge({ order }: { readonly order: Pick<Order, 'rush' | 'status'> }) {
  const { t } = useTranslation('pos');
  return order.rush && isOpen(order.status) ? (
    <Badge tone="late" solid icon={<Zap aria-hidden />}>
      {t('kitchen.rush')}
    </Badge>
  ) : null;
}

/** Whether the kitchen has it before its eyes, as it is now. */
export function SeenBadge({ seen }: { readonly seen: Seen | null }) {
  const { t } = useTranslation('pos');
  if (seen === null) return null;
  return seen === 'seen' ? (
    <Badge icon={<Eye aria-hidden />}>{t('seen')}</Badge>
  ) : (
    <Badge tone="attention" solid icon={<EyeOff aria-hidden />}>
      {t(seen === 'unseen' ? 'notSeen' : 'changeNotSeen')}
    </Badge>
  );
}

const MAIL: Readonly<Record<MailState, readonly [Tone, ReactNode]>> = {
  queued: ['info', <Mail aria-hidden key="i" />],
  retrying: ['attention', <MailWarning aria-hidden key="i" />],
  sent: ['ready', <MailCheck aria-hidden key="i" />],
  withdrawn: ['neutral', <MailX aria-hidden key="i" />],
  failed: ['late', <MailX aria-hidden key="i" />],
};

const WAITING_MAIL = ['neutral', <Mail aria-hidden key="i" />] as const;

/** Where the "ready" e-mail stands, as an icon for where there is no room for words. */
export function MailIcon({ order }: { readonly order: Order }) {
  const { t } = useTranslation('pos');
  const mail = useMirror((state) => state.mail[order.id]?.state);
  if (!order.customer?.email) return null;
  const [tone, icon] = mail ? MAIL[mail] : WAITING_MAIL;
  return (
    <Badge tone={tone} icon={icon}>
      <Hidden>
        {t('mail.label')}: {t(mail ? `mail.${mail}` : 'mail.none')}
      </Hidden>
    </Badge>
  );
}

/** Where the "ready" e-mail stands; nothing for an order without an address. */
export function MailBadge({ order }: { readonly order: Order }) {
  const { t } = useTranslation('pos');
  const mail = useMirror((state) => state.mail[order.id]?.state);
  if (!order.customer?.email) return null;
  const [tone, icon] = mail ? MAIL[mail] : WAITING_MAIL;
  return (
    <Badge tone={tone} icon={icon}>
      {t('mail.label')}: {t(mail ? `mail.${mail}` : 'mail.none')}
    </Badge>
  );
}

/** Whom an order is for, in a word: the customer, the table, or how it is served. */
export function useOrderFor(): (order: Pick<Order, 'customer' | 'table' | 'service'>) => string {
  const { t } = useTranslation();
  return ({ customer, table, service }) => {
    const where = table ? t('table', { table }) : t(`services.${service}`);
    return customer?.name ? `${customer.name} · ${where}` : where;
  };
}
