import type { TextStorage } from '../client/ports.ts';

const KEY = 'comanda.board.sound';

/** Whether this board shall ring: yes, until somebody says no. */
export function wantsSound(storage: TextStorage): boolean {
  return storage.getItem(KEY) !== 'off';
}

/** Keeps the choice on this device, where the browser lets it. */
export function keepSound(storage: TextStorage, on: boolean): void {
  try {
    storage.setItem(KEY, on ? 'on' : 'off');
  } catch {
    // Storage is full or blocked: the choice lasts until the page closes.
  }
}
