import { isToMake, type Ticket } from './tickets.ts';

/** One way of making an item, and how many of it are still to be made. */
export interface Variant {
  readonly key: string;
  /** Names of the modifiers, in the order they were chosen first; none = as on the menu. */
  readonly modifiers: readonly string[];
  readonly quantity: number;
}

export interface AllDayItem {
  readonly itemId: string;
  readonly name: string;
  readonly quantity: number;
  /** Most wanted first; one entry without modifiers when nobody asked for any. */
  readonly variants: readonly Variant[];
}

/** A fixed order for what is wanted equally often. This runs with every event: collation would cost ten times as much. */
const byCode = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/**
 * What is to be made now over all these tickets, most wanted first. A line counts until it is done here. What was taken
 * off, waits for its course or is made at another station does not count, nor do cancelled tickets.
 */
export function allDay(tickets: Iterable<Ticket>): AllDayItem[] {
  const items = new Map<
    string,
    {
      itemId: string;
      name: string;
      variants: Map<string, { key: string; modifiers: string[]; quantity: number }>;
    }
  >();
  for (const ticket of tickets) {
    if (ticket.notice) continue;
    for (const each of ticket.lines) {
      if (!isToMake(each)) continue;
      const { line } = each;
      // By name too: an item that was renamed during the day is made in two ways until the old ones are out.
      const itemKey = `${line.itemId} ${line.name}`;
      let item = items.get(itemKey);
      if (!item)
        items.set(itemKey, (item = { itemId: line.itemId, name: line.name, variants: new Map() }));
      const key = line.modifiers
        .map((modifier) => modifier.id)
        .toSorted()
        .join(' ');
      const variant = item.variants.get(key);
      if (variant) variant.quantity += line.quantity;
      else {
        item.variants.set(key, {
          key,
          modifiers: line.modifiers.map((modifier) => modifier.name),
          quantity: line.quantity,
        });
      }
    }
  }
  const most = (a: { quantity: number }, b: { quantity: number }): number =>
    b.quantity - a.quantity;
  return [...items.values()]
    .map(({ itemId, name, variants }) => {
      const sorted = [...variants.values()].sort((a, b) => most(a, b) || byCode(a.key, b.key));
      return {
        itemId,
        name,
        quantity: sorted.reduce((sum, variant) => sum + variant.quantity, 0),
        variants: sorted,
      };
    })
    .toSorted((a, b) => most(a, b) || byCode(a.name, b.name));
}
