import { useEffect } from 'react';
import { useActions, useCounter } from './counter-context.tsx';
import type { Notice } from './order-actions.ts';
import { useTime } from './time-context.ts';

/** Long enough to read, and to have an order back that was cleared by mistake. Milliseconds. */
export const PASSING_MS = 8000;

/** True of what matters for a moment only; a refusal stays until somebody says that it was read. */
function isPassing(notice: Notice | null): boolean {
  return notice !== null && notice.kind !== 'refused';
}

/** Ends a notice that matters for a moment only: after that moment, and when an order has been placed. */
export function usePassingNotice(): void {
  const { drafts, actions } = useCounter();
  const { timers } = useTime();
  const notice = useActions((state) => state.notice);
  useEffect(() => {
    if (!isPassing(notice)) return undefined;
    const end = (): void => actions.getState().notify(null);
    const stopWaiting = timers.after(PASSING_MS, end);
    const stopWatching = drafts.subscribe(({ placed, arrived }, before) => {
      const isPlaced = placed !== null && placed !== before.placed;
      if (isPlaced || arrived.length > before.arrived.length) end();
    });
    return () => {
      stopWaiting();
      stopWatching();
    };
  }, [notice, drafts, actions, timers]);
}
