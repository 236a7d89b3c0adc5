/**
 * Text made safe for one line of a header or a greeting: control characters, line separators and marks that
 * reverse the direction of reading become spaces, runs of blanks one space. The MIME library encodes what is
 * left; this makes sure that nothing which could end a header ever reaches it.
 */
export function singleLine(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu, ' ')
    .replace(/\s+/gu, ' ')
    .trim();
}
