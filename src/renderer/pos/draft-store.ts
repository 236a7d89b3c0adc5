import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Refusal } from '../../shared/errors.ts';
import type { Order } from '../../shared/order.ts';
import { parseJson } from '../client/guards.ts';
import type { TextStorage } from '../client/ports.ts';
import { emptyDraft, isEmpty, type Draft, type Sending } from './draft.ts';
import { readDrafts } from './saved-drafts.ts';

const KEY = 'comanda.pos.drafts';

/** The last order that the broker confirmed, for the screen to say so. */
export interface Placed {
  readonly orderId: string;
  readonly number: number;
  readonly held: boolean;
  readonly totalCents: number;
}

export interface DraftState {
  /** Orders on this screen alone: the one being taken, those waiting for the broker, those it refused. */
  readonly drafts: readonly Draft[];
  readonly activeId: string;
  readonly placed: Placed | null;
  /** Changes the order being taken. One that is on its way stays as it is: the change begins the next order. */
  readonly edit: (change: (draft: Draft) => Draft) => void;
  /** Starts another order beside those that wait. */
  readonly next: () => void;
  /** Brings one to the front. An empty one that was there is dropped. */
  readonly open: (draftId: string) => void;
  /** Empties the order being taken; the answer is what to give to `restore`. */
  readonly clear: () => Draft;
  /** Puts a cleared order back, in front. */
  readonly restore: (draft: Draft) => void;
  readonly markSending: (draftId: string, sending: Sending) => void;
  readonly markPlaced: (draftId: string, order: Order | undefined) => void;
  readonly markRefused: (draftId: string, refusal: Refusal) => void;
}

export type DraftStore = StoreApi<DraftState>;

/** Refusals after which the broker may still have kept the command: its id must stay the same. */
const DOUBTFUL: readonly Refusal['code'][] = ['storage_failed', 'internal'];

/** The drafts of this counter, kept in the browser's storage at every change so that a reload finds them. */
export function createDraftStore(storage: TextStorage): DraftStore {
  const saved = readDrafts(parseJson(storage.getItem(KEY) ?? ''));
  const drafts = saved.drafts.length > 0 ? saved.drafts : [emptyDraft()];
  const activeId = (drafts.find(({ id }) => id === saved.activeId) ?? drafts.at(-1))?.id ?? '';

  const store = createStore<DraftState>()((set, get) => {
    const change = (draftId: string, to: (draft: Draft) => Draft): void =>
      set((state) => ({
        drafts: state.drafts.map((draft) => (draft.id === draftId ? to(draft) : draft)),
      }));
    return {
      drafts,
      activeId,
      placed: null,
      edit: (to) => {
        if (activeOf(get()).sending) get().next();
        change(get().activeId, to);
        set({ placed: null });
      },
      next: () => {
        const fresh = emptyDraft();
        set((state) => ({
          drafts: [...state.drafts.filter((draft) => !isEmpty(draft)), fresh],
          activeId: fresh.id,
          placed: null,
        }));
      },
      open: (draftId) =>
        set((state) => ({
          drafts: state.drafts.filter((draft) => draft.id === draftId || !isEmpty(draft)),
          activeId: draftId,
          placed: null,
        })),
      clear: () => {
        const old = activeOf(get());
        if (old.sending) return old;
        const fresh = emptyDraft();
        set((state) => ({
          drafts: state.drafts.map((draft) => (draft.id === old.id ? fresh : draft)),
          activeId: fresh.id,
        }));
        return old;
      },
      restore: (draft) =>
        set((state) => ({
          drafts: [...state.drafts.filter((other) => !isEmpty(other)), draft],
          activeId: draft.id,
        })),
      markSending: (draftId, sending) =>
        change(draftId, (draft) => ({ ...draft, sending, refusal: null, doubtful: null })),
      markPlaced: (draftId, order) => {
        const state = get();
        if (!state.drafts.some(({ id }) => id === draftId)) return;
        const others = state.drafts.filter(({ id }) => id !== draftId);
        const placed = order ? toPlaced(order) : null;
        if (state.activeId !== draftId) {
          set({ drafts: others });
          return;
        }
        const fresh = emptyDraft();
        set({ drafts: [...others, fresh], activeId: fresh.id, placed });
      },
      markRefused: (draftId, refusal) => {
        change(draftId, (draft) => ({
          ...draft,
          sending: null,
          refusal,
          doubtful: DOUBTFUL.includes(refusal.code) ? draft.sending : null,
        }));
        const state = get();
        if (state.activeId !== draftId && isEmpty(activeOf(state))) state.open(draftId);
      },
    };
  });

  let warned = false;
  store.subscribe((state, before) => {
    if (state.drafts === before.drafts && state.activeId === before.activeId) return;
    try {
      const { drafts: kept, activeId: active } = state;
      storage.setItem(KEY, JSON.stringify({ drafts: kept, activeId: active }));
    } catch {
      if (!warned)
        console.warn('The browser keeps no more data: this order would not survive a reload.');
      warned = true;
    }
  });
  return store;
}

/** The order being taken. There always is one. */
export function activeOf({ drafts, activeId }: DraftState): Draft {
  const active = drafts.find(({ id }) => id === activeId) ?? drafts.at(-1);
  if (!active) throw new Error('A counter without an order being taken.');
  return active;
}

function toPlaced(order: Order): Placed {
  return {
    orderId: order.id,
    number: order.number,
    held: order.status === 'held',
    totalCents: order.totals.totalCents,
  };
}
