/** A customer of the locks' case: a thread that sells from shared memory, one lock a product. */
import { parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';
import { orderSource, ITEM_IDS } from './lib/order.ts';

const UNLOCKED = 0;
const LOCKED = 1;

const setUp = z
  .object({
    stock: z.instanceof(SharedArrayBuffer),
    locks: z.instanceof(SharedArrayBuffer),
    seconds: z.number(),
  })
  .parse(workerData);

const stock = new Int32Array(setUp.stock);
const locks = new Int32Array(setUp.locks);
const indexOf = new Map(ITEM_IDS.map((id, index) => [id, index]));
const nextOrder = orderSource();

function lock(index: number): void {
  while (Atomics.compareExchange(locks, index, UNLOCKED, LOCKED) !== UNLOCKED) {
    Atomics.wait(locks, index, LOCKED, 1);
  }
}

function unlock(index: number): void {
  Atomics.store(locks, index, UNLOCKED);
  Atomics.notify(locks, index, 1);
}

const taken: string[] = [];
const until = performance.now() + setUp.seconds * 1000;
while (performance.now() < until) {
  const { key, data } = nextOrder();
  // Always in the same order, or two threads would wait for each other for ever.
  const items = data.lines
    .map(({ itemId, quantity }) => ({ index: indexOf.get(itemId) ?? 0, quantity }))
    .toSorted((a, b) => a.index - b.index);
  for (const { index } of items) lock(index);
  if (items.every(({ index, quantity }) => (stock[index] ?? 0) >= quantity)) {
    for (const { index, quantity } of items) stock[index] = (stock[index] ?? 0) - quantity;
    taken.push(JSON.stringify({ key, ...data }));
  }
  for (const { index } of items) unlock(index);
}
parentPort?.postMessage(taken.length);
