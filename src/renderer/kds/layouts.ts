import type { Cutter, Page, Part } from './paging.ts';
import type { Ticket } from './tickets.ts';

/** The room of a page: so many columns of that height, with a gap between cards. CSS pixels. */
export interface FlowRoom {
  readonly columns: number;
  readonly height: number;
  readonly gap: number;
}

/** The rest of a column that is worth tearing a ticket for, as a part of the column. */
const WORTH_TEARING = 0.4;

/** A page being filled: top to bottom, then the next column. */
class Filling {
  readonly columns: Part[][] = [[]];
  readonly #room: FlowRoom;
  #used = 0;

  constructor(room: FlowRoom) {
    this.#room = room;
  }

  get isEmpty(): boolean {
    return this.columns.length === 1 && this.#isFresh;
  }

  /** Columns with nothing in them. */
  get fresh(): number {
    return this.#room.columns - this.columns.length + Number(this.#isFresh);
  }

  /** How tall the next card of the column may be that is being filled. */
  get rest(): number {
    return this.#room.height - this.#used;
  }

  /** True when so much of a column that has been begun is left that a ticket is torn rather than to leave it empty. */
  get hasHole(): boolean {
    return !this.#isFresh && this.rest > WORTH_TEARING * this.#room.height;
  }

  /** Puts a card into this column, or the next one; false when the page is full. */
  put(part: Part): boolean {
    if (part.height > this.rest && !this.#isFresh) {
      if (this.columns.length === this.#room.columns) return false;
      this.columns.push([]);
      this.#used = 0;
    }
    this.columns.at(-1)?.push(part);
    this.#used += part.height + this.#room.gap;
    return true;
  }

  get #isFresh(): boolean {
    return this.columns.at(-1)?.length === 0;
  }
}

/**
 * Lays cards out on pages, in the order of their tickets, down each column. Where one page has room for all, every ticket
 * that fits into a column stays whole; else where that leaves little of the column before it empty; otherwise it is torn. The cards of one ticket stay on one page where a page is large enough and that leaves no more than one of its columns empty.
 */
export function flowPages(tickets: readonly Ticket[], room: FlowRoom, cutter: Cutter): Page[] {
  const calm = untornPage(tickets, room, cutter);
  if (calm) return calm;
  let page = new Filling(room);
  const pages = [page];
  const turn = (): void => {
    page = new Filling(room);
    pages.push(page);
  };
  const place = (parts: readonly Part[]): void => {
    for (const part of parts) {
      if (page.put(part)) continue;
      turn();
      page.put(part);
    }
  };
  for (const ticket of tickets) {
    const whole = cutter.whole(ticket);
    const [first] = whole;
    const isShort = whole.length === 1;
    if (page.isEmpty || (isShort && first && first.height <= page.rest)) {
      place(whole);
      continue;
    }
    const torn = page.hasHole ? cutter.torn(ticket, page.rest) : null;
    const parts = torn && (!isShort || torn.length === 2) ? torn : whole;
    const places = page.fresh + (parts === torn ? 1 : 0);
    // Half an order in view is worth more than columns of nothing, but not more than the whole of it on the next page.
    if (parts.length > places && (isShort || places < 2)) {
      turn();
      place(whole);
      continue;
    }
    place(parts);
  }
  return pages.filter(({ isEmpty }) => !isEmpty).map(({ columns }) => columns);
}

/** All tickets on one page without tearing one that fits into a column; null when they need more room than that. */
function untornPage(tickets: readonly Ticket[], room: FlowRoom, cutter: Cutter): Page[] | null {
  const page = new Filling(room);
  for (const ticket of tickets) {
    for (const part of cutter.whole(ticket)) if (!page.put(part)) return null;
  }
  return page.isEmpty ? [] : [page.columns];
}

/** The room of a page of a grid: so many cells in a row, so many rows. */
export interface GridRoom {
  readonly columns: number;
  readonly rows: number;
}

/**
 * Lays cards out in cells of one size, row by row. As in columns, the cards of one ticket stay on one page where a page is
 * large enough and that leaves no more cells empty than one column has.
 */
export function gridPages(
  tickets: readonly Ticket[],
  { columns, rows }: GridRoom,
  cutter: Cutter,
): Page[] {
  const room = columns * rows;
  const pages: Part[][] = [[]];
  for (const ticket of tickets) {
    const parts = cutter.whole(ticket);
    const left = room - (pages.at(-1)?.length ?? 0);
    if (parts.length > left && left <= rows) pages.push([]);
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
