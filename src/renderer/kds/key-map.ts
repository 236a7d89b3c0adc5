/** What a key can be made to ask for, in the order in which it is listed. */
export const KEY_ACTIONS = [
  'select-1',
  'select-2',
  'select-3',
  'select-4',
  'select-5',
  'select-6',
  'select-7',
  'select-8',
  'select-9',
  'select-10',
  'bump',
  'left',
  'right',
  'up',
  'down',
  'page-back',
  'page-on',
  'undo',
  'recall',
  'ready-list',
  'totals',
  'figures',
  'rush',
  'fire',
  'sound',
  'display',
  'help',
] as const;

export type KeyActionName = (typeof KEY_ACTIONS)[number];

/** The keys of each action, as `KeyboardEvent.key` names them; letters in lower case. Each key has one action. */
export type KeyMap = Readonly<Record<KeyActionName, readonly string[]>>;

/** A keyboard's own: positions on the top row, letters that begin the English words. */
export const DEFAULT_KEYS: KeyMap = {
  'select-1': ['1'],
  'select-2': ['2'],
  'select-3': ['3'],
  'select-4': ['4'],
  'select-5': ['5'],
  'select-6': ['6'],
  'select-7': ['7'],
  'select-8': ['8'],
  'select-9': ['9'],
  'select-10': ['0'],
  bump: ['Enter'],
  left: ['ArrowLeft'],
  right: ['ArrowRight'],
  up: ['ArrowUp'],
  down: ['ArrowDown'],
  'page-back': ['PageUp'],
  'page-on': ['PageDown'],
  undo: ['u'],
  recall: ['r'],
  'ready-list': ['p'],
  totals: ['a'],
  figures: ['g'],
  rush: ['x'],
  fire: ['f'],
  sound: ['s'],
  display: ['d'],
  help: ['?', 'h'],
};

/** True for a whole map in which no key has two actions. */
export function isKeyMap(value: unknown): value is KeyMap {
  if (typeof value !== 'object' || value === null) return false;
  const map = new Map<string, unknown>(Object.entries(value));
  const lists = KEY_ACTIONS.map((action) => map.get(action));
  const isList = (list: unknown): list is string[] =>
    Array.isArray(list) && list.every((key) => typeof key === 'string' && key !== '');
  if (!lists.every(isList)) return false;
  const keys = lists.flat();
  return new Set(keys).size === keys.length;
}
