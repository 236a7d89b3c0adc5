import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { EMPTY_BATCH } from '../../src/main/core/db/batch.ts';
import { lockDirectory } from '../../src/main/core/db/lock.ts';
import { migrate } from '../../src/main/core/db/migrate.ts';
import { openReadable, openWritable } from '../../src/main/core/db/open.ts';
import { threadWriter } from '../../src/main/core/db/thread-writer.ts';
import { StartError } from '../../src/main/core/start-error.ts';
import { startBroker } from '../support/broker.ts';

let directory: string;
let path: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'comanda-db-'));
  path = join(directory, 'comanda.db');
});

afterEach(() => {
  rmSync(directory, { recursive: true, force: true });
});

test('[DB1] the writer is durable: WAL with synchronous=FULL', () => {
  const db = openWritable(path);
  expect(db.pragma('journal_mode', { simple: true })).toBe('wal');
  expect(db.pragma('synchronous', { simple: true })).toBe(2);
  db.close();
});

test.skipIf(process.platform === 'win32')('[DB2] the database is for this user alone', () => {
  openWritable(path).close();
  expect(statSync(path).mode & 0o777).toBe(0o600);
});

test('[DB3] a database from a newer version is refused and left as it is', () => {
  const db = openWritable(path);
  migrate(db);
  db.pragma('user_version = 9990');
  expect(() => migrate(db)).toThrow(StartError);
  expect(() => migrate(db)).toThrow(/newer version/);
  expect(db.pragma('user_version', { simple: true })).toBe(9990);
  db.close();
});

test('[DB3] a database of another program, and a file that is none, are refused', () => {
  const foreign = new Database(path);
  foreign.exec('CREATE TABLE theirs (a)');
  foreign.close();
  const db = openWritable(path);
  expect(() => migrate(db)).toThrow(/not a Comanda database/);
  db.close();
  const broken = join(directory, 'broken.db');
  writeFileSync(broken, 'this is no database, but it is long enough to be looked at'.repeat(100));
  expect(() => openWritable(broken)).toThrow(StartError);
});

test('[DB4] a migration that fails leaves the schema as it was', () => {
  const db = openWritable(path);
  const bad = { version: 9990, sql: 'CREATE TABLE later (a); CREATE TABLE later (a);' };
  migrate(db);
  const version = db.pragma('user_version', { simple: true });
  expect(() => migrate(db, [bad])).toThrow(/already exists/);
  expect(db.pragma('user_version', { simple: true })).toBe(version);
  expect(db.prepare(`SELECT count(*) FROM sqlite_schema WHERE name = 'later'`).pluck().get()).toBe(
    0,
  );
  db.close();
});

test('[DB5] one process owns the directory, and its end frees it', () => {
  const lock = join(directory, 'comanda.lock');
  const release = lockDirectory(lock, directory);
  expect(() => lockDirectory(lock, directory)).toThrow(/already running/);
  release();
  lockDirectory(lock, directory)();
});

test('[DB6] the reading connection cannot write', () => {
  const db = openWritable(path);
  migrate(db);
  const reader = openReadable(path);
  expect(() => reader.exec('DELETE FROM orders')).toThrow(/readonly|query_only/);
  reader.close();
  db.close();
});

test('[DB7] the last walls: no number twice on a day, no stock below zero, no second open shift', () => {
  const db = openWritable(path);
  migrate(db);
  db.exec(`INSERT INTO events VALUES (1, 'order.placed', 0, '{}', 0, NULL)`);
  const insert = db.prepare(`INSERT INTO orders VALUES (?, ?, '2026-11-20', 1, 'pending', 1, 0)`);
  insert.run(1, 'a');
  expect(() => insert.run(2, 'b')).toThrow(/UNIQUE/);
  expect(() => db.exec(`INSERT INTO stock VALUES ('guarana', -1, 0)`)).toThrow(/CHECK/);
  const shift = db.prepare(`INSERT INTO shifts VALUES (?, ?, 'counter-1', ?, 1)`);
  shift.run(1, 'a', 'closed');
  shift.run(2, 'b', 'open');
  expect(() => shift.run(3, 'c', 'open')).toThrow(/UNIQUE/);
  expect(() => shift.run(2, 'd', 'closed')).toThrow(/UNIQUE/);
  db.close();
});

test('[BRK1] with the writer in a thread of its own the promises are the same', async () => {
  const entry = new URL('../../src/main/core/db/writer-thread.ts', import.meta.url);
  let t = await startBroker({ database: path, writer: (file) => threadWriter(entry, file) });
  const answers = await Promise.all(
    Array.from({ length: 20 }, () =>
      t.send({ type: 'order.place', data: { lines: [{ itemId: 'guarana', quantity: 1 }] } }),
    ),
  );
  expect(answers.filter(({ ok }) => ok)).toHaveLength(10);
  t = await t.restart();
  expect(t.broker.view.openOrders()).toHaveLength(10);
  await t.stop();
  expect(t.faults).toEqual([]);
});

test('[BRK12] after an orderly stop the database is one file', async () => {
  const t = await startBroker({ database: path });
  await t.place({ lines: [{ itemId: 'guarana', quantity: 1 }] });
  await t.stop();
  expect(readdirSync(directory)).toEqual(['comanda.db']);
});

test('a writer thread that dies is a broken disk, not a hang', async () => {
  const entry = new URL('data:text/javascript,process.exit(3)');
  const writer = threadWriter(entry, path);
  expect(await writer.commit(EMPTY_BATCH)).toMatchObject({ state: 'broken' });
  await writer.close();
});

test('[BRK15] a writer thread that died is replaced when the database is opened anew', async () => {
  const entry = new URL('../../src/main/core/db/writer-thread.ts', import.meta.url);
  const away = join(directory, 'away');
  const writer = threadWriter(entry, join(away, 'comanda.db'));
  // The disk is not there: the thread ends as it opens the database.
  expect(await writer.commit(EMPTY_BATCH)).toMatchObject({ state: 'broken' });
  expect(await writer.reopen()).toMatchObject({ state: 'broken' });
  mkdirSync(away);
  const db = openWritable(join(away, 'comanda.db'));
  migrate(db);
  db.close();
  expect(await writer.reopen()).toEqual({ state: 'committed' });
  expect(await writer.commit(EMPTY_BATCH)).toEqual({ state: 'committed' });
  await writer.close();
});
