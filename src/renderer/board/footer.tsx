import Wifi from 'lucide-react/icons/wifi';
import WifiOff from 'lucide-react/icons/wifi-off';
import { useTranslation } from 'react-i18next';
import { useMirror } from '../client/client-context.tsx';
import { useFormat } from '../i18n/format.ts';
import type { Speaker } from '../sound/speaker.ts';
import { cx } from '../ui/cx.ts';
import { PreferencesMenu } from '../ui/preferences-menu.tsx';
import styles from './footer.module.css';
import { SoundButton } from './sound-button.tsx';

/** From this silence on the board says that it may be behind. Milliseconds; the broker ticks every 5 s. */
const STALE_MS = 10_000;

export interface FooterProps {
  /** Broker's clock, milliseconds. */
  readonly now: number;
  readonly speaker: Speaker;
}

/** Whose board it is, whether it is up to date, and the time. */
export function Footer({ now, speaker }: FooterProps) {
  const { t } = useTranslation('board');
  const { t: common } = useTranslation();
  const { time, duration } = useFormat();
  const shop = useMirror((state) => state.shop?.name ?? '');
  const connection = useMirror((state) => state.connection.state);
  const lastWordAt = useMirror((state) => state.lastWordAt);
  const offset = useMirror((state) => state.clockOffsetMs);
  const silent = lastWordAt === null ? 0 : now - offset - lastWordAt;
  const stale = silent > STALE_MS;
  const live = connection === 'live' && !stale;

  return (
    <footer className={cx(styles['footer'], stale && styles['stale'])}>
      <h1 className={styles['shop']}>{shop}</h1>
      <p className={styles['link']}>
        {live ? <Wifi aria-hidden size={24} /> : <WifiOff aria-hidden size={26} />}
        {stale ? (
          <>
            <strong aria-hidden>
              {common('connection.lostFor', { duration: duration(silent) })}
            </strong>
            <span role="alert" className={styles['warning']}>
              <span className={styles['spoken']}>{common('connection.lost')}. </span>
              {t('stale')}
            </span>
          </>
        ) : (
          <span role="status">{common(`connection.${connection}`)}</span>
        )}
      </p>
      <SoundButton speaker={speaker} />
      <time className={styles['clock']}>{time(now)}</time>
      <PreferencesMenu />
    </footer>
  );
}
