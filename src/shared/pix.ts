import type { Cents } from './money.ts';

/**
 * Static PIX codes: the text that a QR code shows and that can be pasted into a bank's app.
 *
 * Sources: EMVCo, "QR Code Specification for Payment Systems, Merchant-Presented Mode" 1.1 (objects of id, length and
 * value; character sets; CRC); Banco Central do Brasil, "Manual do BR Code" and "Manual de Padrões para Iniciação do Pix"
 * (object 26 and its GUI, keys, txid, what a static code may hold).
 */

/** Longest values, in characters: all are ASCII, so that characters are bytes. */
const MOST = { key: 77, template: 99, amount: 13, name: 25, city: 15, txid: 25 } as const;

const GUI = 'br.gov.bcb.pix';

export interface StaticPix {
  /** ISO 4217. PIX knows reais alone. */
  readonly currency: string;
  /** The payee's key: CPF, CNPJ, phone with +55, e-mail or random key; the signs that people put into them may stay. */
  readonly key: string;
  /** At most 25 characters, once its accents are gone. */
  readonly name: string;
  /** At most 15 characters, once its accents are gone. */
  readonly city: string;
  /** Null: the payer types it. */
  readonly amountCents: Cents | null;
  /** Comes back with the money, on the payee's statement: 1 to 25 letters and digits. Default: none. */
  readonly txid?: string;
  /** For the payer's eyes. What finds no room beside the key is cut off. */
  readonly description?: string;
}

/**
 * How a code names an order, on every screen, paper and e-mail: the payee's statement shows the txid beside the amount,
 * the payer's app the description.
 */
export function pixOfOrder(order: {
  readonly number: number;
  /** YYYY-MM-DD. */
  readonly businessDate: string;
}): { readonly txid: string; readonly description: string } {
  const number = String(order.number).padStart(3, '0');
  return {
    txid: `C${order.businessDate.replaceAll('-', '')}N${number}`,
    description: `Pedido ${number}`,
  };
}

/** What of a `StaticPix` no bank would take. */
export type PixFault = 'currency' | 'key' | 'name' | 'city' | 'amount' | 'txid';

export type PixCode =
  { readonly ok: true; readonly text: string } | { readonly ok: false; readonly fault: PixFault };

/** The BR Code of one payment to one payee. It tells nobody when it was paid: a static code has no address to ask. */
export function staticPix(pix: StaticPix): PixCode {
  const key = pixKey(pix.key);
  const name = plain(pix.name);
  const city = plain(pix.city);
  const amount = pix.amountCents === null ? '' : decimal(pix.amountCents);
  const txid = pix.txid ?? '***';
  if (pix.currency !== 'BRL') return wrong('currency');
  if (key === null) return wrong('key');
  if (name === '' || name.length > MOST.name) return wrong('name');
  if (city === '' || city.length > MOST.city) return wrong('city');
  if (amount === null) return wrong('amount');
  if (pix.txid !== undefined && !/^[A-Za-z0-9]{1,25}$/.test(txid)) return wrong('txid');

  const account = object('00', GUI) + object('01', key);
  const room = MOST.template - account.length - object('02', '').length;
  const description = plain(pix.description ?? '')
    .slice(0, Math.max(0, room))
    .trim();
  const unsigned = [
    object('00', '01'),
    object('26', account + (description === '' ? '' : object('02', description))),
    object('52', '0000'),
    object('53', '986'),
    amount === '' ? '' : object('54', amount),
    object('58', 'BR'),
    object('59', name),
    object('60', city),
    object('62', object('05', txid)),
    // The checksum covers its own id and length.
    '6304',
  ].join('');
  return { ok: true, text: unsigned + checksum(unsigned) };
}

const wrong = (fault: PixFault): PixCode => ({ ok: false, fault });

/** Id, length in two digits, value. */
function object(id: string, value: string): string {
  return id + String(value.length).padStart(2, '0') + value;
}

/**
 * A key as the directory of PIX spells it (DICT: CPF 11 digits, CNPJ 14 of which the first 12 may be letters, phone in
 * E.164, e-mail and random key in lower case); null for what is none. Eleven digits are a CPF: a phone begins with +.
 */
function pixKey(written: string): string | null {
  const text = written.trim();
  if (text.startsWith('+')) {
    const phone = text.replaceAll(/[\s().-]/g, '');
    return /^\+[1-9]\d{7,14}$/.test(phone) ? phone : null;
  }
  if (text.includes('@')) {
    const email = text.toLowerCase();
    return email.length <= MOST.key && /^[!-?A-~]+@[a-z0-9.-]+$/.test(email) ? email : null;
  }
  if (/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)) return text.toLowerCase();
  const number = text.replaceAll(/[./-]/g, '').toUpperCase();
  return /^(?:\d{11}|[0-9A-Z]{12}\d{2})$/.test(number) ? number : null;
}

/** What every bank's app can show: ASCII from space to tilde (EMV's "ans"), accents gone, single spaces. */
function plain(text: string): string {
  return text
    .normalize('NFKD')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/[^ -~]/g, '')
    .trim();
}

/** Cents with a decimal point; null for what a code cannot carry. */
function decimal(cents: Cents): string | null {
  if (!Number.isSafeInteger(cents) || cents < 1) return null;
  const text = `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}`;
  return text.length <= MOST.amount ? text : null;
}

/** CRC-16/CCITT-FALSE: polynomial 0x1021, begins with 0xFFFF; four hexadecimal digits in upper case. */
function checksum(text: string): string {
  let crc = 0xffff;
  for (let at = 0; at < text.length; at += 1) {
    crc ^= text.charCodeAt(at) << 8;
    for (let bit = 0; bit < 8; bit += 1) {
      crc = (crc & 0x8000) === 0 ? crc << 1 : (crc << 1) ^ 0x1021;
    }
    crc &= 0xffff;
  }
  return crc.toString(16).toUpperCase().padStart(4, '0');
}
