import { browserTimers } from './browser.ts';
import type { Timers } from './ports.ts';

/** Between two attempts while the browser says no, as it does while a battery is low. Milliseconds. */
const AGAIN_MS = 60_000;

/** What of the browser keeps a screen awake. Only pages of a secure context have it. */
export interface AwakePorts {
  readonly wakeLock: Pick<WakeLock, 'request'> | undefined;
  readonly document: Pick<Document, 'visibilityState' | 'addEventListener' | 'removeEventListener'>;
  readonly timers: Timers;
}

const browserPorts = (): AwakePorts => ({
  wakeLock: 'wakeLock' in navigator ? navigator.wakeLock : undefined,
  document,
  timers: browserTimers,
});

/**
 * Keeps the screen from going dark while the page is in view, where the browser lets it; the answer ends that. The
 * browser takes the lock back whenever the page is out of view, and may at other times: it is asked for again.
 */
export function keepAwake({ wakeLock, document, timers }: AwakePorts = browserPorts()): () => void {
  if (!wakeLock) return () => undefined;
  const lock = wakeLock;
  let held: WakeLockSentinel | null = null;
  let asking = false;
  let stopped = false;
  let cancel = (): void => undefined;

  const later = (): void => {
    cancel();
    cancel = timers.after(AGAIN_MS, ask);
  };

  const taken = (sentinel: WakeLockSentinel): void => {
    asking = false;
    if (stopped) {
      void sentinel.release();
      return;
    }
    held = sentinel;
    sentinel.addEventListener(
      'release',
      () => {
        held = null;
        if (!stopped) later();
      },
      { once: true },
    );
  };

  function ask(): void {
    if (held || asking || stopped || document.visibilityState !== 'visible') return;
    asking = true;
    // A refusal leaves the screen to the system's own settings, as without a lock.
    lock.request('screen').then(taken, () => {
      asking = false;
      if (!stopped) later();
    });
  }

  ask();
  document.addEventListener('visibilitychange', ask);
  return () => {
    stopped = true;
    cancel();
    document.removeEventListener('visibilitychange', ask);
    void held?.release();
  };
}
