/**
 * When what the kitchen got at a moment is late. What came with the order is due when the order was promised for, sooner
 * or later than usual. A course that was fired after that moment is not late for it. All times in milliseconds, UTC.
 * @param order when it was sent, and for when it was promised; null: as soon as it can be
 * @param firedAt when it was fired
 * @param lateMs after how long it is late, by the thresholds of the order's service: milliseconds
 */
export function lateAt(
  { sentAt, promisedAt }: { readonly sentAt: number; readonly promisedAt: number | null },
  firedAt: number,
  lateMs: number,
): number {
  const holds = promisedAt !== null && (firedAt <= sentAt || promisedAt > firedAt);
  return holds ? promisedAt : firedAt + lateMs;
}
