import { expect, test } from 'vitest';
import { createAlertMemory, type Alert } from '../../../src/renderer/kds/alerts.ts';
import { toTicket, type View } from '../../../src/renderer/kds/tickets.ts';
import type { Order } from '../../../src/shared/order.ts';
import {
  addedLine,
  at,
  cancelled,
  confirmed,
  line,
  order,
  rulesFor,
  sentLine,
  takenOff,
  task,
  waitingLine,
} from './fixtures.ts';

const GRILL = { stations: new Set(['grelha']) };

/** What a display sounds: each call is one state of the mirror, with the numbers of the orders that are late by now. */
function listener(view: Partial<View> = {}) {
  const memory = createAlertMemory();
  const hear = (orders: readonly Order[], late: readonly number[] = []): Alert[] =>
    memory.hear({
      orders,
      ticketOf: (each) => toTicket(each, rulesFor(view)),
      isLate: (ticket) => late.includes(ticket.order.number),
    });
  return Object.assign(hear, { reset: () => memory.reset() });
}

test('[KDS12] what is there when the page opens makes no sound, late or not', () => {
  const hear = listener();
  expect(hear([order(1), order(2)], [2])).toEqual([]);
  expect(hear([order(1), order(2)], [2])).toEqual([]);
});

test('[KDS12] a new order sounds once, several at once sound as one', () => {
  const hear = listener();
  hear([]);
  expect(hear([order(1), order(2)])).toEqual(['new']);
  expect(hear([order(1), order(2)])).toEqual([]);
  expect(hear([order(1, { status: 'preparing' }), order(2)])).toEqual([]);
});

test('[KDS12] becoming late sounds once', () => {
  const hear = listener();
  hear([order(1)]);
  expect(hear([order(1)], [1])).toEqual(['late']);
  expect(hear([order(1)], [1])).toEqual([]);
  expect(hear([order(1, { status: 'preparing' })], [1])).toEqual([]);
});

test('[KDS12] an order that comes late says that it is new, and no more', () => {
  const hear = listener();
  hear([]);
  expect(hear([order(1)], [1])).toEqual(['new']);
  expect(hear([order(1)], [1])).toEqual([]);
});

test('[KDS12] each recall and each cancellation sounds once', () => {
  const hear = listener();
  hear([order(1)]);
  const ready = order(1, { status: 'ready', readiness: 1, lines: [line({ status: 'ready' })] });
  const back = order(1, { status: 'preparing', recalled: true, readiness: 1 });
  expect(hear([ready])).toEqual([]);
  expect(hear([back])).toEqual(['changed']);
  expect(hear([{ ...back, version: 9 }])).toEqual([]);
  // It became ready and was called back while nobody listened.
  const again = { ...back, readiness: 2 };
  expect(hear([again])).toEqual(['changed']);
  expect(hear([cancelled(again)])).toEqual(['changed']);
  expect(hear([cancelled(again)])).toEqual([]);
});

test('[KDS12] a cancellation that this display has nothing to confirm of is silent', () => {
  const hear = listener(GRILL);
  const lines = [sentLine(1), sentLine(1, { station: 'bar' })];
  hear([order(1, { lines })]);
  const gone = cancelled(order(1, { lines }));
  const [mine, theirs] = gone.lines;
  if (!mine || !theirs) throw new Error('no lines');
  const unseen = {
    ...gone,
    lines: [{ ...mine, tasks: [task('grelha', { confirmed: 2 })] }, theirs],
  };
  expect(hear([unseen])).toEqual([]);
});

test('[KDS12] each change of what was sent sounds once, whether lines come or go', () => {
  const hear = listener();
  const one = sentLine(5, { quantity: 3 });
  const sent = order(5, { lines: [one] });
  hear([sent]);
  const more = { ...sent, lines: [one, addedLine()] };
  expect(hear([more])).toEqual(['changed']);
  expect(hear([{ ...more }])).toEqual([]);
  const less = { ...sent, lines: [takenOff(one, 1), ...more.lines.slice(1)] };
  expect(hear([less])).toEqual(['changed']);
  const begun = { ...less, status: 'preparing' as const, version: 9 };
  expect(hear([begun])).toEqual([]);
  const none = { ...begun, lines: begun.lines.map((each) => takenOff(each)) };
  expect(hear([none])).toEqual(['changed']);
  expect(hear([{ ...none, lines: none.lines.map((each) => confirmed(each)) }])).toEqual([]);
});

test('[KDS12] a changed note or table sounds where the order stands, and is no event elsewhere', () => {
  const hear = listener(GRILL);
  const sent = sentLine(1);
  const one = order(1, { lines: [sent] });
  hear([one]);
  const { ledger } = sent;
  const told = { ...sent, ledger: [...ledger, { at: at(0), sent: 0, details: ['note' as const] }] };
  expect(hear([order(1, { note: 'alergia: leite', lines: [told] })])).toEqual(['changed']);
  const bar = listener({ stations: new Set(['bar']) });
  bar([one]);
  expect(bar([order(1, { lines: [told] })])).toEqual([]);
});

test('[KDS12] an order that comes with its changes says "new", and one that is there at the start nothing', () => {
  const changed = order(5, { lines: [takenOff(sentLine(5, { quantity: 2 }), 1), addedLine()] });
  const hear = listener();
  hear([]);
  expect(hear([changed])).toEqual(['new']);
  expect(hear([{ ...changed }])).toEqual([]);
  const after = listener();
  expect([after([changed]), after([{ ...changed }])]).toEqual([[], []]);
});

