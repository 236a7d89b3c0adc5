import Wifi from 'lucide-react/icons/wifi';
import WifiOff from 'lucide-react/icons/wifi-off';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { useMirror } from '../client/client-context.tsx';
import { useFormat } from '../i18n/format.ts';
import { cx } from '../ui/cx.ts';
import { Spinner } from '../ui/spinner.tsx';
import styles from './header.module.css';
import { useSilence } from './use-staleness.ts';

/** Whether what the screen shows is true now: "live", or how long ago the last word came, loudly. */
export const Link = memo(function Link() {
  const { t } = useTranslation('kds');
  const { t: common } = useTranslation();
  const { duration } = useFormat();
  const connection = useMirror((state) => state.connection.state);
  const silence = useSilence();
  const live = connection === 'live' && silence === null;
  const age =
    silence && silence.seconds > 0
      ? common('connection.lostFor', { duration: duration(silence.seconds * 1000) })
      : null;

  return (
    <div className={cx(styles['link'], live ? styles['live'] : styles['lost'])}>
      {live ? <Wifi aria-hidden size={24} /> : <WifiOff aria-hidden size={26} strokeWidth={2.5} />}
      {silence?.stale !== true ? (
        <>
          {/* The counting seconds are for the eye: what is announced stays the same meanwhile. */}
          {age === null ? null : <span aria-hidden>{age}</span>}
          <span role="status" className={cx(age !== null && styles['spoken'])}>
            {common(`connection.${connection}`)}
          </span>
        </>
      ) : (
        <div className={styles['silentText']}>
          {/* The counting seconds are for the eye: announced once, not every second. */}
          <strong aria-hidden className={styles['silent']}>
            {age}
          </strong>
          <span role="alert" className={styles['warning']}>
            <span className={styles['spoken']}>{common('connection.lost')}. </span>
            {t('stale')}
          </span>
        </div>
      )}
      {live ? null : <Spinner size={22} />}
    </div>
  );
});
