import type { Order } from '../../shared/order.ts';
import { useMirror } from '../client/client-context.tsx';
import { liftedOf, standingLines, unitsOff, wasSent, type Edit } from './edit-store.ts';

/** The stock as a change finds it: with what it takes off a held order, which is there for what it adds. */
export function useStockWith(edit: Edit, order: Order): Readonly<Record<string, number | null>> {
  const stock = useMirror((state) => state.stock);
  const back: Record<string, number | null> = { ...stock };
  for (const line of standingLines(order)) {
    const left = back[line.itemId];
    if (wasSent(line) || typeof left !== 'number') continue;
    // A line that is changed here counts among what is added, with all its units.
    back[line.itemId] = left + (liftedOf(edit, line) ? line.quantity : unitsOff(edit, line));
  }
  return back;
}
