import type { Cents } from '../../shared/money.ts';
import type { Order } from '../../shared/order.ts';
import type { Part } from '../../shared/payment.ts';

/** Which part it is, counted from one: parts have no names, only their place. */
export function partNumber(order: Order, part: Part): number {
  return 1 + (order.split?.parts.findIndex(({ id }) => id === part.id) ?? 0);
}

/** What one payer still owes. */
export function owes(part: Part): Cents {
  return Math.max(0, part.amountCents - part.paidCents);
}

/** The part to take money for: the chosen one while something of it is due, else the first that owes something. */
export function partToPay(order: Order, chosen: string | null): Part | null {
  const parts = order.split?.parts ?? [];
  const isDue = (part: Part): boolean => owes(part) > 0;
  return parts.find((part) => part.id === chosen && isDue(part)) ?? parts.find(isDue) ?? null;
}

/** What is to be paid next: of the part, where the order is shared out, and never more than is due. */
export function dueNow(order: Order, part: Part | null): Cents {
  const due = Math.max(0, order.totals.dueCents);
  return part ? Math.min(owes(part), due) : due;
}
