import fc from 'fast-check';
import { expect, test } from 'vitest';
import { allDay } from '../../../src/renderer/kds/all-day.ts';
import { rowsOf } from '../../../src/renderer/kds/card-metrics.ts';
import {
  createSplitter,
  gridFor,
  paginate,
  splitTicket,
  type Piece,
} from '../../../src/renderer/kds/paging.ts';
import { toTicket, type Ticket } from '../../../src/renderer/kds/tickets.ts';
import { line, MENU, order } from './fixtures.ts';

const stations = new Set(MENU.stations.map(({ id }) => id));

const lineArb = fc
  .record({
    itemId: fc.constantFrom('x-salada', 'batata', 'picanha', 'suco'),
    quantity: fc.integer({ min: 1, max: 9 }),
    station: fc.constantFrom('grelha', 'forno', 'bar'),
    status: fc.constantFrom('pending' as const, 'preparing' as const, 'ready' as const),
    note: fc.option(fc.string({ maxLength: 60 })),
    modifiers: fc.uniqueArray(
      fc.constantFrom('ovo', 'bacon', 'sem-cebola').map((id) => ({ id, name: id, priceCents: 0 })),
      { selector: ({ id }) => id },
    ),
  })
  .map((over) => line({ ...over, name: over.itemId }));

const ticketArb = fc
  .record({
    number: fc.integer({ min: 1, max: 500 }),
    note: fc.option(fc.string({ maxLength: 60 })),
    lines: fc.array(lineArb, { minLength: 1, maxLength: 30 }),
    filter: fc.subarray(['grelha', 'forno', 'bar']),
  })
  .map(({ number, note, lines, filter }) => ({
    ticket: toTicket(order(number, { note, lines }), new Set(filter), stations),
    lines,
  }));

const isTicket = (ticket: Ticket | null): ticket is Ticket => ticket !== null;

test('[KDS9] on whatever pages, every piece of every ticket is on exactly one card, in order', () => {
  fc.assert(
    fc.property(
      fc.array(ticketArb, { maxLength: 20 }),
      fc.integer({ min: 1, max: 10 }),
      fc.integer({ min: 40, max: 400 }),
      fc.integer({ min: 10, max: 120 }),
      (made, slots, capacity, tall) => {
        const tickets = made.map(({ ticket }) => ticket).filter(isTicket);
        const heightOf = (piece: Piece): number => (piece.kind === 'line' ? tall : tall / 2);
        const parts = createSplitter()(tickets, capacity, heightOf);
        const pages = paginate(parts, slots);

        const shown = pages
          .flat()
          .flatMap((part) =>
            part.pieces.flatMap((piece) => (piece.kind === 'line' ? [piece.of.line.id] : [])),
          );
        expect(shown).toEqual(
          tickets.flatMap((ticket) => ticket.lines.map(({ line: { id } }) => id)),
        );

        const notes = (pieces: Piece[]) => pieces.filter((piece) => piece.kind !== 'line').length;
        expect(notes(pages.flat().flatMap((part) => [...part.pieces]))).toBe(
          tickets.reduce(
            (sum, ticket) =>
              sum +
              (ticket.order.note === null ? 0 : 1) +
              ticket.lines.reduce(
                (n, each) => n + each.line.modifiers.length + (each.line.note === null ? 0 : 1),
                0,
              ),
            0,
          ),
        );
        expect(pages.every((page) => page.length > 0 && page.length <= slots)).toBe(true);
      },
    ),
  );
});

test('[KDS9] no card holds more than fits, unless one piece alone is taller than a card', () => {
  fc.assert(
    fc.property(ticketArb, fc.integer({ min: 40, max: 400 }), ({ ticket }, capacity) => {
      fc.pre(ticket !== null);
      const heightOf = (piece: Piece): number => (piece.kind === 'line' ? 42 : 28);
      for (const part of splitTicket(ticket, capacity, heightOf)) {
        const height = part.pieces.reduce((sum, piece) => sum + heightOf(piece), 0);
        expect(height <= capacity || part.pieces.length === 1).toBe(true);
      }
    }),
  );
});

