import { KEY_ACTIONS, type KeyActionName, type KeyMap } from './key-map.ts';

/** What a kitchen's keyboard or bump bar asks for. */
export type KeyAction =
  /** The order at that position of the page, from 0. */
  | { readonly kind: 'select'; readonly position: number }
  | { readonly kind: 'move'; readonly columns: -1 | 0 | 1; readonly rows: -1 | 0 | 1 }
  | { readonly kind: 'page'; readonly by: -1 | 1 }
  | { readonly kind: Exclude<KeyActionName, Selecting | Moving> | 'close' };

type Selecting = Extract<KeyActionName, `select-${string}`>;
type Moving = 'left' | 'right' | 'up' | 'down' | 'page-back' | 'page-on';

const MOVES: Readonly<Record<Moving, KeyAction>> = {
  left: { kind: 'move', columns: -1, rows: 0 },
  right: { kind: 'move', columns: 1, rows: 0 },
  up: { kind: 'move', columns: 0, rows: -1 },
  down: { kind: 'move', columns: 0, rows: 1 },
  'page-back': { kind: 'page', by: -1 },
  'page-on': { kind: 'page', by: 1 },
};

const isMoving = (name: KeyActionName): name is Moving => name in MOVES;

/** True for what is about the order at a position of the page. */
export const isSelecting = (name: KeyActionName): name is Selecting => name.startsWith('select-');

/** That position, from 0. */
export const positionOf = (name: Selecting): number => Number(name.slice('select-'.length)) - 1;

const SELECTING: readonly KeyActionName[] = KEY_ACTIONS.filter(isSelecting);

/** The key to print on the card at a position, from 0; null where none leads to it. */
export function keyAt(position: number, keys: KeyMap): string | null {
  const name = SELECTING[position];
  return name === undefined ? null : (keys[name][0] ?? null);
}

/** A key press, as far as it matters here. */
export type Press = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'altKey' | 'metaKey'>;

/** The key of a press, as a key map names it: a letter is the same with Shift or Caps Lock. */
export function keyOf({ key }: Pick<Press, 'key'>): string {
  return key.length === 1 ? key.toLowerCase() : key;
}

/** The action of a press by a map of keys, or null. Keys held with Ctrl, Alt or Meta belong to the browser. */
export function keyAction(press: Press, keys: KeyMap): KeyAction | null {
  if (press.ctrlKey || press.altKey || press.metaKey) return null;
  const key = keyOf(press);
  if (key === 'Escape') return { kind: 'close' };
  const name = actionOfKey(key, keys);
  if (name === null) return null;
  if (isSelecting(name)) return { kind: 'select', position: positionOf(name) };
  return isMoving(name) ? MOVES[name] : { kind: name };
}

/** The action that a key has in a map, or null. */
export function actionOfKey(key: string, keys: KeyMap): KeyActionName | null {
  return KEY_ACTIONS.find((name) => keys[name].includes(key)) ?? null;
}

/** A card's place on the screen, in CSS pixels. */
export type CardPlace = Pick<DOMRectReadOnly, 'left' | 'top'>;

/** Cards closer than this stand in one column, or begin at one height. CSS pixels. */
const SAME = 8;

/**
 * The card one step away, by where the cards really stand, in columns or in rows: up and down within a column, sideways
 * the one of the next column that begins nearest. Stays at the edges. From nowhere (null) any move goes to the first.
 * @param cards in the order of their positions
 */
export function neighbour(
  from: number | null,
  move: { readonly columns: number; readonly rows: number },
  cards: readonly CardPlace[],
): number | null {
  const here = from === null ? undefined : cards[from];
  if (from === null || here === undefined) return cards.length > 0 ? 0 : null;
  const side = (card: CardPlace): number => card.left - here.left;
  const away = (card: CardPlace): number => Math.abs(card.top - here.top);
  const isAhead = (card: CardPlace): boolean =>
    move.columns === 0
      ? Math.abs(side(card)) < SAME && (card.top - here.top) * move.rows > 0
      : side(card) * move.columns >= SAME;
  const ahead = cards.filter(isAhead);
  const nearestColumn = Math.min(...ahead.map((card) => Math.abs(side(card))));
  const [next] = ahead
    .filter((card) => Math.abs(side(card)) < nearestColumn + SAME)
    .toSorted((a, b) => away(a) - away(b));
  return next === undefined ? from : cards.indexOf(next);
}
