import { afterEach, beforeEach, expect, test } from 'vitest';
import { openReadable } from '../../src/main/core/db/open.ts';
import { pageSql } from '../../src/main/core/db/order-pages.ts';
import type { History } from '../../src/main/core/broker/ports.ts';
import { startBroker, type TestBroker } from '../support/broker.ts';

let t: TestBroker;

const DAYS = ['2026-11-20', '2026-11-21', '2026-11-22'];
const PER_DAY = 5;

beforeEach(async () => {
  t = await startBroker();
  for (const _day of DAYS) {
    for (let n = 0; n < PER_DAY; n += 1) {
      const order = await t.place({ lines: [{ itemId: 'pizza-margherita', quantity: 1 }] });
      if (n === 1) await t.send({ type: 'order.cancel', data: { orderId: order.id, reason: 'x' } });
    }
    t.time.advance(24 * 60 * 60_000);
  }
});

afterEach(async () => {
  await t.stop();
  expect(t.faults).toEqual([]);
});

type Filter = Omit<Parameters<History['orders']>[0], 'limit' | 'cursor'>;

/** All pages of two, each order as day and number. */
function all(filter: Filter): string[] {
  const found: string[] = [];
  let cursor: string | null = null;
  do {
    const page: ReturnType<History['orders']> = t.broker.history.orders({
      ...filter,
      limit: 2,
      cursor,
    });
    expect(page?.orders.length).toBeLessThanOrEqual(2);
    for (const { businessDate, number } of page?.orders ?? []) {
      found.push(`${businessDate.slice(-2)}/${number}`);
    }
    cursor = page?.nextCursor ?? null;
  } while (cursor !== null);
  return found;
}

test('[BRK27] orders are listed by day, by number, by state, from either end, page by page', () => {
  const day = ['21/1', '21/2', '21/3', '21/4', '21/5'];
  expect(all({ statuses: null, businessDate: '2026-11-21' })).toEqual(day);
  expect(all({ statuses: null, businessDate: '2026-11-21', newestFirst: true })).toEqual(
    day.toReversed(),
  );
  expect(all({ statuses: ['cancelled'], businessDate: '2026-11-21' })).toEqual(['21/2']);
  expect(all({ statuses: null, businessDate: '2026-11-21', number: 4 })).toEqual(['21/4']);
  expect(all({ statuses: null, businessDate: '2026-11-19' })).toEqual([]);
  expect(all({ statuses: null, number: 3 })).toEqual(['20/3', '21/3', '22/3']);
  expect(all({ statuses: null, number: 3, newestFirst: true })).toEqual(['22/3', '21/3', '20/3']);
  expect(all({ statuses: ['pending'], number: 2 })).toEqual([]);
  expect(all({ statuses: ['cancelled'], newestFirst: true })).toEqual(['22/2', '21/2', '20/2']);
  const everything = all({ statuses: null });
  expect(everything).toHaveLength(DAYS.length * PER_DAY);
  expect(all({ statuses: null, newestFirst: true })).toEqual(everything.toReversed());
  expect(t.broker.history.orders({ statuses: null, limit: 2, cursor: '-1' })).toBeNull();
});

const CLOSED = ['completed', 'cancelled'] as const;

test.each<[string, Omit<Filter, 'statuses'>, Filter['statuses'] & object]>([
  ['all', {}, CLOSED],
  ['all, the newest first', { newestFirst: true }, CLOSED],
  ['open', {}, ['pending', 'ready']],
  ['cancelled, the newest first', { newestFirst: true }, ['cancelled']],
  ['of a day', { businessDate: '2026-11-21' }, CLOSED],
  ['of a day, the newest first', { businessDate: '2026-11-21', newestFirst: true }, CLOSED],
  ['of a number of a day', { businessDate: '2026-11-21', number: 1 }, CLOSED],
  ['of a number', { number: 1 }, CLOSED],
])(
  '[DB9] a list of orders goes through an index, whatever the history: %s',
  (_, filter, wanted) => {
    const db = openReadable(t.database);
    const plan = db
      .prepare<[Record<string, unknown>], { detail: string }>(
        `EXPLAIN QUERY PLAN ${pageSql({ statuses: wanted, ...filter }, wanted)}`,
      )
      .all({ statuses: '[]', from: 1, limit: 2, businessDate: '', number: 1 })
      .map(({ detail }) => detail);
    db.close();
    expect(plan.filter((detail) => /^SCAN (orders|events)/.test(detail))).toEqual([]);
    // Sorting is for the few that bear one number, never for a day or for all.
    if (filter.number === undefined) expect(plan.join('\n')).not.toContain('TEMP B-TREE');
  },
);
