import type { Language } from '../../shared/languages.ts';

/** How the name of an option that takes something away begins. "No ponto" is Portuguese and takes nothing. */
const WITHOUT: Readonly<Record<Language, RegExp>> = {
  'pt-BR': /^sem\s/i,
  en: /^(?:no|without)\s/i,
  es: /^sin\s/i,
};

/** A chosen option as the counter reads it: what comes with the item under +, what is left out under –. */
export function signedModifier(name: string, menuLanguage: Language | undefined): string {
  const takesAway = menuLanguage !== undefined && WITHOUT[menuLanguage].test(name);
  return `${takesAway ? '–' : '+'} ${name}`;
}
