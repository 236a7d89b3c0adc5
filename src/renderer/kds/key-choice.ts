import type { KeyActionName, KeyMap } from './key-map.ts';
import { actionOfKey } from './keys.ts';

/** What a key that was pressed to be chosen means. */
export type KeyChoice =
  /** Leaves everything as it was. */
  | { readonly kind: 'cancel' }
  /** The action shall have no key. */
  | { readonly kind: 'clear' }
  /** It belongs to the browser or to the keyboard itself. */
  | { readonly kind: 'reserved'; readonly key: string }
  /** Another action has it. */
  | { readonly kind: 'taken'; readonly key: string; readonly by: KeyActionName }
  | { readonly kind: 'set'; readonly key: string };

/** Keys that do not act by themselves: Shift and its kin, and what keyboards send while a letter is put together. */
const SILENT: ReadonlySet<string> = new Set([
  'Shift',
  'Control',
  'Alt',
  'AltGraph',
  'Meta',
  'CapsLock',
  'NumLock',
  'ScrollLock',
  'Fn',
  'FnLock',
  'Dead',
  'Process',
  'Unidentified',
]);

/** Keys that the browser answers by itself, whatever a page says. */
const RESERVED: ReadonlySet<string> = new Set(['F5', 'F11', 'F12', 'ContextMenu']);

/** What pressing this key means for an action that waits for one; null for a key that says nothing yet. */
export function chooseKey(key: string, action: KeyActionName, keys: KeyMap): KeyChoice | null {
  if (SILENT.has(key)) return null;
  if (key === 'Escape' || key === 'Tab') return { kind: 'cancel' };
  if (key === 'Backspace' || key === 'Delete') return { kind: 'clear' };
  if (RESERVED.has(key)) return { kind: 'reserved', key };
  const by = actionOfKey(key, keys);
  return by === null || by === action ? { kind: 'set', key } : { kind: 'taken', key, by };
}

/**
 * The map in which this key, and no other, has the action; without a key, none has. Who had the key before gets what
 * the action had, so that nothing is left without a key that had one; a key is nowhere twice.
 */
export function withKey(keys: KeyMap, action: KeyActionName, key: string | null): KeyMap {
  const next: Record<KeyActionName, readonly string[]> = { ...keys };
  next[action] = key === null ? [] : [key];
  const before = key === null ? null : actionOfKey(key, keys);
  if (before !== null && before !== action) {
    const rest = keys[before].filter((each) => each !== key);
    next[before] = rest.length > 0 ? rest : keys[action];
  }
  return next;
}
