/** How numbers are set in a given room. */
export interface Fit {
  /** Font size of a number in CSS pixels; its name has `NAME_SIZE` of it. */
  readonly size: number;
  readonly columns: number;
  /** Height of a row without the gap to the next, CSS pixels: the height of the room is used up, within reason. */
  readonly row: number;
  /** Numbers on one page; those beyond take turns. */
  readonly perPage: number;
}

export interface FitRequest {
  readonly count: number;
  /** Characters of the longest number. */
  readonly digits: number;
  /** Characters of the longest name; 0 where no number has one. */
  readonly letters: number;
  /** Of the room, CSS pixels. */
  readonly width: number;
  readonly height: number;
  /** Font sizes of numbers to choose from, largest first, CSS pixels. */
  readonly sizes: readonly number[];
}

/** Width of a tabular digit of the page's font, space beside it, and height of a row, in font sizes. */
const DIGIT = 0.66;
const SPACE = 0.55;
const ROW = 1.06;

/** Between rows, in font sizes: two numbers that stand out never become one block. */
export const ROW_GAP = 0.2;

/** Font size of a name, in font sizes of its number. */
const NAME_SIZE = 0.5;

/** Width of a letter of a name, about, and height of a row with names, in font sizes of the number. */
const LETTER = NAME_SIZE * 0.56;
const NAMED_ROW = 1.7;

/** The least size of a number that stands with a name, so that the name has 20 pixels. */
const LEAST_WITH_NAME = 40;

/** Rows may be so much higher than they need be, where there is room: more would tear the list apart. */
const STRETCH = 1.25;

/** The largest size at which all numbers fit; when none does, the smallest, and as many as it holds. */
export function fitNumbers({ count, digits, letters, width, height, sizes }: FitRequest): Fit {
  const cell = Math.max(digits * DIGIT, letters * LETTER) + SPACE;
  const least = letters > 0 ? NAMED_ROW : ROW;
  const allowed = letters > 0 ? sizes.filter((size) => size >= LEAST_WITH_NAME) : sizes;
  let fit: Fit = { size: allowed.at(-1) ?? LEAST_WITH_NAME, columns: 1, row: 0, perPage: 1 };
  for (const size of allowed) {
    const columns = Math.max(1, Math.floor(width / (size * cell)));
    const gap = size * ROW_GAP;
    const rows = Math.max(1, Math.floor((height + gap) / (size * least + gap)));
    const used = Math.min(rows, Math.ceil(count / columns));
    const row = Math.min(size * least * STRETCH, (height + gap) / Math.max(1, used) - gap);
    fit = { size, columns, row, perPage: columns * rows };
    if (fit.perPage >= count) break;
  }
  return fit;
}

/** How long a page of numbers stays, in milliseconds: long enough to find one's own twice. */
export const PAGE_MS = 8_000;

/** The numbers to show at a time; pages take turns by the clock, the same on every board. */
export function pageAt<T>(
  numbers: readonly T[],
  perPage: number,
  nowMs: number,
): { readonly shown: readonly T[]; readonly page: number; readonly pages: number } {
  const pages = Math.max(1, Math.ceil(numbers.length / perPage));
  const page = Math.floor(nowMs / PAGE_MS) % pages;
  return { shown: numbers.slice(page * perPage, (page + 1) * perPage), page, pages };
}
