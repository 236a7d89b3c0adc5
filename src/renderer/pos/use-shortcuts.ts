import { useEffect } from 'react';

export interface Shortcuts {
  readonly send: () => void;
  readonly hold: () => void;
  /** Focuses the search; what was typed goes into it. */
  readonly search: () => void;
}

/**
 * The keys of the counter: F9 or Ctrl+Enter sends, F8 holds, `/` or any typing searches. Nothing happens while a
 * sheet or dialog is open, which has its own keys.
 */
export function useShortcuts({ send, hold, search }: Shortcuts): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.isComposing || event.repeat) return;
      if (document.querySelector('[role=dialog],[role=alertdialog],[role=menu]')) return;
      if (event.key === 'F9' || (event.key === 'Enter' && (event.ctrlKey || event.metaKey))) {
        event.preventDefault();
        event.stopPropagation();
        send();
      } else if (event.key === 'F8') {
        event.preventDefault();
        hold();
      } else if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) {
        return;
      } else if (event.key === '/') {
        event.preventDefault();
        search();
      } else if (/^[\p{L}\p{N}]$/u.test(event.key)) {
        // Focus moves before the browser inserts the character, which so lands in the search field.
        search();
      }
    };
    // Ahead of the page's own handlers, for which Enter with Ctrl is a press of the focused button.
    document.addEventListener('keydown', onKey, true);
    return () => document.removeEventListener('keydown', onKey, true);
  }, [send, hold, search]);
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches('input, textarea, [contenteditable]');
}
