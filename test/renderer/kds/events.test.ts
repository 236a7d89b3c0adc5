import { expect, test } from 'vitest';
import { createAlertMemory, type Alert } from '../../../src/renderer/kds/alerts.ts';
import { departures, withDepartures } from '../../../src/renderer/kds/departed.ts';
import { keyAction, moveOnPage } from '../../../src/renderer/kds/keys.ts';
import type { Order } from '../../../src/shared/order.ts';
import { addedLine, line, order, sentLine, takenOff } from './fixtures.ts';

const byId = (...orders: Order[]): Record<string, Order> =>
  Object.fromEntries(orders.map((each) => [each.id, each]));

function listener(): (
  orders: Order[],
  late?: number[],
  departed?: string[],
  here?: number[],
) => Alert[] {
  const memory = createAlertMemory();
  return (orders, late = [], departed = [], here) =>
    memory.hear({
      orders,
      departed,
      concerns: (each) => here?.includes(each.number) ?? true,
      isLate: (each) => late.includes(each.number),
    });
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
});

test('[KDS12] each recall and each cancellation sounds once', () => {
  const hear = listener();
  hear([order(1)]);
  const back = order(1, { status: 'preparing', recalled: true, readiness: 1 });
  expect(hear([order(1, { status: 'ready', readiness: 1 })])).toEqual([]);
  expect(hear([back])).toEqual(['changed']);
  expect(hear([back])).toEqual([]);
  expect(hear([{ ...back, readiness: 2 }])).toEqual(['changed']);
  expect(hear([], [], [back.id])).toEqual(['changed']);
  expect(hear([], [], [back.id])).toEqual([]);
});

test('[KDS12] each change of what was sent sounds once, whether lines come or go', () => {
  const hear = listener();
  const one = sentLine(5, { quantity: 3 });
  const sent = order(5, { lines: [one] });
  hear([sent]);
  const more = { ...sent, lines: [one, addedLine()] };
  expect(hear([more])).toEqual(['changed']);
  expect(hear([more])).toEqual([]);
  const less = { ...sent, lines: [takenOff(one, 1), ...more.lines.slice(1)] };
  expect(hear([less])).toEqual(['changed']);
  const begun = { ...less, status: 'preparing' as const, version: 9 };
  expect(hear([begun])).toEqual([]);
  const none = { ...begun, lines: begun.lines.map((each) => takenOff(each)) };
  expect(hear([none])).toEqual(['changed']);
});

test('[KDS12] an order that comes with its changes says "new", and one that is there at the start nothing', () => {
  const changed = order(5, { lines: [takenOff(sentLine(5, { quantity: 2 }), 1), addedLine()] });
  const hear = listener();
  hear([]);
  expect(hear([changed])).toEqual(['new']);
  expect(hear([changed])).toEqual([]);
  const after = listener();
  expect([after([changed]), after([changed])]).toEqual([[], []]);
});

test('[KDS12] a change sounds where it concerns the display, also when it makes the order ready or brings it back', () => {
  const memory = createAlertMemory();
  const hear = (each: Order): Alert[] =>
    memory.hear({
      orders: [each],
      departed: [],
      // A display of the grill.
      concerns: ({ lines }) => lines.some(({ station }) => station === 'grelha'),
      isLate: () => false,
    });
  const [grill, bar] = [sentLine(5), sentLine(5, { station: 'bar' })];
  const sent = order(5, { lines: [grill, bar], status: 'preparing' });
  hear(sent);
  const poured = { ...sent, lines: [grill, takenOff(bar)] };
  expect(hear(poured)).toEqual([]);
  const done = { ...poured, status: 'ready' as const, lines: [takenOff(grill), ...poured.lines] };
  expect(hear(done)).toEqual(['changed']);
  const back = { ...done, status: 'preparing' as const, lines: [...done.lines, addedLine()] };
  expect(hear(back)).toEqual(['changed']);
  const more = { ...back, lines: [...back.lines, line({ ...addedLine(), station: 'bar' })] };
  expect(hear(more)).toEqual([]);
});

