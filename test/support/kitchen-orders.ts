import { KitchenTally, type TallyFigures } from '../../src/main/domain/kitchen-figures.ts';
import { shopHours } from '../../src/main/core/kitchen/shop-hours.ts';
import { settingsSchema } from '../../src/main/core/settings.ts';
import type { LineTask, Order, OrderLine } from '../../src/shared/order.ts';
import { lineOf, Till } from '../domain/till.ts';

/** The owner's thresholds where he decided nothing: late after 8 minutes, at tables and on the road after 20. */
export const THRESHOLDS = settingsSchema.parse({}).kitchen.ageThresholds;

/** A moment of the shop's evening by its own clock, which is three hours behind UTC. */
export function evening(time: string): string {
  return new Date(`2026-11-20T${time}-03:00`).toISOString();
}

const ORDER = new Till().place({ lines: [{ itemId: 'pizza-margherita', quantity: 1 }] });
const LINE = lineOf(ORDER);

/** A task of the oven that nobody has looked at. */
export function taskOf(given: Partial<LineTask> = {}): LineTask {
  return { station: 'oven', shownAt: null, doneAt: null, confirmed: 1, ...given };
}

/** A pizza that the kitchen was told of, and that was fired, at 19:00. */
export function lineWith(given: Partial<OrderLine> = {}): OrderLine {
  const at = evening('19:00:00');
  return {
    ...LINE,
    status: 'preparing',
    firedAt: at,
    ledger: [{ at, sent: 1 }],
    tasks: [taskOf()],
    ...given,
  };
}

/** An order that was sent at 19:00, with these lines. */
export function orderWith(lines: readonly OrderLine[], given: Partial<Order> = {}): Order {
  return { ...ORDER, sentAt: evening('19:00:00'), lines: [...lines], ...given };
}

/** What these orders say of the kitchen, by the clock of a time zone. */
export function tallied(
  orders: readonly Order[],
  timeZone: string = 'America/Sao_Paulo',
): TallyFigures {
  const tally = new KitchenTally({
    ageThresholds: THRESHOLDS,
    msOf: (instant) => Date.parse(instant),
    hourOf: shopHours(timeZone),
  });
  for (const order of orders) tally.add(order);
  return tally.figures();
}
