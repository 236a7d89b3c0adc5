import type { LineModifier } from '../../shared/order.ts';
import { isAllergyNote } from './allergy.ts';
import type { Ticket, TicketLine } from './tickets.ts';

/** The smallest thing that stays in one piece when a ticket continues in a next card. */
export type Piece =
  | { readonly kind: 'order-note'; readonly text: string }
  | { readonly kind: 'line'; readonly of: TicketLine }
  /** The kitchen was told of the line after the order. */
  | { readonly kind: 'added'; readonly of: TicketLine }
  /** So many of its units are not to be made any more. */
  | { readonly kind: 'removed'; readonly of: TicketLine; readonly units: number }
  | { readonly kind: 'modifier'; readonly of: TicketLine; readonly modifier: LineModifier }
  /** The counter marked the line, and its note does not say by itself what for. */
  | { readonly kind: 'allergy'; readonly of: TicketLine }
  | { readonly kind: 'line-note'; readonly of: TicketLine; readonly text: string }
  /** So many lines of a ticket that is not to be cooked any more are not shown. */
  | { readonly kind: 'more'; readonly count: number };

/** Lines by which a cook knows again a ticket that is to be confirmed only; one more is shown rather than counted. */
const KNOWN_BY = 3;

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

/** Notes stand where they are read: the order's first, a line's own right under it. */
function blocksOf(ticket: Ticket): Piece[][] {
  const { order, notice, lines } = ticket;
  const hidden = lines.length - KNOWN_BY;
  if (notice !== null && hidden > 1) {
    const known = lines.slice(0, KNOWN_BY);
    return [
      ...known.map((of): Piece[] => [{ kind: 'line', of }]),
      [{ kind: 'more', count: hidden }],
    ];
  }
  const blocks: Piece[][] = [];
  if (order.note !== null) blocks.push([{ kind: 'order-note', text: order.note }]);
  for (const of of lines) blocks.push(blockOf(of));
  return blocks;
}

/** A line with what belongs to it: first what has changed about it, then how it is made. */
function blockOf(of: TicketLine): Piece[] {
  const { line, news } = of;
  const stands = line.quantity > 0;
  const block: Piece[] = [{ kind: 'line', of }];
  if (news?.kind === 'added') block.push({ kind: 'added', of });
  if (news?.kind === 'removed') block.push({ kind: 'removed', of, units: news.units });
  for (const modifier of line.modifiers) block.push({ kind: 'modifier', of, modifier });
  const saysSo = line.note !== null && isAllergyNote(line.note);
  if (line.allergy && !saysSo && stands) block.push({ kind: 'allergy', of });
  if (line.note !== null) block.push({ kind: 'line-note', of, text: line.note });
  return block;
}

/**
 * Cuts a ticket into cards no taller than `height`. A line stays with its modifiers and its note as long as they fit
 * on one card together; a piece taller than a whole card gets one for itself (which then scrolls). Every piece is
 * on exactly one card, in order; there is always at least one card.
 */
export function splitTicket(ticket: Ticket, height: number, heights: Heights): Part[] {
  const cards: Piece[][][] = [[]];
  const last = (): Piece[][] => cards.at(-1) ?? [];
  const tall = (blocks: readonly Piece[][], isLast: boolean): number =>
    heights.chrome(ticket, cards.length === 1, isLast) +
    blocks.reduce((sum, block) => sum + heights.block(block), 0);
  const put = (block: Piece[]): void => {
    if (last().length > 0 && tall([...last(), block], false) > height) cards.push([]);
    last().push(block);
  };
  for (const block of blocksOf(ticket)) {
    if (tall([block], false) <= height) put(block);
    else for (const piece of block) put([piece]);
  }
  // The last card has the step button, which is higher than a torn edge: it may have to give up its last block.
  if (last().length > 1 && tall(last(), true) > height) cards.push(last().splice(-1));

  return cards.map((blocks, index) => {
    const chrome = heights.chrome(ticket, index === 0, index === cards.length - 1);
    const used = blocks.reduce((sum, block) => sum + heights.block(block), chrome);
    const pieces = blocks.flat();
    return { ticket, index, of: cards.length, pieces, height: Math.min(height, used) };
  });
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
