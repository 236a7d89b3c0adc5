import { accessSync, constants, existsSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import envPaths from 'env-paths';
import { StartError } from './start-error.ts';

/** Where everything of one restaurant lives. All paths are absolute. */
export interface DataDir {
  readonly root: string;
  readonly database: string;
  /** Held for the life of the process that owns the directory. */
  readonly lock: string;
  readonly adminToken: string;
  /** By it the tokens of who is signed in are made and checked. */
  readonly sessionKey: string;
  readonly settings: string;
  readonly mail: string;
  readonly backups: string;
  readonly logs: string;
}

/** The platform's user data directory for `comanda`. */
export function defaultDataDir(): string {
  return envPaths('comanda', { suffix: '' }).data;
}

/** The names inside a data directory. Touches nothing. */
export function dataDirAt(root: string): DataDir {
  return {
    root,
    database: join(root, 'comanda.db'),
    lock: join(root, 'comanda.lock'),
    adminToken: join(root, 'admin.token'),
    sessionKey: join(root, 'session.key'),
    settings: join(root, 'settings.json'),
    mail: join(root, 'mail'),
    backups: join(root, 'backups'),
    logs: join(root, 'logs'),
  };
}

/**
 * Makes the directory and its folders where they are missing, for this user alone: they hold customers' names.
 * @throws StartError when it can't be written
 */
export function prepareDataDir(root: string): DataDir {
  const dir = dataDirAt(root);
  try {
    for (const path of [dir.root, dir.mail, dir.backups, dir.logs]) {
      makeDirectory(path);
      accessSync(path, constants.W_OK);
    }
  } catch (error) {
    throw new StartError(
      `The data directory ${root} cannot be written (${codeOf(error)}). Choose another with --data-dir.`,
    );
  }
  return dir;
}

/** Not `recursive`: in a place that refuses new names with ENOENT (as /proc does) Node would try for ever. */
function makeDirectory(path: string): void {
  if (existsSync(path)) return;
  const parent = dirname(path);
  if (parent !== path) makeDirectory(parent);
  mkdirSync(path, { mode: 0o700 });
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}
