import type { MenuItem } from '../../shared/menu.ts';

/** Whether an item can be sold now, as far as this screen knows; the broker decides when it is sent. */
export type Availability =
  | { readonly state: 'on_sale'; readonly left: number | null }
  /** Counted, and none left. */
  | { readonly state: 'sold_out' }
  /** Taken off sale by hand. */
  | { readonly state: 'off_sale' };

export function availabilityOf(
  item: MenuItem,
  stock: Readonly<Record<string, number | null>>,
): Availability {
  if (!item.onSale) return { state: 'off_sale' };
  const left = stock[item.id] ?? null;
  return left === 0 ? { state: 'sold_out' } : { state: 'on_sale', left };
}
