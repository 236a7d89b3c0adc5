/** A keypad on the page, as the real keyboard reaches it. */
export interface KeypadListener {
  readonly root: () => HTMLElement | null;
  readonly isDisabled: () => boolean;
  readonly digit: (digit: string) => void;
  readonly backspace: () => void;
  readonly clear: () => void;
  /** What Enter does; undefined leaves it to the page. */
  readonly enter: () => (() => void) | undefined;
}

/** The keypads of the page, oldest first: a PIN asked for over an amount must not change the amount. */
const listeners: KeypadListener[] = [];

/** What had the focus when the last digit was typed, until the focus moves: Enter then ends the typing. */
let typedAt: EventTarget | null = null;

const onFocus = (): void => {
  typedAt = null;
};

/** Gives the keys of a real keyboard to this keypad for as long as none is opened after it; the answer ends it. */
export function listenForKeys(listener: KeypadListener): () => void {
  if (listeners.length === 0) {
    document.addEventListener('keydown', onKey, true);
    document.addEventListener('focusin', onFocus, true);
  }
  listeners.push(listener);
  return () => {
    listeners.splice(listeners.indexOf(listener), 1);
    if (listeners.length > 0) return;
    document.removeEventListener('keydown', onKey, true);
    document.removeEventListener('focusin', onFocus, true);
    typedAt = null;
  };
}

function onKey(event: KeyboardEvent): void {
  const listener = listeners.at(-1);
  if (!listener || event.defaultPrevented || event.isComposing) return;
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
  const task = taskOf(event, listener);
  if (!task) return;
  // Neither the page's own shortcuts nor the button that has the focus get it as well.
  event.preventDefault();
  event.stopPropagation();
  if (listener.isDisabled()) return;
  if (event.key !== 'Enter') typedAt = event.target;
  task();
}

function taskOf(event: KeyboardEvent, listener: KeypadListener): (() => void) | null {
  if (/^\d$/.test(event.key)) return () => listener.digit(event.key);
  if (event.key === 'Backspace') return listener.backspace;
  if (event.key === 'Delete') return listener.clear;
  if (event.key !== 'Enter' || event.repeat || !isFree(event.target, listener.root())) return null;
  return listener.enter() ?? null;
}

/**
 * Enter belongs to a button that was moved to; not to a key of the keypad, which a finger left the focus on, nor to
 * whatever had it while digits were typed.
 */
function isFree(target: EventTarget | null, root: HTMLElement | null): boolean {
  if (!(target instanceof HTMLElement) || target === typedAt) return true;
  if (root?.contains(target)) return true;
  return !target.matches('button, a[href], select, [role=button], [role=radio], [role=option]');
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    target.matches('input:not([type=radio], [type=checkbox]), textarea, [contenteditable=true]')
  );
}
