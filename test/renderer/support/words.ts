import { common as en } from '../../../src/renderer/i18n/en/common.ts';
import { common as es } from '../../../src/renderer/i18n/es/common.ts';
import { common as ptBr } from '../../../src/renderer/i18n/pt-br/common.ts';
import { startI18n } from '../../../src/renderer/i18n/start-i18n.ts';
import type { Language } from '../../../src/shared/languages.ts';

/** A screen's own words in each language. */
export type ScreenWords = Readonly<Record<Language, object>>;

/** Words of one screen with all languages at hand. */
export function i18nOf(page: string, words: ScreenWords, language: Language) {
  const atHand = {
    'pt-BR': { common: ptBr, screen: words['pt-BR'] },
    en: { common: en, screen: words.en },
    es: { common: es, screen: words.es },
  };
  return startI18n(page, atHand, language, () => Promise.reject(new Error('all are at hand')));
}
