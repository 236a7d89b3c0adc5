import type { Page, Part } from './paging.ts';

/** The room of a page: so many columns of that height, with a gap between cards. CSS pixels. */
export interface FlowRoom {
  readonly columns: number;
  readonly height: number;
  readonly gap: number;
}

/** A page being filled: top to bottom, then the next column. */
class Filling {
  readonly columns: Part[][] = [[]];
  #used = 0;

  get isEmpty(): boolean {
    return this.columns.length === 1 && this.columns[0]?.length === 0;
  }

  /** Puts the parts on this page if all of them fit; otherwise changes nothing. */
  put(parts: readonly Part[], room: FlowRoom): boolean {
    const before = { columns: this.columns.map((column) => column.length), used: this.#used };
    for (const part of parts) {
      if (this.#putOne(part, room)) continue;
      this.columns.length = before.columns.length;
      for (const [index, length] of before.columns.entries()) {
        const column = this.columns[index];
        if (column) column.length = length;
      }
      this.#used = before.used;
      return false;
    }
    return true;
  }

  #putOne(part: Part, { columns, height, gap }: FlowRoom): boolean {
    let column = this.columns.at(-1) ?? [];
    const needed = part.height + (column.length > 0 ? gap : 0);
    if (column.length > 0 && this.#used + needed > height) {
      if (this.columns.length === columns) return false;
      this.columns.push((column = []));
      this.#used = 0;
    }
    this.#used += part.height + (column.length > 0 ? gap : 0);
    column.push(part);
    return true;
  }
}

/**
 * Lays cards out on pages, in the order of their tickets, down each column. The cards of one ticket stay on one page wherever a page is
 * large enough, even if that leaves room unused: nobody should have to turn the page to read an order.
 */
export function flowPages(tickets: readonly (readonly Part[])[], room: FlowRoom): Page[] {
  let page = new Filling();
  const pages = [page];
  const next = (): void => {
    page = new Filling();
    pages.push(page);
  };
  for (const parts of tickets) {
    if (page.put(parts, room)) continue;
    if (!page.isEmpty) next();
    if (page.put(parts, room)) continue;
    for (const part of parts) {
      if (page.put([part], room)) continue;
      next();
      page.put([part], room);
    }
  }
  return pages.filter(({ isEmpty }) => !isEmpty).map(({ columns }) => columns);
}

/** The room of a page of a grid: so many cells in a row, so many rows. */
export interface GridRoom {
  readonly columns: number;
  readonly rows: number;
}

/**
 * Lays cards out in cells of one size, row by row. As in columns, the cards of one ticket stay on one page wherever a
 * page is large enough.
 */
export function gridPages(
  tickets: readonly (readonly Part[])[],
  { columns, rows }: GridRoom,
): Page[] {
  const room = columns * rows;
  const pages: Part[][] = [[]];
  for (const parts of tickets) {
    const left = room - (pages.at(-1)?.length ?? 0);
    if (parts.length > left && left < room) pages.push([]);
    for (const part of parts) {
      if (pages.at(-1)?.length === room) pages.push([]);
      pages.at(-1)?.push(part);
    }
  }
  return pages
    .filter((cells) => cells.length > 0)
    .map((cells) =>
      Array.from({ length: Math.ceil(cells.length / columns) }, (_, row) =>
        cells.slice(row * columns, (row + 1) * columns),
      ),
    );
}

/** Columns for a width in CSS pixels: 5 on a wall screen, 4 on 1280 × 800, 1 on a phone. */
export function columnsFor(width: number): number {
  return width >= 1560 ? 5 : width >= 1160 ? 4 : width >= 840 ? 3 : width >= 560 ? 2 : 1;
}

/** A cell of a grid is never lower than this where there is room for one: header, some lines and the step. CSS pixels. */
const LEAST_CELL = 400;

/** Rows of a grid for a height in CSS pixels: 2 on a wall screen, 1 on 1280 × 800 and on a phone. */
export function rowsFor(height: number, gap: number): number {
  return Math.max(1, Math.floor((height + gap) / (LEAST_CELL + gap)));
}
