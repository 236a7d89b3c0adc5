import { createContext, useContext } from 'react';
import { browserTimers } from '../client/browser.ts';
import type { Clock, Timers } from '../client/ports.ts';

/** What the counter measures taps and pauses with: real in a page, in a test's hands in a test. */
export interface Time {
  readonly clock: Clock;
  readonly timers: Timers;
}

export const TimeContext = createContext<Time>({
  clock: () => performance.now(),
  timers: browserTimers,
});

export function useTime(): Time {
  return useContext(TimeContext);
}
