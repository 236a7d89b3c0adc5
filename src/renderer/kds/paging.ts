import { blocksOf, lineOf, type CourseHead, type Piece } from './card-pieces.ts';
import type { Ticket } from './tickets.ts';

/** One card: a ticket, or the part of a long one that fits into a column. */
export interface Part {
  readonly ticket: Ticket;
  /** From 0, of `of` parts. */
  readonly index: number;
  readonly of: number;
  readonly pieces: readonly Piece[];
  /** Of the whole card, CSS pixels. */
  readonly height: number;
}

/** What stands in one column from top to bottom, or in one row of a grid from left to right. */
export type Track = readonly Part[];

/** Columns from left to right or rows from top to bottom, the most urgent ticket first. */
export type Page = readonly Track[];

/** How tall things are on a card, in CSS pixels. */
export interface Heights {
  /** Pieces that stand together: a note of the order, or a line with what belongs to it. */
  block(pieces: readonly Piece[]): number;
  /** Everything on the card but its blocks. */
  chrome(ticket: Ticket, isFirst: boolean, isLast: boolean): number;
}

/**
 * Cuts a ticket into cards no taller than `height`. A line stays with its modifiers and its note as long as they fit
 * on one card together; a piece taller than a whole card gets one for itself (which then scrolls). Every piece is
 * on exactly one card, in order; there is always at least one card. A card that goes on within a course says which.
 */
export function splitTicket(ticket: Ticket, height: number, heights: Heights): Part[] {
  const blocks = blocksOf(ticket);
  const cards: Piece[][][] = [[]];
  const last = (): Piece[][] => cards.at(-1) ?? [];
  const tall = (onCard: readonly Piece[][], isLast: boolean): number =>
    heights.chrome(ticket, cards.length === 1, isLast) +
    onCard.reduce((sum, block) => sum + heights.block(block), 0);
  const heads = blocks.flatMap(([first]) => (first?.kind === 'course' ? [first] : []));
  const goOn = (block: Piece[]): void => {
    cards.push([]);
    const named = withHead(block, heads);
    last().push(tall([named], false) <= height ? named : block);
  };
  const put = (block: Piece[]): void => {
    if (last().length > 0 && tall([...last(), block], false) > height) goOn(block);
    else last().push(block);
  };
  for (const block of blocks) {
    if (tall([block], false) <= height) put(block);
    else for (const piece of pulledApart(block)) put(piece);
  }
  // The last card has the step button, which is higher than a torn edge: it may have to give something up.
  while (tall(last(), true) > height) {
    const [only, ...others] = last();
    const apart = only && others.length === 0 ? pulledApart(only) : null;
    if (apart?.length === 1) break;
    if (apart) last().splice(0, 1, ...apart);
    for (const block of last().splice(-1)) goOn(block);
  }

  return cards.map((onCard, index) => {
    const chrome = heights.chrome(ticket, index === 0, index === cards.length - 1);
    const used = onCard.reduce((sum, block) => sum + heights.block(block), chrome);
    const pieces = onCard.flat();
    return { ticket, index, of: cards.length, pieces, height: Math.min(height, used) };
  });
}

/** A block at the top of a card, under the head of the course that it is in the middle of. */
function withHead(block: Piece[], heads: readonly CourseHead[]): Piece[] {
  const [first] = block;
  const course = first && lineOf(first)?.line.course;
  const head = heads.find((each) => each.course === course);
  return head ? [{ ...head, fires: false, again: true }, ...block] : block;
}

/** The pieces of a block one by one; the head of a course never stands without its first line. */
function pulledApart(block: readonly Piece[]): Piece[][] {
  const least = block[0]?.kind === 'course' ? 2 : 1;
  return [block.slice(0, least), ...block.slice(least).map((piece) => [piece])];
}

/** Splits tickets and remembers the cards of those that stayed the same, so that they are not drawn again. */
export function createSplitter(): (
  tickets: readonly Ticket[],
  height: number,
  heights: Heights,
) => Part[][] {
  let memo = new WeakMap<Ticket, Part[]>();
  let last: { height: number; heights: Heights } | null = null;
  return (tickets, height, heights) => {
    if (last?.height !== height || last.heights !== heights) {
      memo = new WeakMap();
      last = { height, heights };
    }
    return tickets.map((ticket) => {
      let parts = memo.get(ticket);
      if (!parts) memo.set(ticket, (parts = splitTicket(ticket, height, heights)));
      return parts;
    });
  };
}