test('[KDS9] a line keeps its modifiers and its note on one card while they fit on one', () => {
  const long = line({ note: 'sem cebola', modifiers: [{ id: 'ovo', name: 'ovo', priceCents: 0 }] });
  const ticket = toTicket(order(1, { lines: [line(), line(), long] }), new Set(), stations);
  const parts = ticket && splitTicket(ticket, 100, () => 30);
  expect(parts?.map((part) => part.pieces.map(({ kind }) => kind))).toEqual([
    ['line', 'line'],
    ['line', 'modifier', 'line-note'],
  ]);
});

test('[KDS9] the cards of one ticket stay on one page where a page is large enough', () => {
  const parts = (count: number): ReturnType<typeof splitTicket> => {
    const lines = Array.from({ length: count }, () => line());
    const ticket = toTicket(order(count, { lines }), new Set(), stations);
    return ticket ? splitTicket(ticket, 10, () => 10) : [];
  };
  const pages = paginate([parts(1), parts(3), parts(1), parts(6)], 4);
  expect(pages.map((page) => page.map((part) => `${part.of}:${part.index}`))).toEqual([
    ['1:0', '3:0', '3:1', '3:2'],
    ['1:0'],
    ['6:0', '6:1', '6:2', '6:3'],
    ['6:4', '6:5'],
  ]);
});

test('[KDS9] a wall screen has five columns, 1280 × 800 four, a phone one', () => {
  expect(gridFor(1896, 932)).toEqual({ columns: 5, rows: 2 });
  expect(gridFor(1256, 652)).toEqual({ columns: 4, rows: 2 });
  expect(gridFor(1000, 620)).toEqual({ columns: 3, rows: 2 });
  expect(gridFor(366, 700)).toEqual({ columns: 1, rows: 2 });
});

test('rows are counted as a browser breaks them', () => {
  const measure = (text: string): number => text.length * 10;
  const rows = (text: string): number => rowsOf(text, 100, 26, 400, measure);
  expect([rows('X-Salada'), rows('Picanha ao ponto'), rows('a\nb\nc')]).toEqual([1, 2, 3]);
  expect([
    rows(''),
    rows('1234567890'),
    rows('12345678901'),
    rows('ab 12345678901234567890123'),
  ]).toEqual([1, 1, 2, 4]);
});

test('[KDS10] all-day counts are the open quantities of the lines made here, by item and by way of making', () => {
  fc.assert(
    fc.property(fc.array(ticketArb, { maxLength: 20 }), (made) => {
      const tickets = made.map(({ ticket }) => ticket).filter(isTicket);
      const counts = allDay(tickets);
      const open = tickets
        .flatMap((ticket) => ticket.lines)
        .filter((each) => !each.elsewhere && each.line.status !== 'ready')
        .map((each) => each.line);
      for (const item of counts) {
        const mine = open.filter((each) => each.itemId === item.itemId);
        expect(item.quantity).toBe(mine.reduce((sum, each) => sum + each.quantity, 0));
        expect(item.variants.reduce((sum, each) => sum + each.quantity, 0)).toBe(item.quantity);
        for (const variant of item.variants) {
          const same = mine.filter(
            (each) =>
              [...each.modifiers.map(({ id }) => id)].sort().join() ===
              [...variant.modifiers].sort().join(),
          );
          expect(variant.quantity).toBe(same.reduce((sum, each) => sum + each.quantity, 0));
        }
      }
      expect(new Set(counts.map(({ itemId }) => itemId))).toEqual(
        new Set(open.map(({ itemId }) => itemId)),
      );
      expect(counts.map(({ quantity }) => quantity)).toEqual(
        counts.map(({ quantity }) => quantity).sort((a, b) => b - a),
      );
    }),
  );
});

test('[KDS10] a ticket that only waits to be confirmed is not counted', () => {
  const gone = toTicket(order(1), new Set(), stations, 'cancelled');
  expect(gone && allDay([gone])).toEqual([]);
});
