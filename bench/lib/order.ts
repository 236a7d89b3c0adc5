import { randomUUID } from 'node:crypto';
import type { PlaceOrder } from '../../src/shared/commands.ts';
import { LIMITS } from '../../src/shared/limits.ts';
import type { Menu, StockLevel } from '../../src/shared/menu.ts';

/** The order that everyone is asked to take: three lines of counted items, under a key of the client's own. */
export interface BenchOrder {
  /** A UUID of version 4: random, as clients' keys are. */
  readonly key: string;
  readonly data: PlaceOrder & { readonly lines: readonly { itemId: string; quantity: number }[] };
}

const ITEMS = 30;

/** One order in so many leaves an e-mail address. */
const WITH_EMAIL = 4;

export const ITEM_IDS: readonly string[] = Array.from({ length: ITEMS }, (_, i) => `item-${i}`);

/** More than any round can sell. */
export const STOCK: readonly StockLevel[] = ITEM_IDS.map((itemId) => ({
  itemId,
  available: LIMITS.stock,
}));

export const MENU: Menu = {
  stations: [{ id: 'grill', name: 'Grelha' }],
  categories: [{ id: 'plates', name: 'Pratos' }],
  modifierGroups: [],
  items: ITEM_IDS.map((id, i) => ({
    id,
    name: `Prato da casa ${i}`,
    description: '',
    categoryId: 'plates',
    priceCents: 1990 + i,
    station: 'grill',
    modifierGroupIds: [],
    favourite: false,
    onSale: true,
  })),
};

/** Makes orders, each of three different items. */
export function orderSource(): () => BenchOrder {
  let made = 0;
  const line = (offset: number) => ({
    itemId: ITEM_IDS[(made * 7 + offset) % ITEMS] ?? '',
    quantity: 1,
  });
  return () => {
    made += 1;
    const name = `Cliente ${made}`;
    return {
      key: randomUUID(),
      data: {
        lines: [line(0), line(10), line(20)],
        customer: made % WITH_EMAIL === 0 ? { name, email: 'cliente@example.com' } : { name },
        channel: 'online',
      },
    };
  };
}
