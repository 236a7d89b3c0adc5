import { useCallback, useMemo, useRef } from 'react';
import type { MenuItem } from '../../shared/menu.ts';
import { useClient } from '../client/client-context.tsx';
import { availabilityOf } from './availability.ts';
import { useCounter } from './counter-context.tsx';
import { addLine, mustChoose, type DraftLine } from './draft.ts';
import { activeOf } from './draft-store.ts';
import type { LineSheetTarget } from './line-sheet.tsx';
import { itemByBarcode } from './search.ts';
import { createTapSeries } from './tap-series.ts';

export interface Adding {
  /** Puts units of an item into the order, or asks first for what must be chosen. False when it is not sold now. */
  readonly add: (item: MenuItem, quantity?: number) => boolean;
  /** A tap on an item's tile: one more, or the options of the one that was just added. */
  readonly tap: (itemId: string, at: number, isTouch: boolean) => void;
  /** A code that the scanner has read. */
  readonly scan: (code: string) => void;
  /** A code was read where it means nothing. */
  readonly ignoreScan: () => void;
}

export interface AddingOptions {
  readonly onDetails: (target: LineSheetTarget) => void;
  /** How many the cashier typed before the tap or the scan; it is used up by asking. */
  readonly takeQuantity: () => number | null;
}

/** The ways by which an item comes into the order. */
export function useAdding({ onDetails, takeQuantity }: AddingOptions): Adding {
  const client = useClient();
  const { drafts, actions } = useCounter();
  const series = useRef(createTapSeries());
  const add = useCallback(
    (item: MenuItem, quantity = 1, byTap = false): boolean => {
      const { menu, stock } = client.store.getState();
      if (!menu) return false;
      series.current.forget();
      if (availabilityOf(item, stock).state !== 'on_sale') {
        actions.getState().notify({ kind: 'unavailable', name: item.name });
        return false;
      }
      if (mustChoose(menu, item)) {
        onDetails({ kind: 'new', itemId: item.id, quantity, byTap });
        return true;
      }
      const content = { itemId: item.id, quantity, modifiers: [], note: '' };
      drafts.getState().edit((draft) => addLine(draft, content));
      return true;
    },
    [client, drafts, actions, onDetails],
  );
  const tap = useCallback(
    (itemId: string, at: number, isTouch: boolean): void => {
      const { menu } = client.store.getState();
      const item = menu?.items.find(({ id }) => id === itemId);
      if (!menu || !item) return;
      const quantity = takeQuantity();
      const hasOptions = item.modifierGroupIds.length > 0 && !mustChoose(menu, item);
      const meaning = series.current.tap({ itemId, hasOptions, at, isTouch });
      if (meaning === 'nothing') return;
      const draft = activeOf(drafts.getState());
      const line = draft.lines.findLast((other) => other.itemId === itemId && isPlain(other));
      if (meaning === 'customise' && quantity === null && line && !draft.sending) {
        onDetails({ kind: 'line', lineId: line.id, again: true });
        return;
      }
      add(item, quantity ?? 1, true);
      // `add` has forgotten it, as for every other way in.
      series.current.tap({ itemId, hasOptions, at, isTouch });
    },
    [client, drafts, add, onDetails, takeQuantity],
  );
  const scan = useCallback(
    (code: string): void => {
      const { menu } = client.store.getState();
      const item = menu ? itemByBarcode(menu, code) : undefined;
      if (item) add(item, takeQuantity() ?? 1);
      else actions.getState().notify({ kind: 'unknown_code', code: code.slice(0, 40) });
    },
    [client, actions, add, takeQuantity],
  );
  const ignoreScan = useCallback(
    () => actions.getState().notify({ kind: 'scan_ignored' }),
    [actions],
  );
  return useMemo(() => ({ add, tap, scan, ignoreScan }), [add, tap, scan, ignoreScan]);
}

/** As a tap makes it: nobody has said anything about it yet. */
function isPlain({ modifiers, note, allergy, discount, course }: DraftLine): boolean {
  return modifiers.length === 0 && note === '' && !allergy && discount === null && course === 1;
}
