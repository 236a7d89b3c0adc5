import fc from 'fast-check';
import { expect, test } from 'vitest';
import { chooseKey, withKey } from '../../../src/renderer/kds/key-choice.ts';
import { keyLabel } from '../../../src/renderer/kds/key-labels.ts';
import { DEFAULT_KEYS, isKeyMap, KEY_ACTIONS } from '../../../src/renderer/kds/key-map.ts';
import {
  actionOfKey,
  keyAction,
  keyAt,
  neighbour,
  type CardPlace,
  type Press,
} from '../../../src/renderer/kds/keys.ts';

const press = (key: string, over: Partial<Press> = {}): Press => ({
  key,
  ctrlKey: false,
  altKey: false,
  metaKey: false,
  ...over,
});
const says = (key: string, over: Partial<Press> = {}) => keyAction(press(key, over), DEFAULT_KEYS);

test('[KDS11] a keyboard begins with digits for positions, arrows for moves and letters for the rest', () => {
  expect(['1', '9', '0'].map((key) => says(key))).toEqual([
    { kind: 'select', position: 0 },
    { kind: 'select', position: 8 },
    { kind: 'select', position: 9 },
  ]);
  expect(says('ArrowUp')).toEqual({ kind: 'move', columns: 0, rows: -1 });
  expect(says('PageDown')).toEqual({ kind: 'page', by: 1 });
  const kinds = ['Enter', 'u', 'r', 'p', 'a', 'g', 'x', 'f', 's', 'd', '?', 'h', 'Escape'];
  expect(kinds.map((key) => says(key)?.kind)).toEqual([
    'bump',
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
    'help',
    'close',
  ]);
});

test('[KDS11] a letter is the same with Shift, and a key with Ctrl, Alt or Meta is the browser’s', () => {
  expect(says('U')).toEqual({ kind: 'undo' });
  expect(says('r', { ctrlKey: true })).toBeNull();
  expect(says('1', { altKey: true })).toBeNull();
  expect(says('p', { metaKey: true })).toBeNull();
  expect(says('q')).toBeNull();
});

test('[KDS34] keys do what the map says, and cards bear the first key that leads to them', () => {
  const keys = withKey(withKey(DEFAULT_KEYS, 'select-1', 'F1'), 'bump', '+');
  expect(keyAction(press('F1'), keys)).toEqual({ kind: 'select', position: 0 });
  expect(keyAction(press('1'), keys)).toBeNull();
  expect(keyAction(press('+'), keys)).toEqual({ kind: 'bump' });
  expect([keyAt(0, keys), keyAt(9, keys), keyAt(10, keys)]).toEqual(['F1', '0', null]);
  expect(keyAt(0, withKey(keys, 'select-1', null))).toBeNull();
});

test('[KDS34] Esc and Tab leave the key as it is, Backspace and Delete clear it, some are the browser’s', () => {
  const choose = (key: string) => chooseKey(key, 'undo', DEFAULT_KEYS);
  expect([choose('Escape'), choose('Tab')]).toEqual([{ kind: 'cancel' }, { kind: 'cancel' }]);
  expect([choose('Backspace'), choose('Delete')]).toEqual([{ kind: 'clear' }, { kind: 'clear' }]);
  expect(choose('F5')).toEqual({ kind: 'reserved', key: 'F5' });
  // Nothing is said before the letter that Shift or an accent belongs to.
  expect([choose('Shift'), choose('Dead'), choose('Unidentified')]).toEqual([null, null, null]);
  for (const key of ['b', 'F9', '*', 'Home', ' '])
    expect(choose(key)).toEqual({ kind: 'set', key });
});

test('[KDS34] a key that is another action’s is told to be so, its own again is not', () => {
  expect(chooseKey('r', 'undo', DEFAULT_KEYS)).toEqual({ kind: 'taken', key: 'r', by: 'recall' });
  expect(chooseKey('u', 'undo', DEFAULT_KEYS)).toEqual({ kind: 'set', key: 'u' });
});

test('[KDS34] two actions swap their keys; one of two keys is just taken', () => {
  const swapped = withKey(DEFAULT_KEYS, 'undo', 'r');
  expect([swapped.undo, swapped.recall]).toEqual([['r'], ['u']]);
  const taken = withKey(DEFAULT_KEYS, 'undo', 'h');
  expect([taken.undo, taken.help]).toEqual([['h'], ['?']]);
});

