import './typed-keys.ts';
import { createInstance, type i18n as I18n } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { LANGUAGES, type Language } from '../../shared/languages.ts';
import { common as en } from './en/common.ts';
import { common as es } from './es/common.ts';
import { common as ptBr } from './pt-br/common.ts';

/** A screen's own words in each language: it ships no other screen's. */
export type ScreenWords = Readonly<Record<Language, object>>;

const COMMON: ScreenWords = { 'pt-BR': ptBr, en, es };

/** Words of one screen beside the common ones, ready to draw with at once. */
export function startI18n(page: string, words: ScreenWords, language: Language): I18n {
  const i18n = createInstance();
  void i18n.use(initReactI18next).init({
    lng: language,
    fallbackLng: LANGUAGES[0],
    supportedLngs: [...LANGUAGES],
    defaultNS: 'common',
    ns: ['common', page],
    resources: Object.fromEntries(
      LANGUAGES.map((tag) => [tag, { common: COMMON[tag], [page]: words[tag] }]),
    ),
    // Everything is at hand: nothing to wait for before the first drawing.
    initAsync: false,
    // React escapes what it draws.
    interpolation: { escapeValue: false },
  });
  return i18n;
}
