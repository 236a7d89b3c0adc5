import Wifi from 'lucide-react/icons/wifi';
import WifiOff from 'lucide-react/icons/wifi-off';
import { useTranslation } from 'react-i18next';
import { useMirror, useNow } from '../client/client-context.tsx';
import { useFormat } from '../i18n/format.ts';
import { Badge } from './badge.tsx';
import { cx } from './cx.ts';
import { Hidden } from './hidden.tsx';
import styles from './connection.module.css';
import { Spinner } from './spinner.tsx';

/** How long a silence may last before the bar speaks of it: a broker that restarts is back sooner. Milliseconds. */
export const BAR_AFTER_MS = 2000;

/** Whether what the screen shows is true now: always visible, on every screen. */
export function ConnectionBadge() {
  const { t } = useTranslation();
  const connection = useMirror((state) => state.connection);
  const live = connection.state === 'live';
  return (
    <span role="status" aria-label={t('connection.label')}>
      <Badge
        tone={live ? 'ready' : connection.state === 'connecting' ? 'info' : 'attention'}
        icon={live ? <Wifi aria-hidden /> : <WifiOff aria-hidden />}
      >
        {t(`connection.${connection.state}`)}
      </Badge>
    </span>
  );
}

export interface ConnectionBarProps {
  /** What the silence means on this screen, as in "the order is kept here". */
  readonly children?: string;
  /** Amber where work goes on, red where a stale screen misleads. Default: amber. */
  readonly tone?: 'attention' | 'late';
}

/** The loud version: a bar across the screen for as long as the broker is silent. */
export function ConnectionBar({ children, tone = 'attention' }: ConnectionBarProps) {
  const since = useMirror(({ connection }) =>
    connection.state === 'lost' ? connection.since : null,
  );
  return since === null ? null : (
    <LostBar since={since} tone={tone}>
      {children}
    </LostBar>
  );
}

function LostBar({
  since,
  tone,
  children,
}: {
  readonly since: number;
  readonly tone: 'attention' | 'late';
  readonly children: string | undefined;
}) {
  const { t } = useTranslation();
  const { duration } = useFormat();
  const silent = useNow() - since;
  if (silent < BAR_AFTER_MS) return null;
  return (
    <div role="alert" className={cx(styles['bar'], styles[tone])}>
      <WifiOff aria-hidden size={20} />
      {/* The counting seconds are for the eye: announced once, not every second. */}
      <strong aria-hidden>{t('connection.lostFor', { duration: duration(silent) })}</strong>
      <Hidden>{t('connection.lost')}</Hidden>
      {children === undefined ? null : <span>{children}</span>}
      <span className={styles['trying']}>
        <Spinner size={16} /> {t('connection.trying')}
      </span>
    </div>
  );
}
