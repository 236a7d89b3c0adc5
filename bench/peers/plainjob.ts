/** plainjob, a job queue of Node on SQLite, told to be durable: synchronous=FULL, which it is not by itself. */
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { better, defineQueue } from 'plainjob';
import type { Contestant } from '../lib/contestant.ts';
import type { BenchOrder } from '../lib/order.ts';
import { serially } from '../lib/serially.ts';

const quiet = { error: console.error, warn: console.warn, info: () => {}, debug: () => {} };

export function openPlainjob(directory: string): Promise<Contestant> {
  const db = new Database(join(directory, 'jobs.db'));
  const queue = defineQueue({ connection: better(db), logger: quiet });
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  return Promise.resolve({
    place: serially(({ data }: BenchOrder) => void queue.add('order', data)),
    count: () => Promise.resolve(queue.countJobs()),
    unitsTaken: () => Promise.resolve(null),
    reset: () => {
      db.exec('DELETE FROM plainjob_jobs');
      return Promise.resolve();
    },
    close: () => {
      queue.close();
      db.close();
      return Promise.resolve();
    },
  });
}
