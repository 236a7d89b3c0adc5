import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BenchError, readOptions } from '../../bench/lib/options.ts';
import { median, percentile } from '../../bench/lib/statistics.ts';
import { count, ms, ratio, table } from '../../bench/lib/table.ts';

const values = fc.array(fc.double({ noNaN: true, min: -1e9, max: 1e9 }), { minLength: 1 });

describe('median', () => {
  test.each([
    [[7], 7],
    [[3, 1, 2], 2],
    [[4, 1, 3, 2], 2.5],
    [[10, 9, 100], 10],
  ])('of %j is %d', (given, expected) => {
    expect(median(given)).toBe(expected);
  });

  test('of nothing is no number', () => {
    expect(median([])).toBeNaN();
  });

  test('has as many values on either side, and leaves its input as it was', () => {
    fc.assert(
      fc.property(values, (given) => {
        const before = [...given];
        const middle = median(given);
        expect(given).toEqual(before);
        const below = given.filter((value) => value < middle).length;
        const above = given.filter((value) => value > middle).length;
        expect(Math.max(below, above)).toBeLessThanOrEqual(given.length / 2);
      }),
    );
  });
});

describe('percentile', () => {
  const hundred = Array.from({ length: 100 }, (_, i) => 100 - i);

  test.each([
    [1, 1],
    [50, 50],
    [99, 99],
    [99.5, 100],
    [100, 100],
  ])('%d of 1 to 100 is %d', (percent, expected) => {
    expect(percentile(hundred, percent)).toBe(expected);
  });

  test('of one value is that value, of none no number', () => {
    expect(percentile([5], 1)).toBe(5);
    expect(percentile([], 50)).toBeNaN();
  });

  test('is the least value that so many do not exceed', () => {
    fc.assert(
      fc.property(values, fc.integer({ min: 1, max: 100 }), (given, percent) => {
        const found = percentile(given, percent);
        const share = (limit: number) =>
          (100 * given.filter((value) => value <= limit).length) / given.length;
        expect(given).toContain(found);
        expect(share(found)).toBeGreaterThanOrEqual(percent);
        const smaller = given.filter((value) => value < found);
        if (smaller.length > 0) expect(share(Math.max(...smaller))).toBeLessThan(percent);
      }),
    );
  });
});

describe('options', () => {
  const known = ['throughput', 'websocket'];
  const read = (...args: string[]) => readOptions(args, known);

  test('without any: all cases, five rounds of a second', () => {
    expect(read()).toEqual({ quick: false, only: [], seconds: 1, rounds: 5, json: null });
  });

  test('--quick is shorter, and what is said beside it counts', () => {
    expect(read('--quick')).toMatchObject({ quick: true, seconds: 0.3, rounds: 1 });
    expect(read('--quick', '--seconds', '2')).toMatchObject({ seconds: 2, rounds: 1 });
  });

  test('--only takes known names, with or without blanks', () => {
    expect(read('--only', 'websocket, throughput,').only).toEqual(['websocket', 'throughput']);
  });

  test.each([
    [['--only', 'mongodb'], 'There is no "mongodb". Known are: throughput, websocket.'],
    [['--seconds', '0'], '--seconds takes a number from 0.05 to 60, not "0".'],
    [['--seconds', 'one'], '--seconds takes a number from 0.05 to 60, not "one".'],
    [['--rounds', '1e3'], '--rounds takes a number from 1 to 99, not "1e3".'],
    [['--fast'], 'Usage: npm run bench'],
    [['throughput'], 'Usage: npm run bench'],
  ])('%j is refused in one line', (args, why) => {
    expect(() => read(...args)).toThrow(BenchError);
    expect(() => read(...args)).toThrow(why);
  });
});

describe('tables', () => {
  test('have even columns, text to the left and numbers to the right', () => {
    expect(
      table(
        ['who', 'orders/s'],
        [
          ['Comanda', '12,345'],
          ['a peer', '7'],
        ],
      ),
    ).toBe(
      [
        '| who     | orders/s |',
        '| ------- | -------: |',
        '| Comanda |   12,345 |',
        '| a peer  |        7 |',
      ].join('\n'),
    );
  });

  test('tell what is not known by a dash', () => {
    expect([count(Number.NaN), ms(Number.NaN), ratio(Number.NaN)]).toEqual(['–', '–', '–']);
  });

  test('tell as many digits as count', () => {
    expect([count(43_512.4), ms(1.234), ms(12.34), ms(123.4), ratio(2.345), ratio(23.45)]).toEqual([
      '43,512',
      '1.23',
      '12.3',
      '123',
      '2.35×',
      '23.4×',
    ]);
  });
});
