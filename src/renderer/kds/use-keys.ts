import { useEffect, useEffectEvent } from 'react';
import { keyAction, type KeyAction } from './keys.ts';

/** Where keys mean what they always mean: text, and menus that move by arrows and letters. */
const OWN_KEYS = 'input, textarea, select, [role="menu"], [role="listbox"]';

/**
 * Listens to the whole page: a bump bar has no pointer to aim with.
 * @param onAction true when the key was used, and the browser shall leave it alone
 */
export function useKeys(onAction: (action: KeyAction) => boolean): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    // A key that is held down is pressed once: holding Enter must not run an order through all its states.
    if (event.repeat && (event.key === 'Enter' || event.key === ' ')) {
      event.preventDefault();
      return;
    }
    if (event.target instanceof Element && event.target.closest(OWN_KEYS)) return;
    const action = keyAction(event);
    if (action && onAction(action)) event.preventDefault();
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => onKey(event);
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, []);
}
