/** pg-boss, a job queue of Node on PostgreSQL. */
import { Client } from 'pg';
import PgBoss from 'pg-boss';
import { z } from 'zod';
import type { Contestant } from '../lib/contestant.ts';
import type { BenchOrder } from '../lib/order.ts';
import { POOL_SIZE, startPostgres } from './postgres-server.ts';

const QUEUE = 'orders';

const numberSchema = z.object({ n: z.coerce.number() });

export async function openPgBoss(directory: string): Promise<Contestant> {
  const { server, address } = await startPostgres(directory);
  const admin = new Client(address);
  admin.on('error', () => undefined);
  await admin.connect();
  const boss = new PgBoss({ ...address, max: POOL_SIZE, supervise: false, schedule: false });
  boss.on('error', () => undefined);
  await boss.start();
  await boss.createQueue(QUEUE);
  return {
    // Its id is the key's: a repeat fails on the primary key, or is passed over.
    place: async ({ key, data }: BenchOrder) => {
      await boss.send(QUEUE, data, { id: key });
    },
    count: async () => {
      const { rows } = await admin.query<Record<string, unknown>>(
        'SELECT count(*) AS n FROM pgboss.job WHERE name = $1',
        [QUEUE],
      );
      return numberSchema.parse(rows[0]).n;
    },
    unitsTaken: () => Promise.resolve(null),
    reset: () => boss.deleteAllJobs(QUEUE),
    close: async () => {
      await boss.stop({ graceful: false });
      await admin.end();
      await server.stop();
    },
  };
}
