import { useRef } from 'react';
import type { Speaker, SpeakerState } from './speaker.ts';

/** What a button needs that turns sound on and off. */
export interface SoundToggle {
  onPointerDown(): void;
  onKeyDown(): void;
  onClick(): void;
}

/**
 * A touch unlocks a blocked sound before it becomes a click: what a press means is what the button said when it began.
 * Only from `on` does it mean "be silent".
 */
export function useSoundToggle(
  speaker: Pick<Speaker, 'state'>,
  onToggle: (on: boolean) => void,
): SoundToggle {
  const began = useRef<SpeakerState | null>(null);
  const begin = (): void => {
    began.current = speaker.state();
  };
  return {
    onPointerDown: begin,
    onKeyDown: begin,
    onClick() {
      const before = began.current ?? speaker.state();
      began.current = null;
      onToggle(before !== 'on');
    },
  };
}
