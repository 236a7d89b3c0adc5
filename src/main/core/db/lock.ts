import { chmodSync } from 'node:fs';
import Database from 'better-sqlite3';
import { StartError } from '../start-error.ts';

/**
 * Makes this process the one owner of a data directory. The lock is SQLite's own, on a small file beside the
 * database: the operating system lets go of it when the process ends, however it ends, so none is ever stale.
 * @returns the way to let go of it
 * @throws StartError when another process has it
 */
export function lockDirectory(path: string, directory: string): () => void {
  let lock: Database.Database | undefined;
  try {
    lock = new Database(path, { timeout: 0 });
    if (process.platform !== 'win32') chmodSync(path, 0o600);
    // Nothing is kept in it: no journal file should appear beside it.
    lock.pragma('journal_mode = MEMORY');
    lock.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    lock?.close();
    const busy = error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY');
    throw new StartError(
      busy
        ? `Another Comanda is already running on ${directory}. Close it, or choose another directory with --data-dir.`
        : `The data directory ${directory} cannot be locked (${error instanceof Error ? error.message : String(error)}).`,
    );
  }
  const held = lock;
  return () => {
    held.close();
  };
}
