import { waitsForCourse } from '../../shared/courses.ts';
import type { Order, OrderLine } from '../../shared/order.ts';

/** True for a line that the kitchen knows of and is not to begin with: of a parked order it knows of nothing. */
export function isWaiting(line: Pick<OrderLine, 'firedAt' | 'ledger' | 'status'>): boolean {
  return line.ledger.length > 0 && waitsForCourse(line);
}

/** The first of the courses that wait, which is the next to be fired; null when none waits. */
export function nextCourse({ lines }: Pick<Order, 'lines'>): number | null {
  const waiting = lines.filter(isWaiting).map(({ course }) => course);
  return waiting.length > 0 ? Math.min(...waiting) : null;
}
