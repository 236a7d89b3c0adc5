import { chmodSync } from 'node:fs';
import Database from 'better-sqlite3';
import { StartError } from '../start-error.ts';

declare const readable: unique symbol;
declare const writable: unique symbol;

/** A connection that can only read: a report can't write by mistake. */
export type ReadableDatabase = Database.Database & { readonly [readable]: true };

/** The writer's connection. */
export type WritableDatabase = ReadableDatabase & { readonly [writable]: true };

/** Longest wait for a lock, in milliseconds: only a checkpoint can hold one. */
const BUSY_TIMEOUT_MS = 5000;

/**
 * Pages of the log after which they are copied into the database: 16 MiB. Copying waits for the disk three times, which
 * on a slow one is felt; the log is read again only at a start after a crash.
 */
const CHECKPOINT_PAGES = 4096;

/**
 * Opens the database for writing, durable: in WAL mode with synchronous=FULL, so that a commit that returned is
 * on disk. better-sqlite3's own default would be NORMAL, which loses the last commits in a power cut.
 * @throws StartError when the file can't be opened or is no database
 */
export function openWritable(path: string): WritableDatabase {
  return guarded(path, () => {
    const db = new Database(path, { timeout: BUSY_TIMEOUT_MS });
    if (process.platform !== 'win32') chmodSync(path, 0o600);
    db.pragma('journal_mode = WAL');
    db.pragma('synchronous = FULL');
    // On macOS fsync leaves the data in the drive's cache; elsewhere these do nothing.
    db.pragma('fullfsync = 1');
    db.pragma('checkpoint_fullfsync = 1');
    db.pragma(`wal_autocheckpoint = ${CHECKPOINT_PAGES}`);
    // 4 MB: better-sqlite3's default is 16, for each connection.
    db.pragma('cache_size = -4000');
    db.pragma('foreign_keys = ON');
    db.pragma('trusted_schema = OFF');
    db.pragma('cell_size_check = ON');
    const journal = db.pragma('journal_mode', { simple: true });
    const synchronous = db.pragma('synchronous', { simple: true });
    if (journal !== 'wal' || synchronous !== 2) {
      db.close();
      throw new StartError(
        `The database at ${path} cannot be made durable (journal ${String(journal)}, synchronous ${String(synchronous)}). Move the data directory to a local disk.`,
      );
    }
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the brand says what was just set up
    return db as WritableDatabase;
  });
}

/**
 * Opens a second connection that only reads; with WAL it never waits for the writer.
 * @throws StartError when the file can't be opened or is no database
 */
export function openReadable(path: string): ReadableDatabase {
  return guarded(path, () => {
    const db = new Database(path, {
      readonly: true,
      fileMustExist: true,
      timeout: BUSY_TIMEOUT_MS,
    });
    db.pragma('trusted_schema = OFF');
    db.pragma('query_only = ON');
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the brand says what was just set up
    return db as ReadableDatabase;
  });
}

function guarded<T>(path: string, open: () => T): T {
  try {
    return open();
  } catch (error) {
    if (error instanceof StartError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new StartError(
      `The database ${path} cannot be opened (${reason}). The last backup is in the backups folder beside it.`,
    );
  }
}
