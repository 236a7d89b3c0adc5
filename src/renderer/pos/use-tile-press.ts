import { useRef } from 'react';
import type { PressEvent } from 'react-aria-components/Button';
import { useTime } from './time-context.ts';

/** As long as phones take for a long press. Milliseconds. */
export const HOLD_MS = 500;

/** A tap with when it was, and whether a finger made it. */
export type OnTap = (at: number, isTouch: boolean) => void;

/** Press handlers that tell a tap from a long press; the release of a long press is no tap. */
export function useTilePress(onTap: OnTap, onHold: () => void) {
  const { clock, timers } = useTime();
  const stop = useRef<() => void>(() => undefined);
  const held = useRef(false);
  return {
    onPressStart: ({ pointerType }: PressEvent): void => {
      held.current = false;
      // A key that is held down repeats, and a screen reader's press has no length.
      if (pointerType === 'keyboard' || pointerType === 'virtual') return;
      stop.current = timers.after(HOLD_MS, () => {
        held.current = true;
        onHold();
      });
    },
    onPressEnd: (): void => stop.current(),
    onPress: ({ pointerType }: PressEvent): void => {
      if (!held.current) onTap(clock(), pointerType === 'touch');
      held.current = false;
    },
  };
}
