import { createContext, useContext, useEffect, useRef } from 'react';
import { browserTimers } from '../client/browser.ts';
import type { Clock, Timers } from '../client/ports.ts';

/** The time by which a counter that nobody touches is locked. */
export interface LockTime {
  readonly timers: Timers;
  readonly clock: Clock;
}

export const LockTimeContext = createContext<LockTime>({
  timers: browserTimers,
  clock: () => Date.now(),
});

/** Fingers, mouse, keys, and a scanner, which is a keyboard. */
const TOUCHES = ['pointerdown', 'pointermove', 'keydown', 'wheel'] as const;

/**
 * Calls `onIdle` once nobody has touched the page for `seconds` (0 = never). While `isWatching` is false it only remembers
 * the last touch: what is overdue when it is true again happens at once.
 */
export function useIdle(seconds: number, isWatching: boolean, onIdle: () => void): void {
  const { timers, clock } = useContext(LockTimeContext);
  const lastTouch = useRef(0);
  const latest = useRef(onIdle);
  useEffect(() => {
    latest.current = onIdle;
  });
  useEffect(() => {
    const touch = (): void => {
      lastTouch.current = clock();
    };
    touch();
    for (const name of TOUCHES)
      window.addEventListener(name, touch, { capture: true, passive: true });
    return () => {
      for (const name of TOUCHES) window.removeEventListener(name, touch, { capture: true });
    };
  }, [clock]);
  useEffect(() => {
    if (seconds === 0 || !isWatching) return undefined;
    let cancel = (): void => undefined;
    // One timer that looks again, instead of one for each touch.
    const look = (): void => {
      const left = lastTouch.current + seconds * 1000 - clock();
      if (left <= 0) latest.current();
      else cancel = timers.after(left, look);
    };
    look();
    return () => cancel();
  }, [seconds, isWatching, timers, clock]);
}
