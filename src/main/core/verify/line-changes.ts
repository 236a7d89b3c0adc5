import type { Order, OrderLine } from '../../../shared/order.ts';
import { isOpen } from '../../../shared/order-states.ts';
import { discountCents, lineTotalCents } from '../../domain/pricing.ts';
import { same, type Differences } from './difference.ts';

/** What each line of an order says of itself, and of what the kitchen was told. */
export function* lineTruths(where: string, order: Order): Differences {
  for (const line of order.lines) {
    const { id, quantity, unitPriceCents, modifiers, totalCents, ledger } = line;
    const total = lineTotalCents(quantity, unitPriceCents, modifiers);
    yield* same(where, `total of line ${id}`, total, totalCents);
    const discount = discountCents(line.discount, totalCents);
    yield* same(where, `discount on line ${id}`, discount, line.discountCents);
    const told = ledger.reduce((sum, { sent }) => sum + sent, 0);
    if (order.sentAt === null) yield* same(where, `ledger of line ${id}, not sent`, [], ledger);
    else yield* same(where, `units that the kitchen was told of line ${id}`, quantity, told);
    if (quantity === 0) yield* same(where, `state of line ${id}`, 'cancelled', line.status);
  }
}

/**
 * What may become of the lines of an order: units go, others come as new lines while it is open; what the kitchen was
 * told stays in the ledger. A line goes only where the kitchen knew of nothing.
 */
export function* compareLines(where: string, before: Order, after: Order): Differences {
  const there = new Map(after.lines.map((line) => [line.id, line]));
  for (const was of before.lines) {
    const is = there.get(was.id);
    there.delete(was.id);
    if (!is) {
      if (before.status !== 'held') yield* same(where, `line ${was.id}`, 'kept', 'gone');
      continue;
    }
    yield* same(where, `what never changes in line ${was.id}`, lasting(was), lasting(is));
    const told = is.ledger.slice(0, was.ledger.length);
    yield* same(where, `what the kitchen had been told of line ${was.id}`, was.ledger, told);
    if (is.quantity > was.quantity) {
      yield* same(where, `quantity of line ${was.id}`, `${was.quantity} at most`, is.quantity);
    }
  }
  if (isOpen(before.status)) return;
  yield* same(where, 'lines added to an order that has left', [], [...there.keys()]);
}

function lasting({ id, itemId, name, unitPriceCents, modifiers, ...line }: OrderLine): unknown {
  return [id, itemId, name, unitPriceCents, modifiers, line.note, line.allergy, line.station];
}