test('[KDS34] whatever is chosen, each key has one action and nothing else has changed', () => {
  const key = fc.constantFrom('1', '2', 'u', 'h', '?', 'F1', 'Enter', '+', null);
  const change = fc.tuple(fc.constantFrom(...KEY_ACTIONS), key);
  fc.assert(
    fc.property(fc.array(change, { maxLength: 20 }), (changes) => {
      let keys = DEFAULT_KEYS;
      for (const [action, wanted] of changes) {
        const before = keys;
        const had = wanted === null ? null : actionOfKey(wanted, before);
        keys = withKey(before, action, wanted);
        expect(isKeyMap(keys)).toBe(true);
        expect(keys[action]).toEqual(wanted === null ? [] : [wanted]);
        for (const other of KEY_ACTIONS) {
          if (other !== action && other !== had) expect(keys[other]).toBe(before[other]);
        }
        // Who had keys before keeps one, unless there was none to swap.
        if (had !== null && had !== action && before[action].length > 0) {
          expect(keys[had].length).toBeGreaterThan(0);
        }
      }
    }),
  );
});

test('keys are called as they are printed', () => {
  const printed = ['Enter', 'ArrowLeft', ' ', 'u', 'F5', 'PageUp', '+', 'ç'].map(keyLabel);
  expect(printed).toEqual(['⏎', '←', '␣', 'U', 'F5', 'PgUp', '+', 'Ç']);
});

const LEFT = { columns: -1, rows: 0 };
const RIGHT = { columns: 1, rows: 0 };
const UP = { columns: 0, rows: -1 };
const DOWN = { columns: 0, rows: 1 };

/** Cards by their left and top edges. */
const stand = (...edges: readonly [number, number][]): CardPlace[] =>
  edges.map(([left, top]) => ({ left, top }));

test('[KDS44] in columns, up and down stay in the column, sideways goes to the card that begins nearest', () => {
  const cards = stand([0, 0], [0, 200], [0, 500], [300, 0], [300, 420]);
  expect([neighbour(1, UP, cards), neighbour(1, DOWN, cards)]).toEqual([0, 2]);
  expect([neighbour(1, RIGHT, cards), neighbour(2, RIGHT, cards)]).toEqual([3, 4]);
  expect(neighbour(4, LEFT, cards)).toBe(2);
  expect([neighbour(0, UP, cards), neighbour(0, LEFT, cards)]).toEqual([0, 0]);
  expect([neighbour(2, DOWN, cards), neighbour(4, RIGHT, cards)]).toEqual([2, 4]);
});

test('[KDS44] in a grid, sideways stays in the row and down goes to the row below', () => {
  const cards = stand([0, 0], [300, 0], [600, 0], [0, 400], [300, 400]);
  expect([neighbour(0, RIGHT, cards), neighbour(1, RIGHT, cards)]).toEqual([1, 2]);
  expect([neighbour(1, DOWN, cards), neighbour(4, UP, cards)]).toEqual([4, 1]);
  expect([neighbour(4, LEFT, cards), neighbour(2, DOWN, cards)]).toEqual([3, 2]);
});

test('[KDS44] from nowhere every move goes to the first card; without cards there is nowhere to go', () => {
  for (const move of [LEFT, RIGHT, UP, DOWN]) {
    expect(neighbour(null, move, stand([0, 0], [300, 0]))).toBe(0);
    expect(neighbour(7, move, stand([0, 0]))).toBe(0);
    expect(neighbour(null, move, [])).toBeNull();
  }
});

test('[KDS44] a move always goes to a card, and one step back is always possible', () => {
  const places = fc.array(
    fc.tuple(fc.integer({ min: 0, max: 4 }), fc.integer({ min: 0, max: 4 })),
    {
      minLength: 1,
      maxLength: 15,
    },
  );
  fc.assert(
    fc.property(places, fc.nat(), (grid, start) => {
      const edges = [...new Set(grid.map(String))].map((each) => each.split(',').map(Number));
      const cards = edges.map(([column = 0, row = 0]) => ({ left: column * 300, top: row * 200 }));
      const from = start % cards.length;
      for (const [there, back] of [
        [RIGHT, LEFT],
        [LEFT, RIGHT],
        [DOWN, UP],
        [UP, DOWN],
      ] as const) {
        const to = neighbour(from, there, cards);
        expect(cards[to ?? -1]).toBeDefined();
        if (to !== from) expect(neighbour(to, back, cards)).not.toBe(to);
      }
    }),
  );
});
