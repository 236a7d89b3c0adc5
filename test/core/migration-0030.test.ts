import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { lendRowFunctions } from '../../src/main/core/db/row-functions.ts';
import { migrate } from '../../src/main/core/db/migrate.ts';
import { initial } from '../../src/main/core/db/migrations/0010-initial.ts';
import { checksums } from '../../src/main/core/db/migrations/0020-checksums.ts';
import { damageIn } from '../../src/main/core/db/integrity.ts';
import { openReadable, openWritable } from '../../src/main/core/db/open.ts';
import { describeVerdict, verify } from '../../src/main/core/verify/verify.ts';
import { PROGRAM, startBroker, type TestBroker } from '../support/broker.ts';

let directory: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'comanda-migration-'));
});

afterEach(() => {
  rmSync(directory, { recursive: true, force: true });
});

const TABLES = ['events', 'orders', 'stock', 'catalog', 'commands', 'mail_jobs', 'devices'];

/** What an order did not have before there were payments; of its lines, and of its totals. */
const NEW_IN_ORDERS = [
  'discount',
  'serviceCharge',
  'split',
  'payments',
  'awaitsPayment',
  'shiftId',
  'takenBy',
  'allowedChanges',
  'changeShownAt',
  'dueAt',
  'rush',
  'totals.serviceCents',
  ...[0, 1].flatMap((n) =>
    ['allergy', 'discount', 'discountCents', 'ledger', 'tasks', 'course', 'firedAt'].map(
      (key) => `lines[${n}].${key}`,
    ),
  ),
];

const PHONED = { channel: 'phone' as const, lines: [{ itemId: 'guarana', quantity: 1 }] };

/** A day of work that a shop without payments could have had as well. */
async function work(t: TestBroker): Promise<void> {
  const lines = [
    { itemId: 'guarana', quantity: 2 },
    { itemId: 'pizza-margherita', quantity: 1 },
  ];
  const order = await t.place({ lines, customer: { name: 'Ana', email: 'ana@example.com' } });
  await t.send({ type: 'order.start', data: { orderId: order.id } });
  await t.send({ type: 'order.ready', data: { orderId: order.id } });
  await t.place({ lines, hold: true });
  const bia = { name: 'Bia', phone: '(11) 98888-7777' };
  const called = await t.place({ ...PHONED, customer: { ...bia, name: 'Beatriz' } });
  await t.send({ type: 'order.cancel', data: { orderId: called.id, reason: 'mudou de ideia' } });
  await t.place({ ...PHONED, customer: bia });
  await t.place({ ...PHONED, customer: { name: 'Caio', email: 'Caio@Example.com' } });
  await t.place({ ...PHONED, customer: { name: 'Davi' } });
  await t.broker.registerDevice({
    id: 'd1',
    name: 'Caixa',
    role: 'counter',
    tokenHash: 'a'.repeat(64),
    createdAt: t.time.ms,
  });
}

