import { createStore, type StoreApi } from 'zustand/vanilla';

/** What is open over the counter: one thing at a time, each with what it is about. */
export type Flow =
  /** Taking money for an order. `start`: with sharing the bill out, where it is whole and may be. */
  | { readonly kind: 'payment'; readonly orderId: string; readonly start?: 'split' }
  /** Giving money of an order back. */
  | { readonly kind: 'refund'; readonly orderId: string }
  /** A discount on the order being taken (`orderId: 'draft'`), on an order that was sent, or on one line of either. */
  | {
      readonly kind: 'discount';
      readonly orderId: string;
      readonly lineId: string | null;
    }
  /** The receipt of an order, to print or to mail. */
  | { readonly kind: 'receipt'; readonly orderId: string }
  /** One order as the broker has it. */
  | { readonly kind: 'order'; readonly orderId: string }
  /** Adding to and taking off an order that the broker has. */
  | { readonly kind: 'edit'; readonly orderId: string }
  /** Earlier orders: find, repeat, refund. */
  | { readonly kind: 'history' }
  /** The drawer of this counter: open it, its report, cash in and out, closing. */
  | { readonly kind: 'drawer' }
  /** Who works here. */
  | { readonly kind: 'people' };

export interface FlowState {
  readonly flow: Flow | null;
  readonly open: (flow: Flow) => void;
  readonly close: () => void;
}

export type FlowStore = StoreApi<FlowState>;

export function createFlowStore(): FlowStore {
  return createStore<FlowState>()((set) => ({
    flow: null,
    open: (flow) => set({ flow }),
    close: () => set({ flow: null }),
  }));
}
