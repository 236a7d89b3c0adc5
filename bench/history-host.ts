/** A broker on a database with a history, in a process of its own. */
import { performance } from 'node:perf_hooks';
import { z } from 'zod';
import type { Broker } from '../src/main/core/broker/ports.ts';
import { openWritable } from '../src/main/core/db/open.ts';
import type { Command } from '../src/shared/commands.ts';
import { LIMITS } from '../src/shared/limits.ts';
import type { Order } from '../src/shared/order.ts';
import { answerQuestions } from './lib/child.ts';
import { beginning, fillHistory } from './lib/fill-history.ts';
import { ITEM_IDS, orderSource } from './lib/order.ts';
import { openProduct } from './lib/product.ts';

const [database = ''] = process.argv.slice(2);
const CALLER = { deviceId: 'bench', role: 'admin' } as const;
const STEPS = ['order.start', 'order.ready', 'order.complete'] as const;

const nextOrder = orderSource();
let broker: Broker | null = null;
let commands = 0;

async function send(command: Command): Promise<Order> {
  commands += 1;
  broker ??= await openProduct(database, 'adaptive');
  const answer = await broker.submit(CALLER, `growth ${process.pid} ${commands}`, command);
  if (!answer.ok) throw new Error(answer.refusal.code);
  if (!answer.data.order) throw new Error('no order in the answer');
  return answer.data.order;
}

const place = (): Promise<Order> => send({ type: 'order.place', data: nextOrder().data });

async function stock(itemId: string, available: number | null): Promise<void> {
  commands += 1;
  const command = { type: 'stock.set', data: { itemId, available } } as const;
  const answer = await broker?.submit(CALLER, `growth ${process.pid} ${commands}`, command);
  if (!answer?.ok) throw new Error('the stock was not set');
}

async function timed<T>(times: number[], run: () => Promise<T>): Promise<T> {
  const began = performance.now();
  const result = await run();
  times.push(performance.now() - began);
  return result;
}

async function close(): Promise<void> {
  await broker?.stop();
  broker = null;
}

answerQuestions(
  {
    /** Closed orders straight into the tables. The broker is opened after it. */
    fill: async (argument) => {
      const { orders } = z.object({ orders: z.int() }).parse(argument);
      const past = beginning(orders);
      broker = await openProduct(database, 'inline', { wall: () => past, monotonic: () => 0 });
      for (const itemId of ITEM_IDS) await stock(itemId, null);
      const life = [await place()];
      for (const type of STEPS) {
        const [{ id: orderId } = { id: '' }] = life;
        life.push(await send({ type, data: { orderId } }));
      }
      await close();
      const db = openWritable(database);
      db.pragma('synchronous = OFF');
      fillHistory(db, life, orders);
      db.pragma('wal_checkpoint(TRUNCATE)');
      db.close();
      // Counted from here on: what was made up took nothing from any stock.
      broker = await openProduct(database, 'inline');
      for (const itemId of ITEM_IDS) await stock(itemId, LIMITS.stock);
      await close();
      return null;
    },
    /** Places orders until so many are open. */
    openOrders: async (argument) => {
      const { open } = z.object({ open: z.int() }).parse(argument);
      broker ??= await openProduct(database, 'adaptive');
      while (broker.view.openOrders().length < open) {
        const missing = open - broker.view.openOrders().length;
        await Promise.all(Array.from({ length: Math.min(512, missing) }, place));
      }
      return null;
    },
    /** Places orders one at a time, then a group at a time, and takes each through to its end. */
    measure: async (argument) => {
      const { orders, group } = z.object({ orders: z.int(), group: z.int() }).parse(argument);
      const placing: number[] = [];
      const advancing: number[] = [];
      const grouped: number[] = [];
      for (let i = 0; i < orders; i += 1) {
        const { id: orderId } = await timed(placing, place);
        for (const type of STEPS) await timed(advancing, () => send({ type, data: { orderId } }));
      }
      for (let i = 0; i < orders; i += group) {
        const placed = await timed(grouped, () =>
          Promise.all(Array.from({ length: group }, place)),
        );
        await Promise.all(
          placed.map(({ id: orderId }) =>
            send({ type: 'order.cancel', data: { orderId, reason: 'measured' } }),
          ),
        );
      }
      return { placing, advancing, grouped, open: broker?.view.openOrders().length ?? 0 };
    },
    close: async () => {
      await close();
      return null;
    },
  },
  close,
);
