import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Refusal } from '../../shared/errors.ts';
import { newId } from '../../shared/ids.ts';
import type { Order } from '../../shared/order.ts';
import { emptyDraft, isEmpty, type Draft, type Sending } from './draft.ts';
import type { DraftBox } from './draft-box.ts';

/** The last order that the broker confirmed, for the screen to say so. */
export interface Placed {
  readonly orderId: string;
  readonly number: number;
  readonly held: boolean;
  readonly totalCents: number;
  /** Money is to be taken for it now: what the cashier wanted when it was sent. */
  readonly toPay: boolean;
}

export interface DraftState {
  /** Orders on this screen alone: the one being taken, those waiting for the broker, those it refused. */
  readonly drafts: readonly Draft[];
  readonly activeId: string;
  readonly placed: Placed | null;
  /** Orders that were confirmed while another was being taken, oldest first, until they are dismissed. */
  readonly arrived: readonly Order[];
  readonly dismissArrived: () => void;
  /** Takes over drafts that another tab left behind, beside those of this one. */
  readonly adopt: (drafts: readonly Draft[]) => void;
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

/** The drafts of this counter, kept in its box at every change so that a reload finds them. */
export function createDraftStore(box: DraftBox): DraftStore {
  const saved = box.read();
  const orphans = box.takeOrphans().filter((draft) => !isEmpty(draft));
  const found = withDrafts(saved.drafts, orphans);
  const drafts = found.length > 0 ? found : [emptyDraft()];
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
      arrived: [],
      dismissArrived: () => set({ arrived: [] }),
      adopt: (others) => {
        const adopted = others.filter((draft) => !isEmpty(draft));
        set((state) => ({ drafts: withDrafts(state.drafts, adopted) }));
        const [first] = adopted;
        if (first && isEmpty(activeOf(get()))) get().open(first.id);
      },
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
        change(draftId, (draft) => ({
          ...draft,
          commandId: sending.commandId,
          sending,
          refusal: null,
          doubtful: null,
        })),
      markPlaced: (draftId, order) => {
        const state = get();
        if (!state.drafts.some(({ id }) => id === draftId)) return;
        const others = state.drafts.filter(({ id }) => id !== draftId);
        const toPay = state.drafts.some(({ id, sending }) => id === draftId && sending?.toPay);
        const placed = order ? toPlaced(order, toPay) : null;
        if (state.activeId !== draftId) {
          set({ drafts: others, arrived: order ? [...state.arrived, order] : state.arrived });
          return;
        }
        const fresh = emptyDraft();
        set({ drafts: [...others, fresh], activeId: fresh.id, placed });
      },
      markRefused: (draftId, refusal) => {
        change(draftId, (draft) => ({
          ...draft,
          commandId: newId(),
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
  const keep = (state: DraftState): void => {
    try {
      box.write(state.drafts, state.activeId);
    } catch {
      if (!warned)
        console.warn('The browser keeps no more data: this order would not survive a reload.');
      warned = true;
    }
  };
  store.subscribe((state, before) => {
    if (state.drafts !== before.drafts || state.activeId !== before.activeId) keep(state);
  });
  // Orphans were taken from where they were: they must be kept again before anything else happens.
  if (orphans.length > 0) keep(store.getState());
  return store;
}

/** Both lists without a draft twice, and without empty ones where there are others. */
function withDrafts(own: readonly Draft[], others: readonly Draft[]): readonly Draft[] {
  return [...own, ...others.filter(({ id }) => own.every((draft) => draft.id !== id))];
}

/** The order being taken. There always is one. */
export function activeOf({ drafts, activeId }: DraftState): Draft {
  const active = drafts.find(({ id }) => id === activeId) ?? drafts.at(-1);
  if (!active) throw new Error('A counter without an order being taken.');
  return active;
}

function toPlaced(order: Order, toPay: boolean): Placed {
  return {
    toPay: toPay && order.totals.dueCents > 0,
    orderId: order.id,
    number: order.number,
    held: order.status === 'held',
    totalCents: order.totals.totalCents,
  };
}
