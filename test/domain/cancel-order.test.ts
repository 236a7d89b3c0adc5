import { expect, test } from 'vitest';
import { commandSchemas } from '../../src/shared/commands.ts';
import { lineOf, Till } from './till.ts';

const LINES = [
  { itemId: 'guarana', quantity: 2 },
  { itemId: 'guarana', quantity: 3, note: 'sem gelo' },
];

/** An order of five counted units, of which the kitchen has begun two. */
function begun() {
  const till = new Till();
  till.state.stock.set('guarana', 10);
  const order = till.place({ lines: LINES });
  till.do('line.bump', { orderId: order.id, lineId: lineOf(order).id });
  const left = () => till.state.available('guarana');
  expect(left()).toBe(5);
  return { till, orderId: order.id, left };
}

test('[ORD20] one of the shop’s reasons decides for all lines whether the stock gets them back', () => {
  const back = begun();
  const order = back.till.do('order.cancel', { orderId: back.orderId, reasonId: 'mistyped' });
  expect(order).toMatchObject({ cancelReason: 'Erro de digitação' });
  expect(order.lines.map(({ stockTaken }) => stockTaken)).toEqual([0, 0]);
  expect(back.left()).toBe(10);
  const gone = begun();
  const data = { orderId: gone.orderId, reasonId: 'spoiled', reason: 'caiu no chão' };
  expect(gone.till.do('order.cancel', data)).toMatchObject({
    cancelReason: 'Preparo perdido: caiu no chão',
    lines: [{ stockTaken: 2 }, { stockTaken: 3 }],
  });
  expect(gone.left()).toBe(5);
  const moved = begun();
  const status = 'cancelled' as const;
  moved.till.do('order.advance', { orderId: moved.orderId, status, reasonId: 'mistyped' });
  expect(moved.left()).toBe(10);
});

test('[ORD20] words alone give back what nobody has begun, as ever', () => {
  const { till, orderId, left } = begun();
  expect(till.do('order.cancel', { orderId, reason: 'mudou de ideia' })).toMatchObject({
    cancelReason: 'mudou de ideia',
    lines: [{ stockTaken: 2 }, { stockTaken: 0 }],
  });
  expect(left()).toBe(8);
});

test('[ORD20] what the kitchen never knew of goes back whatever the reason', () => {
  const till = new Till();
  till.state.stock.set('guarana', 10);
  const { id: orderId } = till.place({ lines: LINES, hold: true });
  till.do('order.cancel', { orderId, reasonId: 'spoiled' });
  expect(till.state.available('guarana')).toBe(10);
});

test('[ORD20] a reason that the shop has not is refused, and nothing said at all does not pass the door', () => {
  const { till, orderId, left } = begun();
  expect(till.refused('order.cancel', { orderId, reasonId: 'whim', reason: 'x' })).toMatchObject({
    code: 'reason_required',
    data: { reasonIds: ['mistyped', 'spoiled'] },
  });
  expect(left()).toBe(5);
  for (const data of [
    { type: 'order.cancel', data: { orderId } },
    { type: 'order.advance', data: { orderId, status: 'cancelled' } },
  ] as const) {
    const said = commandSchemas[data.type].safeParse(data.data);
    expect(said.error?.issues.map(({ path }) => path)).toEqual([['reason']]);
    const words = commandSchemas[data.type].safeParse({ ...data.data, reason: 'x' });
    const chosen = commandSchemas[data.type].safeParse({ ...data.data, reasonId: 'x' });
    expect([words.success, chosen.success]).toEqual([true, true]);
  }
});
