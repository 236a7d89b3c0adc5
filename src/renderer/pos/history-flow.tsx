/** Earlier orders: find, repeat, refund. */
export function HistoryFlow() {
  return null;
}
