import { existsSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { StartError } from '../start-error.ts';
import { lendRowFunctions } from './row-functions.ts';
import { DamageError } from './checksum.ts';
import { damageInLog } from './integrity-wal.ts';
import {
  orderOfRow,
  SELECT_ORDER,
  SELECT_SHIFT,
  shiftOfRow,
  type OrderRow,
  type ShiftRecord,
} from './load.ts';
import { APPLICATION_ID, MIGRATIONS } from './migrate.ts';
import { openReadable, openWritable, type ReadableDatabase } from './open.ts';
import { checkedRows } from './rows.ts';

/** A file up to this size is looked at whole before it is used, in bytes. docs/decisions/0006-damage.md. */
const WHOLE_CHECK_BYTES = 8 * 1024 * 1024;

/** Tables small enough to be looked at at every start, whatever the size of the history. */
const SMALL_TABLES = ['stock', 'catalog', 'devices', 'people'] as const;

/**
 * Refuses a database whose bytes are not the ones that were written, before anything is done with it. Of a long
 * history only what the start needs is looked at here; `damageIn` looks at the rest, later and elsewhere.
 * @returns true when the whole of it was looked at
 * @throws StartError with the way to the last backup
 */
export function refuseDamaged(database: string): boolean {
  const size = statSync(database, { throwIfNoEntry: false })?.size ?? 0;
  const log = damageInLog(`${database}-wal`);
  if (log !== null) throw damagedStart(database, log);
  if (size === 0) return true;
  return clearly(database, () => {
    // A database that is being made, or put back from a backup, has a journal instead of a log until its first
    // commit. Only a writer can roll that back, and does so by opening.
    if (existsSync(`${database}-journal`)) openWritable(database).close();
    const db = openReadable(database);
    try {
      const isWhole = size <= WHOLE_CHECK_BYTES;
      const damage = damageInSchema(db) ?? (isWhole ? damageIn(db) : damageInTables(db));
      if (damage !== null) throw damagedStart(database, damage);
      return isWhole;
    } finally {
      db.close();
    }
  });
}

/**
 * Does something with a database.
 * @throws StartError with one clear line for all that SQLite or a checksum may have against it
 */
export function clearly<T>(database: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    if (isDamage(error)) throw damagedStart(database, messageOf(error));
    if (!(error instanceof Database.SqliteError)) throw error;
    const full = error.code.startsWith('SQLITE_FULL');
    throw new StartError(
      full
        ? `There is no room on the disk of ${database}. Make room and start again.`
        : `The disk of ${database} failed (${oneLine(error.message)}). Start again; if it fails again, the disk may be at its end: copy the data directory to another one.`,
    );
  }
}

/**
 * Looks at the whole of a database: that its pages hang together, that indices and tables agree, that each row is as
 * it was written, and that each order is what its event says.
 * @returns what is wrong, or null
 */
export function damageIn(db: ReadableDatabase): string | null {
  try {
    // One moment of it: orders may be coming in while this looks.
    return db.transaction(() => damageNow(db))();
  } catch (error) {
    if (isDamage(error)) return oneLine(messageOf(error));
    throw error;
  }
}

function damageNow(db: ReadableDatabase): string | null {
  const found = String(db.pragma('integrity_check(1)', { simple: true }));
  if (found !== 'ok') return oneLine(found);
  if (!isCurrent(db)) return null;
  const rows = checkedRows(db);
  for (const select of Object.values(rows)) for (const _row of select('').iterate());
  const orders = db.prepare<[], OrderRow>(SELECT_ORDER);
  let joined = 0;
  for (const row of orders.iterate()) {
    orderOfRow(row);
    joined += 1;
  }
  const count = db.prepare<[], number>('SELECT count(*) FROM orders').pluck().get();
  if (joined !== count) return 'an order without its event';
  let shifts = 0;
  for (const row of db.prepare<[], ShiftRecord>(SELECT_SHIFT).iterate()) {
    shiftOfRow(row);
    shifts += 1;
  }
  const shiftCount = db.prepare<[], number>('SELECT count(*) FROM shifts').pluck().get();
  return shifts === shiftCount ? null : 'a shift without its event';
}

function damageInTables(db: ReadableDatabase): string | null {
  for (const table of SMALL_TABLES) {
    const found = String(db.pragma(`integrity_check(${table})`, { simple: true }));
    if (found !== 'ok') return oneLine(found);
  }
  return null;
}

/** The tables must be those that the migrations make: a changed word in a CHECK is no check any more. */
function damageInSchema(db: ReadableDatabase): string | null {
  const version = Number(db.pragma('user_version', { simple: true }));
  // Newer ones, foreign ones and none at all are migrate's to judge.
  if (version > (MIGRATIONS.at(-1)?.version ?? 0)) return null;
  const schema = (of: Database.Database) =>
    of.prepare('SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY name').raw().all();
  const found = schema(db);
  const expected = new Database(':memory:');
  lendRowFunctions(expected);
  try {
    for (const migration of MIGRATIONS) {
      if (migration.version <= version) expected.exec(migration.sql);
    }
    if (JSON.stringify(found) === JSON.stringify(schema(expected))) return null;
    // A database without our mark may be another program's: migrate says so.
    return db.pragma('application_id', { simple: true }) === APPLICATION_ID ? 'its schema' : null;
  } finally {
    expected.close();
  }
}

function isCurrent(db: ReadableDatabase): boolean {
  return db.pragma('user_version', { simple: true }) === MIGRATIONS.at(-1)?.version;
}

function isDamage(error: unknown): boolean {
  if (error instanceof DamageError || error instanceof SyntaxError) return true;
  return error instanceof Database.SqliteError && /^SQLITE_(CORRUPT|NOTADB|ERROR)/.test(error.code);
}

/** What to tell the owner: what is wrong, and where the last good copy is. */
export function damagedStart(database: string, what: string): StartError {
  const backup = lastBackup(join(dirname(database), 'backups'));
  const way =
    backup === null
      ? 'There is no backup yet.'
      : `Go back to the last backup, ${backup}, as RECOVERY.md describes.`;
  return new StartError(
    `The database ${database} is damaged (${oneLine(what)}). It was left as it is. ${way}`,
  );
}

/** A backup's name begins so and ends so, with its moment in ISO 8601 between: the last by name is the newest. */
export const BACKUP_NAME = /^comanda-\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ\.db$/;

/** The newest finished backup in a folder. */
export function lastBackup(folder: string): string | null {
  const name = backupsIn(folder).at(-1);
  return name === undefined ? null : join(folder, name);
}

/** Names of the finished backups in a folder, oldest first. */
export function backupsIn(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => BACKUP_NAME.test(name))
      .toSorted();
  } catch {
    // A folder that is not there holds none.
    return [];
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function oneLine(text: string): string {
  return text.replaceAll(/\s*\n\s*/g, ' ').slice(0, 200);
}
