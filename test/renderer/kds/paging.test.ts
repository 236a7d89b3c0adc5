import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rowsOf } from '../../../src/renderer/kds/card-metrics.ts';
import { lineOf, type Piece } from '../../../src/renderer/kds/card-pieces.ts';
import { columnsFor, flowPages, gridPages, rowsFor } from '../../../src/renderer/kds/layouts.ts';
import {
  createSplitter,
  splitTicket,
  type Heights,
  type Page,
  type Part,
} from '../../../src/renderer/kds/paging.ts';
import { toTicket, type Ticket } from '../../../src/renderer/kds/tickets.ts';
import { cancelled, line, order, rulesFor, sentLine, ticketOf, waitingLine } from './fixtures.ts';

const GAP = 12;
const CHROME = 50;

const lineArb = fc
  .record({
    quantity: fc.integer({ min: 1, max: 9 }),
    station: fc.constantFrom('grelha', 'forno', 'bar'),
    status: fc.constantFrom('pending' as const, 'preparing' as const, 'ready' as const),
    course: fc.integer({ min: 1, max: 3 }),
    waits: fc.boolean(),
    note: fc.option(fc.string({ maxLength: 60 })),
    modifiers: fc.uniqueArray(
      fc.constantFrom('ovo', 'bacon', 'sem-cebola').map((id) => ({ id, name: id, priceCents: 0 })),
      { selector: ({ id }) => id },
    ),
  })
  .map(({ waits, course, ...over }) =>
    waits && over.status !== 'ready' ? waitingLine(course, over) : line({ course, ...over }),
  );

/** The tickets of a display of any stations, or of an expediter's. */
const ticketsArb = fc
  .record({
    orders: fc.array(
      fc.record({
        note: fc.option(fc.string({ maxLength: 60 })),
        lines: fc.array(lineArb, { minLength: 1, maxLength: 30 }),
      }),
      { maxLength: 20 },
    ),
    expediter: fc.boolean(),
    stations: fc.subarray(['grelha', 'forno', 'bar']),
  })
  .map(({ orders, expediter, stations }) => {
    const rules = rulesFor({ expediter, stations: new Set(stations) });
    return orders
      .map((over, n) => toTicket(order(n + 1, over), rules))
      .filter((ticket) => ticket !== null);
  });

/** Heights as simple as can be: so much for a line, half of it for what belongs to it. */
const heightsOf = (tall: number): Heights => ({
  block: (pieces) =>
    pieces.reduce((sum, piece) => sum + (piece.kind === 'line' ? tall : tall / 2), 0),
  // A step button is taller than a torn edge.
  chrome: (_ticket, _isFirst, isLast) => (isLast ? CHROME : CHROME - 20),
});

/** What is said once and only once: the head of a course and the name of a line that go on are said again. */
const saidOnce = (pieces: readonly Piece[]): Piece[] =>
  pieces.filter((piece) => (piece.kind === 'course' ? !piece.again : piece.kind !== 'line-again'));

/** Everything that a ticket has to say but the heads of its courses, in any order: as many pieces as that. */
const piecesOf = ({ order: { note }, lines }: Ticket): number => {
  const own = lines.reduce(
    (sum, { line: each }) => sum + 1 + each.modifiers.length + (each.note === null ? 0 : 1),
    0,
  );
  return (note === null ? 0 : 1) + own;
};

const linesOn = (cards: readonly Part[]): string[] =>
  cards.flatMap(({ pieces }) =>
    pieces.flatMap((piece) => (piece.kind === 'line' ? [piece.of.line.id] : [])),
  );

/** The lines of a ticket as they are read: course by course. */
const inCourses = ({ lines }: Ticket): string[] =>
  lines.toSorted((a, b) => a.line.course - b.line.course).map((each) => each.line.id);

const roomArb = fc.record({
  columns: fc.integer({ min: 1, max: 5 }),
  rows: fc.integer({ min: 1, max: 3 }),
  height: fc.integer({ min: 80, max: 900 }),
  tall: fc.integer({ min: 10, max: 120 }),
});

type Room = typeof roomArb extends fc.Arbitrary<infer T> ? T : never;

const LAYOUTS = {
  flow: (tickets: readonly Ticket[], { columns, height, tall }: Room): Page[] =>
    flowPages(tickets, { columns, height, gap: GAP }, createSplitter()(height, heightsOf(tall))),
  grid: (tickets: readonly Ticket[], { columns, rows, height, tall }: Room): Page[] =>
    gridPages(tickets, { columns, rows }, createSplitter()(height, heightsOf(tall))),
};

