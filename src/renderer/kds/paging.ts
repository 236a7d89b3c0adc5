import type { LineModifier } from '../../shared/order.ts';
import type { Ticket, TicketLine } from './tickets.ts';

/** The smallest thing that stays in one piece when a ticket continues in a next card. */
export type Piece =
  | { readonly kind: 'order-note'; readonly text: string }
  | { readonly kind: 'line'; readonly of: TicketLine }
  | { readonly kind: 'modifier'; readonly of: TicketLine; readonly modifier: LineModifier }
  | { readonly kind: 'line-note'; readonly of: TicketLine; readonly text: string };

/** One card: a ticket, or the part of a long one that fits. */
export interface Part {
  readonly ticket: Ticket;
  /** From 0, of `of` parts. */
  readonly index: number;
  readonly of: number;
  readonly pieces: readonly Piece[];
}

/** How tall a piece is on a card, in CSS pixels, with the space after it. */
export type HeightOf = (piece: Piece) => number;

/** Notes stand where they are read: the order's first, a line's own right under it. */
function blocksOf(ticket: Ticket): Piece[][] {
  const blocks: Piece[][] = [];
  if (ticket.order.note !== null) blocks.push([{ kind: 'order-note', text: ticket.order.note }]);
  for (const of of ticket.lines) {
    const block: Piece[] = [{ kind: 'line', of }];
    for (const modifier of of.line.modifiers) block.push({ kind: 'modifier', of, modifier });
    if (of.line.note !== null) block.push({ kind: 'line-note', of, text: of.line.note });
    blocks.push(block);
  }
  return blocks;
}

/**
 * Cuts a ticket into cards of at most `capacity` pixels. A line stays with its modifiers and its note as long as they
 * fit on one card together; a piece taller than a whole card gets one for itself (which then scrolls). Every piece
 * is on exactly one card, in order; there is always at least one card.
 */
export function splitTicket(ticket: Ticket, capacity: number, heightOf: HeightOf): Part[] {
  const cards: Piece[][] = [[]];
  let used = 0;
  const put = (pieces: readonly Piece[], height: number): void => {
    let card = cards.at(-1) ?? [];
    if (card.length > 0 && used + height > capacity) {
      cards.push((card = []));
      used = 0;
    }
    card.push(...pieces);
    used += height;
  };
  for (const block of blocksOf(ticket)) {
    const height = block.reduce((sum, piece) => sum + heightOf(piece), 0);
    if (height <= capacity) put(block, height);
    else for (const piece of block) put([piece], heightOf(piece));
  }
  return cards.map((pieces, index) => ({ ticket, index, of: cards.length, pieces }));
}

/**
 * Lays cards out on pages of `slots`, oldest first. The cards of one ticket stay on one page where they can, even if
 * that leaves a slot empty: nobody should have to turn the page to read an order.
 */
export function paginate(tickets: readonly (readonly Part[])[], slots: number): Part[][] {
  const pages: Part[][] = [];
  let page: Part[] = [];
  for (const parts of tickets) {
    if (page.length > 0 && page.length + parts.length > slots) {
      pages.push(page);
      page = [];
    }
    for (const part of parts) {
      if (page.length === slots) {
        pages.push(page);
        page = [];
      }
      page.push(part);
    }
  }
  if (page.length > 0) pages.push(page);
  return pages;
}

/** Splits tickets and remembers the cards of those that stayed the same, so that they are not drawn again. */
export function createSplitter(): (
  tickets: readonly Ticket[],
  capacity: number,
  heightOf: HeightOf,
) => Part[][] {
  let memo = new WeakMap<Ticket, Part[]>();
  let last: { capacity: number; heightOf: HeightOf } | null = null;
  return (tickets, capacity, heightOf) => {
    if (last?.capacity !== capacity || last.heightOf !== heightOf) {
      memo = new WeakMap();
      last = { capacity, heightOf };
    }
    return tickets.map((ticket) => {
      let parts = memo.get(ticket);
      if (!parts) memo.set(ticket, (parts = splitTicket(ticket, capacity, heightOf)));
      return parts;
    });
  };
}

/** How many cards a page has, by the room there is: 5 × 2 on a wall screen, 4 × 2 on 1280 × 800. */
export interface Grid {
  readonly columns: number;
  readonly rows: number;
}

/** @param width and `height` of the area of the cards, CSS pixels */
export function gridFor(width: number, height: number): Grid {
  const columns = width >= 1560 ? 5 : width >= 1160 ? 4 : width >= 840 ? 3 : width >= 560 ? 2 : 1;
  return { columns, rows: height >= 600 ? 2 : 1 };
}
