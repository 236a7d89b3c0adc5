/**
 * Words that make a note a matter of health, in the three languages, without accents: a note that holds one is
 * shown as a warning. Too many warnings cost a glance, one too few may cost a customer: when in doubt, warn.
 */
const WORDS = [
  // pt, es, en: "alergia", "alérgico", "alérgica", "allergy", "allergic", "anafilaxia", "anaphylaxis"
  /\baler[gj]/,
  /\ballerg/,
  /\banaf[iy]l/,
  /\banaph[iy]l/,
  /\bepipen\b/,
  // intolerances and what is avoided for them
  /\bintoler/,
  /\bceliac/,
  /\bcoeliac/,
  /\b(?:sem|sin|zero|no|nao|without)\s+(?:\w+\s+)?(?:gluten|lactos[ea]|amendoi(?:m|ns)|cacahuetes?|mani|peanuts?|nozes|castanhas?|nuts?|nueces|soja|soy|leite|leche|milk|dairy|ovos?|huevos?|eggs?|camar(?:ao|oes)|camarones|mariscos?|frutos do mar|shellfish|peixe|pescado|fish|gergelim|sesamo|sesame|trigo|wheat)\b/,
  /\b(?:gluten|lactose|dairy|nut|peanut|soy|egg|milk|shellfish)[- ]free\b/,
];

/** Lower case, without accents: "ALÉRGICO" and "alergico" are the same word. */
export const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase();

/** True when a note speaks of an allergy or of something that must not be in the dish for health's sake. */
export function isAllergyNote(note: string): boolean {
  const text = plain(note);
  return WORDS.some((word) => word.test(text));
}
