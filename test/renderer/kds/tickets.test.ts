import { expect, test } from 'vitest';
import { ageOf, elapsedSeconds, ticketAge } from '../../../src/renderer/kds/age.ts';
import { createTicketBook, type Queue } from '../../../src/renderer/kds/ticket-book.ts';
import {
  isDoneHere,
  knownStations,
  nextStep,
  stepStill,
  toTicket,
  type View,
} from '../../../src/renderer/kds/tickets.ts';
import type { Order } from '../../../src/shared/order.ts';
import type { LedgerEntry } from '../../../src/shared/payment.ts';
import {
  addedLine,
  at,
  cancelled,
  confirmed,
  line,
  MENU,
  NOON,
  order,
  rulesFor,
  sentLine,
  sharedLine,
  SHOP,
  takenOff,
  task,
  ticketOf,
  waitingLine,
} from './fixtures.ts';

const GRILL = { stations: new Set(['grelha']) };
const BAR = { stations: new Set(['bar']) };
const EXPEDITER = { expediter: true };

const queue = (orders: readonly Order[], view: Partial<View> = {}): Queue =>
  createTicketBook().queue(orders, rulesFor(view));

const numbers = (orders: readonly Order[], view: Partial<View> = {}): number[] =>
  queue(orders, view).tickets.map((ticket) => ticket.order.number);

const minutesAgo = (minutes: number): string => at(-minutes * 60_000);

test('[KDS1] tickets come oldest first, whatever order the mirror holds them in', () => {
  expect(numbers([order(2), order(9), order(5)])).toEqual([9, 5, 2]);
});

test('[KDS1] an order that was parked is as old as its sending', () => {
  const parked = order(40, { placedAt: minutesAgo(40), sentAt: minutesAgo(1) });
  expect(numbers([parked, order(3)])).toEqual([3, 40]);
  expect(elapsedSeconds(ticketOf(parked), NOON)).toBe(60);
});

test('[KDS1] only pending and preparing orders are in the queue', () => {
  const states = ['held', 'pending', 'preparing', 'ready', 'completed'] as const;
  expect(numbers(states.map((status, n) => order(n + 1, { status })))).toEqual([3, 2]);
});

test('[KDS1] a recalled order is back at its original place with its original clock', () => {
  const recalled = order(8, { status: 'preparing', recalled: true, startedAt: at(-5000) });
  expect(numbers([order(9), order(3), recalled])).toEqual([9, 8, 3]);
});

test('[KDS1] what is added to a course has the clock of the course', () => {
  const more = order(8, { lines: [line(), addedLine()] });
  expect(numbers([order(9), order(3), more])).toEqual([9, 8, 3]);
  const bumped = order(8, { status: 'preparing', lines: [line({ status: 'ready' }), addedLine()] });
  expect(elapsedSeconds(ticketOf(bumped), NOON)).toBe(8 * 60);
});

test('[KDS2] a station sees orders with a line of its own, its lines first and the others marked', () => {
  const lines = [line({ name: 'Suco', station: 'bar' }), line({ name: 'Picanha' })];
  const { tickets } = queue(
    [order(1, { lines }), order(2, { lines: [line({ station: 'bar' })] })],
    GRILL,
  );
  expect(tickets).toHaveLength(1);
  expect(tickets[0]?.lines.map((each) => [each.line.name, each.elsewhere])).toEqual([
    ['Picanha', false],
    ['Suco', true],
  ]);
});

test('[KDS2] several stations see what is made at any of them, and act for these only', () => {
  const lines = ['grelha', 'forno', 'bar'].map((station) => line({ station }));
  const ticket = ticketOf(order(1, { lines }), { stations: new Set(['bar', 'forno']) });
  expect(ticket.lines.map(({ elsewhere }) => elsewhere)).toEqual([false, false, true]);
  expect(ticket.stations).toEqual(['forno', 'bar']);
  expect(ticketOf(order(1, { lines })).stations).toBeNull();
});

test('[KDS2] a line of a station that left the menu is shown by every display, and can be bumped there', () => {
  const orphan = order(1, { status: 'preparing', lines: [line({ station: 'crepes' })] });
  const ticket = ticketOf(orphan, BAR);
  expect(ticket.lines[0]?.elsewhere).toBe(false);
  expect([ticket.stations, nextStep(ticket)?.kind]).toEqual([['crepes'], 'bump']);
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
  expect(ticketAge(ticketOf(order(10)), SHOP, NOON)).toBe('late');
  expect(ticketAge(ticketOf(order(10, { service: 'dine_in' })), SHOP, NOON)).toBe('fresh');
});

