import { plain } from './allergy.ts';

/**
 * Words by which the name of a modifier says that something is left out, in the three languages, without accents.
 * "No" of Portuguese is "in the": what commonly follows it there is no ingredient.
 */
const LEFT_OUT =
  /^(?:(?:sem|sin|without|w\/o|hold|menos|tirar|retirar|quitar)\b|no (?!(?:ponto|prato|pao|copo|pote|palito|espeto|forno|vapor|carvao|capricho|local|balcao|lado|meio)\b))/;

/** True for a modifier that takes something out of the dish: "Sem cebola" is no addition. */
export function isLeftOut(modifier: string): boolean {
  return LEFT_OUT.test(plain(modifier.trim()));
}
