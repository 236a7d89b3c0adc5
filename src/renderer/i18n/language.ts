import { LANGUAGES, type Language } from '../../shared/languages.ts';
import type { TextStorage } from '../client/ports.ts';

const KEY = 'comanda.language';

/** What each language calls itself: a language menu is read by people who don't read the current one. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = {
  'pt-BR': 'Português',
  en: 'English',
  es: 'Español',
};

export function isLanguage(value: unknown): value is Language {
  return LANGUAGES.some((language) => language === value);
}

/** The language chosen on this device, or null when it follows the shop's. */
export function chosenLanguage(storage: TextStorage): Language | null {
  const value = storage.getItem(KEY);
  return isLanguage(value) ? value : null;
}

/** Keeps the choice on this device. A browser that refuses to keep it forgets it at the next visit. */
export function keepLanguage(storage: TextStorage, language: Language): void {
  try {
    storage.setItem(KEY, language);
  } catch {
    console.warn('The browser keeps no more data: the language is chosen for this visit only.');
  }
}

/** The nearest language to what the browser asks for, until the shop's is known. */
export function browserLanguage(wanted: readonly string[]): Language {
  for (const tag of wanted) {
    const base = tag.toLowerCase().split('-')[0];
    const match = LANGUAGES.find((language) => language.toLowerCase().split('-')[0] === base);
    if (match) return match;
  }
  return LANGUAGES[0];
}