test('[KDS3] an age is never below zero, however the clocks differ', () => {
  expect(elapsedSeconds(ticketOf(order(1)), NOON - 3_600_000)).toBe(0);
});

test('[KDS4] a cancelled ticket stays in its place, has no age and can only be confirmed', () => {
  const gone = cancelled(order(10));
  expect(numbers([order(12), order(2), gone])).toEqual([12, 10, 2]);
  const ticket = ticketOf(gone);
  expect([ticket.notice, nextStep(ticket), ticketAge(ticket, SHOP, NOON)]).toEqual([
    'cancelled',
    { kind: 'confirm' },
    'fresh',
  ]);
});

test('[KDS4] that it is cancelled is all there is to say about its lines', () => {
  const lines = [addedLine(), takenOff(sentLine(5, { quantity: 3 }), 1)];
  const ticket = ticketOf(cancelled(order(5, { lines })));
  expect(ticket.lines.map(({ news }) => news)).toEqual([null, null]);
  expect(ticket.unconfirmed).toEqual({ [lines[0]?.id ?? '']: 2, [lines[1]?.id ?? '']: 3 });
});

test('[KDS4] it stays where it is not confirmed yet, and nowhere else', () => {
  const lines = [sentLine(5), sentLine(5, { station: 'bar' })] as const;
  const gone = cancelled(order(5, { lines: [...lines] }));
  const [mine, theirs] = gone.lines;
  if (!mine || !theirs) throw new Error('no lines');
  const noted = { ...mine, tasks: [task('grelha', { confirmed: 2 })] };
  const left = { ...gone, lines: [noted, theirs] };
  expect([numbers([left], GRILL), numbers([left], BAR), numbers([left])]).toEqual([[], [5], [5]]);
  expect(ticketOf(left, BAR).unconfirmed).toEqual({ [theirs.id]: 2 });
  const all = { ...theirs, tasks: [task('bar', { confirmed: 2 })] };
  expect(numbers([{ ...gone, lines: [noted, all] }])).toEqual([]);
});

test('[KDS5] the next step comes from what is begun here, whatever other stations have begun', () => {
  const one = order(1, { status: 'preparing' });
  const lineIds = [one.lines[0]?.id];
  expect(nextStep(ticketOf(order(1)))).toEqual({ kind: 'start', lineIds });
  expect(nextStep(ticketOf(one))).toEqual({ kind: 'bump', lineIds });
  const [mine, theirs] = [line(), line({ station: 'bar', status: 'preparing' })];
  const shared = order(1, { status: 'preparing', lines: [mine, theirs] });
  expect(nextStep(ticketOf(shared, GRILL))).toEqual({ kind: 'start', lineIds: [mine.id] });
  expect(nextStep(ticketOf(shared, BAR))).toEqual({ kind: 'bump', lineIds: [theirs.id] });
  // What is added to what is begun or struck needs no beginning of its own; the next course does.
  expect(nextStep(ticketOf(shared))?.kind).toBe('bump');
  const struck = line({ status: 'ready' });
  const next = (course: number) =>
    nextStep(ticketOf(order(1, { status: 'preparing', lines: [struck, line({ course })] })))?.kind;
  expect([next(1), next(2)]).toEqual(['bump', 'start']);
});

test('[KDS5] the step that was drawn is done as it was drawn, unless somebody else has done it', () => {
  const [a, b] = [sentLine(5), sentLine(5)];
  const drawn = ticketOf(order(5, { status: 'preparing', lines: [a, b] }));
  const now = (...lines: Order['lines']) => ticketOf(order(5, { status: 'preparing', lines }));
  const both = { kind: 'bump', lineIds: [a.id, b.id] };
  // Another line, or a line that others have struck, changes nothing about it.
  expect(stepStill(drawn, now(a, b, addedLine()))).toEqual(both);
  expect(stepStill(drawn, now({ ...a, tasks: [task('grelha', { doneAt: at(0) })] }, b))).toEqual(
    both,
  );
  const done = [a, b].map((each) => ({ ...each, tasks: [task('grelha', { doneAt: at(0) })] }));
  expect(stepStill(drawn, now(...done, addedLine()))).toBeNull();
  expect(stepStill(drawn, ticketOf(cancelled(drawn.order)))).toBeNull();
  expect(stepStill(drawn, null)).toBeNull();
  expect(stepStill(ticketOf(order(5)), ticketOf(order(5, { status: 'preparing' })))).toBeNull();
});

