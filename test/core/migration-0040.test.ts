import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { damageIn } from '../../src/main/core/db/integrity.ts';
import { inUse, SELECT_ORDER } from '../../src/main/core/db/load.ts';
import { lendRowFunctions } from '../../src/main/core/db/row-functions.ts';
import { migrate } from '../../src/main/core/db/migrate.ts';
import { initial } from '../../src/main/core/db/migrations/0010-initial.ts';
import { checksums } from '../../src/main/core/db/migrations/0020-checksums.ts';
import { counter } from '../../src/main/core/db/migrations/0030-counter.ts';
import { openReadable, openWritable } from '../../src/main/core/db/open.ts';
import { describeVerdict, verify } from '../../src/main/core/verify/verify.ts';
import type { Command } from '../../src/shared/commands.ts';
import type { Order } from '../../src/shared/order.ts';
import { COUNTER, startBroker, type TestBroker } from '../support/broker.ts';

/** The schemas that there were before this one. */
const BEFORE = [initial, checksums, counter];

let directory: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'comanda-migration-'));
});

afterEach(() => {
  rmSync(directory, { recursive: true, force: true });
});

const LINES = [
  { itemId: 'guarana', quantity: 2 },
  { itemId: 'pizza-margherita', quantity: 1 },
];

const sender =
  (t: TestBroker) =>
  async (command: Command): Promise<Order | undefined> => {
    t.time.advance(1000);
    const answer = await t.send(command, undefined, COUNTER);
    if (!answer.ok) throw new Error(`${command.type}: ${answer.refusal.code}`);
    return answer.data.order;
  };

/** A day of work that a shop without tasks at stations could have had as well. */
async function work(t: TestBroker): Promise<void> {
  const send = sender(t);
  await t.openShift();
  // Nº 1 is handed over; of 2 a line is done, and the other lost a unit; 3 waits; 4 was seen, then cancelled; 5 is ready.
  const place = (hold = false) => t.place({ lines: LINES, hold }, COUNTER);
  const first = await place();
  await send({ type: 'order.advance', data: { orderId: first.id, status: 'completed' } });
  const second = await place();
  const lineOf = (nth: number) => second.lines[nth]?.id ?? '';
  await send({ type: 'order.shown', data: { orderIds: [second.id] } });
  await send({ type: 'line.bump', data: { orderId: second.id, lineId: lineOf(1) } });
  const off = [{ lineId: lineOf(0), quantity: 1, reasonId: 'mistyped' }];
  await send({ type: 'order.change', data: { orderId: second.id, takeOff: off } });
  await place(true);
  const fourth = await place();
  await send({ type: 'order.start', data: { orderId: fourth.id } });
  await send({ type: 'order.cancel', data: { orderId: fourth.id, reason: 'desistiu' } });
  const fifth = await place();
  await send({ type: 'line.bump', data: { orderId: fifth.id, lineId: fifth.lines[0]?.id ?? '' } });
  await send({ type: 'line.bump', data: { orderId: fifth.id, lineId: fifth.lines[1]?.id ?? '' } });
}

/** What orders and their lines did not have before there were tasks. */
const NEW_IN_ORDERS = [
  'dueAt',
  'rush',
  ...[0, 1].flatMap((n) => ['tasks', 'course', 'firedAt'].map((key) => `lines[${n}].${key}`)),
];

/** The same work in the tables of 0030, with the documents of then. */
async function oldDatabase(): Promise<string> {
  const today = join(directory, 'today.db');
  const t = await startBroker({ database: today });
  await work(t);
  await t.stop();

  const path = join(directory, 'comanda.db');
  const db = openWritable(path);
  migrate(db, BEFORE);
  lendRowFunctions(db);
  db.prepare('ATTACH ? AS today').run(today);
  const tables = db
    .prepare<[], string>(`SELECT name FROM main.sqlite_schema WHERE type = 'table'`)
    .pluck()
    .all();
  for (const table of tables) {
    const columns = db
      .prepare<[string], string>('SELECT name FROM main.pragma_table_info(?)')
      .pluck()
      .all(table)
      .join(', ');
    db.exec(`INSERT INTO main.${table} (${columns}) SELECT ${columns} FROM today.${table}`);
  }
  const gone = NEW_IN_ORDERS.map((key) => `'$.order.${key}'`).join(', ');
  db.exec(`UPDATE events SET data = json_remove(data, ${gone}) WHERE type LIKE 'order.%';
           UPDATE events SET data = json_set(data, '$.order.allowedChanges', json((
             SELECT json_group_array(value) FROM json_each(data, '$.order.allowedChanges')
             WHERE value NOT IN ('rush', 'fire')))) WHERE type LIKE 'order.%';
           UPDATE events SET crc = crc_events(seq, type, at, data, actor);`);
  db.close();
  return path;
}

function rowsOf(path: string, sql: string): unknown[] {
  const db = openReadable(path);
  try {
    return db.prepare(sql).raw().all();
  } finally {
    db.close();
  }
}

const OLD_COLUMNS = 'placed_seq, id, business_date, number, status, last_seq';

