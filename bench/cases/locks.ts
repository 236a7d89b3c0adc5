/** The other way to keep stock right: threads that share memory, and a lock for each product. Nothing is durable. */
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { z } from 'zod';
import { LIMITS } from '../../src/shared/limits.ts';
import { UNITS_PER_ORDER } from '../lib/contestant.ts';
import { ITEM_IDS } from '../lib/order.ts';
import { median } from '../lib/statistics.ts';
import { count, table } from '../lib/table.ts';

const THREADS = [1, 2, 4] as const;

export interface LocksRow {
  readonly threads: number;
  readonly perSecond: number;
  /** Units too many or too few, over all rounds. */
  readonly stockErrors: number;
}

export async function locks(options: {
  readonly rounds: number;
  readonly seconds: number;
}): Promise<readonly LocksRow[]> {
  const results = THREADS.map((threads) => ({ threads, rates: [0].slice(1), stockErrors: 0 }));
  for (let round = 0; round < options.rounds; round += 1) {
    for (const result of results) {
      const { orders, units } = await sell(result.threads, options.seconds);
      result.rates.push(orders / options.seconds);
      result.stockErrors += Math.abs(units - orders * UNITS_PER_ORDER);
    }
  }
  return results.map(({ threads, rates, stockErrors }) => ({
    threads,
    perSecond: median(rates),
    stockErrors,
  }));
}

async function sell(threads: number, seconds: number) {
  const stock = new SharedArrayBuffer(ITEM_IDS.length * 4);
  const levels = new Int32Array(stock).fill(LIMITS.stock);
  const workerData = { stock, locks: new SharedArrayBuffer(ITEM_IDS.length * 4), seconds };
  const sold = await Promise.all(
    Array.from({ length: threads }, async () => {
      const worker = new Worker(new URL('../locks-worker.ts', import.meta.url), { workerData });
      const [taken] = z.tuple([z.int()]).parse(await once(worker, 'message'));
      await worker.terminate();
      return taken;
    }),
  );
  return {
    orders: sold.reduce((sum, each) => sum + each, 0),
    units: levels.reduce((sum, left) => sum + LIMITS.stock - left, 0),
  };
}

export function locksTable(rows: readonly LocksRow[]): string {
  const cells = rows.map((row) => [
    `${row.threads} ${row.threads === 1 ? 'thread' : 'threads'}`,
    count(row.perSecond),
    count(row.stockErrors),
  ]);
  return table(['in memory, a lock for each product', 'orders/s', 'stock errors'], cells);
}
