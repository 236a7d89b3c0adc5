import { useEffect } from 'react';

export interface Shortcuts {
  /** F9, Ctrl+Enter. */
  readonly send: () => void;
  /** F4. */
  readonly receive: () => void;
  /** F8. */
  readonly hold: () => void;
  /** F2. */
  readonly customer: () => void;
  /** Ctrl+↓: to the lines of the order. */
  readonly lines: () => void;
  /** `?` */
  readonly help: () => void;
  /** `/` or any typing: focuses the search; what was typed goes into it. */
  readonly search: () => void;
}

/** True while a sheet, dialog or menu is over the page, which has its own keys. */
export function isDialogOpen(): boolean {
  return document.querySelector('[role=dialog],[role=alertdialog],[role=menu]') !== null;
}

/**
 * The keys of the counter: none that a browser takes for itself. Nothing happens while a sheet or dialog is open. The
 * help dialog names them all.
 */
export function useShortcuts(shortcuts: Shortcuts): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.isComposing || event.repeat || isDialogOpen()) return;
      const task = taskOf(event, shortcuts);
      if (!task) return;
      task();
      // A character is left to the browser, which inserts it where the focus has just gone: into the search.
      if (task === shortcuts.search && event.key !== '/') return;
      event.preventDefault();
      event.stopPropagation();
    };
    // Ahead of the page's own handlers, for which Enter with Ctrl is a press of the focused button.
    document.addEventListener('keydown', onKey, true);
    return () => document.removeEventListener('keydown', onKey, true);
  }, [shortcuts]);
}

function taskOf(event: KeyboardEvent, shortcuts: Shortcuts): (() => void) | null {
  const { key, target } = event;
  if (event.ctrlKey || event.metaKey) {
    if (key === 'Enter') return shortcuts.send;
    return key === 'ArrowDown' ? shortcuts.lines : null;
  }
  if (event.altKey) return null;
  if (key === 'F9') return shortcuts.send;
  if (key === 'F4') return shortcuts.receive;
  if (key === 'F8') return shortcuts.hold;
  if (key === 'F2') return shortcuts.customer;
  if (isTyping(target)) return null;
  if (key === '?') return shortcuts.help;
  return key === '/' || /^[\p{L}\p{N}]$/u.test(key) ? shortcuts.search : null;
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    target.matches('input:not([type=radio], [type=checkbox]), textarea, [contenteditable]')
  );
}