for (const [name, pagesOf] of Object.entries(LAYOUTS)) {
  test(`[KDS9] in a ${name}, every line and all that belongs to it is on exactly one card, in order`, () => {
    fc.assert(
      fc.property(ticketsArb, roomArb, (tickets, room) => {
        const cards = pagesOf(tickets, room).flat(2);
        for (const ticket of tickets) {
          const own = cards.filter((part) => part.ticket === ticket);
          const said = own.flatMap((part) => saidOnce(part.pieces));
          const row = said.find((piece) => piece.kind === 'elsewhere-more');
          const named = {
            ...ticket,
            lines: ticket.lines.filter((each) => !row || !each.elsewhere),
          };
          expect(linesOn(own)).toEqual(inCourses(named));
          expect(said.filter((piece) => piece !== row && piece.kind !== 'course')).toHaveLength(
            piecesOf(named),
          );
          expect(row?.count ?? 0).toBe(ticket.lines.length - named.lines.length);
          expect(new Set(said.filter(({ kind }) => kind === 'course')).size).toBe(
            said.filter(({ kind }) => kind === 'course').length,
          );
        }
        const pieces = cards.flatMap((part) => saidOnce(part.pieces));
        // What belongs to a line follows it.
        let current: string | null = null;
        for (const piece of pieces) {
          if (piece.kind === 'line') current = piece.of.line.id;
          else if (lineOf(piece)) expect(lineOf(piece)?.line.id).toBe(current);
        }
      }),
    );
  });

  test(`[KDS9] in a ${name}, tickets stand in line, and the cards of one are next to each other`, () => {
    fc.assert(
      fc.property(ticketsArb, roomArb, (tickets, room) => {
        const cards = pagesOf(tickets, room).flat(2);
        const queue = [...new Set(cards.map(({ ticket }) => ticket))];
        expect(cards.map(({ ticket }) => ticket)).toEqual(
          queue.flatMap((ticket) =>
            cards.flatMap((part) => (part.ticket === ticket ? ticket : [])),
          ),
        );
        expect(queue).toEqual(tickets);
        for (const ticket of queue) {
          const own = cards.filter((part) => part.ticket === ticket);
          expect(own.map(({ index, of }) => `${index}/${of}`)).toEqual(
            own.map((_, index) => `${index}/${own.length}`),
          );
        }
      }),
    );
  });

  test(`[KDS9] in a ${name}, a ticket goes over more pages than it needs only where more than a column would be empty`, () => {
    fc.assert(
      fc.property(ticketsArb, roomArb, (tickets, room) => {
        const pages = pagesOf(tickets, room);
        for (const ticket of tickets) {
          const own = pages
            .map((page) => page.flat().filter((part) => part.ticket === ticket).length)
            .filter((count) => count > 0);
          if (own.length <= pagesOf([ticket], room).length) continue;
          expect(own[0]).toBeGreaterThan(name === 'flow' ? 1 : room.rows);
        }
      }),
    );
  });
}

test('[KDS9] no column is higher or more than there is room for', () => {
  fc.assert(
    fc.property(ticketsArb, roomArb, (tickets, room) => {
      for (const page of LAYOUTS.flow(tickets, room)) {
        expect(page.length).toBeLessThanOrEqual(room.columns);
        for (const column of page) {
          expect(column.length).toBeGreaterThan(0);
          const used = column.reduce((sum, part) => sum + part.height + GAP, -GAP);
          expect(used).toBeLessThanOrEqual(room.height);
        }
      }
    }),
  );
});

test('[KDS26] a page of a grid is filled row by row, and has no more cells than there is room for', () => {
  fc.assert(
    fc.property(ticketsArb, roomArb, (tickets, room) => {
      for (const page of LAYOUTS.grid(tickets, room)) {
        expect(page.length).toBeLessThanOrEqual(room.rows);
        for (const row of page.slice(0, -1)) expect(row).toHaveLength(room.columns);
        expect(page.at(-1)?.length).toBeGreaterThan(0);
        expect(page.at(-1)?.length).toBeLessThanOrEqual(room.columns);
      }
    }),
  );
});

test('[KDS9] a line keeps its modifiers and its note on one card while they fit on one', () => {
  const long = line({ note: 'sem cebola', modifiers: [{ id: 'ovo', name: 'ovo', priceCents: 0 }] });
  const ticket = ticketOf(order(1, { lines: [line(), line(), long] }));
  const parts = splitTicket(ticket, CHROME + 100, heightsOf(30));
  expect(parts.map((part) => part.pieces.map(({ kind }) => kind))).toEqual([
    ['line', 'line'],
    ['line', 'modifier', 'line-note'],
  ]);
});

