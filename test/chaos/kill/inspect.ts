import type { Api, LoggedEvent } from '../../../scripts/simulate/api.ts';
import type { SeenOrder } from '../../../scripts/simulate/door.ts';
import type { Book } from './book.ts';

/** What is wrong after a restart: one sentence each, none when every promise was kept. */
export type Faults = string[];

/** Everything that the read side tells. */
export interface Reading {
  readonly orders: readonly SeenOrder[];
  readonly events: readonly LoggedEvent[];
  readonly stock: ReadonlyMap<string, number | null>;
}

export async function readAll(api: Api): Promise<Reading> {
  return { orders: await api.orders(), events: await api.events(0), stock: await api.stock() };
}

/** Holds what clients were told against what there is. */
export function inspect(
  { orders, events, stock }: Reading,
  book: Book,
  supplied: ReadonlyMap<string, number>,
): Faults {
  const faults: Faults = [];
  const fault = (text: string): number => faults.push(text);
  const byId = new Map(orders.map((order) => [order.id, order]));

  // The log is gapless, and what it says is what there is.
  const logged = new Map<string, SeenOrder>();
  const changes = new Map<string, number>();
  for (const [index, { seq, type, data }] of events.entries()) {
    if (seq !== index + 1) fault(`event ${index + 1} has number ${seq}`);
    if (!data.order) continue;
    logged.set(data.order.id, data.order);
    changes.set(data.order.id, (changes.get(data.order.id) ?? 0) + 1);
    if (type === 'order.placed' && data.order.version !== 1) fault(`${data.order.id} began late`);
  }
  if (logged.size !== orders.length) fault(`${logged.size} orders logged, ${orders.length} listed`);
  for (const order of orders) {
    if (JSON.stringify(logged.get(order.id)) !== JSON.stringify(order)) {
      fault(`#${order.number} is not what the log says`);
    }
    if (changes.get(order.id) !== order.version) fault(`#${order.number} has unlogged versions`);
  }

  // Nothing acknowledged is lost.
  const actions = book.actionsOn();
  for (const told of book.acknowledged()) {
    const order = byId.get(told.id);
    if (!order) {
      fault(`#${told.number} was acknowledged and is lost`);
      continue;
    }
    if (order.number !== told.number || order.note !== told.note) fault(`#${told.number} changed`);
    const { accepted = [], open = 0 } = actions.get(told.id) ?? {};
    for (const { version } of accepted) {
      if (version > order.version) fault(`#${told.number} lost its version ${version}`);
    }
    // Every accepted action took effect, and took effect once; one without an answer did or did not.
    const done = order.version - 1;
    if (done < accepted.length || done > accepted.length + open) {
      fault(`#${told.number}: ${accepted.length} actions accepted, ${open} open, ${done} done`);
    }
  }

  // Nothing is there twice, and nothing that nobody asked for.
  const askedFor = new Map(book.placings().map((sent) => [sent.note, sent.final]));
  const notes = new Set<string | null>();
  const numbers = new Set<string>();
  for (const { note, number, businessDate } of orders) {
    if (notes.has(note)) fault(`"${note}" is there twice`);
    notes.add(note);
    if (numbers.has(`${businessDate} ${number}`)) fault(`#${number} was given twice`);
    numbers.add(`${businessDate} ${number}`);
    const final = askedFor.get(note);
    if (final === undefined) fault(`nobody asked for "${note}"`);
    else if (final?.state === 'refused') fault(`"${note}" was refused and is there`);
  }

  // The stock adds up.
  const taken = new Map<string, number>();
  for (const { lines, status, number } of orders) {
    for (const { itemId, quantity, stockTaken } of lines) {
      if (!supplied.has(itemId)) continue;
      taken.set(itemId, (taken.get(itemId) ?? 0) + stockTaken);
      if (status !== 'cancelled' && stockTaken !== quantity) fault(`#${number} took too little`);
    }
  }
  for (const [itemId, units] of supplied) {
    const left = stock.get(itemId) ?? null;
    if (left === null || left < 0 || left + (taken.get(itemId) ?? 0) !== units) {
      fault(`${itemId}: ${left} left and ${taken.get(itemId) ?? 0} taken of ${units}`);
    }
  }
  return faults;
}

/** `order-ID-READINESS` of every message that has to be sent: customers with an address whose order stayed ready. */
export function messagesDue(
  { orders }: Pick<Reading, 'orders'>,
  hasAddress: (note: string | null) => boolean,
): string[] {
  return orders
    .filter(
      ({ status, note }) => (status === 'ready' || status === 'completed') && hasAddress(note),
    )
    .map(({ id, readiness }) => `order-${id}-${readiness}`)
    .toSorted();
}

/** The last word of the log on each message. */
export function messageStates({ events }: Pick<Reading, 'events'>): Map<string, string> {
  const states = new Map<string, string>();
  for (const { data } of events) {
    if (data.mail) {
      states.set(`order-${data.mail.orderId}-${data.mail.readiness}`, data.mail.state);
    }
  }
  return states;
}
