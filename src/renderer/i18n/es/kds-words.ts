import type { LanguageWords } from '../start-i18n.ts';
import { common } from './common.ts';
import { kds } from './kds.ts';

/** All that this screen says in this language: fetched when it is first chosen. */
export const words: LanguageWords = { common, screen: kds };