test('[KDS9] a line that does not fit on one card says its name again where it goes on', () => {
  const modifiers = Array.from({ length: 6 }, (_, n) => ({
    id: `${n}`,
    name: `${n}`,
    priceCents: 0,
  }));
  const long = line({ name: 'Feijoada', modifiers });
  const ticket = ticketOf(order(1, { lines: [long] }));
  const parts = splitTicket(ticket, CHROME + 90, heightsOf(30));
  const kinds = parts.map((part) => part.pieces.map(({ kind }) => kind));
  expect(kinds.length).toBeGreaterThan(1);
  expect(kinds[0]?.[0]).toBe('line');
  for (const [first, ...rest] of kinds.slice(1)) {
    expect(first).toBe('line-again');
    expect(rest).not.toContain('line-again');
    expect(rest).toContain('modifier');
  }
});

const oneLine = createSplitter()(CHROME + 30, heightsOf(30));

/** A ticket of so many cards, where each has room for one line. */
const cardsOf = (count: number): Ticket =>
  ticketOf(order(count, { lines: Array.from({ length: count }, () => line()) }));

const partsOf = (pages: readonly Page[]): string[][] =>
  pages.map((page) => page.flat().map((part) => `${part.of}:${part.index}`));

test('[KDS9] a ticket that does not fit on the rest of a page begins there when more than one column would else be empty', () => {
  const tickets = [cardsOf(1), cardsOf(3), cardsOf(1), cardsOf(6), cardsOf(1), cardsOf(2)];
  const flow = flowPages(tickets, { columns: 4, height: CHROME + 30, gap: GAP }, oneLine);
  const grid = gridPages(tickets, { columns: 2, rows: 2 }, oneLine);
  for (const pages of [flow, grid]) {
    expect(partsOf(pages).slice(0, 3)).toEqual([
      ['1:0', '3:0', '3:1', '3:2'],
      ['1:0', '6:0', '6:1', '6:2'],
      ['6:3', '6:4', '6:5', '1:0'],
    ]);
  }
  const left = [cardsOf(3), cardsOf(2)];
  for (const pages of [
    flowPages(left, { columns: 4, height: CHROME + 30, gap: GAP }, oneLine),
    gridPages(left, { columns: 2, rows: 2 }, oneLine),
  ]) {
    expect(partsOf(pages)).toEqual([
      ['3:0', '3:1', '3:2'],
      ['2:0', '2:1'],
    ]);
  }
});

/** The numbers of the tickets of so many lines each, column by column: ten lines fill a column, a torn edge is free. */
function columnsOf(...counts: readonly number[]): string[][] {
  const tickets = counts.map((count, n) =>
    ticketOf(order(n + 1, { lines: Array.from({ length: count }, () => line()) })),
  );
  const heights: Heights = { block: (pieces) => pieces.length * 10, chrome: () => 0 };
  const pages = flowPages(
    tickets,
    { columns: 3, height: 100, gap: 0 },
    createSplitter()(100, heights),
  );
  return pages.map((page) =>
    page.map((column) =>
      column.map(({ ticket, pieces }) => `${ticket.order.number}×${pieces.length}`).join(' '),
    ),
  );
}

test('[KDS9] a ticket that fits into a column is whole where little of the one before it stays empty', () => {
  expect(columnsOf(6, 5, 5)).toEqual([['1×6', '2×5 3×5']]);
});

test('[KDS9] a column of which much would stay empty is filled with the beginning of a torn ticket, and never out of line', () => {
  expect(columnsOf(5, 7, 4, 10)).toEqual([['1×5 2×5', '2×2 3×4', '4×10']]);
  expect(columnsOf(5, 7, 6, 9)).toEqual([['1×5 2×5', '2×2 3×6', '4×9']]);
  expect(columnsOf(5, 14, 10)).toEqual([['1×5 2×5', '2×9', '3×10']]);
});

test('[KDS9] where one page has room for all, no ticket is torn that fits into a column', () => {
  expect(columnsOf(5, 7, 4, 1)).toEqual([['1×5', '2×7', '3×4 4×1']]);
  expect(columnsOf(5, 7, 6)).toEqual([['1×5', '2×7', '3×6']]);
});

test('[KDS9] no ticket is in view before one that is more urgent and is not', () => {
  expect(columnsOf(10, 10, 5, 7, 4)).toEqual([
    ['1×10', '2×10', '3×5'],
    ['4×7', '5×4'],
  ]);
});

test('[KDS9] cards fill a column from top to bottom before the next one', () => {
  const tickets = [9, 8, 7, 6].map((number) => ticketOf(order(number)));
  const pages = flowPages(
    tickets,
    { columns: 5, height: 324, gap: GAP },
    createSplitter()(324, heightsOf(50)),
  );
  expect(
    pages.map((page) => page.map((column) => column.map((part) => part.ticket.order.number))),
  ).toEqual([[[9, 8, 7], [6]]]);
});

