import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { migrate } from '../../src/main/core/db/migrate.ts';
import { initial } from '../../src/main/core/db/migrations/0010-initial.ts';
import { openReadable, openWritable } from '../../src/main/core/db/open.ts';
import { describeVerdict, verify } from '../../src/main/core/verify/verify.ts';
import { startBroker } from '../support/broker.ts';

let directory: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'comanda-migration-'));
});

afterEach(() => {
  rmSync(directory, { recursive: true, force: true });
});

const TABLES = ['events', 'orders', 'stock', 'catalog', 'commands', 'mail_jobs', 'devices'];

/** What the broker of today has lived, in the tables of 0010: without their checksums. */
async function oldDatabase(): Promise<string> {
  const today = join(directory, 'today.db');
  const t = await startBroker({ database: today });
  const order = await t.place({
    lines: [{ itemId: 'guarana', quantity: 2 }],
    customer: { name: 'Ana', email: 'ana@example.com' },
  });
  await t.send({ type: 'order.start', data: { orderId: order.id } });
  await t.send({ type: 'order.ready', data: { orderId: order.id } });
  await t.send({ type: 'order.place', data: { lines: [{ itemId: 'guarana', quantity: 99 }] } });
  await t.broker.registerDevice({
    id: 'd1',
    name: 'Caixa',
    role: 'counter',
    tokenHash: 'a'.repeat(64),
    createdAt: t.time.ms,
  });
  await t.stop();

  const path = join(directory, 'comanda.db');
  const db = openWritable(path);
  migrate(db, [initial]);
  db.prepare('ATTACH ? AS today').run(today);
  for (const table of TABLES) {
    const columns = db
      .prepare<[string], string>('SELECT name FROM pragma_table_info(?)')
      .pluck()
      .all(table)
      .join(', ');
    db.exec(`INSERT INTO main.${table} (${columns}) SELECT ${columns} FROM today.${table}`);
  }
  db.close();
  return path;
}

test('[DB8] a database from before the checksums gets them, and is what it was', async () => {
  const database = await oldDatabase();
  const t = await startBroker({ database });
  expect(t.faults).toEqual([]);
  expect(t.broker.view.openOrders().map(({ number, status }) => [number, status])).toEqual([
    [1, 'ready'],
  ]);
  expect(t.broker.pendingMail().map(({ to }) => to)).toEqual(['ana@example.com']);
  await t.stop();
  const db = openReadable(database);
  expect(db.pragma('user_version', { simple: true })).toBe(40);
  // Reads every row of every table, and holds it against its checksum.
  expect(describeVerdict(verify(db))).toMatch(/ 1 orders: no difference$/);
  db.close();
});
