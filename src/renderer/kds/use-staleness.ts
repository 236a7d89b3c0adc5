import { useStore } from 'zustand';
import { useClient } from '../client/client-context.tsx';
import { useKitchenState } from './kitchen-context.tsx';

/** From this silence on, what the screen shows is called stale. Milliseconds; the broker ticks every 5 s. */
export const STALE_MS = 10_000;

/** How old the last word of the broker is. */
export interface Silence {
  /** In whole seconds. */
  readonly seconds: number;
  /** That is long enough to mistrust the screen. */
  readonly stale: boolean;
}

/**
 * How long the broker has been silent: from the first second on while the display is out of contact, and while it seems
 * to be in contact only once it is stale. Null while there is nothing to say.
 */
export function useSilence(): Silence | null {
  const { store } = useClient();
  const live = useStore(store, (state) => state.connection.state === 'live');
  // Selected by its meaning: every frame moves `lastWordAt`, few of them change what is shown.
  const offset = useStore(store, (state) => state.clockOffsetMs);
  const silent = useKitchenState(({ now }) => {
    const { lastWordAt } = store.getState();
    if (lastWordAt === null) return null;
    const ms = now - offset - lastWordAt;
    return ms > STALE_MS || !live ? Math.max(0, Math.floor(ms / 1000)) : null;
  });
  if (silent === null) return null;
  return { seconds: silent, stale: silent * 1000 >= STALE_MS };
}

/** True once the broker has been silent for so long that what the screen shows may have changed. */
export function useIsStale(): boolean {
  return useSilence()?.stale === true;
}
