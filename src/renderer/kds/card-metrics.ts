import type { Order } from '../../shared/order.ts';
import { isAllergyNote } from './allergy.ts';
import { wasMade, type Piece } from './card-pieces.ts';
import { isLeftOut } from './left-out.ts';
import type { Heights } from './paging.ts';
import type { Ticket, TicketLine } from './tickets.ts';

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
  header: 84,
  /** Of each strip that says what is special about the ticket as a whole. */
  strip: 40,
  /** The row that says for when it was promised. */
  due: 42,
  /** Where the order came from, the customer's name and wish. `badge` is the room of the icon beside the channel. */
  facts: { size: 21, weight: 460, leading: 28, inset: 0, box: 14, badge: 20 + 6 + 12 },
  /** The step button with its surroundings. */
  footer: 74,
  /** The torn edge of a card that continues. */
  torn: 48,
  paddingX: 28,
  /** A line with what belongs to it is one touch target. */
  block: { least: 64, padding: 16 },
  /** Beside the quantity, and with room for the check at the end of the row. */
  line: { size: 26, weight: 560, leading: 32, inset: 56 + 30 },
  /** The name of a line that goes on. */
  again: { size: 22, weight: 560, leading: 29, inset: 56 + 30 },
  /** One row for each station that is named, and one that says that it is made already. */
  station: 28,
  /** The head of a course; with the button that fires it, there is room for a finger. */
  course: { plain: 40, fires: 80 },
  /** "New", or so many taken off: one row that is never broken. */
  change: 34,
  /** "Allergy", in a box like a note's, in one row. */
  allergy: 45,
  modifier: { size: 22, weight: 460, leading: 29, inset: 56 + 22 },
  /** What is left out is written in another weight. */
  leftOut: { size: 22, weight: 700, leading: 29, inset: 56 + 22 },
  /** How many lines are not shown, or are made elsewhere: one row that is never broken. */
  more: 40,
  /** Notes stand in a box of their own: `box` is its padding and margin, above and below together. */
  note: { size: 22, weight: 600, leading: 29, inset: 56 + 24 + 36, box: 16 },
  orderNote: { size: 22, weight: 600, leading: 29, inset: 24 + 36, box: 32 },
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
  // Most texts are short: one look is enough.
  if (!text.includes('\n') && measure(text, size, weight) <= width) return 1;
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

/** What a strip says about a ticket as a whole. */
export type Strip = 'rush' | 'cancelled' | 'allergy' | 'changed' | 'recalled';

/**
 * The strips of a card, from top to bottom. What is cancelled has no other news; a card that continues says only what
 * must not be missed. An allergy of a line that stands further on is said on the first card of a torn ticket.
 */
export function stripsOf(ticket: Ticket, isFirst: boolean, isLast: boolean): readonly Strip[] {
  const { notice, order, unconfirmed, recalled } = ticket;
  if (notice !== null) return [notice];
  const strips: Strip[] = order.rush ? ['rush'] : [];
  if (!isFirst) return strips;
  if (!isLast && ticket.lines.some(isAllergic)) strips.push('allergy');
  if (Object.keys(unconfirmed).length > 0) strips.push('changed');
  if (recalled) strips.push('recalled');
  return strips;
}

/** True for a line that is made with care, for somebody's health. */
function isAllergic({ line }: TicketLine): boolean {
  return line.quantity > 0 && (line.allergy || (line.note !== null && isAllergyNote(line.note)));
}

/** True when a ticket says for when it was promised. */
export function hasDue({ order, notice }: Ticket): boolean {
  return order.dueAt !== null && notice === null;
}

/** What is read and never touched: as high as its rows. */
const IN_ROWS: ReadonlySet<Piece['kind']> = new Set([
  'facts',
  'order-note',
  'more',
  'elsewhere-more',
]);

/**
 * The heights on cards of that width (the whole card, CSS pixels).
 * @param factsText what a card says of where an order came from, who it is for and when it is wished for
 */
export function heightsFor(
  cardWidth: number,
  measure: MeasureText,
  factsText: (order: Order) => string,
): Heights {
  const inner = cardWidth - CARD.borderX - CARD.paddingX;
  const text = (value: string, style: TextStyle): number =>
    rowsOf(value, inner - style.inset, style.size, style.weight, measure) * style.leading;
  const piece = (each: Piece): number => {
    switch (each.kind) {
      case 'facts': {
        const inset = each.order.channel === 'counter' ? 0 : CARD.facts.badge;
        return text(factsText(each.order), { ...CARD.facts, inset }) + CARD.facts.box;
      }
      case 'order-note':
        return text(each.text, CARD.orderNote) + CARD.orderNote.box;
      case 'course':
        return each.fires ? CARD.course.fires : CARD.course.plain;
      case 'line':
        return (
          text(each.of.line.name, CARD.line) +
          (each.of.news === null ? 0 : CARD.change) +
          (each.of.at.length + (wasMade(each.of) ? 1 : 0)) * CARD.station
        );
      case 'line-again':
        return text(each.of.line.name, CARD.again);
      case 'modifier':
        return text(
          each.modifier.name,
          isLeftOut(each.modifier.name) ? CARD.leftOut : CARD.modifier,
        );
      case 'allergy':
        return CARD.allergy;
      case 'line-note':
        return text(each.text, CARD.note) + CARD.note.box;
      case 'more':
      case 'elsewhere-more':
        return CARD.more;
    }
  };
  return {
    block(pieces) {
      // The head of a course stands above what can be touched.
      const head = pieces.filter(({ kind }) => kind === 'course');
      const rest = pieces.slice(head.length);
      const above = head.reduce((sum, each) => sum + piece(each), 0);
      const height = rest.reduce((sum, each) => sum + piece(each), 0);
      const first = rest[0]?.kind;
      if (first === undefined || IN_ROWS.has(first)) return above + height;
      return above + Math.max(CARD.block.least, height + CARD.block.padding);
    },
    chrome: (ticket, isFirst, isLast) =>
      CARD.borderY +
      CARD.header +
      stripsOf(ticket, isFirst, isLast).length * CARD.strip +
      (isFirst && hasDue(ticket) ? CARD.due : 0) +
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
