import type { Customer, Order } from '../../../shared/order.ts';
import { wordsOf } from '../../domain/find-dish.ts';

/** Stands before each word of a name, before the address and before the digits of the phone: so each is found alone. */
const [WORD, ADDRESS, PHONE] = [' ', '\n', '\t'] as const;

/** Most words of a query that are looked at: a name, a surname and a number. */
export const QUERY_WORDS = 4;

type Contact = Pick<Customer, 'name' | 'email' | 'phone'>;

/** What a customer is known by: the digits of the phone number, else the address in lower case; null for neither. */
export function customerKey(phone: string | null, email: string | null): string | null {
  const digits = digitsOf(phone ?? '');
  if (digits !== '') return digits;
  return email === null || email === '' ? null : email.toLowerCase();
}

/** What a customer can be found by: the words of the name, the address, the digits of the phone. */
export function customerSearch({ name, email, phone }: Contact): string {
  const words = wordsOf(name ?? '').map((word) => `${WORD}${word}`);
  return `${words.join('')}${ADDRESS}${folded(email ?? '')}${PHONE}${digitsOf(phone ?? '')}`;
}

/**
 * Under which key an order puts its customer down, and whether it counts there as one more; null when it puts down
 * nobody. Orders that come from outside put down nobody: who sends them knows their customers. A change counts when
 * the order comes to bear a number (or address) that it did not bear just before.
 */
export function customerNamed(
  before: Order | undefined,
  { channel, customer }: Order,
): { readonly key: string; readonly isOneMore: boolean } | null {
  if (customer === null || channel === 'online') return null;
  const key = customerKey(customer.phone, customer.email);
  if (key === null) return null;
  const was = before?.customer ?? null;
  const isOneMore = was === null || customerKey(was.phone, was.email) !== key;
  const isSame =
    was?.name === customer.name && was.email === customer.email && was.phone === customer.phone;
  return isSame ? null : { key, isOneMore };
}

/** A word of a query, as it is looked for in `customerSearch`: at the beginning of a word or of the address, or, where it is a number, anywhere in the phone. */
export interface SoughtWord {
  readonly word: string;
  readonly address: string;
  /** Empty where it is no number. */
  readonly digits: string;
}

/** The words of a query; no more than `QUERY_WORDS` of them. Signs within a number are passed over. */
export function soughtWords(query: string): SoughtWord[] {
  const isNumber = /^[\d\s()+./-]*\d[\d\s()+./-]*$/.test(query);
  const texts = isNumber ? [digitsOf(query)] : query.split(/\s+/);
  return texts
    .filter((text) => text !== '')
    .slice(0, QUERY_WORDS)
    .map((text) => {
      const words = wordsOf(text);
      return {
        // "d'água" is two words of a name; they stand beside each other there as well.
        word: words.length === 0 ? '' : `${WORD}${words.join(WORD)}`,
        address: `${ADDRESS}${folded(text)}`,
        digits: /^[\d()+./-]+$/.test(text) ? digitsOf(text) : '',
      };
    });
}

/** Where in `customerSearch` the digits of the phone begin. */
export const PHONE_MARK = PHONE;

function digitsOf(text: string): string {
  return text.replaceAll(/\D/g, '');
}

function folded(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
}
