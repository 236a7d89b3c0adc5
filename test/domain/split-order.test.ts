import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LIMITS } from '../../src/shared/limits.ts';
import type { Order } from '../../src/shared/order.ts';
import { lineOf, Till } from './till.ts';

const amounts = ({ split }: Order) => split?.parts.map(({ amountCents }) => amountCents);

test('[PAY7] by people: equal to the cent, and the first pay the cents that are over', () => {
  const till = new Till();
  const { id: orderId } = till.place();
  const people = (n: number) =>
    amounts(till.do('order.split', { orderId, by: 'people', people: n }));
  expect(people(2)).toEqual([700, 700]);
  expect(people(3)).toEqual([467, 467, 466]);
  till.pay(orderId, 1399);
  // What is due is shared out, not what was: one cent.
  expect(people(2)).toEqual([1, 0]);
});

test('[PAY7] by amounts: what they leave is one more part', () => {
  const till = new Till();
  const { id: orderId } = till.place();
  const by = (amountsCents: number[]) => ({ orderId, by: 'amounts' as const, amountsCents });
  expect(amounts(till.do('order.split', by([1000, 100])))).toEqual([1000, 100, 300]);
  expect(amounts(till.do('order.split', by([1000, 400])))).toEqual([1000, 400]);
  expect(till.refused('order.split', by([1000, 401]))).toMatchObject({
    code: 'amount_too_high',
    data: { maxCents: 1400 },
  });
});

describe('[PAY8] by items', () => {
  function dinner() {
    const till = new Till();
    const order = till.place({
      lines: [
        { itemId: 'pizza-margherita', quantity: 2 },
        { itemId: 'guarana', quantity: 3, discount: { kind: 'amount', cents: 100 } },
      ],
      service: 'dine_in',
    });
    const [pizza, guarana] = [lineOf(order, 0).id, lineOf(order, 1).id];
    return { till, order, orderId: order.id, pizza, guarana };
  }

  test('each part bears its portion of discounts and service, to the cent; what nobody took is one more', () => {
    const { till, orderId, pizza, guarana } = dinner();
    const { split, totals } = till.do('order.split', {
      orderId,
      by: 'items',
      parts: [
        [{ lineId: pizza, quantity: 1 }],
        [
          { lineId: guarana, quantity: 1 },
          { lineId: guarana, quantity: 1 },
        ],
      ],
    });
    // 2 × 39.90 + (3 × 7.00 − 1.00), and 10 % on it.
    expect(totals.totalCents).toBe(10_978);
    expect(split).toEqual({
      by: 'items',
      parts: [
        {
          id: expect.any(String),
          amountCents: 4389,
          paidCents: 0,
          lines: [{ lineId: pizza, quantity: 1 }],
        },
        {
          id: expect.any(String),
          // 2/3 of 20.00, and 10 %: 14.666…, rounded up, because the rest loses less by rounding down.
          amountCents: 1467,
          paidCents: 0,
          lines: [{ lineId: guarana, quantity: 2 }],
        },
        {
          id: expect.any(String),
          amountCents: 4389 + 733,
          paidCents: 0,
          lines: [
            { lineId: pizza, quantity: 1 },
            { lineId: guarana, quantity: 1 },
          ],
        },
      ],
    });
  });

  test('nobody takes what is not there, nor what another has', () => {
    const { till, orderId, pizza } = dinner();
    const by = (parts: { lineId: string; quantity: number }[][]) =>
      till.refused('order.split', { orderId, by: 'items', parts });
    expect(by([[{ lineId: pizza, quantity: 1 }], [{ lineId: pizza, quantity: 2 }]])).toMatchObject({
      code: 'too_many_units',
      data: { lineId: pizza, quantity: 2 },
    });
    const strange = lineOf(till.place()).id;
    expect(by([[{ lineId: strange, quantity: 1 }]])).toMatchObject({
      code: 'not_found',
      data: { orderId, lineId: strange },
    });
    till.do('order.change', {
      orderId,
      takeOff: [{ lineId: pizza, quantity: 2, reasonId: 'mistyped' }],
    });
    expect(by([[{ lineId: pizza, quantity: 1 }]])).toMatchObject({ code: 'too_many_units' });
  });

  test('not once something is paid', () => {
    const { till, orderId, pizza } = dinner();
    const { id: paymentId } = till.pay(orderId, 1);
    const data = { orderId, by: 'items' as const, parts: [[{ lineId: pizza, quantity: 1 }]] };
    expect(till.refused('order.split', data).code).toBe('change_not_possible');
    till.do('payment.refund', { orderId, paymentId, amountCents: 1, reason: 'teste' });
    expect(till.do('order.split', data).split?.by).toBe('items');
  });

  test('over any order and any claims: parts sum to the total, and none is a cent off its portion', () => {
    const percent = fc
      .integer({ min: 1, max: 10_000 })
      .map((basisPoints) => ({ kind: 'percent' as const, basisPoints }));
    const line = fc.record({
      itemId: fc.constantFrom('guarana', 'pizza-margherita'),
      quantity: fc.integer({ min: 1, max: 12 }),
      discount: fc.option(percent),
      claims: fc.array(fc.nat({ max: 4 }), { maxLength: 4 }),
    });
    fc.assert(
      fc.property(
        fc.array(line, { minLength: 1, maxLength: 6 }),
        fc.option(percent),
        (lines, discount) => {
          const till = new Till();
          const order = till.place({
            lines: lines.map(({ claims: _, ...rest }) => rest),
            discount,
            service: 'dine_in',
          });
          fc.pre(order.totals.dueCents > 0);
          const left = order.lines.map(({ quantity }) => quantity);
          const parts: { lineId: string; quantity: number }[][] = [];
          for (const [index, { claims }] of lines.entries()) {
            for (const part of claims) {
              if ((left[index] ?? 0) === 0) continue;
              left[index] = (left[index] ?? 0) - 1;
              (parts[part] ??= []).push({ lineId: lineOf(order, index).id, quantity: 1 });
            }
          }
          const claimed = parts.filter((part) => part.length > 0);
          fc.pre(claimed.length > 0);
          const { split, totals } = till.do('order.split', {
            orderId: order.id,
            by: 'items',
            parts: claimed,
          });
          const shares = split?.parts ?? [];
          expect(shares.reduce((sum, { amountCents }) => sum + amountCents, 0)).toBe(
            totals.totalCents,
          );
          const net = totals.subtotalCents - sumOf(order, ({ discountCents }) => discountCents);
          const units = new Map<string, number>();
          for (const { amountCents, lines: taken } of shares) {
            let worth = 0;
            for (const { lineId, quantity } of taken) {
              const of = order.lines.find(({ id }) => id === lineId);
              if (!of) throw new Error('a line of no order');
              worth += ((of.totalCents - of.discountCents) * quantity) / of.quantity;
              units.set(lineId, (units.get(lineId) ?? 0) + quantity);
            }
            const exact = (totals.totalCents * worth) / net;
            expect(Math.abs(amountCents - exact)).toBeLessThan(1 + 1e-6);
          }
          // Every unit is somebody's, once.
          for (const { id, quantity } of order.lines) expect(units.get(id)).toBe(quantity);
        },
      ),
      { numRuns: 200 },
    );
  });
});

