import { useEffect, useEffectEvent } from 'react';
import { useKitchen } from './kitchen-context.tsx';

/** For how long without a touch or a key another page than the first may be in view, in milliseconds. */
export const FIRST_PAGE_MS = 30_000;

/**
 * Goes back to the first page, where the most urgent tickets are, some time after somebody has turned the page and left.
 * @param turned another page than the first is in view, and nothing lies over it
 */
export function useFirstPage(turned: boolean, onReturn: () => void): void {
  const { timers } = useKitchen();
  const back = useEffectEvent(onReturn);
  useEffect(() => {
    if (!turned) return undefined;
    let cancel = timers.after(FIRST_PAGE_MS, () => back());
    const again = (): void => {
      cancel();
      cancel = timers.after(FIRST_PAGE_MS, () => back());
    };
    document.addEventListener('pointerdown', again, true);
    document.addEventListener('keydown', again, true);
    return () => {
      cancel();
      document.removeEventListener('pointerdown', again, true);
      document.removeEventListener('keydown', again, true);
    };
  }, [turned, timers]);
}
