import { expect, test } from 'vitest';
import { ageOf, elapsedSeconds, orderAge } from '../../../src/renderer/kds/age.ts';
import { isAllergyNote } from '../../../src/renderer/kds/allergy.ts';
import { allDay } from '../../../src/renderer/kds/all-day.ts';
import { removedUnits, wasAdded } from '../../../src/renderer/kds/changes.ts';
import {
  createTicketBook,
  isDoneHere,
  knownStations,
  nextStep,
  toTicket,
  type Ticket,
} from '../../../src/renderer/kds/tickets.ts';
import { addedLine, at, line, MENU, NOON, order, sentLine, SHOP, takenOff } from './fixtures.ts';

const stations = new Set(MENU.stations.map(({ id }) => id));
const all = new Set<string>();

function ticket(...args: Parameters<typeof order>): Ticket {
  const made = toTicket(order(...args), all, stations);
  if (!made) throw new Error('no ticket');
  return made;
}

const queue = (orders: Parameters<ReturnType<typeof createTicketBook>['queue']>[0], filter = all) =>
  createTicketBook().queue(orders, new Map(), filter, MENU);

test('[KDS1] tickets come oldest first, whatever order the mirror holds them in', () => {
  const { tickets } = queue([order(2), order(9), order(5)]);
  expect(tickets.map((each) => each.order.number)).toEqual([9, 5, 2]);
});

test('[KDS1] an order that was parked is as old as its sending', () => {
  const parked = order(40, { placedAt: at(-40 * 60_000), sentAt: at(-60_000) });
  const { tickets } = queue([parked, order(3)]);
  expect(tickets.map((each) => each.order.number)).toEqual([3, 40]);
  expect(elapsedSeconds(parked, NOON)).toBe(60);
});

test('[KDS1] only pending and preparing orders are in the queue', () => {
  const { tickets } = queue([
    order(1, { status: 'held' }),
    order(2),
    order(3, { status: 'preparing' }),
    order(4, { status: 'ready' }),
    order(5, { status: 'completed' }),
    order(6, { status: 'cancelled' }),
  ]);
  expect(tickets.map((each) => each.order.number)).toEqual([3, 2]);
});

test('[KDS1] a recalled order is back at its original place with its original clock', () => {
  const recalled = order(8, { status: 'preparing', recalled: true, startedAt: at(-5000) });
  const { tickets } = queue([order(9), order(3), recalled]);
  expect(tickets.map((each) => each.order.number)).toEqual([9, 8, 3]);
});

test('[KDS2] a station sees orders with a line of its own, its lines first and the others marked', () => {
  const mixed = order(1, {
    lines: [line({ name: 'Suco', station: 'bar' }), line({ name: 'Picanha' })],
  });
  const { tickets } = queue(
    [mixed, order(2, { lines: [line({ station: 'bar' })] })],
    new Set(['grelha']),
  );
  expect(tickets).toHaveLength(1);
  expect(tickets[0]?.lines.map((each) => [each.line.name, each.elsewhere])).toEqual([
    ['Picanha', false],
    ['Suco', true],
  ]);
});

test('[KDS2] a line of a station that left the menu is shown by every display', () => {
  const orphan = order(1, { lines: [line({ station: 'crepes' })] });
  const { tickets } = queue([orphan], new Set(['bar']));
  expect(tickets[0]?.lines[0]?.elsewhere).toBe(false);
});

test('[KDS2] a display whose chosen stations are all gone shows everything', () => {
  expect(knownStations(['crepes'], MENU).size).toBe(0);
  expect([...knownStations(['crepes', 'bar'], MENU)]).toEqual(['bar']);
});

test('[KDS3] the age follows the thresholds of the service', () => {
  const threshold = SHOP.ageThresholds.counter;
  expect([0, 299, 300, 479, 480, 9999].map((seconds) => ageOf(seconds, threshold))).toEqual([
    'fresh',
    'fresh',
    'attention',
    'attention',
    'late',
    'late',
  ]);
  expect(orderAge(order(10), SHOP, NOON)).toBe('late');
  expect(orderAge(order(10, { service: 'dine_in' }), SHOP, NOON)).toBe('fresh');
});

test('[KDS3] an age is never below zero, however the clocks differ', () => {
  expect(elapsedSeconds(order(1), NOON - 3_600_000)).toBe(0);
});

test('[KDS5] the next step comes from what the broker allows', () => {
  expect(nextStep(ticket(1))).toEqual({ kind: 'start' });
  expect(nextStep(ticket(1, { status: 'preparing' }))).toEqual({ kind: 'ready' });
  expect(nextStep(ticket(1, { allowedActions: ['cancel'] }))).toBeNull();
  expect(nextStep(ticket(1, { status: 'preparing', allowedActions: [] }))).toBeNull();
});

test('[KDS6] a station bumps its own lines while another one still cooks, and the order when it is the last', () => {
  const mine = line({ status: 'preparing' });
  const theirs = line({ status: 'preparing', station: 'bar' });
  const of = (lines: (typeof mine)[]) =>
    toTicket(order(1, { status: 'preparing', lines }), new Set(['grelha']), stations);

  const both = of([mine, theirs]);
  expect(both && nextStep(both)).toEqual({ kind: 'part', lineIds: [mine.id] });
  const last = of([mine, { ...theirs, status: 'ready' }]);
  expect(last && nextStep(last)).toEqual({ kind: 'ready' });

  const done = of([{ ...mine, status: 'ready' }, theirs]);
  expect(done && isDoneHere(done)).toBe(true);
  expect(both && isDoneHere(both)).toBe(false);
});

