import type { Order, OrderLine } from '../../shared/order.ts';

/** All of the line was taken off after it was sent: it is shown, struck, and never cooked. */
export function isRemoved({ status }: Pick<OrderLine, 'status'>): boolean {
  return status === 'cancelled';
}

/** Units that the kitchen was told of, and then told not to make. */
export function removedUnits({ ledger }: Pick<OrderLine, 'ledger'>): number {
  return ledger.reduce((sum, { sent }) => sum + Math.max(0, -sent), 0);
}

/** True for what the kitchen was told of after the order itself. */
export function wasAdded(line: Pick<OrderLine, 'ledger'>, order: Pick<Order, 'sentAt'>): boolean {
  const [first] = line.ledger;
  return first !== undefined && order.sentAt !== null && first.at > order.sentAt;
}

/** True while a cook who knew the order before must look at this line again. */
export function isChanged(
  line: Pick<OrderLine, 'ledger' | 'status'>,
  order: Pick<Order, 'sentAt'>,
): boolean {
  return (line.status !== 'ready' && wasAdded(line, order)) || removedUnits(line) > 0;
}
