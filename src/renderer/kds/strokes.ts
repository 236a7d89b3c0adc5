import type { Clock, Timers } from '../client/ports.ts';

/** Drawing that is asked for often and done seldom: a lone wish at once, a rush of them in a few strokes. */
export interface Strokes {
  ask(): void;
  /** Forgets a stroke that is still to come. */
  stop(): void;
}

/** @param everyMs the least time between two strokes, in milliseconds */
export function createStrokes(
  clock: Clock,
  timers: Timers,
  everyMs: number,
  draw: () => void,
): Strokes {
  let drawnAt = -Infinity;
  let cancel: (() => void) | null = null;
  const ask = (): void => {
    if (cancel) return;
    const wait = drawnAt + everyMs - clock();
    // A clock that was set back must not hold the screen up.
    if (wait > 0 && wait <= everyMs) {
      cancel = timers.after(wait, () => {
        cancel = null;
        ask();
      });
      return;
    }
    drawnAt = clock();
    draw();
  };
  return {
    ask,
    stop() {
      cancel?.();
      cancel = null;
    },
  };
}
