import {
  createContext,
  useCallback,
  useContext,
  useMemo,
  useSyncExternalStore,
  type ReactNode,
} from 'react';
import { useStore } from 'zustand';
import { useMirror } from '../client/client-context.tsx';
import type { Speaker, SpeakerState } from '../sound/speaker.ts';
import type { DeviceChoices } from './device-choices.ts';
import type { KitchenState } from './kitchen-state.ts';
import type { Kitchen } from './kitchen.ts';
import type { Unsettled } from './tap-guard.ts';
import { rulesOf } from './ticket-rules.ts';
import { knownStations, type StationFilter, type TicketRules } from './tickets.ts';

interface Parts {
  readonly kitchen: Kitchen;
  readonly speaker: Speaker;
}

const Context = createContext<Parts | null>(null);

/** Gives the display's hands and its speaker to every component below. */
export function KitchenProvider({ kitchen, speaker, children }: Parts & { children: ReactNode }) {
  const parts = useMemo(() => ({ kitchen, speaker }), [kitchen, speaker]);
  return <Context value={parts}>{children}</Context>;
}

function useParts(): Parts {
  const parts = useContext(Context);
  if (!parts) throw new Error('useKitchen outside of KitchenProvider');
  return parts;
}

/** What a touch or a key may do. */
export function useKitchen(): Kitchen {
  return useParts().kitchen;
}

/** What the display knows beside the mirror; drawn again when the selected value changes by identity. */
export function useKitchenState<T>(selector: (state: KitchenState) => T): T {
  return useStore(useKitchen().store, selector);
}

/** Why something takes no press at the moment; null when it does. */
export function useUnsettled(id: string): Unsettled | null {
  return useStore(useKitchen().guard.unsettled, (state) => state.get(id) ?? null);
}

/** What the display's sounds come from. */
export function useSpeaker(): Speaker {
  return useParts().speaker;
}

/** Whether a tone would be heard now. */
export function useSpeakerState(): SpeakerState {
  const { speaker } = useParts();
  const subscribe = useCallback((listener: () => void) => speaker.subscribe(listener), [speaker]);
  return useSyncExternalStore(subscribe, () => speaker.state());
}

/** What this display keeps for itself. */
export function useChoices(): DeviceChoices {
  return useKitchenState(({ choices }) => choices);
}

/** The stations this display shows; empty means all. The same set as long as the choice is the same. */
export function useStationFilter(): StationFilter {
  const { stations } = useChoices();
  const menu = useMirror((state) => state.menu);
  return useMemo(() => knownStations(stations, menu), [stations, menu]);
}

/** What the tickets of this display are made with; null before the shop is known. The same while nothing changes. */
export function useTicketRules(): TicketRules | null {
  const { stations, expediter } = useChoices();
  const shop = useMirror((state) => state.shop);
  const menu = useMirror((state) => state.menu);
  return useMemo(
    () => rulesOf({ shop, menu }, { stations, expediter }),
    [shop, menu, stations, expediter],
  );
}
