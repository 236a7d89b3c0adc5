import { backupMoment, type MaintenanceRequest } from './db/maintain.ts';
import type { Maintenance } from './db/maintain-in-thread.ts';
import { backupsIn, damagedStart } from './db/integrity.ts';

const HOUR_MS = 60 * 60 * 1000;

/** How old the newest backup may get, in milliseconds. */
const EVERY_MS = 24 * HOUR_MS;

/** When to try again after one that failed, for want of room for one, in milliseconds. */
const RETRY_MS = HOUR_MS;

export interface BackupsOptions {
  readonly database: string;
  readonly folder: string;
  /** A database that has just been made has its first backup in an hour, not at once. */
  readonly isNew: boolean;
  /** Whether the start has looked at the whole of the database; if not, that is made up for at once. */
  readonly isChecked: boolean;
  readonly run: (request: MaintenanceRequest) => Maintenance;
  /** Milliseconds, UTC. */
  readonly now: () => number;
  /** Calls back once, later; returns the way to prevent that. */
  readonly timer: (delayMs: number, run: () => void) => () => void;
  readonly log: {
    info(data: object, message: string): void;
    error(data: object, message: string): void;
  };
}

/** Looks at the whole database and backs it up, at the start when the newest backup is older than a day, then daily. */
export interface Backups {
  start(): void;
  stop(): Promise<void>;
}

export function createBackups(options: BackupsOptions): Backups {
  let cancel: (() => void) | null = null;
  let running: Maintenance | null = null;
  let stopped = false;

  /** Milliseconds until the next backup. A name from the future is a clock that was wrong: it does not count. */
  function wait(): number {
    const now = options.now();
    const newest = backupsIn(options.folder)
      .map(backupMoment)
      .findLast((at) => at <= now);
    if (newest === undefined) return options.isNew ? HOUR_MS : 0;
    return Math.max(0, newest + EVERY_MS - now);
  }

  function plan(delayMs: number): void {
    if (!stopped) cancel = options.timer(delayMs, () => void look(true));
  }

  async function look(withBackup: boolean): Promise<void> {
    const { database, folder } = options;
    running = options.run({ database, folder, backupAt: withBackup ? options.now() : null });
    const result = await running.result;
    running = null;
    if (stopped) return;
    switch (result.state) {
      case 'sound':
        options.log.info({ backup: result.backup }, withBackup ? 'backed up' : 'looked through');
        break;
      case 'damaged':
        options.log.error({}, damagedStart(database, result.message).message);
        break;
      case 'failed':
        options.log.error(
          { reason: result.message },
          'the backup failed; it is tried again in an hour',
        );
    }
    plan(result.state === 'sound' ? Math.max(wait(), HOUR_MS) : RETRY_MS);
  }

  return {
    start: () => {
      const first = wait();
      // A backup begins with a look at the whole; without one the look is taken alone.
      if (options.isChecked || first === 0) plan(first);
      else cancel = options.timer(0, () => void look(false));
    },
    stop: async () => {
      stopped = true;
      cancel?.();
      await running?.stop();
    },
  };
}
