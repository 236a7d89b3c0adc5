import type { PlaceLine, PlaceOrder } from '../../../src/shared/commands.ts';
import type { Random } from '../../../scripts/simulate/random.ts';

/** What is counted, and topped up before it can run out. */
export const PLENTY: readonly { readonly itemId: string; readonly units: number }[] = [
  { itemId: 'guarana', units: 500_000 },
  { itemId: 'picanha', units: 500_000 },
];

/** What is counted and does run out: the only thing that may be out of stock. */
export const SCARCE = { itemId: 'cerveja', units: 20 } as const;

/** Nothing has this id: an order for it must be refused. */
const UNKNOWN = 'prato-que-nao-existe';

/**
 * One step of an order's life, by whoever takes it. `bump`: all its lines, one by one. `finish`: through all that is left.
 * `confirm`: a cook takes note that it was cancelled, so that displays which had it in view let go of it.
 */
export type LifeStep =
  | 'send'
  | 'start'
  | 'bump'
  | 'ready'
  | 'recall'
  | 'complete'
  | 'finish'
  | 'cancel'
  | 'confirm'
  | 'late cancel';

export interface PlannedOrder {
  readonly data: PlaceOrder;
  /** What happens to it once it is taken. */
  readonly life: readonly LifeStep[];
  /** Refusals that are meant to be. */
  readonly meant: readonly string[];
}

const SIMPLE = ['pizza-margherita', 'pizza-calabresa', 'x-salada', 'farofa', 'agua', 'arroz-alho'];

/** The nth order: what is asked for and what becomes of it, decided by chance alone. */
export function planOrder(nth: number, random: Random): PlannedOrder {
  const hasAddress = random.chance(0.02);
  const isHeld = random.chance(0.01);
  const isUnknown = random.chance(0.002);
  const isScarce = random.chance(0.01);
  const lines: PlaceLine[] = [
    isUnknown
      ? { itemId: UNKNOWN, quantity: 1 }
      : { itemId: 'guarana', quantity: random.int(1, 3) },
  ];
  if (isScarce) lines.push({ itemId: SCARCE.itemId, quantity: random.int(1, 3) });
  if (random.chance(0.4)) lines.push({ itemId: random.pick(SIMPLE), quantity: 1 });
  if (random.chance(0.2)) {
    lines.push({ itemId: 'picanha', quantity: 1, modifiers: ['ponto-ao-ponto'] });
  }
  return {
    data: {
      note: noteOf(nth),
      channel: 'online',
      service: random.pick(['counter', 'dine_in', 'takeaway'] as const),
      customer: hasAddress
        ? { name: `Cliente ${nth}`, email: `cliente-${nth}@example.com` }
        : { name: `Cliente ${nth}` },
      lines,
      ...(isHeld ? { hold: true } : {}),
    },
    life: [...(isHeld ? (['send'] as const) : []), ...lifeOf(random)],
    meant: [...(isUnknown ? ['unknown_item'] : []), ...(isScarce ? ['out_of_stock'] : [])],
  };
}

/** Marks an order so that it is known wherever it turns up. */
export function noteOf(nth: number): string {
  return `soak ${nth}`;
}

function lifeOf(random: Random): readonly LifeStep[] {
  const luck = random.next();
  if (luck < 0.1) return ['finish'];
  if (luck < 0.12) return ['cancel', 'confirm'];
  if (luck < 0.13) return ['start', 'cancel', 'confirm'];
  if (luck < 0.14) return ['start', 'ready', 'complete', 'late cancel'];
  if (luck < 0.16) return ['start', 'ready', 'recall', 'ready', 'complete'];
  if (luck < 0.21) return ['bump', 'complete'];
  return ['start', 'ready', 'complete'];
}