test('[KDS12] orders of other stations are silent, also when the display changes its station later', () => {
  const hear = listener();
  hear([]);
  expect(hear([order(1)], [], [], [])).toEqual([]);
  expect(hear([order(1)], [], [], [1])).toEqual([]);
});

test('[KDS4] an order cancelled after the cook saw it departs as it was; an unseen one just goes', () => {
  const before = byId(order(1, { shownAt: order(1).placedAt }), order(2), order(3));
  const after = byId(
    order(1, { status: 'cancelled', cancelReason: 'desistiu' }),
    order(2, { status: 'cancelled' }),
    order(3),
  );
  const found = departures(before, after, () => false);
  expect(found.map((each) => [each.order.number, each.notice, each.order.cancelReason])).toEqual([
    [1, 'cancelled', 'desistiu'],
  ]);
  expect(found[0]?.order.lines[0]?.status).toBe('pending');
  expect(departures(before, after, () => true)).toHaveLength(2);
});

test('[KDS4] an order that is missing after a time out of contact is shown as gone, not silently dropped', () => {
  const shown = order(1, { shownAt: order(1).placedAt });
  expect(departures(byId(shown), {}, () => false).map(({ notice }) => notice)).toEqual(['gone']);
  const done = order(1, { status: 'ready' });
  expect(departures(byId(shown), byId(done), () => false)).toEqual([]);
  expect(departures(byId(done), {}, () => true)).toEqual([]);
});

test('[KDS4] what departed is kept until it is known again, and at most fifty', () => {
  const one = { order: order(1), notice: 'gone' as const };
  const kept = withDepartures(new Map(), [one], {});
  expect([...kept.keys()]).toEqual([one.order.id]);
  expect(withDepartures(kept, [], {})).toBe(kept);
  expect(withDepartures(kept, [], byId(order(1))).size).toBe(0);
  const many = Array.from({ length: 80 }, (_, n) => ({
    order: order(n + 2),
    notice: 'gone' as const,
  }));
  expect(withDepartures(kept, many, {}).size).toBe(50);
});

const press = (key: string, held: Partial<Record<'ctrlKey' | 'altKey' | 'metaKey', true>> = {}) =>
  keyAction({ key, ctrlKey: false, altKey: false, metaKey: false, ...held });

test('[KDS11] 1 to 9 and 0 select the ten positions of a page', () => {
  expect(Array.from('1234567890').map((key) => press(key))).toEqual(
    Array.from({ length: 10 }, (_, position) => ({ kind: 'select', position })),
  );
});

test('[KDS11] each key has its action, and the browser keeps its own', () => {
  expect(
    ['Enter', 'u', 'U', 'r', 'a', 'p', 's', '?', 'Escape'].map((key) => press(key)?.kind),
  ).toEqual([
    'advance',
    'undo',
    'undo',
    'recall-last',
    'all-day',
    'ready-list',
    'sound',
    'help',
    'close',
  ]);
  expect([
    press('r', { ctrlKey: true }),
    press('1', { altKey: true }),
    press('x'),
    press('F5'),
  ]).toEqual([null, null, null, null]);
});

test('[KDS11] arrows move along the columns and stop at the edges', () => {
  const move = (from: number | null, columns: number, rows: number): number | null =>
    moveOnPage(from, { columns, rows }, [3, 2, 1]);
  expect([move(null, 1, 0), move(0, 0, 1), move(2, 0, 1), move(0, 0, -1)]).toEqual([0, 1, 2, 0]);
  expect([move(0, 1, 0), move(2, 1, 0), move(4, 1, 0), move(5, 1, 0)]).toEqual([3, 4, 5, 5]);
  expect([move(5, -1, 0), move(4, -1, 0), move(9, 0, 1)]).toEqual([3, 1, 0]);
  expect(moveOnPage(null, { columns: 1, rows: 0 }, [])).toBeNull();
});
