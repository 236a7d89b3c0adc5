import ChefHat from 'lucide-react/icons/chef-hat';
import ChartColumn from 'lucide-react/icons/chart-column';
import SlidersHorizontal from 'lucide-react/icons/sliders-horizontal';
import TriangleAlert from 'lucide-react/icons/triangle-alert';
import Volume2 from 'lucide-react/icons/volume-2';
import VolumeX from 'lucide-react/icons/volume-x';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../i18n/format.ts';
import { useSoundToggle } from '../sound/use-sound-toggle.ts';
import { cx } from '../ui/cx.ts';
import { PreferencesMenu } from '../ui/preferences-menu.tsx';
import styles from './header.module.css';
import { useKitchen, useKitchenState, useSpeaker, useSpeakerState } from './kitchen-context.tsx';
import { Link } from './link.tsx';
import type { Panel } from './panels.tsx';
import { StationPicker } from './station-picker.tsx';
import type { Ticket } from './tickets.ts';
import { isOpen, useLateCount } from './use-late-count.ts';
import { useIsStale } from './use-staleness.ts';

/** What never leaves the screen: stations, how much there is, whether it is true, and the time. */
export function Header({
  tickets,
  onOpen,
}: {
  readonly tickets: readonly Ticket[];
  readonly onOpen: (panel: Panel) => void;
}) {
  const { t } = useTranslation('kds');
  const stale = useIsStale();
  const late = useLateCount(tickets);
  const open = tickets.filter(isOpen).length;

  return (
    <header className={cx(styles['header'], stale && styles['stale'])}>
      <h1 className={styles['spoken']}>{t('title')}</h1>
      <StationPicker />
      <p className={cx(styles['count'], styles['open'])}>
        <ChefHat aria-hidden size={26} />
        {t('open', { count: open })}
      </p>
      <p className={cx(styles['count'], late > 0 && styles['late'])}>
        {late > 0 ? <TriangleAlert aria-hidden size={26} strokeWidth={2.5} /> : null}
        {t('late', { count: late })}
      </p>
      <Link />
      <Clock />
      <div className={styles['tools']}>
        <SoundButton />
        <button
          type="button"
          className={cx(styles['tool'], styles['figures'])}
          aria-label={t('figures.title')}
          onClick={() => onOpen('figures')}
        >
          <ChartColumn aria-hidden size={28} />
        </button>
        <button
          type="button"
          className={styles['tool']}
          aria-label={t('display.title')}
          onClick={() => onOpen('display')}
        >
          <SlidersHorizontal aria-hidden size={28} />
        </button>
        <Preferences />
      </div>
    </header>
  );
}

/** Heavier than it looks: drawn once. */
const Preferences = memo(PreferencesMenu);

/** The broker's clock, in the shop's time. */
const Clock = memo(function Clock() {
  const { t } = useTranslation('kds');
  const { time } = useFormat();
  // Minutes are enough to read, and to draw again for.
  const minute = useKitchenState(({ now }) => Math.floor(now / 60_000));
  return (
    <time className={styles['clock']} aria-label={t('clock')}>
      {time(minute * 60_000)}
    </time>
  );
});

const SoundButton = memo(function SoundButton() {
  const { t } = useTranslation('kds');
  const kitchen = useKitchen();
  const state = useSpeakerState();
  const toggle = useSoundToggle(useSpeaker(), (sound) => kitchen.choose({ sound }));
  const Icon = state === 'on' ? Volume2 : VolumeX;
  return (
    <button
      type="button"
      className={cx(styles['tool'], styles['sound'], state !== 'on' && styles['muted'])}
      aria-label={`${t(`sound.words.${state}`)}: ${t(`sound.${state}`)}`}
      {...toggle}
    >
      <Icon aria-hidden size={28} />
      <span className={styles['soundWord']}>{t(`sound.words.${state}`)}</span>
    </button>
  );
});
