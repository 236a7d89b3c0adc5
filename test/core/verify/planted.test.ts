import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { openReadable } from '../../../src/main/core/db/open.ts';
import { describeVerdict, verify } from '../../../src/main/core/verify/verify.ts';
import { startBroker } from '../../support/broker.ts';
import { edit, SUM_COMMANDS, SUM_EVENTS, SUM_MAIL, verdictAfter as verdictOf } from './planting.ts';

let directory: string;
let lived: string;
let path: string;

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'comanda-verify-'));
  lived = join(directory, 'lived.db');
  const t = await startBroker({ database: lived });
  const lines = [
    { itemId: 'guarana', quantity: 2 },
    { itemId: 'pizza-margherita', quantity: 1 },
  ];
  const customer = { name: 'Ana', email: 'ana@example.com' };
  // Nº 1 runs through and is written to; 2 is cancelled; 3 stays open and had its message withdrawn; 4 is refused.
  const first = await t.place({ lines, customer });
  await t.send({ type: 'order.start', data: { orderId: first.id } });
  await t.send({ type: 'order.ready', data: { orderId: first.id } });
  const job = t.broker.pendingMail()[0];
  if (job) await t.broker.recordMail(job.id, { state: 'sent' });
  await t.send({ type: 'order.complete', data: { orderId: first.id } });
  const second = await t.place({ lines });
  await t.send({ type: 'order.cancel', data: { orderId: second.id, reason: 'changed mind' } });
  const third = await t.place({ lines, customer });
  for (const line of third.lines) {
    await t.send({ type: 'line.bump', data: { orderId: third.id, lineId: line.id } });
  }
  await t.send({ type: 'order.recall', data: { orderId: third.id } });
  await t.send({ type: 'order.place', data: { lines: [{ itemId: 'guarana', quantity: 99 }] } });
  await t.send({ type: 'stock.set', data: { itemId: 'guarana', available: 50 } });
  await t.send({ type: 'menu.set_on_sale', data: { itemId: 'picanha', onSale: false } });
  const fourth = await t.place({ lines, hold: true });
  await t.send({ type: 'order.send', data: { orderId: fourth.id } });
  await t.broker.registerDevice({
    id: 'd1',
    name: 'Caixa',
    role: 'counter',
    tokenHash: 'a'.repeat(64),
    createdAt: t.time.ms,
  });
  await t.stop();
});

afterAll(() => {
  rmSync(directory, { recursive: true, force: true });
});

beforeEach(() => {
  path = join(directory, 'planted.db');
  copyFileSync(lived, path);
});

afterEach(() => {
  for (const end of ['', '-wal', '-shm']) rmSync(`${path}${end}`, { force: true });
});

const verdictAfter = (sql: string): string => verdictOf(path, sql);

const FIRST_PLACED = `seq = (SELECT min(seq) FROM events WHERE type = 'order.placed')`;
const LAST_CHANGED = `seq = (SELECT max(seq) FROM events WHERE type = 'order.changed')`;

test('[VER1] what the broker wrote is found without a difference', () => {
  expect(verdictAfter('SELECT 1')).toMatch(/^verified \d\d events, 4 orders: no difference$/);
});

