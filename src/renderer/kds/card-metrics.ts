import type { Channel } from '../../shared/order-states.ts';
import type { Order } from '../../shared/order.ts';
import type { Heights, Piece } from './paging.ts';
import type { Ticket } from './tickets.ts';

/**
 * Sizes of a card that paging must know before the card is drawn, in CSS pixels. card.module.css draws with the same
 * numbers; a test draws cards and holds the two against each other.
 */
export const CARD = {
  /** Between cards, and between columns. */
  gap: 12,
  /** Left and right together. */
  borderX: 4,
  borderY: 4,
  header: 90,
  /** Of the strip that says "recalled", "changed" or "cancelled". */
  strip: 40,
  /** The row with the customer's name and wish. */
  facts: 34,
  /** The step button with its surroundings. */
  footer: 78,
  /** The torn edge of a card that continues. */
  torn: 48,
  paddingX: 28,
  /** A line with what belongs to it is one touch target. */
  block: { least: 64, padding: 16 },
  line: { size: 26, weight: 560, leading: 32, inset: 56 },
  station: { leading: 26 },
  /** "New", or so many taken off: one row that is never broken. */
  change: 34,
  /** "Allergy", in a box like a note's, in one row. */
  allergy: 44,
  modifier: { size: 21, weight: 420, leading: 28, inset: 56 + 22 },
  /** How many lines are not shown. */
  more: 40,
  /** Notes stand in a box of their own: `box` is its padding and margin, above and below together. */
  note: { size: 21, weight: 560, leading: 28, inset: 56 + 24 + 32, box: 16 },
  orderNote: { size: 21, weight: 560, leading: 28, inset: 24 + 32, box: 32 },
} as const;

/** The width of a text in CSS pixels. */
export type MeasureText = (text: string, size: number, weight: number) => number;

interface TextStyle {
  readonly size: number;
  readonly weight: number;
  readonly leading: number;
  /** What the text can't use of the card's inner width. */
  readonly inset: number;
}

/** How many rows a text takes when it is broken between words, and inside a word only where it must be. */
export function rowsOf(
  text: string,
  width: number,
  size: number,
  weight: number,
  measure: MeasureText,
): number {
  let rows = 0;
  for (const paragraph of text.split('\n')) {
    rows += 1;
    let row = '';
    for (const word of paragraph.split(/\s+/)) {
      const longer = row === '' ? word : `${row} ${word}`;
      if (measure(longer, size, weight) <= width) {
        row = longer;
        continue;
      }
      if (row !== '') rows += 1;
      row = word;
      // A word wider than the card is broken by the browser (`overflow-wrap: anywhere`).
      while (row.length > 1 && measure(row, size, weight) > width) {
        let fits = row.length - 1;
        while (fits > 1 && measure(row.slice(0, fits), size, weight) > width) fits -= 1;
        rows += 1;
        row = row.slice(fits);
      }
    }
  }
  return rows;
}

/** What the row under the header of a ticket's first card can say. */
export function factsOf(order: Order): {
  readonly channel: Exclude<Channel, 'counter'> | null;
  readonly name: string | null;
  readonly wishedTime: string | null;
} {
  const { channel, customer, wishedTime } = order;
  return {
    channel: channel === 'counter' ? null : channel,
    name: customer?.name || null,
    wishedTime: wishedTime || null,
  };
}

/** True when a ticket has that row. */
export function hasFacts({ order }: Ticket): boolean {
  const { channel, name, wishedTime } = factsOf(order);
  return channel !== null || name !== null || wishedTime !== null;
}

/** What the strip under a card's header says about the ticket as a whole; null where there is none. */
export function stripOf({
  notice,
  order,
  unconfirmed,
}: Ticket): 'cancelled' | 'changed' | 'recalled' | null {
  if (notice !== null) return notice;
  if (Object.keys(unconfirmed).length > 0) return 'changed';
  return order.recalled ? 'recalled' : null;
}

/** The heights on cards of that width (the whole card, CSS pixels). */
export function heightsFor(cardWidth: number, measure: MeasureText): Heights {
  const inner = cardWidth - CARD.borderX - CARD.paddingX;
  const text = (value: string, style: TextStyle): number =>
    rowsOf(value, inner - style.inset, style.size, style.weight, measure) * style.leading;
  const piece = (each: Piece): number => {
    switch (each.kind) {
      case 'order-note':
        return text(each.text, CARD.orderNote) + CARD.orderNote.box;
      case 'line':
        return text(each.of.line.name, CARD.line) + (each.of.elsewhere ? CARD.station.leading : 0);
      case 'added':
      case 'removed':
        return CARD.change;
      case 'modifier':
        return text(each.modifier.name, CARD.modifier);
      case 'allergy':
        return CARD.allergy;
      case 'line-note':
        return text(each.text, CARD.note) + CARD.note.box;
      case 'more':
        return CARD.more;
    }
  };
  return {
    block(pieces) {
      const height = pieces.reduce((sum, each) => sum + piece(each), 0);
      if (pieces[0]?.kind === 'order-note' || pieces[0]?.kind === 'more') return height;
      return Math.max(CARD.block.least, height + CARD.block.padding);
    },
    chrome: (ticket, isFirst, isLast) =>
      CARD.borderY +
      CARD.header +
      (stripOf(ticket) === null ? 0 : CARD.strip) +
      (isFirst && hasFacts(ticket) ? CARD.facts : 0) +
      (isLast ? CARD.footer : CARD.torn),
  };
}

/** Measures with the browser's own text engine, remembering what it measured. */
export function canvasMeasure(fontFamily: string): MeasureText {
  const context = document.createElement('canvas').getContext('2d');
  const known = new Map<string, number>();
  return (text, size, weight) => {
    // Without a canvas: wider than any text really is, so that cards come out too tall and never too short.
    if (!context) return text.length * size * 0.75;
    const key = `${size} ${weight} ${text}`;
    let width = known.get(key);
    if (width === undefined) {
      // A day has some thousand texts; a cache without a bound would be a leak on a screen that never closes.
      if (known.size > 20_000) known.clear();
      context.font = `${weight} ${size}px ${fontFamily}`;
      // One percent of caution: shaping on the page may differ from the canvas by fractions of a pixel.
      width = context.measureText(text).width * 1.01;
      known.set(key, width);
    }
    return width;
  };
}