test('[KDS12] a change sounds where it concerns the display, also when it makes the order ready or brings it back', () => {
  const hear = listener(GRILL);
  const [grill, bar] = [sentLine(5), sentLine(5, { station: 'bar' })];
  const sent = order(5, { lines: [grill, bar], status: 'preparing' });
  hear([sent]);
  const poured = { ...sent, lines: [grill, takenOff(bar)] };
  expect(hear([poured])).toEqual([]);
  const gone = takenOff(grill);
  const done = { ...poured, status: 'ready' as const, lines: [gone, takenOff(bar)] };
  expect(hear([done])).toEqual(['changed']);
  const noted = { ...done, lines: [confirmed(gone), takenOff(bar)] };
  expect(hear([noted])).toEqual([]);
  const back = { ...noted, status: 'preparing' as const, lines: [...noted.lines, addedLine()] };
  expect(hear([back])).toEqual(['changed']);
  const more = { ...back, lines: [...back.lines, addedLine({ station: 'bar' })] };
  expect(hear([more])).toEqual([]);
});

test('[KDS12] a line that comes to a station which had nothing of the order is a new ticket there', () => {
  const hear = listener(GRILL);
  const drinks = order(5, { lines: [sentLine(5, { station: 'bar' })] });
  hear([]);
  expect(hear([drinks])).toEqual([]);
  expect(hear([{ ...drinks, lines: [...drinks.lines, addedLine()] }])).toEqual(['new']);
});

test('[KDS12] what is done here sounds no more: not late, not rushed, not called back elsewhere', () => {
  const hear = listener(GRILL);
  const [mine, theirs] = [line({ status: 'ready' }), line({ station: 'bar' })];
  const done = order(5, { status: 'preparing', lines: [mine, theirs] });
  hear([{ ...done, lines: [{ ...mine, tasks: [task('grelha')], status: 'preparing' }, theirs] }]);
  expect(hear([done], [5])).toEqual([]);
  expect(hear([{ ...done, rush: true }], [5])).toEqual([]);
  expect(hear([{ ...done, recalled: true, readiness: 1 }], [5])).toEqual([]);
  const back = { ...mine, status: 'preparing' as const, tasks: [task('grelha')] };
  expect(hear([{ ...done, lines: [back, theirs] }], [5])).toEqual(['changed']);
  expect(hear([{ ...done, lines: [back, theirs] }], [5])).toEqual([]);
});

test('[KDS12] each time that an order is rushed sounds, to slow it down does not', () => {
  const hear = listener();
  const rush = (on: boolean): Alert[] => hear([order(1, { rush: on })]);
  expect([false, true, true, false, true].map(rush)).toEqual([
    [],
    ['changed'],
    [],
    [],
    ['changed'],
  ]);
});

test('[KDS12] a course that is fired sounds at the stations that make it', () => {
  const [first, second] = [line({ station: 'bar' }), waitingLine(2)];
  const waiting = order(5, { status: 'preparing', lines: [first, second] });
  const fired = { ...waiting, lines: [first, { ...second, firedAt: at(0) }] };
  const heard = ['grelha', 'bar', 'forno'].map((station) => {
    const hear = listener({ stations: new Set([station]) });
    hear([waiting]);
    return [...hear([fired]), ...hear([{ ...fired }])];
  });
  expect(heard).toEqual([['changed'], [], []]);
});

test('[KDS12] a course that is fired later becomes late for itself', () => {
  const hear = listener();
  const [first, second] = [line(), waitingLine(2)];
  const begun = order(30, { status: 'preparing', lines: [first, second] });
  hear([begun]);
  expect(hear([begun], [30])).toEqual(['late']);
  const done = line({ ...first, status: 'ready', tasks: [task('grelha', { doneAt: at(0) })] });
  const fired = { ...begun, lines: [done, { ...second, firedAt: at(0) }] };
  expect(hear([fired])).toEqual(['changed']);
  expect(hear([fired], [30])).toEqual(['late']);
  expect(hear([{ ...fired }], [30])).toEqual([]);
});

test('[KDS12] who hands over hears new ones, changes, late ones, and each time that a whole order is ready', () => {
  const hear = listener({ expediter: true });
  hear([]);
  const one = order(1, { lines: [sentLine(1)] });
  const ready = (readiness: number): Order => ({ ...one, status: 'ready', readiness });
  expect(hear([one])).toEqual(['new']);
  expect(hear([one], [1])).toEqual(['late']);
  expect(hear([ready(1)])).toEqual(['ready']);
  expect(hear([ready(1)], [1])).toEqual([]);
  expect(hear([{ ...one, status: 'preparing', recalled: true, readiness: 1 }], [1])).toEqual([
    'changed',
  ]);
  expect(hear([ready(2)])).toEqual(['ready']);
  const cooks = listener();
  cooks([one]);
  expect(cooks([ready(1)])).toEqual([]);
});

test('[KDS12] orders of other stations are silent; choosing other stations is no event', () => {
  const hear = listener(GRILL);
  hear([]);
  const drinks = order(1, { lines: [line({ station: 'bar' })] });
  expect(hear([drinks], [1])).toEqual([]);
  hear.reset();
  expect(hear([order(1), order(2)], [1])).toEqual([]);
  expect(hear([order(1), order(2), order(3)], [1, 2])).toEqual(['late', 'new']);
});

test('[KDS25] what has left the mirror is forgotten: a display that runs for weeks does not grow', () => {
  const hear = listener();
  hear([]);
  // An order that is heard as new for the second time was not kept in the meantime.
  for (const times of [1, 2]) {
    expect([times, hear([order(1)])]).toEqual([times, ['new']]);
    expect(hear([])).toEqual([]);
  }
});