test('[KDS6] a station bumps its own lines, and those of others stay theirs', () => {
  const mine = line({ status: 'preparing' });
  const theirs = line({ status: 'preparing', station: 'bar' });
  const one = order(1, { status: 'preparing', lines: [mine, theirs] });
  expect(nextStep(ticketOf(one, GRILL))).toEqual({ kind: 'bump', lineIds: [mine.id] });
  expect(nextStep(ticketOf(one))).toEqual({ kind: 'bump', lineIds: [mine.id, theirs.id] });
});

test('[KDS6] a ticket done here waits apart until the other stations are done', () => {
  const lines = [line({ status: 'ready' }), line({ status: 'preparing', station: 'bar' })];
  const shared = order(1, { status: 'preparing', lines });
  const grill = queue([shared], GRILL);
  expect([grill.tickets.length, grill.doneHere.length]).toEqual([0, 1]);
  expect(numbers([shared], BAR)).toEqual([1]);
  expect(numbers([shared])).toEqual([1]);
});

test('[KDS17] a line that was added is news to who has to confirm it, until he has', () => {
  const [sent, more] = [sentLine(5), addedLine()];
  const changed = order(5, { status: 'preparing', lines: [sent, more] });
  const ticket = ticketOf(changed);
  expect(ticket.lines.map(({ news }) => news)).toEqual([null, { kind: 'added' }]);
  expect(ticket.unconfirmed).toEqual({ [more.id]: 1 });
  const noted = ticketOf({ ...changed, lines: [sent, confirmed(more)] });
  expect(noted.lines.map(({ news }) => news)).toEqual([null, null]);
});

test('[KDS17] units taken off are counted, and a line that is gone stays until it is confirmed', () => {
  const often = takenOff(takenOff(sentLine(5, { quantity: 9 }), 2), 3);
  const [gone, stays] = [takenOff(sentLine(5)), sentLine(5)];
  const changed = order(5, { status: 'preparing', lines: [often, gone, stays] });
  expect(ticketOf(changed).lines.map(({ news }) => news)).toEqual([
    { kind: 'removed', units: 5 },
    { kind: 'removed', units: 1 },
    null,
  ]);
  const noted = { ...changed, lines: [confirmed(often), confirmed(gone), stays] };
  expect(ticketOf(noted).lines.map((each) => each.line.id)).toEqual([often.id, stays.id]);
  // What the cook knows of already is not said again with the next change.
  const again = { ...changed, lines: [takenOff(confirmed(often), 1), stays] };
  expect(ticketOf(again).lines[0]?.news).toEqual({ kind: 'removed', units: 1 });
});

test('[KDS17] a display that lost all its lines has the ticket until that is confirmed', () => {
  const theirs = sentLine(5, { station: 'bar', status: 'preparing' });
  const gone = takenOff(sentLine(5));
  const lost = order(5, { status: 'preparing', lines: [gone, theirs] });
  expect(nextStep(ticketOf(lost, GRILL))).toEqual({ kind: 'confirm' });
  const noted = { ...lost, lines: [confirmed(gone), theirs] };
  expect(queue([noted], GRILL)).toEqual({ tickets: [], doneHere: [] });
  expect(ticketOf(noted, BAR).lines).toHaveLength(1);
});

test('[KDS18] a line of two stations is open at each until that one is done with it', () => {
  const pizza = sharedLine(['forno', 'grelha'], { status: 'preparing' }, ['forno']);
  const one = order(1, { status: 'preparing', lines: [pizza] });
  const oven = queue([one], { stations: new Set(['forno']) });
  expect([oven.tickets.length, oven.doneHere.length]).toEqual([0, 1]);
  const grill = ticketOf(one, GRILL);
  expect(grill.lines[0]).toMatchObject({ done: false, at: [{ station: 'forno', done: true }] });
  expect(nextStep(grill)).toEqual({ kind: 'bump', lineIds: [pizza.id] });
  expect(toTicket(one, rulesFor(BAR))).toBeNull();
  expect(ticketOf(one).lines[0]).toMatchObject({ done: false, at: [] });
});

