import type { OrderLine } from './order.ts';

/** True for a line that stands, is not made, and is not to be begun before its course is fired. */
export function waitsForCourse({
  firedAt,
  status,
}: Pick<OrderLine, 'firedAt' | 'status'>): boolean {
  return firedAt === null && status !== 'ready' && status !== 'cancelled';
}
