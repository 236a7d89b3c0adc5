import { LANGUAGES } from '../../shared/languages.ts';
import type { Language } from '../../shared/languages.ts';

const TITLES: { readonly [L in Language]: string } = {
  'pt-BR': 'A Comanda não pôde abrir',
  en: 'Comanda could not start',
  es: 'Comanda no pudo abrirse',
};

/** What the box says when the product can't start: a title in the system's language, and the reason. */
export function startErrorText(
  systemLanguages: readonly string[],
  line: string,
): { readonly title: string; readonly body: string } {
  const known = systemLanguages
    .map((wanted) =>
      LANGUAGES.find((ours) => ours.slice(0, 2) === wanted.slice(0, 2).toLowerCase()),
    )
    .find((language) => language !== undefined);
  return { title: TITLES[known ?? 'pt-BR'], body: line };
}
