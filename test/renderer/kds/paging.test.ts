import fc from 'fast-check';
import { expect, test } from 'vitest';
import { allDay } from '../../../src/renderer/kds/all-day.ts';
import { rowsOf } from '../../../src/renderer/kds/card-metrics.ts';
import {
  createSplitter,
  columnsFor,
  paginate,
  splitTicket,
  type Heights,
  type Part,
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

const CHROME = 50;

/** Heights as simple as can be: so much for a line, half of it for what belongs to it. */
const heightsOf = (tall: number): Heights => ({
  block: (pieces) =>
    pieces.reduce((sum, piece) => sum + (piece.kind === 'line' ? tall : tall / 2), 0),
  // A step button is taller than a torn edge.
  chrome: (_ticket, _isFirst, isLast) => (isLast ? CHROME : CHROME - 20),
});

const isTicket = (ticket: Ticket | null): ticket is Ticket => ticket !== null;

test('[KDS9] on whatever pages, every piece of every ticket is on exactly one card, in order', () => {
  fc.assert(
    fc.property(
      fc.array(ticketArb, { maxLength: 20 }),
      fc.integer({ min: 1, max: 5 }),
      fc.integer({ min: 80, max: 900 }),
      fc.integer({ min: 10, max: 120 }),
      (made, columns, height, tall) => {
        const tickets = made.map(({ ticket }) => ticket).filter(isTicket);
        const parts = createSplitter()(tickets, height, heightsOf(tall));
        const cards = paginate(parts, { columns, height, gap: 12 }).flat(2);
        const pieces = cards.flatMap((part) => [...part.pieces]);

        const shown = pieces.flatMap((piece) => (piece.kind === 'line' ? [piece.of.line.id] : []));
        expect(shown).toEqual(
          tickets.flatMap((ticket) => ticket.lines.map((each) => each.line.id)),
        );

        const rest = (ticket: Ticket): number =>
          (ticket.order.note === null ? 0 : 1) +
          ticket.lines.reduce(
            (sum, { line: { modifiers, note } }) =>
              sum + modifiers.length + (note === null ? 0 : 1),
            0,
          );
        expect(pieces.length - shown.length).toBe(
          tickets.reduce((sum, ticket) => sum + rest(ticket), 0),
        );
      },
    ),
  );
});

test('[KDS9] no column is higher or more than there is room for', () => {
  fc.assert(
    fc.property(
      fc.array(ticketArb, { maxLength: 20 }),
      fc.integer({ min: 1, max: 5 }),
      fc.integer({ min: 200, max: 900 }),
      (made, columns, height) => {
        const tickets = made.map(({ ticket }) => ticket).filter(isTicket);
        const parts = createSplitter()(tickets, height, heightsOf(42));
        for (const page of paginate(parts, { columns, height, gap: 12 })) {
          expect(page.length).toBeLessThanOrEqual(columns);
          for (const column of page) {
            expect(column.length).toBeGreaterThan(0);
            const used = column.reduce((sum, part) => sum + part.height + 12, -12);
            expect(used).toBeLessThanOrEqual(height);
          }
        }
      },
    ),
  );
});

test('[KDS9] a line keeps its modifiers and its note on one card while they fit on one', () => {
  const long = line({ note: 'sem cebola', modifiers: [{ id: 'ovo', name: 'ovo', priceCents: 0 }] });
  const ticket = toTicket(order(1, { lines: [line(), line(), long] }), new Set(), stations);
  const parts = ticket && splitTicket(ticket, CHROME + 100, heightsOf(30));
  expect(parts?.map((part) => part.pieces.map(({ kind }) => kind))).toEqual([
    ['line', 'line'],
    ['line', 'modifier', 'line-note'],
  ]);
});

test('[KDS9] the cards of one ticket stay on one page where a page is large enough', () => {
  const parts = (count: number): Part[] => {
    const lines = Array.from({ length: count }, () => line());
    const ticket = toTicket(order(count, { lines }), new Set(), stations);
    return ticket ? splitTicket(ticket, CHROME + 30, heightsOf(30)) : [];
  };
  const pages = paginate([parts(1), parts(3), parts(1), parts(6)], {
    columns: 4,
    height: CHROME + 30,
    gap: 12,
  });
  expect(pages.map((page) => page.flat().map((part) => `${part.of}:${part.index}`))).toEqual([
    ['1:0', '3:0', '3:1', '3:2'],
    ['1:0'],
    ['6:0', '6:1', '6:2', '6:3'],
    ['6:4', '6:5'],
  ]);
});

test('[KDS9] cards fill a column from top to bottom before the next one', () => {
  const one = (number: number): Part[] => {
    const ticket = toTicket(order(number), new Set(), stations);
    return ticket ? splitTicket(ticket, 500, heightsOf(50)) : [];
  };
  const pages = paginate([one(9), one(8), one(7), one(6)], { columns: 5, height: 324, gap: 12 });
  expect(
    pages.map((page) => page.map((column) => column.map((part) => part.ticket.order.number))),
  ).toEqual([[[9, 8, 7], [6]]]);
});

test('[KDS9] a wall screen has five columns, 1280 × 800 four, a phone one', () => {
  expect([1896, 1256, 1000, 744, 366].map(columnsFor)).toEqual([5, 4, 3, 2, 1]);
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
              each.modifiers
                .map(({ id }) => id)
                .toSorted()
                .join() === variant.modifiers.toSorted().join(),
          );
          expect(variant.quantity).toBe(same.reduce((sum, each) => sum + each.quantity, 0));
        }
      }
      expect(new Set(counts.map(({ itemId }) => itemId))).toEqual(
        new Set(open.map(({ itemId }) => itemId)),
      );
      expect(counts.map(({ quantity }) => quantity)).toEqual(
        counts.map(({ quantity }) => quantity).toSorted((a, b) => b - a),
      );
    }),
  );
});

test('[KDS10] a ticket that only waits to be confirmed is not counted', () => {
  const gone = toTicket(order(1), new Set(), stations, 'cancelled');
  expect(gone && allDay([gone])).toEqual([]);
});
