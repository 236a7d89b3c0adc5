import fc from 'fast-check';
import type { Command } from '../../src/shared/commands.ts';
import type { Order } from '../../src/shared/order.ts';
import { toldOf, toldOfLine } from '../../src/shared/told.ts';

/** What is sent to a kitchen. A step names orders and lines by position, so that a sequence stays meaningful while it shrinks. */
export interface KitchenStep {
  readonly kind: (typeof KINDS)[number];
  readonly at: number;
  /** Which lines, one bit for each; how many units. */
  readonly lines: number;
  readonly units: number;
  readonly dishes: readonly { readonly itemId: string; readonly course: number }[];
  readonly course: number;
  readonly stations: readonly string[] | null;
  readonly flag: boolean;
  /** How much of what it was told the sender has not heard of yet. */
  readonly behind: number;
}

const WHOLE = ['send', 'start', 'ready', 'complete', 'recall'] as const;
const TICKET = ['begin', 'bump', 'unbump', 'confirm', 'shown', 'fire', 'rush'] as const;
const CHANGES = ['add', 'take off', 'move', 'cancel', 'shown'] as const;
const KINDS = ['place', ...CHANGES, ...WHOLE, ...TICKET, ...TICKET, ...TICKET] as const;

/** Those of which the second one, at the same moment, is none. */
export const SAID_TWICE: ReadonlySet<string> = new Set(TICKET);

const dish = fc.record({
  itemId: fc.constantFrom('pizza-margherita', 'guarana', 'calzone'),
  course: fc.integer({ min: 1, max: 3 }),
});

const step = (kinds: readonly KitchenStep['kind'][]): fc.Arbitrary<KitchenStep> =>
  fc.record({
    kind: fc.constantFrom(...kinds),
    at: fc.nat(3),
    lines: fc.nat(31),
    units: fc.integer({ min: 1, max: 2 }),
    dishes: fc.array(dish, { minLength: 1, maxLength: 3 }),
    course: fc.integer({ min: 1, max: 3 }),
    stations: fc.option(fc.subarray(['oven', 'bar', 'grill'], { minLength: 1 }), { freq: 3 }),
    flag: fc.boolean(),
    behind: fc.nat(2),
  });

/** A few orders, and what befalls them. */
export const kitchenSteps: fc.Arbitrary<KitchenStep[]> = fc
  .tuple(
    fc.array(step(['place']), { minLength: 1, maxLength: 3 }),
    fc.array(step(KINDS), { maxLength: 60, size: 'max' }),
  )
  .map(([first, then]) => [...first, ...then]);

/** The command of a step; null when there is nothing that it could be about. */
export function kitchenCommand(asked: KitchenStep, orders: readonly Order[]): Command | null {
  const { kind, course, flag } = asked;
  const lines = asked.dishes.map((each) => ({ ...each, quantity: asked.units }));
  if (kind === 'place') return { type: 'order.place', data: { lines, hold: flag && course === 3 } };
  const order = orders[asked.at % Math.max(1, orders.length)];
  if (!order) return null;
  const orderId = order.id;
  const chosen = order.lines.filter((_, nth) => ((asked.lines >> nth) & 1) === 1);
  const stations = asked.stations === null ? {} : { stations: [...asked.stations] };
  switch (kind) {
    case 'add':
      return { type: 'order.change', data: { orderId, add: lines } };
    case 'take off': {
      const takeOff = chosen.map(({ id, quantity }) => {
        const units = Math.max(1, flag ? quantity : Math.min(quantity, asked.units));
        return { lineId: id, quantity: units, reasonId: 'mistyped' };
      });
      return { type: 'order.change', data: { orderId, takeOff } };
    }
    case 'move':
      return { type: 'order.change', data: { orderId, table: `mesa ${asked.units}` } };
    case 'cancel':
      return { type: 'order.cancel', data: { orderId, reason: 'teste' } };
    case 'shown': {
      // A display has an order whole, as it was at some moment, or not at all.
      const least = order.lines.filter(({ ledger }) => ledger[0]?.at === order.sentAt).length;
      const known = Math.max(least, toldOf(order) - asked.behind);
      const told = flag ? {} : { told: { [orderId]: known } };
      return { type: 'order.shown', data: { orderIds: [orderId], ...told, ...stations } };
    }
    case 'begin':
    case 'bump':
    case 'unbump': {
      const lineIds = (chosen.length > 0 ? chosen : order.lines).map(({ id }) => id);
      const data = { orderId, lineIds, ...stations };
      if (kind === 'begin') return { type: 'ticket.start', data };
      if (kind === 'unbump') return { type: 'ticket.recall', data: { ...data, whole: flag } };
      const recalls = flag ? { recalls: (order.recalls ?? 0) - Math.min(1, asked.behind) } : {};
      return { type: 'ticket.bump', data: { ...data, ...recalls } };
    }
    case 'confirm': {
      const seen = order.lines.map((line) => {
        return [line.id, Math.max(1, toldOfLine(line, order) - asked.behind)] as const;
      });
      const data = { orderId, lines: Object.fromEntries(seen), ...stations };
      return { type: 'ticket.confirm', data };
    }
    case 'fire':
      return { type: 'order.fire', data: { orderId, course } };
    case 'rush':
      return { type: 'order.rush', data: { orderId, rush: flag } };
    default:
      return { type: `order.${kind}`, data: { orderId } };
  }
}
