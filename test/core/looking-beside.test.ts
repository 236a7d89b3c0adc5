import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { EMPTY_BATCH } from '../../src/main/core/db/batch.ts';
import { damageIn } from '../../src/main/core/db/integrity.ts';
import { openReadable, openWritable, type ReadableDatabase } from '../../src/main/core/db/open.ts';
import { prepareWriteBatch } from '../../src/main/core/db/write-batch.ts';
import { startBroker } from '../support/broker.ts';

let directory: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'comanda-looking-'));
});

afterEach(() => {
  rmSync(directory, { recursive: true, force: true });
});

test('[BKP1] an order that comes while the database is looked at is not taken for damage', async () => {
  const database = join(directory, 'comanda.db');
  const t = await startBroker({ database });
  const order = await t.place({ lines: [{ itemId: 'guarana', quantity: 1 }] });
  const seq = t.broker.view.seq;
  await t.stop();

  const writable = openWritable(database);
  const write = prepareWriteBatch(writable);
  const reading = openReadable(database);
  let came = 0;
  // Between any two looks another order comes.
  const busy: ReadableDatabase = new Proxy(reading, {
    get: (target, name) => {
      const value: unknown = Reflect.get(target, name);
      if (typeof value !== 'function') return value;
      if (name !== 'prepare') return value.bind(target);
      return (sql: string) => {
        came += 1;
        const id = `${order.id.slice(0, -4)}${String(1000 + came)}`;
        const placed = seq + came;
        const result = write({
          ...EMPTY_BATCH,
          events: [
            {
              seq: placed,
              type: 'order.placed',
              at: 0,
              actor: null,
              data: JSON.stringify({ order: { ...order, id, number: 1000 + came } }),
            },
          ],
          ordersPlaced: [
            {
              placedSeq: placed,
              id,
              businessDate: order.businessDate,
              number: 1000 + came,
              status: order.status,
              lastSeq: placed,
              lingers: 0,
            },
          ],
        });
        expect(result).toEqual({ state: 'committed' });
        return target.prepare(sql);
      };
    },
  });
  expect(damageIn(busy)).toBeNull();
  expect(came).toBeGreaterThan(2);
  reading.close();
  writable.close();
});
