import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fitNumbers, PAGE_MS, pageAt } from '../../../src/renderer/board/fit.ts';
import {
  createReadyWatch,
  preparingNumbers,
  readyNumbers,
} from '../../../src/renderer/board/numbers.ts';
import { at, order } from '../kds/fixtures.ts';

const texts = (numbers: readonly { readonly text: string }[]): string[] =>
  numbers.map(({ text }) => text);

test('[BRD1] what the kitchen has is preparing, oldest first; what is ready is newest first', () => {
  const orders = [
    order(1),
    order(2, { status: 'preparing' }),
    order(3, { status: 'held' }),
    order(4, { status: 'ready', readyAt: at(-9000) }),
    order(5, { status: 'ready', readyAt: at(-1000) }),
    order(6, { status: 'completed' }),
    order(7, { status: 'cancelled' }),
    order(1234, { status: 'ready', readyAt: at(-5000) }),
  ];
  expect(texts(preparingNumbers(orders))).toEqual(['002', '001']);
  expect(texts(readyNumbers(orders))).toEqual(['005', '1234', '004']);
});

test('[BRD3] a number is called once for each time it becomes ready, and never on opening the page', () => {
  const watch = createReadyWatch();
  const ready = (readiness: number) =>
    readyNumbers([order(1, { status: 'ready', readiness, readyAt: at(0) })]);
  expect(watch(ready(1))).toEqual([]);
  expect(watch(ready(1))).toEqual([]);
  expect(watch([])).toEqual([]);
  expect(watch(ready(2))).toHaveLength(1);
  expect(watch(ready(2))).toEqual([]);
});

test('[BRD4] numbers are as large as fits, and all of them take their turn', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 300 }),
      fc.integer({ min: 200, max: 1900 }),
      fc.integer({ min: 100, max: 1000 }),
      (count, width, height) => {
        const sizes = [144, 96, 64, 44];
        const fit = fitNumbers({ count, digits: 3, width, height, sizes });
        expect(fit.perPage).toBeGreaterThan(0);
        expect(fit.perPage).toBeGreaterThanOrEqual(fit.columns);
        const larger = sizes[sizes.indexOf(fit.size) - 1];
        if (larger !== undefined) {
          const above = fitNumbers({ count: 1, digits: 3, width, height, sizes: [larger] });
          expect(above.perPage).toBeLessThan(count);
        }
        const numbers = Array.from({ length: count }, (_, n) => n);
        const { pages } = pageAt(numbers, fit.perPage, 0);
        const shown = Array.from({ length: pages }, (_, turn) =>
          pageAt(numbers, fit.perPage, turn * PAGE_MS),
        ).flatMap((turn) => [...turn.shown]);
        expect(shown).toEqual(numbers);
      },
    ),
  );
});
