import type { TextStorage } from '../client/ports.ts';
import type { Theme } from './preferences.tsx';

const key = (page: string): string => `comanda.${page}.theme`;

/** The appearance chosen for this page on this device, or null when none was. */
export function chosenTheme(storage: TextStorage, page: string): Theme | null {
  const value = storage.getItem(key(page));
  return value === 'light' || value === 'dark' ? value : null;
}

/** Keeps the choice on this device, where the browser lets it. */
export function keepTheme(storage: TextStorage, page: string, theme: Theme): void {
  try {
    storage.setItem(key(page), theme);
  } catch {
    console.warn('The browser keeps no more data: the appearance is chosen for this visit only.');
  }
}
