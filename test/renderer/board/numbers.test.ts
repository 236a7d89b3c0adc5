import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fitNumbers, PAGE_MS, pageAt } from '../../../src/renderer/board/fit.ts';
import {
  createReadyWatch,
  preparingNumbers,
  readyNumbers,
  stillCalled,
} from '../../../src/renderer/board/numbers.ts';
import { lingers } from '../../../src/shared/told.ts';
import { at, line, NOON, order } from '../kds/fixtures.ts';

const NUMBERS_ALONE = { names: false } as const;
const WITH_NAMES = { names: true } as const;

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
  expect(texts(preparingNumbers(orders, NUMBERS_ALONE))).toEqual(['002', '001']);
  expect(texts(readyNumbers(orders, NUMBERS_ALONE))).toEqual(['005', '1234', '004']);
});

test('[BRD1] what a kitchen has yet to confirm is not on the board once it is cancelled', () => {
  const task = { station: 'grelha', shownAt: at(-9000), doneAt: null, confirmed: 1 };
  const lines = [
    line({ ledger: [{ at: at(-9000), sent: 1 }], tasks: [task], status: 'cancelled' }),
  ];
  const cancelled = order(7, { status: 'cancelled', sentAt: at(-9000), lines });
  expect(lingers(cancelled)).toBe(true);
  expect(preparingNumbers([cancelled], WITH_NAMES)).toEqual([]);
  expect(readyNumbers([cancelled], WITH_NAMES)).toEqual([]);
});

test('[BRD2] a number has the name that came with it, where names are wanted', () => {
  const customer = { name: 'Ana S.', email: null, phone: null, language: null };
  const orders = [order(1, { customer }), order(2)];
  const names = (rules: { readonly names: boolean }) =>
    preparingNumbers(orders, rules).map(({ name }) => name);
  expect(names(WITH_NAMES)).toEqual([null, 'Ana S.']);
  expect(names(NUMBERS_ALONE)).toEqual([null, null]);
});

test('[BRD8] a ready number leaves when its time is over, and has all of it again when it is ready again', () => {
  const rules = { readySeconds: 600 };
  const shown = (readiness: number, secondsAgo: number, after: number): string[] => {
    const one = order(1, { status: 'ready', readiness, readyAt: at(-secondsAgo * 1000) });
    return texts(stillCalled(readyNumbers([one], NUMBERS_ALONE), rules, NOON + after * 1000));
  };
  expect(shown(1, 0, 599)).toEqual(['001']);
  expect(shown(1, 0, 600)).toEqual([]);
  expect(shown(2, -600, 700)).toEqual(['001']);
  // A clock that was set back takes nothing away.
  expect(shown(1, 0, -3600)).toEqual(['001']);
});

test('[BRD8] without a time a number stays until it is handed over', () => {
  const ready = readyNumbers([order(1, { status: 'ready', readyAt: at(0) })], NUMBERS_ALONE);
  expect(stillCalled(ready, { readySeconds: 0 }, NOON + 7 * 86_400_000)).toEqual(ready);
});

test('[BRD3] a number is called once for each time it becomes ready, and never on opening the page', () => {
  const watch = createReadyWatch();
  const ready = (readiness: number) =>
    readyNumbers([order(1, { status: 'ready', readiness, readyAt: at(0) })], NUMBERS_ALONE);
  expect(watch(ready(1))).toEqual([]);
  expect(watch(ready(1))).toEqual([]);
  expect(watch([])).toEqual([]);
  expect(watch(ready(2))).toHaveLength(1);
  expect(watch(ready(2))).toEqual([]);
});

test('[BRD12] a name never gets less than 20 pixels, a number without one may be smaller', () => {
  const crowd = { count: 500, digits: 3, width: 800, height: 900, sizes: [72, 48, 40, 32] };
  expect(fitNumbers({ ...crowd, letters: 0 }).size).toBe(32);
  expect(fitNumbers({ ...crowd, letters: 9 }).size * 0.5).toBeGreaterThanOrEqual(20);
});

test('[BRD4] numbers are as large as fits, and all of them take their turn', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 300 }),
      fc.integer({ min: 200, max: 1900 }),
      fc.integer({ min: 100, max: 1000 }),
      fc.constantFrom(0, 4, 16),
      (count, width, height, letters) => {
        const all = [144, 96, 64, 44];
        const sizes = letters > 0 ? all.slice(0, -1) : all;
        const request = { count, digits: 3, letters, width, height };
        const fit = fitNumbers({ ...request, sizes: all });
        expect(fit.perPage).toBeGreaterThan(0);
        expect(fit.perPage).toBeGreaterThanOrEqual(fit.columns);
        const larger = sizes[sizes.indexOf(fit.size) - 1];
        if (larger !== undefined) {
          const above = fitNumbers({ ...request, count: 1, sizes: [larger] });
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
