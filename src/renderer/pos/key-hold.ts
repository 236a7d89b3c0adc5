import type { Timers } from '../client/ports.ts';
import { SCAN_GAP_MS } from './scanner.ts';

/** Keys that may turn out to be a scanner's: the page hears of them once they are known to be a person's. */
export interface KeyHold {
  /** Takes a key away from the page, for as long as another may follow it at a scanner's pace. */
  readonly keep: (event: KeyboardEvent) => void;
  /** A person typed them: the page gets them now, in their order. */
  readonly release: () => void;
  /** They were a code: the page never hears of them. */
  readonly drop: () => void;
  /** True of a key that this hold gave back. */
  readonly isReleased: (event: KeyboardEvent) => boolean;
}

interface Kept {
  readonly event: KeyboardEvent;
  readonly target: EventTarget | null;
}

/** An empty hold. Of a fast typist no key is lost: each comes a moment later, which nobody sees. */
export function createKeyHold(timers: Timers): KeyHold {
  let kept: Kept[] = [];
  const released = new WeakSet<KeyboardEvent>();
  let stop = (): void => undefined;

  const give = (keys: readonly Kept[]): void => {
    const [first, ...others] = keys;
    if (!first) return;
    const { event, target } = first;
    const { key, code, shiftKey, location } = event;
    const again = new KeyboardEvent('keydown', {
      key,
      code,
      shiftKey,
      location,
      bubbles: true,
      cancelable: true,
      composed: true,
    });
    released.add(again);
    const isThere = target instanceof Node && target.isConnected;
    (isThere ? target : (document.activeElement ?? document.body)).dispatchEvent(again);
    // What a digit does hangs on the one before, which is drawn by then; and still ahead of whatever comes next.
    queueMicrotask(() => give(others));
  };
  const release = (): void => {
    stop();
    const keys = kept;
    kept = [];
    give(keys);
  };
  return {
    keep: (event) => {
      event.preventDefault();
      event.stopPropagation();
      kept.push({ event, target: event.target });
      stop();
      stop = timers.after(SCAN_GAP_MS, () => {
        // A page that was busy finds the timer and the next keys due at once: the keys first.
        stop = timers.after(0, release);
      });
    },
    release,
    drop: () => {
      stop();
      kept = [];
    },
    isReleased: (event) => released.has(event),
  };
}
