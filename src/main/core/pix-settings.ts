import { staticPix } from '../../shared/pix.ts';
import type { Settings } from './settings.ts';

/** A payee that any bank takes: what is asked about one setting is asked beside these. */
const GOOD = {
  currency: 'BRL',
  key: 'caixa@example.com',
  name: 'Caixa',
  city: 'Recife',
  amountCents: null,
} as const;

/** The three settings of PIX: set together or not at all, and such that a bank's app takes the code made of them. */
export function checkPix({
  shop: { currency },
  pix,
}: Pick<Settings, 'shop' | 'pix'>): (readonly [setting: string, expected: string])[] {
  const { key, name, city } = pix;
  const missing = Object.entries(pix).filter(([, value]) => !value);
  if (missing.length === 3) return [];
  const complaints: (readonly [string, string])[] = missing.map(([setting]) => [
    `pix.${setting}`,
    'needed as well: key, name and city are set together or not at all',
  ]);
  if (currency !== 'BRL') {
    complaints.push(['pix.key', 'PIX pays in reais: leave it out, or set shop.currency to BRL']);
  }
  if (key && !(staticPix({ ...GOOD, key }).ok && hasGoodDigits(key))) {
    complaints.push([
      'pix.key',
      'expected a PIX key: CPF, CNPJ, an e-mail address, a phone such as +5511987654321, or a random key',
    ]);
  }
  if (name && !staticPix({ ...GOOD, name }).ok) {
    complaints.push([
      'pix.name',
      'expected 25 characters or less, of which accents are taken away',
    ]);
  }
  if (city && !staticPix({ ...GOOD, city }).ok) {
    complaints.push([
      'pix.city',
      'expected 15 characters or less, of which accents are taken away',
    ]);
  }
  return complaints;
}

/**
 * The check digits of a CPF or CNPJ, true for every other kind of key. A digit that was mistyped, or a phone without +55,
 * would name a stranger: customers would pay into another's account.
 */
function hasGoodDigits(key: string): boolean {
  const text = key.trim().replaceAll(/[./-]/g, '').toUpperCase();
  if (/^\d{11}$/.test(text)) return hasCheckDigits(text, 9, 11);
  return !/^[\dA-Z]{12}\d{2}$/.test(text) || hasCheckDigits(text, 12, 9);
}

/**
 * The two check digits (modulo 11) of a CPF (weights from 2 up to 11) or a CNPJ (from 2 up to 9 and again; letters count
 * as their code less 48, as the Receita Federal's alphanumeric CNPJ has it).
 * @param length without the check digits
 */
function hasCheckDigits(text: string, length: number, mostWeight: number): boolean {
  // All digits alike would pass, and nobody has that number.
  if (new Set(text).size === 1) return false;
  return [length, length + 1].every((at) => {
    let sum = 0;
    for (let back = 0; back < at; back += 1) {
      const value = text.charCodeAt(at - 1 - back) - 48;
      sum += value * ((back % (mostWeight - 1)) + 2);
    }
    const rest = sum % 11;
    return Number(text[at]) === (rest < 2 ? 0 : 11 - rest);
  });
}
