import { refuse, type Refusal } from '../../shared/errors.ts';
import { LIMITS } from '../../shared/limits.ts';
import type { LineTask, OrderLine } from '../../shared/order.ts';
import type { LedgerEntry } from '../../shared/payment.ts';

/**
 * True for a task that a display of its station has had in view. That a program called the order ready does not count:
 * where no display shows orders there is nobody to take note of anything.
 */
export function isKnown({ shownAt }: Pick<LineTask, 'shownAt'>): boolean {
  return shownAt !== null;
}

/** Why the kitchen is told no more of a line: there is a bound to everything. Null while it can be. */
export function changedTooOften({ ledger }: Pick<OrderLine, 'ledger'>): Refusal | null {
  if (ledger.length < LIMITS.lineChanges) return null;
  const detail = 'This line has been changed too often.';
  return refuse('too_many', detail, { most: LIMITS.lineChanges });
}

/**
 * Tells the kitchen what has changed about a line that it was told of.
 * @param line as it is with the change
 */
export function tell(line: OrderLine, entry: LedgerEntry): OrderLine {
  const ledger = [...line.ledger, entry];
  // A station that has not had it before it has nothing to forget: it sees what is left, as the addition that it may be.
  const isNews = (task: LineTask): boolean =>
    isKnown(task) || (line.quantity > 0 && task.confirmed < line.ledger.length);
  const tasks = line.tasks.map((task) =>
    isNews(task) ? task : { ...task, confirmed: ledger.length },
  );
  return { ...line, ledger, tasks };
}
