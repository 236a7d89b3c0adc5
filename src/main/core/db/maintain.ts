import { closeSync, fsyncSync, openSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { backupsIn, damageIn } from './integrity.ts';
import { openReadable } from './open.ts';

/** How many backups are kept. */
const KEPT = 7;

/** Ends the name of a backup that is being written. */
const UNFINISHED = '.part';

/** A look at the whole database, and a copy of it. Plain data: it crosses to another thread. */
export interface MaintenanceRequest {
  readonly database: string;
  readonly folder: string;
  /** Moment of the backup, milliseconds UTC; null for none. */
  readonly backupAt: number | null;
}

export type MaintenanceResult =
  | { readonly state: 'sound'; readonly backup: string | null }
  | { readonly state: 'damaged' | 'failed'; readonly message: string };

/**
 * Looks at the whole database, then copies one moment of it, looks at the copy, and only then gives it its name and
 * lets the oldest go. A damaged database is not copied and pushes no good copy out. Takes as long as there is
 * history: on a thread of its own where that is long. Never throws.
 */
export function maintain(request: MaintenanceRequest): MaintenanceResult {
  try {
    const damage = checked(request.database);
    if (damage !== null) return { state: 'damaged', message: damage };
    if (request.backupAt === null) return { state: 'sound', backup: null };
    return backUp(request.database, request.folder, request.backupAt);
  } catch (error) {
    return { state: 'failed', message: error instanceof Error ? error.message : String(error) };
  }
}

function backUp(database: string, folder: string, at: number): MaintenanceResult {
  for (const name of readdirSync(folder)) {
    if (name.includes(UNFINISHED)) rmSync(join(folder, name), { force: true });
  }
  const path = join(folder, backupName(at));
  const unfinished = `${path}${UNFINISHED}`;
  const db = openReadable(database);
  try {
    // Made first, for this user alone: SQLite writes into an empty file without changing its mode.
    closeSync(openSync(unfinished, 'wx', 0o600));
    // One transaction of its own: the copy is of one moment, while the writer goes on.
    db.pragma('query_only = OFF');
    db.prepare('VACUUM INTO ?').run(unfinished);
  } finally {
    db.close();
  }
  const damage = checked(unfinished);
  if (damage !== null) {
    rmSync(unfinished);
    return { state: 'failed', message: `the copy is not sound: ${damage}` };
  }
  sync(unfinished);
  renameSync(unfinished, path);
  if (process.platform !== 'win32') sync(folder);
  for (const name of backupsIn(folder).slice(0, -KEPT)) rmSync(join(folder, name));
  return { state: 'sound', backup: path };
}

/** The name of the backup of a moment, milliseconds UTC: names sort as moments do. */
export function backupName(at: number): string {
  return `comanda-${new Date(at).toISOString().slice(0, 19).replaceAll(':', '-')}Z.db`;
}

/** The moment in a backup's name, milliseconds UTC. */
export function backupMoment(name: string): number {
  const text = name.slice('comanda-'.length, -'Z.db'.length);
  return Date.parse(`${text.slice(0, 10)}T${text.slice(11).replaceAll('-', ':')}Z`);
}

function checked(path: string): string | null {
  const db = openReadable(path);
  try {
    return damageIn(db);
  } finally {
    db.close();
  }
}

function sync(path: string): void {
  const file = openSync(path, 'r');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
