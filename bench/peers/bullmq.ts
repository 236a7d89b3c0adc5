/** BullMQ, the most used job queue of Node, on Redis with every write synced. */
import { Queue } from 'bullmq';
import type { Contestant } from '../lib/contestant.ts';
import type { BenchOrder } from '../lib/order.ts';
import { startRedis } from './redis-server.ts';
import { Redis } from 'ioredis';

export async function openBullmq(directory: string): Promise<Contestant> {
  const { server, port } = await startRedis(directory);
  const admin = new Redis({ port, host: '127.0.0.1' });
  const queue = new Queue('orders', { connection: { host: '127.0.0.1', port } });
  queue.on('error', (error) => {
    console.error(error);
  });
  await queue.waitUntilReady();
  return {
    // A job of an id that is there is not added again: as long as it is not removed, that is a dedupe.
    place: async ({ key, data }: BenchOrder) => {
      await queue.add('order', data, { jobId: key });
    },
    count: () => queue.count(),
    unitsTaken: () => Promise.resolve(null),
    reset: async () => {
      await admin.flushall();
    },
    close: async () => {
      await queue.close();
      admin.disconnect();
      await server.stop();
    },
  };
}
