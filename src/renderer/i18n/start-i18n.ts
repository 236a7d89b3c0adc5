import './typed-keys.ts';
import { createInstance, type BackendModule, type i18n as I18n } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { LANGUAGES, type Language } from '../../shared/languages.ts';

/** The words of one language: those that all screens share, and one screen's own. */
export interface LanguageWords {
  readonly common: object;
  readonly screen: object;
}

/** Fetches the words of a language that a page does not carry along. */
export type WordSource = (language: Language) => Promise<LanguageWords>;

/**
 * Words for one screen. Those at hand are ready at once; another language is fetched when it is first chosen, since
 * nearly every screen stays with one for its life.
 * @param language among those at hand
 */
export function startI18n(
  page: string,
  atHand: { readonly [L in Language]?: LanguageWords },
  language: Language,
  fetchWords: WordSource,
): I18n {
  const i18n = createInstance();
  const source: BackendModule = {
    type: 'backend',
    init: () => undefined,
    // A promise is one of the two ways that i18next reads by; its types know only the other.
    callbackApi: false,
    // oxlint-disable-next-line typescript/no-misused-promises -- see above
    read: async (tag: string, namespace: string) => {
      const wanted = LANGUAGES.find((each) => each === tag);
      if (wanted === undefined) throw new Error(`There are no words in ${tag}.`);
      const { common, screen } = await fetchWords(wanted);
      return { ...(namespace === 'common' ? common : screen) };
    },
  };
  void i18n
    .use(initReactI18next)
    .use(source)
    .init({
      lng: language,
      fallbackLng: LANGUAGES[0],
      supportedLngs: [...LANGUAGES],
      defaultNS: 'common',
      ns: ['common', page],
      resources: Object.fromEntries(
        Object.entries(atHand).map(([tag, { common, screen }]) => [
          tag,
          { common, [page]: screen },
        ]),
      ),
      partialBundledLanguages: true,
      // Everything is at hand: nothing to wait for before the first drawing.
      initAsync: false,
      react: { useSuspense: false },
      // React escapes what it draws.
      interpolation: { escapeValue: false },
    });
  return i18n;
}
