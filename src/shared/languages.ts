/** The languages every screen and message is complete in; the first is the default (BCP 47 tags). */
export const LANGUAGES = ['pt-BR', 'en', 'es'] as const;

export type Language = (typeof LANGUAGES)[number];
