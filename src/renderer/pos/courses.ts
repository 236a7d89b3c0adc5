import type { Order, OrderLine } from '../../shared/order.ts';

/** True for a line that the kitchen knows of and is not to begin with before its course is fired. */
export function waitsForCourse({
  firedAt,
  ledger,
  status,
}: Pick<OrderLine, 'firedAt' | 'ledger' | 'status'>): boolean {
  return firedAt === null && ledger.length > 0 && (status === 'pending' || status === 'preparing');
}

/** The first of the courses that wait, which is the next to be fired; null when none waits. */
export function nextCourse({ lines }: Pick<Order, 'lines'>): number | null {
  const waiting = lines.filter(waitsForCourse).map(({ course }) => course);
  return waiting.length > 0 ? Math.min(...waiting) : null;
}
