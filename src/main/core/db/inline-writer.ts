import type { CommitResult, Writer } from './batch.ts';
import { openWritable } from './open.ts';
import { classify, prepareWriteBatch } from './write-batch.ts';

export interface InlineWriter extends Writer {
  /** Copies the log into the database as far as nobody reads what it would overwrite. */
  checkpoint(): void;
}

/**
 * A writer on the caller's own thread: for tools and tests, and for small batches where the disk is so fast that the
 * way to a thread and back costs more.
 * @param waiting `elsewhere` when another writer on the same database copies the log and waits for locks
 */
export function inlineWriter(path: string, waiting: 'here' | 'elsewhere' = 'here'): InlineWriter {
  const open = () => {
    const db = openWritable(path);
    if (waiting === 'elsewhere') {
      db.pragma('wal_autocheckpoint = 0');
      // Nor does it wait for who else may hold the database: the other writer does.
      db.pragma('busy_timeout = 0');
    }
    return { db, write: prepareWriteBatch(db) };
  };
  let current = open();
  return {
    commit: (batch) =>
      Promise.resolve<CommitResult>(
        current.db.open
          ? current.write(batch)
          : { state: 'broken', message: 'the database is closed' },
      ),
    holdsUp: () => true,
    checkpoint: () => {
      if (!current.db.open) return;
      try {
        current.db.pragma('wal_checkpoint(PASSIVE)');
      } catch {
        // The log keeps what could not be copied; a disk that fails will say so at the next commit.
      }
    },
    reopen: (): Promise<CommitResult> => {
      try {
        current.db.close();
        current = open();
        return Promise.resolve({ state: 'committed' });
      } catch (error) {
        const { message } = classify(error);
        return Promise.resolve({ state: 'broken', message });
      }
    },
    close: () => {
      current.db.close();
      return Promise.resolve();
    },
  };
}
