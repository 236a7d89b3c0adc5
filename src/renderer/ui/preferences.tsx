import { createContext, useContext } from 'react';
import type { Language } from '../../shared/languages.ts';

export type Theme = 'light' | 'dark';

/** What a person may choose for this device. */
export interface Preferences {
  readonly language: Language;
  readonly chooseLanguage: (language: Language) => void;
  readonly theme: Theme;
  readonly chooseTheme: (theme: Theme) => void;
}

export const PreferencesContext = createContext<Preferences | null>(null);

/** The choices made on this device, and how to change them. */
export function usePreferences(): Preferences {
  const preferences = useContext(PreferencesContext);
  if (!preferences) throw new Error('usePreferences outside of mountPage');
  return preferences;
}
