import { useEffect, useEffectEvent } from 'react';
import type { KeyMap } from './key-map.ts';
import { keyAction, type KeyAction } from './keys.ts';

/** Where keys mean what they always mean: text, and menus that move by arrows and letters. */
const OWN_KEYS = 'input, textarea, select, [role="menu"], [role="listbox"]';

/** What presses a button that has the focus. */
const PRESSING: ReadonlySet<string> = new Set(['Enter', ' ']);

/** What may go on while a key is held down; everything else counts once. */
const goesOn = ({ kind }: KeyAction): boolean => kind === 'move' || kind === 'page';

/**
 * Listens to the whole page: a bump bar has no pointer to aim with.
 * @param onAction true when the key was used, and the browser shall leave it alone
 */
export function useKeys(keys: KeyMap, onAction: (action: KeyAction) => boolean): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    // A key that is held down is pressed once: holding Enter must not run an order through all its states.
    if (event.repeat && PRESSING.has(event.key)) {
      event.preventDefault();
      return;
    }
    // Used already, by a group of buttons that arrows walk through.
    if (event.defaultPrevented) return;
    if (event.target instanceof Element && event.target.closest(OWN_KEYS)) return;
    const action = keyAction(event, keys);
    // Enter and Space press what has the focus by themselves, wherever that is.
    if (!action || (action.kind === 'bump' && PRESSING.has(event.key))) return;
    if ((event.repeat && !goesOn(action)) || onAction(action)) event.preventDefault();
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => onKey(event);
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, []);
}
