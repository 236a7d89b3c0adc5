import Volume2 from 'lucide-react/icons/volume-2';
import VolumeX from 'lucide-react/icons/volume-x';
import { useRef, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import type { Speaker, SpeakerState } from '../sound/speaker.ts';
import { cx } from '../ui/cx.ts';
import styles from './footer.module.css';
import { keepSound } from './sound-choice.ts';

/** Lets the board ring or be silent; says in words when the browser has it wait for a touch. */
export function SoundButton({ speaker }: { readonly speaker: Speaker }) {
  const { t } = useTranslation('board');
  const state = useSyncExternalStore(speaker.subscribe, speaker.state);
  /** What the button said when a finger or a key came down on it. */
  const pressed = useRef<SpeakerState | null>(null);
  const press = (): void => {
    pressed.current = speaker.state();
  };
  const Icon = state === 'on' ? Volume2 : VolumeX;
  return (
    <button
      type="button"
      className={cx(styles['sound'], state === 'locked' && styles['locked'])}
      aria-label={t(`sound.${state}`)}
      onPointerDown={press}
      onKeyDown={press}
      onClick={() => {
        // The touch itself unlocks a blocked sound, before it becomes a click: what counts is what it began on.
        const on = (pressed.current ?? speaker.state()) !== 'on';
        pressed.current = null;
        speaker.set(on);
        keepSound(window.localStorage, on);
      }}
    >
      <Icon aria-hidden size={26} />
      {state === 'locked' ? <span aria-hidden>{t('sound.locked')}</span> : null}
    </button>
  );
}