test('[DB8] a database from before the tasks keeps every row; nothing of it lingers', async () => {
  const database = await oldDatabase();
  const tables = ['events', 'stock', 'catalog', 'commands', 'mail_jobs', 'devices', 'shifts'];
  const rows = () => [
    ...tables.map((table) => rowsOf(database, `SELECT * FROM ${table}`)),
    rowsOf(database, `SELECT ${OLD_COLUMNS} FROM orders`),
  ];
  const before = rows();
  const db = openWritable(database);
  expect(migrate(db)).toBe(false);
  expect(db.pragma('user_version', { simple: true })).toBe(40);
  expect(damageIn(db)).toBeNull();
  db.close();
  expect(rows()).toEqual(before);
  expect(rowsOf(database, 'SELECT DISTINCT lingers FROM orders')).toEqual([[0]]);
  const plan = rowsOf(database, `EXPLAIN QUERY PLAN ${inUse(SELECT_ORDER)}`).map(String);
  expect(plan.filter((step) => step.includes('SCAN orders'))).toEqual([
    expect.stringContaining('orders_open'),
    expect.stringContaining('orders_lingering'),
  ]);
});

test('[DB3] a version from before the tasks refuses what this one has written', async () => {
  const database = await oldDatabase();
  const db = openWritable(database);
  migrate(db);
  expect(() => migrate(db, BEFORE)).toThrow(/newer version .*schema 40, this version knows 30/);
  db.close();
});

test('[BRK29] orders from before the tasks go on in the words of today, and the log of both is one', async () => {
  const database = await oldDatabase();
  const t = await startBroker({ database });
  t.time.advance(60_000);
  const { view, history } = t.broker;
  const [second, third, fifth] = view.ordersInUse();
  expect(view.ordersInUse().map(({ number }) => number)).toEqual([2, 3, 5]);
  expect(second).toMatchObject({
    status: 'preparing',
    dueAt: null,
    rush: false,
    lines: [
      {
        course: 1,
        firedAt: second?.sentAt,
        tasks: [{ station: 'bar', shownAt: second?.shownAt, doneAt: null, confirmed: 2 }],
      },
      {
        tasks: [
          { station: 'oven', shownAt: second?.shownAt, doneAt: second?.startedAt, confirmed: 1 },
        ],
      },
    ],
    allowedChanges: ['edit', 'rush', 'discount', 'split', 'pay'],
  });
  expect(third).toMatchObject({
    status: 'held',
    lines: [{ firedAt: null, tasks: [{ shownAt: null, doneAt: null, confirmed: 0 }] }, {}],
  });
  const done = { firedAt: fifth?.sentAt, tasks: [{ doneAt: fifth?.readyAt }] };
  expect(fifth).toMatchObject({ status: 'ready', lines: [done, done] });
  // Whoever reads the log hears of old orders in the same words, also where it is told as text.
  for (const { event, dataJson } of history.events(0, 1000)) {
    expect(JSON.parse(dataJson)).toEqual(event.data);
    if (event.type === 'order.placed') expect(event.data.order.lines[0]?.tasks).toHaveLength(1);
  }
  // What is old is changed, bumped, called back, confirmed and cancelled like any other.
  const send = sender(t);
  const orderId = second?.id ?? '';
  const lineIds = second?.lines.map(({ id }) => id) ?? [];
  await send({ type: 'order.rush', data: { orderId, rush: true } });
  await send({ type: 'ticket.bump', data: { orderId, lineIds } });
  await send({ type: 'ticket.recall', data: { orderId, lineIds: lineIds.slice(1) } });
  const off = [{ lineId: lineIds[0] ?? '', quantity: 1, reasonId: 'spoiled' }];
  await send({ type: 'order.change', data: { orderId, takeOff: off } });
  await send({ type: 'ticket.confirm', data: { orderId, lines: { [lineIds[0] ?? '']: 3 } } });
  await send({ type: 'order.send', data: { orderId: third?.id ?? '' } });
  await send({ type: 'order.cancel', data: { orderId, reason: 'desistiu' } });
  expect(view.ordersInUse().map(({ number }) => number)).toEqual([2, 3, 5]);
  await t.stop();
  expect(t.faults).toEqual([]);
  const db = openReadable(database);
  expect(describeVerdict(verify(db))).toMatch(/ 5 orders: no difference$/);
  db.close();
});

test('[BRK2] a command from before the tasks is answered once more, in the words of today', async () => {
  const database = await oldDatabase();
  const t = await startBroker({ database });
  const [row] = rowsOf(
    database,
    `SELECT key FROM commands JOIN events ON events.seq = order_seq WHERE type = 'order.placed'`,
  );
  const [key] = row as [string];
  const data = { lines: LINES, hold: false };
  const answer = await t.send({ type: 'order.place', data }, key, COUNTER);
  expect(answer).toMatchObject({
    ok: true,
    replayed: true,
    data: { order: { number: 1, rush: false, lines: [{ course: 1 }, {}] } },
  });
  if (answer.ok) expect(JSON.parse(answer.dataJson)).toEqual(answer.data);
  await t.stop();
});