test('[KDS6] a ticket done here waits apart until the other stations are done', () => {
  const lines = [line({ status: 'ready' }), line({ status: 'preparing', station: 'bar' })];
  const shared = order(1, { status: 'preparing', lines });
  const grill = queue([shared], new Set(['grelha']));
  expect([grill.tickets.length, grill.doneHere.length]).toEqual([0, 1]);
  expect(queue([shared], new Set(['bar'])).tickets).toHaveLength(1);
  expect(queue([shared]).tickets).toHaveLength(1);
});

test('[KDS17] what was taken off is in no step and in no count, whoever made it before', () => {
  const [gone, less, stays] = [
    takenOff(sentLine(5)),
    takenOff(sentLine(5, { quantity: 3, status: 'preparing' }), 1),
    sentLine(5, { station: 'bar', itemId: 'suco', name: 'Suco', status: 'preparing' }),
  ];
  const changed = order(5, { status: 'preparing', lines: [gone, less, stays] });
  const grill = toTicket(changed, new Set(['grelha']), stations);
  expect(grill && nextStep(grill)).toEqual({ kind: 'part', lineIds: [less.id] });
  expect(grill && allDay([grill]).map(({ name, quantity }) => [name, quantity])).toEqual([
    ['X-Salada', 2],
  ]);
  const bar = toTicket(
    order(5, { status: 'preparing', lines: [{ ...gone, station: 'bar' }, stays] }),
    new Set(['bar']),
    stations,
  );
  expect(bar && nextStep(bar)).toEqual({ kind: 'ready' });
});

test('[KDS17] a display that lost all its lines keeps the ticket, with nothing left to press', () => {
  const theirs = sentLine(5, { station: 'bar' });
  const lost = (status: 'pending' | 'preparing') =>
    queue(
      [order(5, { status, lines: [takenOff(sentLine(5)), { ...theirs, status }] })],
      new Set(['grelha']),
    );
  for (const status of ['pending', 'preparing'] as const) {
    const { tickets, doneHere } = lost(status);
    expect([tickets.length, doneHere.length]).toEqual([1, 0]);
    expect(tickets[0] && nextStep(tickets[0])).toBeNull();
  }
  // What was bumped here is done here, also when another line was taken off.
  const bumped = sentLine(5, { status: 'ready' });
  const part = order(5, { status: 'preparing', lines: [bumped, takenOff(sentLine(5)), theirs] });
  expect(queue([part], new Set(['grelha'])).doneHere).toHaveLength(1);
});

test('[KDS17] only what was told after the order was sent is new', () => {
  const parked = order(40, { placedAt: at(-40 * 60_000), sentAt: at(-60_000) });
  expect(wasAdded(sentLine(1), parked)).toBe(false);
  expect(wasAdded(addedLine(), parked)).toBe(true);
  expect(wasAdded(takenOff(sentLine(1, { quantity: 2 }), 1), parked)).toBe(false);
  expect(wasAdded(line(), parked)).toBe(false);
  const often = takenOff(takenOff(sentLine(1, { quantity: 9 }), 2), 3);
  expect(removedUnits(often)).toBe(5);
});

test('[KDS4] a cancelled ticket stays in its place and can only be confirmed', () => {
  const gone = order(5);
  const { tickets } = createTicketBook().queue(
    [order(9), order(2), { ...gone, status: 'cancelled' }],
    new Map([[gone.id, { order: gone, notice: 'cancelled' as const }]]),
    all,
    MENU,
  );
  expect(tickets.map((each) => [each.order.number, each.notice])).toEqual([
    [9, null],
    [5, 'cancelled'],
    [2, null],
  ]);
  expect(tickets[1] && nextStep(tickets[1])).toEqual({ kind: 'confirm' });
});

test('an unchanged order keeps its ticket, so that its card is not drawn again', () => {
  const book = createTicketBook();
  const [a, b] = [order(2), order(1)];
  const first = book.queue([a, b], new Map(), all, MENU).tickets;
  const second = book.queue([a, { ...b, version: 2 }], new Map(), all, MENU).tickets;
  expect(second[0]).toBe(first[0]);
  expect(second[1]).not.toBe(first[1]);
});

test.each([
  'alergia a camarão',
  'ALÉRGICO A AMENDOIM!!',
  'sem glúten',
  'sem nenhuma lactose',
  'Peanut allergy',
  'gluten-free please',
  'sin gluten',
  'alergia: leite',
  'celíaca',
  'intolerante à lactose',
  'no nuts',
])('[KDS8] "%s" is a warning', (note) => {
  expect(isAllergyNote(note)).toBe(true);
});

test.each([
  'sem cebola',
  'bem passado',
  'no ponto',
  'extra queijo',
  'para viagem',
  'sin cebolla',
  'well done',
])('[KDS8] "%s" is an ordinary note', (note) => {
  expect(isAllergyNote(note)).toBe(false);
});
