import { StartError } from '../start-error.ts';
import { lendRowFunctions } from './row-functions.ts';
import { initial } from './migrations/0010-initial.ts';
import { checksums } from './migrations/0020-checksums.ts';
import { counter } from './migrations/0030-counter.ts';
import { lingering } from './migrations/0040-lingering.ts';
import type { WritableDatabase } from './open.ts';

/** One step of the schema. Once released it never changes; the next step is a new file, numbered ten higher. */
export interface Migration {
  readonly version: number;
  readonly sql: string;
}

export const MIGRATIONS: readonly Migration[] = [initial, checksums, counter, lingering];

/** Marks the file as ours (SQLite's application_id): the bytes of "CMDA". */
export const APPLICATION_ID = 0x434d4441;

/**
 * Brings a database to the newest schema, each step in a transaction of its own.
 * @returns true when the database was new
 * @throws StartError for a database of a newer version or of another program
 */
export function migrate(db: WritableDatabase, migrations = MIGRATIONS): boolean {
  const version = Number(db.pragma('user_version', { simple: true }));
  const application = Number(db.pragma('application_id', { simple: true }));
  const tables = db.prepare('SELECT count(*) FROM sqlite_schema').pluck().get();
  const isNew = tables === 0;
  if (!isNew && application !== APPLICATION_ID) {
    throw new StartError(`${db.name} is not a Comanda database. Choose another --data-dir.`);
  }
  const newest = migrations.at(-1)?.version ?? 0;
  if (version > newest) {
    throw new StartError(
      `${db.name} was written by a newer version of Comanda (schema ${version}, this version knows ${newest}). Install that version again.`,
    );
  }
  if (version < newest) lendRowFunctions(db);
  for (const migration of migrations) {
    if (migration.version <= version) continue;
    db.transaction(() => {
      db.exec(migration.sql);
      db.pragma(`application_id = ${APPLICATION_ID}`);
      db.pragma(`user_version = ${migration.version}`);
    })();
  }
  return isNew;
}
