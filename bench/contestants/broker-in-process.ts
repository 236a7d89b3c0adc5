/** The product's broker, called by a function: without a door, a socket or JSON on the way in. */
import type { Contestant } from '../lib/contestant.ts';
import type { BenchOrder } from '../lib/order.ts';
import { databasePaths, onDisk, openProduct, type WriterKind } from '../lib/product.ts';
import { removeDatabase } from '../lib/remove-database.ts';

const CALLER = { deviceId: 'bench', role: 'integration' } as const;

export function openBrokerInProcess(writer: WriterKind) {
  return async (directory: string): Promise<Contestant> => {
    const paths = databasePaths(directory);
    let path = paths();
    let broker = await openProduct(path, writer);
    const close = async (): Promise<void> => {
      await broker.stop();
      removeDatabase(path);
    };
    return {
      place: async ({ key, data }: BenchOrder) => {
        const answer = await broker.submit(CALLER, key, { type: 'order.place', data });
        if (!answer.ok) throw new Error(answer.refusal.code);
      },
      count: () => Promise.resolve(onDisk(path).orders),
      unitsTaken: () => Promise.resolve(onDisk(path).units),
      reset: async () => {
        await close();
        path = paths();
        broker = await openProduct(path, writer);
      },
      close,
    };
  };
}