describe('[PAY9] a split', () => {
  test('replaces the one before, and an equal one changes nothing', () => {
    const till = new Till();
    const { id: orderId } = till.place();
    const two = { orderId, by: 'people' as const, people: 2 };
    const first = till.do('order.split', two);
    expect(till.run('order.split', two)).toEqual({ ok: true, events: [], order: first });
    expect(amounts(till.do('order.split', { ...two, people: 4 }))).toHaveLength(4);
    expect(till.do('order.split', { orderId, by: 'none' }).split).toBeNull();
    expect(till.run('order.split', { orderId, by: 'none' }).events).toEqual([]);
    // The same shares with one of them paid are not the same split.
    const again = till.do('order.split', two);
    const partId = again.split?.parts[0]?.id ?? '';
    const { id: paymentId } = till.do('payment.take', {
      orderId,
      partId,
      method: 'cash',
      amountCents: 700,
    }).payments[0] ?? { id: '' };
    till.do('payment.refund', { orderId, paymentId, amountCents: 700, reason: 'teste' });
    expect(till.do('order.split', two).split?.parts).toMatchObject([
      { paidCents: 0 },
      { paidCents: 0 },
    ]);
  });

  test('is dissolved by another total; what was paid stays paid', () => {
    const till = new Till();
    const order = till.place();
    const orderId = order.id;
    const split = () => till.do('order.split', { orderId, by: 'people', people: 2 });
    const partId = split().split?.parts[0]?.id ?? '';
    till.do('payment.take', { orderId, partId, method: 'cash', amountCents: 700 });
    expect(till.do('order.change', { orderId, note: 'sem pressa' }).split).not.toBeNull();
    const add = [{ itemId: 'guarana', quantity: 1 }];
    expect(till.do('order.change', { orderId, add })).toMatchObject({
      split: null,
      payments: [{ partId, amountCents: 700 }],
      totals: { dueCents: 1400 },
    });
    split();
    const discount = { kind: 'amount', cents: 1 } as const;
    expect(till.do('order.discount', { orderId, discount }).split).toBeNull();
  });

  test('by items is dissolved by other lines, whatever they cost', () => {
    const till = new Till();
    const order = till.place();
    const orderId = order.id;
    const lineId = lineOf(order).id;
    const swap = {
      orderId,
      takeOff: [{ lineId, quantity: 1, reasonId: 'mistyped' }],
      add: [{ itemId: 'guarana', quantity: 1 }],
    };
    till.do('order.split', { orderId, by: 'people', people: 2 });
    expect(till.do('order.change', swap).split?.by).toBe('people');
    till.do('order.split', { orderId, by: 'items', parts: [[{ lineId, quantity: 1 }]] });
    const other = till.state.order(orderId)?.lines[1]?.id ?? '';
    expect(
      till.do('order.change', {
        orderId,
        takeOff: [{ lineId: other, quantity: 1, reasonId: 'mistyped' }],
        add: [{ itemId: 'guarana', quantity: 1 }],
      }).split,
    ).toBeNull();
  });

  test('has no more parts than payers may be', () => {
    const till = new Till();
    const { id: orderId } = till.place();
    const amountsCents = Array.from({ length: LIMITS.parts }, () => 1);
    expect(till.refused('order.split', { orderId, by: 'amounts', amountsCents })).toMatchObject({
      code: 'too_many',
      data: { most: LIMITS.parts },
    });
  });
});

function sumOf(order: Order, value: (line: Order['lines'][number]) => number): number {
  return order.lines.reduce((sum, line) => sum + value(line), 0);
}
