import { expect, test } from 'vitest';
import { lineOf, Till } from './till.ts';

const LINES = [{ itemId: 'guarana', quantity: 5 }];

function counted(left: number): Till {
  const till = new Till();
  till.state.stock.set('guarana', left);
  return till;
}

test('[STK4] the reason decides whether what the kitchen knew of goes back to the stock', () => {
  const till = counted(10);
  const order = till.place({ lines: LINES });
  const off = (quantity: number, reasonId: string) =>
    till.do('order.change', {
      orderId: order.id,
      takeOff: [{ lineId: lineOf(order).id, quantity, reasonId }],
    });
  expect(lineOf(off(2, 'spoiled'))).toMatchObject({
    stockTaken: 3,
    ledger: [{ sent: 5 }, { sent: -2, restocked: 0 }],
  });
  expect(till.state.available('guarana')).toBe(5);
  expect(lineOf(off(1, 'mistyped'))).toMatchObject({
    stockTaken: 2,
    ledger: [{ sent: 5 }, { sent: -2 }, { sent: -1, restocked: 1 }],
  });
  expect(till.state.available('guarana')).toBe(6);
  // What was wasted stays so; what went back does not go back again.
  till.do('order.cancel', { orderId: order.id, reason: 'teste' });
  expect(till.state.available('guarana')).toBe(8);
});

test('[STK4] of a held order everything goes back', () => {
  const till = counted(10);
  const order = till.place({ lines: [...LINES, { itemId: 'guarana', quantity: 1 }], hold: true });
  const { events } = till.run('order.change', {
    orderId: order.id,
    takeOff: [
      { lineId: lineOf(order).id, quantity: 2, reasonId: 'spoiled' },
      { lineId: lineOf(order, 1).id, quantity: 1 },
    ],
  });
  expect(events).toContainEqual({
    type: 'stock.changed',
    data: { items: [{ itemId: 'guarana', available: 7 }] },
  });
});

test('[STK4] what is not counted any more, or was not counted when it was taken, has nowhere to go back to', () => {
  const till = counted(10);
  const before = till.place({ lines: LINES });
  till.state.stock.set('guarana', null);
  const uncounted = till.place({ lines: LINES });
  const off = (order: typeof before) =>
    lineOf(
      till.do('order.change', {
        orderId: order.id,
        takeOff: [{ lineId: lineOf(order).id, quantity: 2, reasonId: 'mistyped' }],
      }),
    );
  expect(off(before)).toMatchObject({ stockTaken: 3, ledger: [{}, { restocked: 0 }] });
  expect(till.state.available('guarana')).toBeNull();
  till.state.stock.set('guarana', 4);
  expect(off(uncounted)).toMatchObject({ stockTaken: 0, ledger: [{}, { restocked: 0 }] });
  expect(till.state.available('guarana')).toBe(4);
});

test('[STK5] what a change takes off is there for what it adds', () => {
  const till = counted(5);
  const order = till.place({ lines: LINES });
  const swap = (reasonId: string) => ({
    orderId: order.id,
    takeOff: [{ lineId: lineOf(order).id, quantity: 2, reasonId }],
    add: [{ itemId: 'guarana', quantity: 2, note: 'sem gelo' }],
  });
  expect(till.refused('order.change', swap('spoiled'))).toMatchObject({
    code: 'out_of_stock',
    data: { items: [{ itemId: 'guarana', requested: 2, available: 0 }] },
  });
  const { order: swapped, events } = till.run('order.change', swap('mistyped'));
  expect(swapped?.lines).toMatchObject([{ stockTaken: 3 }, { stockTaken: 2 }]);
  expect(events).toContainEqual({
    type: 'stock.changed',
    data: { items: [{ itemId: 'guarana', available: 0 }] },
  });
  expect(till.state.available('guarana')).toBe(0);
});