test('[KDS26] cells fill a row from left to right before the next one', () => {
  const tickets = [cardsOf(1), cardsOf(2), cardsOf(1), cardsOf(1)];
  const pages = gridPages(tickets, { columns: 2, rows: 2 }, oneLine);
  expect(
    pages.map((page) => page.map((row) => row.map((part) => `${part.of}:${part.index}`))),
  ).toEqual([
    [
      ['1:0', '2:0'],
      ['2:1', '1:0'],
    ],
    [['1:0']],
  ]);
});

test('[KDS9] a wall screen has five columns, 1280 × 800 four, a phone one', () => {
  expect([1896, 1256, 1000, 744, 366].map(columnsFor)).toEqual([5, 4, 3, 2, 1]);
});

test('[KDS26] a wall screen has two rows of cells, 1280 × 800 and a phone one', () => {
  expect([904, 636, 545, 420].map((height) => rowsFor(height, GAP))).toEqual([2, 1, 1, 1]);
});

test('[KDS31] the lines of an order stand course by course; a card that goes on says with which', () => {
  const lines = [
    waitingLine(2, { name: 'Moqueca' }),
    line({ name: 'Salada' }),
    waitingLine(2, { name: 'Arroz' }),
    waitingLine(3, { name: 'Pudim' }),
  ];
  const parts = splitTicket(ticketOf(order(1, { lines })), CHROME + 90, heightsOf(30));
  const said = parts.map((part) =>
    part.pieces.map((piece) => {
      if (piece.kind !== 'course') return lineOf(piece)?.line.name;
      return `${piece.course}${piece.waits ? ' waits' : ''}${piece.again ? ' again' : ''}`;
    }),
  );
  expect(said).toEqual([
    ['1', 'Salada', '2 waits', 'Moqueca'],
    ['2 waits again', 'Arroz', '3 waits', 'Pudim'],
  ]);
});

test('[KDS31] an order of one course in work has no heads', () => {
  const [part] = splitTicket(ticketOf(order(1, { lines: [line(), line()] })), 900, heightsOf(30));
  expect(part?.pieces.map(({ kind }) => kind)).toEqual(['line', 'line']);
});

test('[KDS4] of a long ticket that was cancelled the first lines stand for all', () => {
  const shown = { tasks: [{ station: 'grelha', shownAt: null, doneAt: null, confirmed: 1 }] };
  const lines = Array.from({ length: 9 }, () => sentLine(1, shown));
  const parts = splitTicket(ticketOf(cancelled(order(1, { lines }))), 900, heightsOf(30));
  expect(parts.map((part) => part.pieces.map(({ kind }) => kind))).toEqual([
    ['line', 'line', 'line', 'more'],
  ]);
});

test('[KDS9] a ticket that stayed the same keeps its cards, whole or torn, and only changed ones are cut anew', () => {
  const split = createSplitter();
  const heights = heightsOf(30);
  const lines = Array.from({ length: 4 }, () => line());
  const cards = (ticket: Ticket, rest: number) => {
    const cutter = split(500, heights);
    return [cutter.whole(ticket), cutter.torn(ticket, rest)];
  };
  const ticket = ticketOf(order(1, { lines }));
  const [whole, torn] = cards(ticket, 110);
  expect(torn).toHaveLength(2);
  const again = cards(ticket, 110);
  expect(again[0]).toBe(whole);
  expect(again[1]).toBe(torn);
  expect(cards(ticket, 140)[1]).not.toBe(torn);
  expect(cards(ticketOf(order(1, { lines })), 110)[0]).not.toBe(whole);
});

test('[KDS9] more than three lines that are made elsewhere are one row, with their stations', () => {
  const at = (station: string, count: number) =>
    Array.from({ length: count }, () => line({ station }));
  const rules = rulesFor({ expediter: false, stations: new Set(['grelha']) });
  const kindsOf = (bar: number, oven: number, height = 900): string[][] => {
    const lines = [...at('bar', bar), ...at('grelha', 2), ...at('forno', oven)];
    const ticket = toTicket(order(1, { lines }), rules);
    if (!ticket) throw new Error('no ticket');
    return splitTicket(ticket, height, heightsOf(30)).map(({ pieces }) =>
      pieces.map((piece) =>
        piece.kind === 'elsewhere-more'
          ? `+${piece.count} ${piece.stations.join(' ')}`
          : (lineOf(piece)?.line.station ?? piece.kind),
      ),
    );
  };
  expect(kindsOf(1, 2)).toEqual([['grelha', 'grelha', 'bar', 'forno', 'forno']]);
  expect(kindsOf(7, 4)).toEqual([['grelha', 'grelha', '+11 bar forno']]);
  // Nor does an own line go to another card because of fewer of them.
  expect(kindsOf(1, 2, CHROME + 120)).toEqual([['grelha', 'grelha', '+3 bar forno']]);
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
