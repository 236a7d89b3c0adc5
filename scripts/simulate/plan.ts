import type { PlaceLine } from '../../src/shared/commands.ts';
import type { Menu, MenuItem } from '../../src/shared/menu.ts';
import { SimulationError } from './options.ts';
import { type Random, seeded } from './random.ts';

/** Products that customers choose among: few enough that they fight over the same stock. */
const ASSORTMENT = 12;

/** One order that a customer is going to send. */
export interface PlannedOrder {
  /** Position among all orders, from 1. */
  readonly reference: number;
  /** Which customer, from 1. */
  readonly customer: number;
  readonly lines: readonly PlaceLine[];
}

export interface Plan {
  /** Ids of the products that may be ordered. */
  readonly assortment: readonly string[];
  /** Orders by customer, in the order they are sent. */
  readonly byCustomer: readonly (readonly PlannedOrder[])[];
}

/**
 * Who orders what, decided before anything is sent: the same seed and the same menu give the same plan.
 * @throws SimulationError when the menu has nothing to sell
 */
export function planOrders(
  menu: Menu,
  size: { readonly customers: number; readonly orders: number; readonly seed: string },
): Plan {
  const random = seeded(size.seed);
  const assortment = shuffled(
    menu.items.filter(({ onSale }) => onSale),
    random.fork('assortment'),
  ).slice(0, ASSORTMENT);
  if (assortment.length === 0) throw new SimulationError('The menu has nothing to sell.');

  const byCustomer = Array.from({ length: size.customers }, (): PlannedOrder[] => []);
  for (let reference = 1; reference <= size.orders; reference += 1) {
    const customer = ((reference - 1) % size.customers) + 1;
    const order = { reference, customer, lines: linesOf(menu, assortment, random.fork(reference)) };
    byCustomer[customer - 1]?.push(order);
  }
  return { assortment: assortment.map(({ id }) => id), byCustomer };
}

/** One to three different products, one or two of each; the first of the assortment are liked best. */
function linesOf(menu: Menu, assortment: readonly MenuItem[], random: Random): PlaceLine[] {
  const wanted = new Set<MenuItem>();
  const count = Math.min(assortment.length, random.int(1, 3));
  while (wanted.size < count) {
    const rank = Math.floor(assortment.length * random.next() ** 1.5);
    wanted.add(assortment[rank] ?? random.pick(assortment));
  }
  return [...wanted].map((item) => ({
    itemId: item.id,
    quantity: random.int(1, 2),
    modifiers: item.modifierGroupIds.flatMap((groupId) => {
      const group = menu.modifierGroups.find(({ id }) => id === groupId);
      if (!group) return [];
      // What has to be chosen, and now and then one thing more.
      const extra = group.min < group.max && random.chance(0.2) ? 1 : 0;
      return shuffled(group.modifiers, random)
        .slice(0, group.min + extra)
        .map(({ id }) => id);
    }),
  }));
}

function shuffled<T>(values: readonly T[], random: Random): T[] {
  return values
    .map((value) => ({ value, rank: random.next() }))
    .toSorted((a, b) => a.rank - b.rank)
    .map(({ value }) => value);
}
