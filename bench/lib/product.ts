/** The product's own parts, opened on a database of their own. */
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { openBroker } from '../../src/main/core/broker/open-broker.ts';
import { systemTime, type TimeSource } from '../../src/main/core/broker/clock.ts';
import type { Broker } from '../../src/main/core/broker/ports.ts';
import type { Writer } from '../../src/main/core/db/batch.ts';
import { counterRulesOf } from '../../src/main/core/counter-rules.ts';
import { inlineWriter } from '../../src/main/core/db/inline-writer.ts';
import { openWritable } from '../../src/main/core/db/open.ts';
import { adaptiveWriter } from '../../src/main/core/db/adaptive-writer.ts';
import { threadWriter } from '../../src/main/core/db/thread-writer.ts';
import { prepareWriteBatch } from '../../src/main/core/db/write-batch.ts';
import { settingsSchema } from '../../src/main/core/settings.ts';
import { ITEM_IDS, MENU, STOCK } from './order.ts';
import { LIMITS } from '../../src/shared/limits.ts';

/** `careless` is no writer of the product: it shows what being durable costs. */
export type WriterKind = 'inline' | 'thread' | 'adaptive' | 'careless';

export const SETTINGS = settingsSchema.parse({});

const WRITER_THREAD = new URL('../../src/main/core/db/writer-thread.ts', import.meta.url);

/** The product's inline writer but for one pragma: a power cut takes the last commits with it. */
function carelessWriter(path: string): Writer {
  const db = openWritable(path);
  db.pragma('synchronous = NORMAL');
  const write = prepareWriteBatch(db);
  return {
    commit: (batch) => Promise.resolve(write(batch)),
    reopen: () => Promise.resolve({ state: 'broken', message: 'a benchmark opens nothing anew' }),
    close: () => {
      db.close();
      return Promise.resolve();
    },
  };
}

const WRITERS: Readonly<Record<WriterKind, (path: string) => Writer>> = {
  inline: inlineWriter,
  thread: (path) => threadWriter(WRITER_THREAD, path),
  adaptive: (path) => adaptiveWriter(WRITER_THREAD, path),
  careless: carelessWriter,
};

/** The real broker; a new database gets the menu and the stock of the benchmark. */
export async function openProduct(
  database: string,
  writer: WriterKind,
  time: TimeSource = systemTime,
): Promise<Broker> {
  const { broker, isNew } = openBroker({
    database,
    writer: WRITERS[writer],
    time,
    timeZone: SETTINGS.shop.timeZone,
    dayStartsAt: SETTINGS.shop.dayStartsAt,
    rules: counterRulesOf(SETTINGS),
    onFault: (what, error) => {
      console.error(`${what}:`, error);
    },
  });
  const refusal = isNew ? await broker.importMenu(MENU, STOCK) : null;
  if (refusal) throw new Error(refusal.detail);
  return broker;
}

/** What a database of the product holds, read by a connection of its own. */
export function onDisk(database: string): { readonly orders: number; readonly units: number } {
  const db = new Database(database, { readonly: true });
  try {
    const orders = Number(db.prepare('SELECT count(*) FROM orders').pluck().get());
    const left = Number(db.prepare('SELECT sum(available) FROM stock').pluck().get());
    return { orders, units: ITEM_IDS.length * LIMITS.stock - left };
  } finally {
    db.close();
  }
}

/** Databases of one contestant, one for each round, so that each begins with an empty one. */
export function databasePaths(directory: string): () => string {
  let last = 0;
  return () => {
    last += 1;
    return join(directory, `round-${last}.db`);
  };
}
