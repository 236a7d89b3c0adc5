/** The longest pause between two characters of a scanner; a fast typist needs twice as long. Milliseconds. */
export const SCAN_GAP_MS = 35;

/** Shorter than any barcode of a menu. Characters. */
export const SCAN_LENGTH = 6;

/** What a key is, as far as a scanner is concerned. */
export type Heard =
  /** Perhaps the first character of a code: what there was before it may have to come back. */
  | { readonly kind: 'begins' }
  /** A whole code; the key that ended it is not for the page. */
  | { readonly kind: 'code'; readonly code: string }
  | { readonly kind: 'nothing' };

/** Tells a barcode scanner, which is a very fast keyboard, from a person at a slow one. */
export interface Scanner {
  /**
   * @param key as `KeyboardEvent.key` names it
   * @param at milliseconds, when it was pressed: not when the page came to hear of it
   */
  key(key: string, at: number): Heard;
  /** Something came between that no scanner does. */
  reset(): void;
}

const NOTHING: Heard = { kind: 'nothing' };

/** Characters in close succession, ended by Enter or Tab, are a code. */
export function createScanner(): Scanner {
  let code = '';
  let last = -Infinity;
  return {
    key(key, at) {
      // Held down around capital letters.
      if (key === 'Shift') return NOTHING;
      const isFast = at - last <= SCAN_GAP_MS;
      last = at;
      if (key.length === 1) {
        code = isFast ? code + key : key;
        return code === key ? { kind: 'begins' } : NOTHING;
      }
      const whole = code;
      code = '';
      const isEnd = key === 'Enter' || key === 'Tab';
      return isEnd && isFast && whole.length >= SCAN_LENGTH
        ? { kind: 'code', code: whole }
        : NOTHING;
    },
    reset: () => {
      code = '';
    },
  };
}

/** True for two readings of one barcode: an EAN-13 that begins with 0 is a UPC-A with one digit less. */
export function isSameBarcode(a: string, b: string): boolean {
  const bare = (code: string): string => code.replace(/^0+/, '');
  return a === b || (/^\d+$/.test(a) && bare(a) === bare(b));
}
