import type { LoggedEvent } from './api.ts';
import type { SeenOrder } from './door.ts';
import type { Ledger } from './ledger.ts';

/** What the broker's read side says after a simulation. */
export interface Aftermath {
  /** Every event since the simulation began. */
  readonly events: readonly LoggedEvent[];
  /** Each acknowledged order as it is read by its id now; none for one that cannot be found. */
  readonly orders: ReadonlyMap<string, SeenOrder>;
  /** Units by item id, before the first order and now; null = not counted. */
  readonly stockBefore: ReadonlyMap<string, number | null>;
  readonly stockNow: ReadonlyMap<string, number | null>;
}

/** Three counts that have to be zero, and a fourth that follows from them. */
export interface Checks {
  /** Acknowledged orders that are not there, or not as they were asked for, or not as far as they had come. */
  readonly lost: number;
  /** Orders too many: carried out twice, or carried out though refused, or with a number given twice on a day. */
  readonly duplicated: number;
  /** Units sold that were not there. */
  readonly oversold: number;
  /** Units that left the stock and went to no order. */
  readonly vanished: number;
}

export interface StockRow {
  readonly itemId: string;
  /** Units at the start; null = not counted. */
  readonly supplied: number | null;
  /** Units in orders of this time, whoever placed them. */
  readonly sold: number;
  readonly left: number | null;
}

export interface Verdict {
  readonly checks: Checks;
  /** One sentence for each thing that is wrong. */
  readonly failures: readonly string[];
  readonly stock: readonly StockRow[];
}

/**
 * Holds what customers and processors were told against what is there.
 * @param noteOf the note that marks the order of a reference, by which its copies are found
 */
export function audit(
  ledger: Ledger,
  aftermath: Aftermath,
  noteOf: (reference: number) => string,
): Verdict {
  const failures: string[] = [];
  const { placed, latest } = readLog(aftermath.events);
  const byNote = Map.groupBy(placed, ({ note }) => note ?? '');

  let lost = 0;
  for (const { planned, order } of ledger.accepted()) {
    const why = whyLost(
      planned,
      order,
      latest.get(order.id),
      aftermath.orders.get(order.id),
      ledger.processed.get(order.id) === 'completed',
    );
    if (why === null) continue;
    lost += 1;
    failures.push(`Order ${planned.reference} (#${order.number}) ${why}.`);
  }

  let duplicated = 0;
  for (const { planned, final } of ledger.entries) {
    const copies = byNote.get(noteOf(planned.reference))?.length ?? 0;
    const most = final?.state === 'refused' ? 0 : 1;
    if (copies <= most) continue;
    duplicated += copies - most;
    failures.push(
      most === 0
        ? `Order ${planned.reference} was refused and is there all the same.`
        : `Order ${planned.reference} is there ${copies} times.`,
    );
  }
  const numbers = Map.groupBy(placed, ({ businessDate, number }) => `${businessDate} #${number}`);
  for (const [number, orders] of numbers) {
    // Copies of one order share a number too, and are counted above.
    const different = new Set(orders.map(({ id }) => id)).size;
    if (different <= 1) continue;
    duplicated += different - 1;
    failures.push(`The number ${number} was given to ${different} orders.`);
  }

  let oversold = 0;
  let vanished = 0;
  const stock = stockRows(aftermath, [...latest.values()]);
  for (const { itemId, supplied, sold, left } of stock) {
    if (supplied === null || left === null) continue;
    const difference = sold + left - supplied;
    if (difference > 0) {
      oversold += difference;
      failures.push(`${itemId}: ${sold} sold and ${left} left of ${supplied}.`);
    } else if (difference < 0) {
      vanished -= difference;
      failures.push(`${itemId}: ${-difference} of ${supplied} went to no order.`);
    }
  }
  return { checks: { lost, duplicated, oversold, vanished }, failures, stock };
}

/** The orders that were placed, and every order as the log leaves it. */
function readLog(events: readonly LoggedEvent[]): {
  readonly placed: SeenOrder[];
  readonly latest: Map<string, SeenOrder>;
} {
  const placed: SeenOrder[] = [];
  const latest = new Map<string, SeenOrder>();
  for (const { type, data } of events) {
    if (!data.order) continue;
    if (type === 'order.placed') placed.push(data.order);
    latest.set(data.order.id, data.order);
  }
  return { placed, latest };
}

function whyLost(
  planned: { readonly lines: readonly { itemId: string; quantity: number }[] },
  acknowledged: SeenOrder,
  logged: SeenOrder | undefined,
  found: SeenOrder | undefined,
  completed: boolean,
): string | null {
  if (!found) return 'was acknowledged and cannot be found';
  if (!logged) return 'was acknowledged and is not in the log';
  if (found.number !== acknowledged.number) return 'has another number than it was given';
  const asked = planned.lines.map(({ itemId, quantity }) => `${quantity} ${itemId}`).join(', ');
  const got = found.lines.map(({ itemId, quantity }) => `${quantity} ${itemId}`).join(', ');
  if (asked !== got) return `asked for ${asked} and holds ${got}`;
  if (found.version < acknowledged.version || found.version !== logged.version) {
    return 'is older than what was told of it';
  }
  if (completed && found.status !== 'completed')
    return `was completed and is ${found.status} again`;
  return null;
}

function stockRows({ stockBefore, stockNow }: Aftermath, orders: readonly SeenOrder[]): StockRow[] {
  const sold = new Map<string, number>();
  for (const order of orders) {
    for (const { itemId, quantity, stockTaken } of order.lines) {
      // Of a cancelled order counts what was not given back; of any other, what the customer gets.
      const units = order.status === 'cancelled' ? stockTaken : quantity;
      sold.set(itemId, (sold.get(itemId) ?? 0) + units);
    }
  }
  return [...stockBefore].map(([itemId, supplied]) => ({
    itemId,
    supplied,
    sold: sold.get(itemId) ?? 0,
    left: stockNow.get(itemId) ?? null,
  }));
}
