import type { HeightOf, Piece } from './paging.ts';

/**
 * Sizes of a card that paging must know before the card is drawn, in CSS pixels. kds.module.css draws with the same
 * numbers; a test draws cards and holds the two against each other.
 */
export const CARD = {
  /** Between cards, and around the grid. */
  gap: 12,
  border: 2,
  header: 92,
  /** Of the strip that says "recalled" or "cancelled". */
  strip: 32,
  /** The step button with its surroundings, or the torn edge of a card that continues. */
  footer: 80,
  /** Above and below the lines, together. */
  bodyPadding: 16,
  paddingX: 14,
  line: { size: 26, weight: 560, leading: 32, gap: 10, inset: 52 },
  modifier: { size: 21, weight: 420, leading: 26, gap: 2, inset: 52 },
  /** Notes stand in a box of their own: `box` is its padding, above and below together. */
  note: { size: 21, weight: 560, leading: 26, gap: 6, inset: 52, box: 8, boxX: 40 },
  orderNote: { size: 21, weight: 560, leading: 26, gap: 10, inset: 0, box: 12, boxX: 48 },
  station: { leading: 24 },
} as const;

/** The width of a text in CSS pixels. */
export type MeasureText = (text: string, size: number, weight: number) => number;

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

/** The height of each piece on a card of that width (the whole card, CSS pixels). */
export function heightsFor(cardWidth: number, measure: MeasureText): HeightOf {
  const inner = cardWidth - 2 * (CARD.border + CARD.paddingX);
  const text = (
    value: string,
    style: {
      readonly size: number;
      readonly weight: number;
      readonly leading: number;
      readonly inset: number;
    },
    less = 0,
  ): number =>
    rowsOf(value, inner - style.inset - less, style.size, style.weight, measure) * style.leading;

  return (piece: Piece): number => {
    switch (piece.kind) {
      case 'order-note':
        return (
          text(piece.text, CARD.orderNote, CARD.orderNote.boxX) +
          CARD.orderNote.box +
          CARD.orderNote.gap
        );
      case 'line':
        return (
          text(piece.of.line.name, CARD.line) +
          CARD.line.gap +
          (piece.of.elsewhere ? CARD.station.leading : 0)
        );
      case 'modifier':
        return text(`+ ${piece.modifier.name}`, CARD.modifier) + CARD.modifier.gap;
      case 'line-note':
        return text(piece.text, CARD.note, CARD.note.boxX) + CARD.note.box + CARD.note.gap;
    }
  };
}

/** The room for pieces on a card of that height, in CSS pixels. */
export function capacityOf(cardHeight: number): number {
  return Math.max(
    CARD.line.leading + CARD.line.gap,
    cardHeight - 2 * CARD.border - CARD.header - CARD.strip - CARD.footer - CARD.bodyPadding,
  );
}

/** Measures with the browser's own text engine, remembering what it measured. */
export function canvasMeasure(fontFamily: string): MeasureText {
  const context = document.createElement('canvas').getContext('2d');
  const known = new Map<string, number>();
  return (text, size, weight) => {
    if (!context) return text.length * size * 0.62;
    const key = `${size} ${weight} ${text}`;
    let width = known.get(key);
    if (width === undefined) {
      // A day's menu has a few thousand texts; a cache without a bound would be a leak on a screen that never closes.
      if (known.size > 20_000) known.clear();
      context.font = `${weight} ${size}px ${fontFamily}`;
      // Half a percent of caution: shaping on the page may differ from the canvas by fractions of a pixel.
      width = context.measureText(text).width * 1.005;
      known.set(key, width);
    }
    return width;
  };
}
