import type { CommitResult, Writer } from './batch.ts';
import { openWritable } from './open.ts';
import { classify, prepareWriteBatch } from './write-batch.ts';

/** A writer on the caller's own thread: for tools and tests, and for disks so fast that a hop costs more. */
export function inlineWriter(path: string): Writer {
  let db = openWritable(path);
  let write = prepareWriteBatch(db);
  return {
    commit: (batch) =>
      Promise.resolve<CommitResult>(
        db.open ? write(batch) : { state: 'broken', message: 'the database is closed' },
      ),
    reopen: (): Promise<CommitResult> => {
      try {
        db.close();
        db = openWritable(path);
        write = prepareWriteBatch(db);
        return Promise.resolve({ state: 'committed' });
      } catch (error) {
        const { message } = classify(error);
        return Promise.resolve({ state: 'broken', message });
      }
    },
    close: () => {
      db.close();
      return Promise.resolve();
    },
  };
}
