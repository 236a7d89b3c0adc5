import type { Menu } from '../../shared/menu.ts';
import type { Order } from '../../shared/order.ts';
import { availabilityOf } from './availability.ts';
import { addLine, type LineContent } from './draft.ts';
import type { DraftStore } from './draft-store.ts';
import { groupsOf, isChoiceComplete } from './modifier-groups.tsx';
import type { ActionStore } from './order-actions.ts';

/** Something of an earlier order that today's menu does not give again. Names are those of the earlier order. */
export type LeftOut =
  /** No longer on the menu. */
  | { readonly kind: 'gone'; readonly name: string }
  /** Cannot be had now. */
  | { readonly kind: 'soldOut'; readonly name: string }
  /** The item is there, this option of it is not. */
  | { readonly kind: 'option'; readonly name: string; readonly option: string }
  /** The item is there, and needs a choice that it has not. */
  | { readonly kind: 'choose'; readonly name: string };

export interface Repeated {
  /** Of the order that was repeated. */
  readonly number: number;
  /** Units that went into the order being taken. */
  readonly units: number;
  readonly leftOut: readonly LeftOut[];
}

export interface Repeat {
  readonly lines: readonly LineContent[];
  readonly leftOut: readonly LeftOut[];
}

/** What an earlier order would be today: items and options that still exist, at today's prices. */
export function repeatOf(
  order: Order,
  menu: Menu,
  stock: Readonly<Record<string, number | null>>,
): Repeat {
  const lines: LineContent[] = [];
  const leftOut: LeftOut[] = [];
  for (const line of order.lines) {
    const { name, itemId, quantity, note, allergy, course } = line;
    if (quantity === 0) continue;
    const item = menu.items.find(({ id }) => id === itemId);
    if (!item) {
      leftOut.push({ kind: 'gone', name });
      continue;
    }
    if (availabilityOf(item, stock).state !== 'on_sale') {
      leftOut.push({ kind: 'soldOut', name });
      continue;
    }
    const groups = groupsOf(menu, item);
    const known = new Set(groups.flatMap(({ modifiers }) => modifiers.map(({ id }) => id)));
    const kept = line.modifiers.filter(({ id }) => known.has(id)).map(({ id }) => id);
    for (const modifier of line.modifiers) {
      if (!known.has(modifier.id)) leftOut.push({ kind: 'option', name, option: modifier.name });
    }
    if (!isChoiceComplete(groups, kept)) leftOut.push({ kind: 'choose', name });
    lines.push({ itemId, quantity, modifiers: kept, note: note ?? '', allergy, course });
  }
  return { lines, leftOut };
}

/** Puts the lines of an earlier order into the order being taken, and tells by name what could not be had. */
export function repeatOrder(
  drafts: DraftStore,
  actions: ActionStore,
  order: Order,
  menu: Menu,
  stock: Readonly<Record<string, number | null>>,
): void {
  const { lines, leftOut } = repeatOf(order, menu, stock);
  if (lines.length > 0) {
    drafts.getState().edit((draft) => lines.reduce((sum, line) => addLine(sum, line), draft));
  }
  if (leftOut.length === 0) return;
  const units = lines.reduce((sum, { quantity }) => sum + quantity, 0);
  actions.getState().tellRepeated({ number: order.number, units, leftOut });
}
