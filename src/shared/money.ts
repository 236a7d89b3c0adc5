/**
 * Money is always an integer number of the currency's smallest unit (cents). Nothing here or elsewhere
 * computes with fractions; formatting is the only place where a decimal separator appears.
 */
export type Cents = number;

/** The most that one price may be: 1,000,000.00. Keeps every sum an exact integer. */
export const MAX_PRICE_CENTS = 100_000_000;

const formatters = new Map<string, Intl.NumberFormat>();

function formatter(
  locale: string,
  currency: string,
  style: 'currency' | 'decimal',
): Intl.NumberFormat {
  const key = `${locale}|${currency}|${style}`;
  let format = formatters.get(key);
  if (!format) {
    format = new Intl.NumberFormat(
      locale,
      style === 'currency'
        ? // The sign that people write (R$), also in languages whose formal form is the code (BRL).
          { style, currency, currencyDisplay: 'narrowSymbol' }
        : { minimumFractionDigits: 2, maximumFractionDigits: 2 },
    );
    formatters.set(key, format);
  }
  return format;
}

/**
 * An amount with its currency sign, as in `R$ 39,90`.
 * @param cents integer cents
 * @param locale BCP 47 tag
 * @param currency ISO 4217 code with two decimals
 */
export function formatMoney(cents: Cents, locale: string, currency: string): string {
  return formatter(locale, currency, 'currency').format(units(cents));
}

/** The same amount without the currency sign, as in `39,90`: for columns of prices. */
export function formatAmount(cents: Cents, locale: string): string {
  return formatter(locale, '', 'decimal').format(units(cents));
}

/** Nothing taken off is `-0` in JavaScript, and would be written with its sign. */
function units(cents: Cents): number {
  return cents === 0 ? 0 : cents / 100;
}
