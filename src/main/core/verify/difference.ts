/** One place where the tables are not what the event log says. */
export interface Difference {
  /** Table and row, or the event's number. */
  readonly where: string;
  readonly what: string;
  readonly expected: string;
  readonly found: string;
}

/** Differences as they are come upon: whoever wants the first takes one and stops. */
export type Differences = Generator<Difference, void, undefined>;

/**
 * Yields a difference where two values are not the same, whatever the order of their members. Values are shown as JSON,
 * cut short.
 */
export function* same(where: string, what: string, expected: unknown, found: unknown): Differences {
  if (shown(expected) === shown(found)) return;
  const [a, b] = [shown(sorted(expected)), shown(sorted(found))];
  if (a !== b) yield { where, what, expected: brief(a, b), found: brief(b, a) };
}

function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(sorted);
  const members = Object.entries(value).map(([key, member]) => [key, sorted(member)] as const);
  return Object.fromEntries(members.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

function shown(value: unknown): string {
  return value === undefined ? 'nothing' : JSON.stringify(value);
}

const LONGEST = 120;

/** A long text from a little before the place where it parts from the other. */
function brief(text: string, other: string): string {
  if (text.length <= LONGEST) return text;
  let at = 0;
  while (at < text.length && text[at] === other[at]) at += 1;
  const from = Math.max(0, Math.min(at - 30, text.length - LONGEST));
  return `${from > 0 ? '…' : ''}${text.slice(from, from + LONGEST)}…`;
}
