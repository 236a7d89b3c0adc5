import Volume2 from 'lucide-react/icons/volume-2';
import VolumeX from 'lucide-react/icons/volume-x';
import { useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import type { Speaker } from '../sound/speaker.ts';
import { useSoundToggle } from '../sound/use-sound-toggle.ts';
import { cx } from '../ui/cx.ts';
import styles from './footer.module.css';
import { keepSound } from './sound-choice.ts';

/** Lets the board ring or be silent; says in words when the browser has it wait for a touch. */
export function SoundButton({ speaker }: { readonly speaker: Speaker }) {
  const { t } = useTranslation('board');
  const state = useSyncExternalStore(speaker.subscribe, speaker.state);
  const toggle = useSoundToggle(speaker, (on) => {
    speaker.set(on);
    keepSound(window.localStorage, on);
  });
  const Icon = state === 'on' ? Volume2 : VolumeX;
  return (
    <button
      type="button"
      className={cx(styles['sound'], state === 'locked' && styles['locked'])}
      aria-label={t(`sound.${state}`)}
      {...toggle}
    >
      <Icon aria-hidden size={26} />
      {state === 'locked' ? <span aria-hidden>{t('sound.locked')}</span> : null}
    </button>
  );
}