/** The same work in the tables of 0020, with the documents of then. */
async function oldDatabase(): Promise<string> {
  const today = join(directory, 'today.db');
  const t = await startBroker({ database: today });
  await work(t);
  await t.stop();

  const path = join(directory, 'comanda.db');
  const db = openWritable(path);
  migrate(db, [initial, checksums]);
  lendRowFunctions(db);
  db.prepare('ATTACH ? AS today').run(today);
  for (const table of TABLES) {
    const columns = db
      .prepare<[string], string>('SELECT name FROM main.pragma_table_info(?)')
      .pluck()
      .all(table)
      .join(', ');
    db.exec(`INSERT INTO main.${table} (${columns}) SELECT ${columns} FROM today.${table}`);
  }
  const gone = NEW_IN_ORDERS.map((key) => `'$.order.${key}'`).join(', ');
  db.exec(`UPDATE events SET data = json_remove(data, ${gone}) WHERE type LIKE 'order.%';
           UPDATE events SET crc = crc_events(seq, type, at, data);
           UPDATE mail_jobs SET doc = json_remove(doc, '$.service');
           UPDATE mail_jobs SET crc = crc_mail(
             id, order_id, readiness, state, attempts, next_attempt_at, doc, last_error);`);
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

test('[DB8] a database from before the counter keeps every row, and rewrites none of its log', async () => {
  const database = await oldDatabase();
  const before = new Map(
    TABLES.map((table) => [table, rowsOf(database, `SELECT * FROM ${table}`)]),
  );
  const db = openWritable(database);
  migrate(db);
  expect(db.pragma('user_version', { simple: true })).toBe(40);
  expect(damageIn(db)).toBeNull();
  db.close();
  for (const table of ['stock', 'catalog', 'commands', 'devices']) {
    expect(rowsOf(database, `SELECT * FROM ${table}`), table).toEqual(before.get(table));
  }
  expect(
    rowsOf(database, 'SELECT placed_seq, id, business_date, number, status, last_seq FROM orders'),
  ).toEqual(before.get('orders'));
  expect(rowsOf(database, 'SELECT seq, type, at, data, crc FROM events')).toEqual(
    before.get('events'),
  );
  expect(rowsOf(database, 'SELECT DISTINCT actor FROM events')).toEqual([[null]]);
  expect(
    rowsOf(
      database,
      `SELECT id, order_id, readiness, state, attempts, next_attempt_at, doc, last_error, crc
       FROM mail_jobs WHERE kind = 'ready'`,
    ),
  ).toEqual(before.get('mail_jobs'));
});

test('[DB8] orders from before the counter go on in the words of today, and the log of both is one', async () => {
  const database = await oldDatabase();
  const t = await startBroker({ database });
  const { view, history } = t.broker;
  expect(view.openOrders()[0]).toMatchObject({
    number: 1,
    status: 'ready',
    payments: [],
    shiftId: null,
    totals: { totalCents: 5390, serviceCents: 0, paidCents: 0, dueCents: 5390 },
    lines: [{ ledger: [{ sent: 2 }] }, { ledger: [{ sent: 1 }] }],
    allowedChanges: ['edit', 'discount', 'split', 'pay'],
  });
  expect(view.openOrders()[1]).toMatchObject({
    status: 'held',
    lines: [{ ledger: [] }, { ledger: [] }],
  });
  expect(t.broker.pendingMail()).toMatchObject([{ kind: 'ready', to: 'ana@example.com' }]);
  // Whoever reads the log hears of old orders in the same words, also where it is told as text.
  for (const { event, dataJson } of history.events(0, 1000)) {
    expect(JSON.parse(dataJson)).toEqual(event.data);
    expect(event.by).toBeNull();
    if (event.type === 'order.placed') expect(event.data.order.payments).toEqual([]);
  }
  const first = view.openOrders()[0]?.id ?? '';
  const held = view.openOrders()[1]?.id ?? '';
  expect(await t.send({ type: 'order.complete', data: { orderId: first } })).toMatchObject({
    ok: true,
  });
  expect(await t.send({ type: 'order.send', data: { orderId: held } })).toMatchObject({ ok: true });
  await t.stop();
  const db = openReadable(database);
  expect(describeVerdict(verify(db))).toMatch(/ 6 orders: no difference$/);
  db.close();
});

test('[BRK2] a command from before the counter is answered once more, in the words of today', async () => {
  const database = await oldDatabase();
  const t = await startBroker({ database });
  const [row] = rowsOf(database, 'SELECT device_id, key FROM commands WHERE order_seq IS NOT NULL');
  const [deviceId, key] = row as [string, string];
  expect(deviceId).toBe(PROGRAM.deviceId);
  const lines = [
    { itemId: 'guarana', quantity: 2 },
    { itemId: 'pizza-margherita', quantity: 1 },
  ];
  const data = { lines, customer: { name: 'Ana', email: 'ana@example.com' } };
  const answer = await t.send({ type: 'order.place', data }, key);
  expect(answer).toMatchObject({ ok: true, replayed: true, data: { order: { payments: [] } } });
  if (answer.ok) expect(JSON.parse(answer.dataJson)).toEqual(answer.data);
  await t.stop();
});

test('[CUS1] the customers of earlier orders are found, those of orders from outside are not', async () => {
  const t = await startBroker({ database: await oldDatabase() });
  const names = t.broker.history
    .customers('', 10)
    .map(({ name, phone, email, orders }) => [name, phone ?? email, orders]);
  expect(names).toEqual([
    ['Caio', 'Caio@Example.com', 1],
    ['Bia', '(11) 98888-7777', 2],
  ]);
  await t.stop();
});
