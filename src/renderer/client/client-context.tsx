import { createContext, useContext, useSyncExternalStore, type ReactNode } from 'react';
import { useStore } from 'zustand';
import type { Client, MirrorState } from './contract.ts';
import { tickerOf } from './ticker.ts';

const Context = createContext<Client | null>(null);

/** Gives the page's client to every component below. */
export function ClientProvider({ client, children }: { client: Client; children: ReactNode }) {
  return <Context value={client}>{children}</Context>;
}

/** The page's client, to send commands with. */
export function useClient(): Client {
  const client = useContext(Context);
  if (!client) throw new Error('useClient outside of ClientProvider');
  return client;
}

/**
 * What the page knows, selected: the component is drawn again when the selected value changes by identity, so
 * that a selector must not build new objects (derive with `useMemo` from what it returns).
 */
export function useMirror<T>(selector: (state: MirrorState) => T): T {
  return useStore(useClient().store, selector);
}

/** This machine's clock in milliseconds, read anew every `everyMs`. */
export function useNow(everyMs = 1000): number {
  const ticker = tickerOf(everyMs);
  return useSyncExternalStore(ticker.subscribe, ticker.read);
}

/** The broker's clock in milliseconds, by which all ages are computed, read anew every `everyMs`. */
export function useBrokerNow(everyMs = 1000): number {
  const offset = useMirror((state) => state.clockOffsetMs);
  return useNow(everyMs) + offset;
}
