import { blocksOf, folds, lineOf, type CourseHead, type Piece } from './card-pieces.ts';
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
 * Where lines that are made elsewhere would make more cards of it, one row stands for them.
 * @param first what the first card may have, where that is less: the rest of a column
 */
export function splitTicket(
  ticket: Ticket,
  height: number,
  heights: Heights,
  first = height,
): Part[] {
  const cut = (folded: boolean): Part[] =>
    cutBlocks(ticket, blocksOf(ticket, folded), [first, height], heights);
  const folded = folds(ticket);
  const cards = cut(folded);
  if (cards.length === 1 || folded || !ticket.lines.some(({ elsewhere }) => elsewhere))
    return cards;
  const fewer = cut(true);
  return fewer.length < cards.length ? fewer : cards;
}

function cutBlocks(
  ticket: Ticket,
  blocks: readonly Piece[][],
  [first, height]: readonly [number, number],
  heights: Heights,
): Part[] {
  const cards: Piece[][][] = [[]];
  const last = (): Piece[][] => cards.at(-1) ?? [];
  const roomOf = (index: number): number => (index === 0 ? first : height);
  const room = (): number => roomOf(cards.length - 1);
  // A block is asked for each time that another joins it, and texts are dear to measure.
  const known = new Map<readonly Piece[], number>();
  const heightOf = (block: readonly Piece[]): number => {
    const found = known.get(block) ?? heights.block(block);
    known.set(block, found);
    return found;
  };
  const tall = (onCard: readonly Piece[][], isLast: boolean): number =>
    heights.chrome(ticket, cards.length === 1, isLast) +
    onCard.reduce((sum, block) => sum + heightOf(block), 0);
  const heads = blocks.flatMap(([head]) => (head?.kind === 'course' ? [head] : []));
  const goOn = (block: Piece[]): void => {
    cards.push([]);
    const headed = withHead(block, heads);
    const named = withHead(withName(block), heads);
    // What is said again must not take the room of what has to be said; the last card has the least of it.
    if (tall([named], true) <= height) last().push(named);
    else last().push(tall([headed], false) <= height ? headed : block);
  };
  const put = (block: Piece[]): void => {
    if (last().length > 0 && tall([...last(), block], false) > room()) goOn(block);
    else last().push(block);
  };
  for (const block of blocks) {
    if (tall([block], false) <= height) put(block);
    else for (const piece of pulledApart(block)) put(piece);
  }
  // The last card has the step button, which is higher than a torn edge: it may have to give something up.
  while (tall(last(), true) > room()) {
    const [only, ...others] = last();
    const apart = only && others.length === 0 ? pulledApart(only) : null;
    if (apart?.length === 1) break;
    if (apart) last().splice(0, 1, ...apart);
    for (const block of last().splice(-1)) goOn(block);
  }

  return cards.map((onCard, index) => {
    const chrome = heights.chrome(ticket, index === 0, index === cards.length - 1);
    const used = onCard.reduce((sum, block) => sum + heightOf(block), chrome);
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

/** The rest of a line at the top of a card, under the name of the line. */
function withName(block: Piece[]): Piece[] {
  const [first] = block;
  const of = first && first.kind !== 'line' ? lineOf(first) : null;
  return of ? [{ kind: 'line-again', of }, ...block] : block;
}

/** The pieces of a block one by one; the head of a course, or a name said again, never stands alone. */
function pulledApart(block: readonly Piece[]): Piece[][] {
  const isAbove = ({ kind }: Piece): boolean => kind === 'course' || kind === 'line-again';
  const least = block.findIndex((piece) => !isAbove(piece)) + 1 || block.length;
  return [block.slice(0, least), ...block.slice(least).map((piece) => [piece])];
}

/** Cuts tickets for columns, or cells, of one height. */
export interface Cutter {
  /** For cards that each have a whole column. */
  whole(ticket: Ticket): Part[];
  /**
   * So that the first card fits into the rest of a column, with a line at least on it; null where that can't be.
   * @param rest of the column, CSS pixels
   */
  torn(ticket: Ticket, rest: number): Part[] | null;
}

/** Cutters that remember the cards of tickets that stayed the same, so that they are not drawn again. */
export function createSplitter(): (height: number, heights: Heights) => Cutter {
  let last: { height: number; heights: Heights; cutter: Cutter } | null = null;
  return (height, heights) => {
    if (last?.height !== height || last.heights !== heights) {
      last = { height, heights, cutter: createCutter(height, heights) };
    }
    return last.cutter;
  };
}

function createCutter(height: number, heights: Heights): Cutter {
  const wholes = new WeakMap<Ticket, Part[]>();
  const tears = new WeakMap<Ticket, { readonly rest: number; readonly parts: Part[] | null }>();
  return {
    whole(ticket) {
      let parts = wholes.get(ticket);
      if (!parts) wholes.set(ticket, (parts = splitTicket(ticket, height, heights)));
      return parts;
    },
    torn(ticket, rest) {
      const known = tears.get(ticket);
      if (known?.rest === rest) return known.parts;
      const cut = splitTicket(ticket, height, heights, rest);
      const [first] = cut;
      const fits = first !== undefined && first.height <= rest;
      const parts = fits && first.pieces.some(({ kind }) => kind === 'line') ? cut : null;
      tears.set(ticket, { rest, parts });
      return parts;
    },
  };
}