test('[KDS18] each station confirms for itself what was changed of a line that it shares', () => {
  const pizza = takenOff(
    sharedLine(['forno', 'grelha'], { quantity: 2, ledger: [{ at: minutesAgo(5), sent: 2 }] }),
    1,
  );
  const half = order(5, { status: 'preparing', lines: [confirmed(pizza, ['forno'])] });
  expect(nextStep(ticketOf(half, { stations: new Set(['forno']) }))?.kind).toBe('bump');
  expect(nextStep(ticketOf(half, GRILL))?.kind).toBe('confirm');
});

test('[KDS19] who hands over sees whole orders and strikes nothing; ready ones stay until they leave', () => {
  const lines = [
    line({ status: 'preparing' }),
    sharedLine(['bar', 'grelha'], { status: 'preparing' }, ['bar']),
  ];
  const one = order(2, { status: 'preparing', lines });
  const ticket = ticketOf(one, EXPEDITER);
  expect([ticket.whole, ticket.stations, nextStep(ticket)]).toEqual([true, null, null]);
  expect(ticket.lines.map((each) => each.at)).toEqual([
    [{ station: 'grelha', done: false }],
    [
      { station: 'bar', done: true },
      { station: 'grelha', done: false },
    ],
  ]);
  const ready = order(3, { status: 'ready', lines: [line({ status: 'ready' })] });
  expect(numbers([one, ready, order(4, { status: 'completed' })], EXPEDITER)).toEqual([3, 2]);
  expect(nextStep(ticketOf(ready, EXPEDITER))).toEqual({ kind: 'hand-over' });
  expect(numbers([ready])).toEqual([]);
});

test('[KDS19] who hands over can confirm that an order is off for all stations, and no change for any of them', () => {
  const gone = cancelled(order(2, { lines: [sentLine(2), sentLine(2, { station: 'bar' })] }));
  const ticket = ticketOf(gone, EXPEDITER);
  expect([ticket.notice, nextStep(ticket)]).toEqual(['cancelled', { kind: 'confirm' }]);
  expect([ticket.stations, Object.values(ticket.unconfirmed)]).toEqual([null, [2, 2]]);
  const changed = order(2, { status: 'preparing', lines: [takenOff(sentLine(2)), line()] });
  expect(nextStep(ticketOf(changed, EXPEDITER))).toBeNull();
});

test('[KDS20] what is rushed comes before all others, and then what is due first', () => {
  // Late by its age at 12:08, as one that is promised for then.
  const soon = order(1, { dueAt: at(2 * 60_000) });
  const later = order(9, { dueAt: at(60 * 60_000) });
  expect(numbers([order(3), order(7), later, soon])).toEqual([7, 1, 3, 9]);
  expect(numbers([order(3), order(7), order(2, { rush: true })])).toEqual([2, 7, 3]);
});

test('[KDS20] what was promised for a time is late from that time on, not before and not after', () => {
  for (const minutes of [2, 60]) {
    const due = at(minutes * 60_000);
    const ticket = ticketOf(order(7, { dueAt: due }));
    const age = (ms: number) => ticketAge(ticket, SHOP, Date.parse(due) + ms);
    expect([age(-1), age(0)]).toEqual(['attention', 'late']);
  }
});

test('[KDS20] what had been promised for a time before it came is late at once', () => {
  const hopeless = order(7, { dueAt: at(-8 * 60_000) });
  expect(ticketAge(ticketOf(hopeless), SHOP, NOON)).toBe('late');
  expect(ticketAge(ticketOf({ ...hopeless, dueAt: null }), SHOP, NOON)).toBe('attention');
});

test('[KDS21] a ticket that only waits for its course stands last, and is never late', () => {
  const waits = order(30, { lines: [waitingLine(2)] });
  const both = order(20, { lines: [line({ status: 'ready' }), waitingLine(2)] });
  expect(numbers([waits, both, order(1)])).toEqual([1, 30, 20]);
  expect(ticketAge(ticketOf(waits), SHOP, NOON)).toBe('fresh');
  expect(numbers([{ ...waits, rush: true }, order(1)])).toEqual([1, 30]);
});

test('[KDS21] a course has its clock from when it was fired', () => {
  const lines = [
    line({ status: 'ready' }),
    waitingLine(2, { firedAt: minutesAgo(2) }),
    waitingLine(3),
  ];
  const ticket = ticketOf(order(30, { status: 'preparing', lines }));
  expect(elapsedSeconds(ticket, NOON)).toBe(120);
  expect(ticketAge(ticket, SHOP, NOON)).toBe('fresh');
  // Promised for the first course: what is fired after that has its own time.
  const late = ticketOf(order(30, { status: 'preparing', lines, dueAt: minutesAgo(20) }));
  expect(ticketAge(late, SHOP, NOON)).toBe('fresh');
});

