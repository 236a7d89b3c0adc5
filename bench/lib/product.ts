/** The product's own parts, opened on a database of their own. */
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { openBroker } from '../../src/main/core/broker/open-broker.ts';
import { systemTime } from '../../src/main/core/broker/clock.ts';
import type { Broker } from '../../src/main/core/broker/ports.ts';
import { inlineWriter } from '../../src/main/core/db/inline-writer.ts';
import { threadWriter } from '../../src/main/core/db/thread-writer.ts';
import { settingsSchema } from '../../src/main/core/settings.ts';
import { ITEM_IDS, MENU, STOCK } from './order.ts';
import { LIMITS } from '../../src/shared/limits.ts';

export type WriterKind = 'inline' | 'thread';

export const SETTINGS = settingsSchema.parse({});

const WRITER_THREAD = new URL('../../src/main/core/db/writer-thread.ts', import.meta.url);

/** The real broker; a new database gets the menu and the stock of the benchmark. */
export async function openProduct(database: string, writer: WriterKind): Promise<Broker> {
  const { broker, isNew } = openBroker({
    database,
    writer: writer === 'inline' ? inlineWriter : (path) => threadWriter(WRITER_THREAD, path),
    time: systemTime,
    timeZone: SETTINGS.shop.timeZone,
    dayStartsAt: SETTINGS.shop.dayStartsAt,
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
