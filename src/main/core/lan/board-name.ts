import { singleLine } from '../mail/single-line.ts';

/** Longer first names are cut. Graphemes: what a reader takes for one sign, be it a letter with its accents or an emoji. */
const LONGEST = 12;

/** A single sign of more UTF-16 units than the longest emoji is made to spoil a screen. */
const LONGEST_SIGN = 16;

const LETTER = /\p{L}/u;
const VISIBLE = /[\p{L}\p{N}\p{S}]/u;

/** What was typed where a name belongs, but is an address, or a telephone number, or a tax number. */
const NO_NAME = /@|(?:\p{Nd}\D*){4}/u;

let graphemes: Intl.Segmenter | null = null;

/**
 * What a customer is called by where everybody reads it: the first name and the initial of the last, `Ana S.`; of one
 * word the word. Null when nothing in it can be called out, or when it is not a name at all.
 */
export function boardName(name: string | null): string | null {
  if (name === null || NO_NAME.test(name)) return null;
  const words = singleLine(name.normalize('NFC')).split(' ');
  const spoken = words.filter((word) => LETTER.test(word));
  const first = spoken[0] ?? words.find((word) => VISIBLE.test(word));
  if (first === undefined) return null;
  const last = spoken.length > 1 ? spoken.at(-1) : undefined;
  const initial = last && /\p{L}\p{M}?/u.exec(last)?.[0].toLocaleUpperCase('und');
  return initial ? `${cut(first)} ${initial}.` : cut(first);
}

function cut(word: string): string {
  graphemes ??= new Intl.Segmenter('und', { granularity: 'grapheme' });
  const signs: string[] = [];
  for (const { segment } of graphemes.segment(word)) {
    if (signs.length === LONGEST) return `${signs.slice(0, LONGEST - 1).join('')}…`;
    // The whole sign or its first character alone: half an emoji is another one.
    signs.push(
      segment.length > LONGEST_SIGN ? String.fromCodePoint(segment.codePointAt(0) ?? 0) : segment,
    );
  }
  return signs.join('');
}