test('[KDS21] the next course is offered once all that was fired is done, at every station', () => {
  const bar = line({ station: 'bar', status: 'preparing' });
  const [mine, dessert] = [line({ status: 'ready' }), waitingLine(2)];
  const course = (...lines: Order['lines']) =>
    nextStep(ticketOf(order(5, { status: 'preparing', lines }), GRILL));
  expect(course(mine, dessert, bar)).toBeNull();
  expect(course(mine, dessert, { ...bar, status: 'ready' })).toEqual({ kind: 'fire', course: 2 });
  expect(course(line({ status: 'preparing' }), dessert)?.kind).toBe('bump');
});

test('[KDS21] a step makes nothing of what waits', () => {
  const [now, later] = [line(), waitingLine(2)];
  const ticket = ticketOf(order(5, { status: 'preparing', lines: [now, later] }));
  expect(nextStep(ticket)).toEqual({ kind: 'bump', lineIds: [now.id] });
  expect(isDoneHere(ticket)).toBe(false);
});

test('[KDS22] what was changed is confirmed before all else, also when the order became ready by it', () => {
  const gone = takenOff(sentLine(5));
  for (const status of ['pending', 'preparing', 'ready'] as const) {
    const lines = [gone, sentLine(5, { status: status === 'ready' ? 'ready' : 'preparing' })];
    expect(nextStep(ticketOf(order(5, { status, lines }), GRILL))).toEqual({ kind: 'confirm' });
  }
  const done = order(5, { status: 'preparing', lines: [line({ status: 'ready' }), gone] });
  expect(queue([done], GRILL).doneHere).toEqual([]);
  const ready = order(5, { status: 'ready', lines: [confirmed(gone), line({ status: 'ready' })] });
  expect(numbers([ready], GRILL)).toEqual([]);
});

test('[KDS22] what was changed of the order beside its lines is confirmed as any change, and says which it was', () => {
  const sent = sentLine(5, { status: 'preparing' });
  const note: LedgerEntry = { at: at(-1000), sent: 0, details: ['note'] };
  const table: LedgerEntry = { at: at(-500), sent: 0, details: ['table'] };
  const renamed = { ...sent, ledger: [...sent.ledger, note, table] };
  const changed = order(5, { status: 'preparing', lines: [renamed] });
  const ticket = ticketOf(changed, GRILL);
  expect(ticket.changedDetails).toEqual(['table', 'note']);
  expect([nextStep(ticket)?.kind, ticket.unconfirmed]).toEqual(['confirm', { [sent.id]: 3 }]);
  expect(ticket.lines.map(({ news }) => news)).toEqual([null]);
  const half = { ...renamed, tasks: [task('grelha', { confirmed: 2 })] };
  expect(ticketOf({ ...changed, lines: [half] }).changedDetails).toEqual(['table']);
  const noted = ticketOf({ ...changed, lines: [confirmed(renamed)] });
  expect([noted.changedDetails, nextStep(noted)?.kind]).toEqual([[], 'bump']);
});

test('[KDS22] what another display of the station has confirmed is not confirmed again', () => {
  const [gone, stays] = [takenOff(sentLine(5)), sentLine(5)];
  const drawn = ticketOf(order(5, { status: 'preparing', lines: [gone, stays] }));
  const now = ticketOf(order(5, { status: 'preparing', lines: [confirmed(gone), stays] }));
  expect([stepStill(drawn, drawn), stepStill(drawn, now)]).toEqual([{ kind: 'confirm' }, null]);
});

test('[KDS22] a station that never had the order in view has nothing to confirm', () => {
  const unseen = addedLine({ tasks: [task('grelha')] });
  expect(ticketOf(order(5, { lines: [sentLine(5), unseen] })).unconfirmed).toEqual({});
});

test('an unchanged order keeps its ticket, so that its card is not drawn again', () => {
  const book = createTicketBook();
  const [a, b] = [order(2), order(1)];
  const first = book.queue([a, b], rulesFor()).tickets;
  const second = book.queue([a, { ...b, version: 2 }], rulesFor()).tickets;
  expect(second[0]).toBe(first[0]);
  expect(second[1]).not.toBe(first[1]);
  const narrow = book.queue([a], rulesFor(GRILL)).tickets;
  expect(narrow[0]).not.toBe(first[0]);
});