test.each([
  [
    'an order in another state',
    `UPDATE orders SET status = 'ready' WHERE number = 4`,
    /^difference at orders, order .*row: expected .*"pending".*found .*"ready"/,
  ],
  [
    'a closed order opened',
    `UPDATE orders SET status = 'pending' WHERE number = 1`,
    /orders, order .*"completed".*"pending"/,
  ],
  [
    'an order of another day',
    `UPDATE orders SET business_date = '2026-11-19' WHERE number = 1`,
    /2026-11-20.*2026-11-19/,
  ],
  [
    'an order with another number',
    `UPDATE orders SET number = 9 WHERE number = 2`,
    /"number":2.*"number":9/,
  ],
  [
    'an order that points to an older event',
    `UPDATE orders SET last_seq = placed_seq WHERE number = 3`,
    /"last_seq"/,
  ],
  ['an order gone', `DELETE FROM orders WHERE number = 2`, /row: expected .* found nothing/],
  [
    'an order too many',
    `INSERT INTO orders VALUES (999, 'x', '2026-11-20', 99, 'completed', 1, 0)`,
    /orders: number of rows: expected 4, found 5/,
  ],
  [
    'an event gone',
    `DELETE FROM events WHERE seq = 7`,
    /number of the next event: expected 7, found 8/,
  ],
  [
    'the last event gone',
    `DELETE FROM events WHERE seq = (SELECT max(seq) FROM events)`,
    /difference at/,
  ],
  [
    'an event changed without its sum',
    `UPDATE events SET at = at + 1 WHERE seq = 5`,
    /row 5 of events is not as it was written/,
  ],
  ['an event that is not JSON', edit(`'{'`, 'seq = 5'), /not JSON/],
  ['an event of another shape', edit(`'{}'`, 'seq = 5'), /event 5: event: expected one of ours/],
  [
    'a version skipped',
    edit(`json_set(data, '$.order.version', 9)`, LAST_CHANGED),
    /version of order .*: expected 2, found 9/,
  ],
  [
    'an order number given twice',
    edit(`json_set(data, '$.order.number', 7)`, FIRST_PLACED),
    /order number on 2026-11-20: expected 1, found 7/,
  ],
  [
    'another total',
    edit(`json_set(data, '$.order.totals.totalCents', 1)`, FIRST_PLACED),
    /totals of order/,
  ],
  [
    'a state out of the table',
    edit(
      `replace(json_set(data, '$.order.status', 'completed', '$.order.allowedActions', json('[]'), '$.order.allowedChanges', json('["discount","split","pay"]')), 'x', 'x')`,
      LAST_CHANGED,
    ),
    /held to completed/,
  ],
  [
    'a time that goes back',
    `UPDATE events SET at = at - 5000 WHERE seq = 9; ${SUM_EVENTS}`,
    /event 9: time/,
  ],
  [
    'a line of another dish',
    edit(`json_set(data, '$.order.lines[0].itemId', 'picanha')`, LAST_CHANGED),
    /what never changes/,
  ],
  [
    'more left than was left',
    `UPDATE stock SET available = 51, crc = crc_stock(item_id, 51)`,
    /stock, item guarana: available: expected 48, found 51/,
  ],
  [
    'stock without a row',
    'DELETE FROM stock',
    /stock, item guarana: available: expected 48, found nothing/,
  ],
  [
    'stock nobody spoke of',
    `INSERT INTO stock VALUES ('picanha', 3, crc_stock('picanha', 3))`,
    /stock, item picanha: row/,
  ],
  [
    'a level in the log that does not add up',
    edit(
      `json_set(data, '$.items[0].available', 9)`,
      `seq = (SELECT min(seq) + 1 FROM events WHERE type = 'order.placed')`,
    ),
    /stock of guarana: expected 8, found 9/,
  ],
  [
    'a sale that took nothing',
    edit(`json_set(data, '$.order.lines[0].stockTaken', 0)`, FIRST_PLACED),
    /as many taken as sold/,
  ],
  [
    'a price on the menu',
    `UPDATE catalog SET doc = replace(doc, '3990', '1'), crc = crc_catalog(kind, id, sort, replace(doc, '3990', '1')) WHERE id = 'pizza-margherita'`,
    /catalog, item pizza-margherita/,
  ],
  ['a dish gone from the menu', `DELETE FROM catalog WHERE id = 'guarana'`, /catalog, item/],
  [
    'another order of the menu',
    `UPDATE catalog SET sort = 5, crc = crc_catalog(kind, id, 5, doc) WHERE id = 'oven'`,
    /catalog, station/,
  ],
  [
    'a message in another state',
    `UPDATE mail_jobs SET state = 'queued' WHERE id = 1; ${SUM_MAIL}`,
    /mail_jobs, order .*"sent".*"queued"/,
  ],
  ['a message gone', 'DELETE FROM mail_jobs WHERE id = 2', /mail_jobs, order .*found nothing/],
  [
    'a message to somebody else',
    `UPDATE mail_jobs SET doc = replace(doc, 'ana@', 'bia@'); ${SUM_MAIL}`,
    /"to": expected that of its order, found another/,
  ],
  [
    'a message never queued',
    `DELETE FROM mail_jobs WHERE id = 1; UPDATE events SET type = 'menu.changed', data = '{"items":[]}' WHERE seq = (SELECT min(seq) FROM events WHERE type = 'mail.changed'); ${SUM_EVENTS}`,
    /message for order .*: expected queued here/,
  ],
  [
    'a command that points to no event',
    `UPDATE commands SET order_seq = 999, seq = 999 WHERE id = 1; ${SUM_COMMANDS}`,
    /commands, row 1/,
  ],
  [
    'a command that points to an event of stock',
    `UPDATE commands SET order_seq = 4, seq = 4 WHERE id = 1; ${SUM_COMMANDS}`,
    /type of event 4: expected "one about an order or a shift", found "stock.changed"/,
  ],
  [
    'a command remembered twice',
    `INSERT INTO commands SELECT 999, device_id, key, fingerprint, at, seq, order_seq, refusal, crc FROM commands WHERE id = 1; ${SUM_COMMANDS}`,
    /rows: expected 1, found 2/,
  ],
  ['no command remembered', 'DELETE FROM commands', /commands: rows of the last seven days/],
  [
    'a device with another role',
    `UPDATE devices SET role = 'admin'`,
    /row d1 of devices is not as it was written/,
  ],
])('[VER2] finds %s', (_, sql, expected) => {
  const verdict = verdictAfter(sql);
  expect(verdict).toMatch(/^difference at/);
  expect(verdict).toMatch(expected);
  expect(verdict).not.toContain('example.com');
});

test('[VER2] finds an order whose command was not remembered', async () => {
  const t = await startBroker({ database: path });
  t.time.advance(1000);
  await t.place({ lines: [{ itemId: 'guarana', quantity: 1 }] });
  await t.stop();
  expect(verdictAfter('DELETE FROM commands WHERE id = (SELECT max(id) FROM commands)')).toMatch(
    /command that placed this order/,
  );
});

test('[VER3] reads one moment while the broker goes on writing', async () => {
  const t = await startBroker({ database: path });
  const reader = openReadable(path);
  const verdicts: string[] = [];
  t.broker.subscribe(() => verdicts.push(describeVerdict(verify(reader))));
  for (let i = 0; i < 5; i += 1) await t.place({ lines: [{ itemId: 'guarana', quantity: 1 }] });
  reader.close();
  await t.stop();
  expect(verdicts).toHaveLength(5);
  for (const [i, verdict] of verdicts.entries()) expect(verdict).toContain(`${5 + i} orders: no`);
});
