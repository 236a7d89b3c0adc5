import { expect, test } from 'vitest';
import { loadSample } from '../../src/main/core/sample.ts';
import { placeOrderSchema } from '../../src/shared/commands.ts';
import { planOrders } from '../../scripts/simulate/plan.ts';
import { seeded } from '../../scripts/simulate/random.ts';
import { resolve } from 'node:path';

const { menu } = loadSample(resolve(import.meta.dirname, '../../resources'));
const SIZE = { customers: 7, orders: 100, seed: '1' };

test('[SIM10] the same seed gives the same orders, another seed others', () => {
  expect(planOrders(menu, SIZE)).toEqual(planOrders(menu, SIZE));
  expect(planOrders(menu, { ...SIZE, seed: '2' })).not.toEqual(planOrders(menu, SIZE));
});

test('[SIM10] more orders leave the first ones as they were', () => {
  const few = planOrders(menu, { ...SIZE, orders: 50 }).byCustomer.flat();
  const many = planOrders(menu, SIZE).byCustomer.flat();
  expect(many).toEqual(expect.arrayContaining(few));
});

test('every planned order is one that the menu lets through, each reference once', () => {
  const orders = planOrders(menu, { ...SIZE, orders: 500 }).byCustomer.flat();
  expect(new Set(orders.map(({ reference }) => reference)).size).toBe(500);
  for (const { lines } of orders) {
    expect(placeOrderSchema.safeParse({ lines }).error).toBeUndefined();
    for (const line of lines) {
      const item = menu.items.find(({ id }) => id === line.itemId);
      for (const groupId of item?.modifierGroupIds ?? []) {
        const group = menu.modifierGroups.find(({ id }) => id === groupId);
        const ids = group?.modifiers.map(({ id }) => id) ?? [];
        const chosen = line.modifiers?.filter((id) => ids.includes(id)).length ?? 0;
        expect(chosen).toBeGreaterThanOrEqual(group?.min ?? 0);
        expect(chosen).toBeLessThanOrEqual(group?.max ?? 0);
      }
    }
  }
});

test('chance keeps within its bounds and forks do not depend on one another', () => {
  const random = seeded(5);
  const values = Array.from({ length: 1000 }, () => random.int(1, 6));
  expect(new Set(values)).toEqual(new Set([1, 2, 3, 4, 5, 6]));
  const later = seeded(5).fork('b').next();
  const [a, b] = [seeded(5), seeded(5)];
  a.next();
  expect(a.fork('b').next()).toBe(later);
  expect(b.fork('a').next()).not.toBe(later);
  expect(() => random.pick([])).toThrow(RangeError);
});
