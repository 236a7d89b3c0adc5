import { useStore } from 'zustand';
import { useClient } from '../client/client-context.tsx';
import { useKitchenState } from './kitchen-context.tsx';

/** From this silence on, what the screen shows is called stale. Milliseconds; the broker ticks every 5 s. */
export const STALE_MS = 10_000;

/** How long the broker has been silent, in whole seconds, once that is long enough to mistrust the screen; else null. */
export function useStaleness(): number | null {
  const { store } = useClient();
  // Selected by its meaning: every frame moves `lastWordAt`, few of them change what is shown.
  const offset = useStore(store, (state) => state.clockOffsetMs);
  return useKitchenState(({ now }) => {
    const { lastWordAt } = store.getState();
    if (lastWordAt === null) return null;
    const silent = now - offset - lastWordAt;
    return silent > STALE_MS ? Math.floor(silent / 1000) : null;
  });
}
