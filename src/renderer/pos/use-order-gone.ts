import { useEffect } from 'react';
import { useCounter } from './counter-context.tsx';
import { activeOf } from './draft-store.ts';

/**
 * Calls `onGone` when the order in front is sent, or another takes its place by the cashier's hand. An answer that comes
 * later does not: what was typed by then is for the next order.
 */
export function useOrderGone(onGone: () => void): void {
  const { drafts } = useCounter();
  useEffect(
    () =>
      drafts.subscribe((state, before) => {
        if (state.drafts === before.drafts && state.activeId === before.activeId) return;
        const [now, old] = [activeOf(state), activeOf(before)];
        const isSent = now.id === old.id && now.sending !== null && old.sending === null;
        const isLeft = now.id !== old.id && old.sending === null;
        if (isSent || isLeft) onGone();
      }),
    [drafts, onGone],
  );
}
