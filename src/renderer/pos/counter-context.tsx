import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import type { Draft } from './draft.ts';
import { activeOf, type DraftState, type DraftStore } from './draft-store.ts';
import type { FlowState, FlowStore } from './flows.ts';
import type { ActionState, ActionStore } from './order-actions.ts';

/** What the parts of the counter share beside the mirror: the orders being taken, and what is being done. */
export interface Counter {
  readonly drafts: DraftStore;
  readonly actions: ActionStore;
  readonly flows: FlowStore;
}

export const CounterContext = createContext<Counter | null>(null);

export function useCounter(): Counter {
  const counter = useContext(CounterContext);
  if (!counter) throw new Error('useCounter outside of the counter');
  return counter;
}

export function useDrafts<T>(selector: (state: DraftState) => T): T {
  return useStore(useCounter().drafts, selector);
}

export function useActions<T>(selector: (state: ActionState) => T): T {
  return useStore(useCounter().actions, selector);
}

/** What is open over the counter. */
export function useFlows<T>(selector: (state: FlowState) => T): T {
  return useStore(useCounter().flows, selector);
}

/** The order being taken. */
export function useDraft(): Draft {
  return useDrafts(activeOf);
}
