import type { Order } from '../../../shared/order.ts';
import { isOpen, ORDER_STATUSES, type OrderStatus } from '../../../shared/order-states.ts';
import type { History, OrderPage } from '../broker/ports.ts';
import { ORDER_COLUMNS, type OrderRow, orderOfRow, SELECT_ORDER } from './load.ts';
import type { ReadableDatabase } from './open.ts';

type Filter = Parameters<History['orders']>[0];

/** What a page goes on from: the age of the last order of the page before. */
const CURSOR = /^[1-9]\d{0,15}$/;

/**
 * Pages of orders by what is asked for, each through an index that is there for other reasons: no order pays for a
 * list with one more. The few open ones, the few cancelled ones, those of one day, those of one number, or all by age.
 */
export function orderPages(db: ReadableDatabase): (filter: Filter) => OrderPage | null {
  const prepared = new Map<string, ReturnType<typeof prepare>>();
  const prepare = (sql: string) => db.prepare<[Record<string, unknown>], OrderRow>(sql);
  const statement = (filter: Filter, wanted: readonly OrderStatus[]) => {
    const sql = pageSql(filter, wanted);
    const known = prepared.get(sql) ?? prepare(sql);
    prepared.set(sql, known);
    return known;
  };
  return (filter) => {
    const { limit, cursor, maxChars = Number.POSITIVE_INFINITY } = filter;
    if (cursor !== null && !CURSOR.test(cursor)) return null;
    const wanted = filter.statuses ?? ORDER_STATUSES;
    const first = filter.newestFirst === true ? Number.MAX_SAFE_INTEGER : 0;
    const from = Number(cursor ?? first);
    const orders: Order[] = [];
    let [last, chars] = [from, 0];
    const rows = statement(filter, wanted).iterate({
      statuses: JSON.stringify(wanted),
      from,
      limit: limit + 1,
      businessDate: filter.businessDate ?? null,
      number: filter.number ?? null,
    });
    for (const row of rows) {
      // One row beyond the page: it only says that there is a next one.
      if (orders.length >= limit || chars >= maxChars) return { orders, nextCursor: String(last) };
      orders.push(orderOfRow(row));
      last = row.placed_seq;
      chars += row.data.length;
    }
    return { orders, nextCursor: null };
  };
}

/** The statement of a page. */
export function pageSql(
  { businessDate, number, newestFirst = false }: Omit<Filter, 'limit' | 'cursor'>,
  statuses: readonly OrderStatus[],
): string {
  const [beyond, direction] = newestFirst ? ['<', 'DESC'] : ['>', 'ASC'];
  const among = 'status IN (SELECT value FROM json_each(@statuses))';
  const page = `LIMIT @limit`;
  if (businessDate !== undefined) {
    // Numbers of a day are given by age: its index is in the order of both. The one that the page goes on from may be of
    // another day; then all of this one is beyond it, or nothing.
    const ofDay = `business_date = @businessDate AND placed_seq ${beyond} @from`;
    return number === undefined
      ? `${SELECT_ORDER} WHERE ${ofDay} AND ${among} ORDER BY number ${direction} ${page}`
      : `${SELECT_ORDER} WHERE ${ofDay} AND number = @number AND ${among} ${page}`;
  }
  if (number !== undefined) {
    // The index of numbers begins with the day: it is asked once for each day there was.
    const next = (before: string) =>
      `SELECT max(business_date) FROM orders WHERE business_date < ${before}`;
    return `
      WITH RECURSIVE days (day) AS (
        SELECT max(business_date) FROM orders
        UNION ALL SELECT (${next('day')}) FROM days WHERE day IS NOT NULL
      ), found (placed_seq) AS (
        SELECT placed_seq FROM days CROSS JOIN orders ON business_date = day AND number = @number
        WHERE placed_seq ${beyond} @from AND ${among}
        ORDER BY placed_seq ${direction} ${page}
      )
      SELECT ${ORDER_COLUMNS.replace('placed_seq', 'orders.placed_seq')}
      FROM found CROSS JOIN orders ON orders.placed_seq = found.placed_seq
      JOIN events ON events.seq = orders.last_seq ORDER BY orders.placed_seq ${direction}`;
  }
  return `${SELECT_ORDER}
    WHERE ${inUse(statuses)} AND ${among} AND placed_seq ${beyond} @from
    ORDER BY placed_seq ${direction} ${page}`;
}

/** A condition that an index is made for, where one covers these states. */
function inUse(statuses: readonly OrderStatus[]): string {
  if (statuses.every(isOpen)) return `status IN ('held', 'pending', 'preparing', 'ready')`;
  if (statuses.every((status) => status === 'cancelled')) return `status = 'cancelled'`;
  return 'TRUE';
}
