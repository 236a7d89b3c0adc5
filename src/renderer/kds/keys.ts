/** What a key on the kitchen's keyboard or bump bar asks for. */
export type KeyAction =
  /** Select the card at that position of the page, from 0. */
  | { readonly kind: 'select'; readonly position: number }
  | { readonly kind: 'move'; readonly columns: -1 | 0 | 1; readonly rows: -1 | 0 | 1 }
  | { readonly kind: 'page'; readonly by: -1 | 1 }
  | {
      readonly kind:
        'advance' | 'recall-last' | 'undo' | 'all-day' | 'ready-list' | 'sound' | 'help' | 'close';
    };

/** The labels of the ten positions of a page, as on the top row of a keyboard. */
export const POSITION_KEYS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '0'] as const;

const NAMED: Readonly<Record<string, KeyAction>> = {
  ArrowLeft: { kind: 'move', columns: -1, rows: 0 },
  ArrowRight: { kind: 'move', columns: 1, rows: 0 },
  ArrowUp: { kind: 'move', columns: 0, rows: -1 },
  ArrowDown: { kind: 'move', columns: 0, rows: 1 },
  PageUp: { kind: 'page', by: -1 },
  PageDown: { kind: 'page', by: 1 },
  Enter: { kind: 'advance' },
  Escape: { kind: 'close' },
  r: { kind: 'recall-last' },
  u: { kind: 'undo' },
  a: { kind: 'all-day' },
  p: { kind: 'ready-list' },
  s: { kind: 'sound' },
  '?': { kind: 'help' },
  h: { kind: 'help' },
};

/** The action of a key press, or null. Keys held with Ctrl, Alt or Meta belong to the browser. */
export function keyAction(press: {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly metaKey: boolean;
}): KeyAction | null {
  if (press.ctrlKey || press.altKey || press.metaKey) return null;
  const position = POSITION_KEYS.findIndex((key) => key === press.key);
  if (position >= 0) return { kind: 'select', position };
  return NAMED[press.key] ?? NAMED[press.key.toLowerCase()] ?? null;
}

/**
 * The position one step away on a page whose columns hold so many cards, counted down each column. Stays where it is at
 * the edges; sideways it goes to the nearest card of the next column. From nowhere (null) any move goes to the first.
 */
export function moveOnPage(
  from: number | null,
  move: { readonly columns: number; readonly rows: number },
  columnLengths: readonly number[],
): number | null {
  const first = (column: number): number =>
    columnLengths.slice(0, column).reduce((sum, length) => sum + length, 0);
  const count = first(columnLengths.length);
  if (count === 0) return null;
  if (from === null || from >= count) return 0;
  const column = columnLengths.findIndex((length, index) => from < first(index) + length);
  const target = column + move.columns;
  const length = columnLengths[target];
  if (length === undefined || length === 0) return from;
  const row = from - first(column) + move.rows;
  return first(target) + Math.min(Math.max(row, 0), length - 1);
}
