/** How numbers are set in a given room. */
export interface Fit {
  /** Font size in CSS pixels. */
  readonly size: number;
  readonly columns: number;
  /** Numbers on one page; those beyond take turns. */
  readonly perPage: number;
}

export interface FitRequest {
  readonly count: number;
  /** Characters of the longest number. */
  readonly digits: number;
  /** Of the room, CSS pixels. */
  readonly width: number;
  readonly height: number;
  /** Font sizes to choose from, largest first, CSS pixels. */
  readonly sizes: readonly number[];
}

/** Width of a tabular digit of the page's font, and height of a row with its space, in font sizes. */
const DIGIT = 0.66;
const SPACE = 0.55;
const ROW = 1.22;

/** The largest size at which all numbers fit; when none does, the smallest, and as many as it holds. */
export function fitNumbers({ count, digits, width, height, sizes }: FitRequest): Fit {
  let fit: Fit = { size: sizes.at(-1) ?? 16, columns: 1, perPage: 1 };
  for (const size of sizes) {
    const columns = Math.max(1, Math.floor(width / (size * (digits * DIGIT + SPACE))));
    const rows = Math.max(1, Math.floor(height / (size * ROW)));
    fit = { size, columns, perPage: columns * rows };
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
