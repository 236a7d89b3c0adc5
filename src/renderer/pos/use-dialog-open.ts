import { useSyncExternalStore } from 'react';
import { isDialogOpen } from './use-shortcuts.ts';

/** Sheets, dialogs and menus hang on the body itself. */
function watch(onChange: () => void): () => void {
  const observer = new MutationObserver(onChange);
  observer.observe(document.body, { childList: true });
  return () => observer.disconnect();
}

/** Whether a sheet, dialog or menu is over the page, as it changes. */
export function useDialogOpen(): boolean {
  return useSyncExternalStore(watch, isDialogOpen);
}
