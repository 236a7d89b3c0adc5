import { LANGUAGES, type Language } from '../../shared/languages.ts';
import { LIMITS } from '../../shared/limits.ts';
import { isRecord } from '../client/guards.ts';
import { fold } from './search.ts';

/** What is asked for most at a counter; the rest is typed. */
export const ALLERGENS = [
  'milk',
  'gluten',
  'egg',
  'peanut',
  'nuts',
  'shrimp',
  'fish',
  'soy',
] as const;

export type Allergen = (typeof ALLERGENS)[number];

/** What somebody is allergic to, as far as a line of an order being taken knows it. */
export interface Allergens {
  readonly known: readonly Allergen[];
  /** What was typed beside them. */
  readonly other: string;
  /** What the kitchen will read of it, before the line's note. */
  readonly said: string;
}

export const NO_ALLERGENS: Allergens = { known: [], other: '', said: '' };

/** Most that is typed of an allergy, and of the note after it: both and the word before them fit one note. Characters. */
export const ALLERGY_TEXT = 160;
export const LINE_NOTE = LIMITS.note - 260;

/**
 * The words stand here and not with those of the page: the kitchen reads them in the shop's language, whatever a cashier
 * reads, and its words need not be there.
 */
const WORDS: Readonly<Record<Language, Readonly<Record<Allergen | 'allergy', string>>>> = {
  'pt-BR': {
    allergy: 'ALERGIA',
    milk: 'leite',
    gluten: 'glúten',
    egg: 'ovo',
    peanut: 'amendoim',
    nuts: 'castanhas',
    shrimp: 'camarão',
    fish: 'peixe',
    soy: 'soja',
  },
  en: {
    allergy: 'ALLERGY',
    milk: 'milk',
    gluten: 'gluten',
    egg: 'egg',
    peanut: 'peanut',
    nuts: 'nuts',
    shrimp: 'shrimp',
    fish: 'fish',
    soy: 'soy',
  },
  es: {
    allergy: 'ALERGIA',
    milk: 'leche',
    gluten: 'gluten',
    egg: 'huevo',
    peanut: 'maní',
    nuts: 'nueces',
    shrimp: 'camarón',
    fish: 'pescado',
    soy: 'soja',
  },
};

export function allergenName(allergen: Allergen, language: Language): string {
  return WORDS[language][allergen];
}

/** True when a note begins with the word itself: nobody has to say it before it. */
export function beginsWithAllergy(note: string): boolean {
  const text = fold(note);
  return LANGUAGES.some((language) => text.startsWith(fold(WORDS[language].allergy)));
}

/** An allergy with its words for the kitchen, in the shop's language; nothing said while nothing is known of it. */
export function allergensOf(
  known: readonly Allergen[],
  other: string,
  language: Language,
): Allergens {
  const typed = other.trim();
  const names = ALLERGENS.filter((each) => known.includes(each)).map((each) =>
    allergenName(each, language),
  );
  const what = [...names, typed].filter(Boolean).join(', ');
  if (what === '') return { known, other, said: '' };
  // Of an earlier order it comes with the word.
  const hasWord = names.length === 0 && beginsWithAllergy(typed);
  return { known, other, said: hasWord ? typed : `${WORDS[language].allergy}: ${what}` };
}

/** An allergy of which only a note is known, as an earlier order has it: kept as it is, and nothing read out of it. */
export function allergensOfNote(note: string): Allergens {
  return { known: [], other: note, said: note.trim() };
}

/** The one note that goes to the kitchen: the allergy first, whatever is cut. */
export function noteWith({ said }: Allergens, note: string): string {
  const rest = note.trim();
  return (said && rest ? `${said}. ${rest}` : said || rest).slice(0, LIMITS.note);
}

/** What an earlier visit kept. */
export function readAllergens(value: unknown): Allergens | null {
  if (!isRecord(value) || !Array.isArray(value['known'])) return null;
  const { known, other, said } = value;
  if (typeof other !== 'string' || typeof said !== 'string') return null;
  return { known: ALLERGENS.filter((each) => known.includes(each)), other, said };
}
