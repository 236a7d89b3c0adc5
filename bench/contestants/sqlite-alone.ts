/** The limit: the product's own rows and statements on better-sqlite3, and nothing around them. */
import { createIdSource } from '../../src/main/core/broker/id-source.ts';
import {
  EMPTY_BATCH,
  type CommandRow,
  type EventRow,
  type OrderInsert,
} from '../../src/main/core/db/batch.ts';
import { migrate } from '../../src/main/core/db/migrate.ts';
import { openWritable } from '../../src/main/core/db/open.ts';
import { prepareWriteBatch } from '../../src/main/core/db/write-batch.ts';
import type { Contestant } from '../lib/contestant.ts';
import { ITEM_IDS, STOCK, type BenchOrder } from '../lib/order.ts';
import { databasePaths, onDisk, openProduct } from '../lib/product.ts';
import { removeDatabase } from '../lib/remove-database.ts';
import { inGroups } from '../lib/serially.ts';

export async function openSqliteAlone(directory: string): Promise<Contestant> {
  const template = await placedOrder(directory);
  const paths = databasePaths(directory);
  let table = openTable(paths(), template);
  return {
    // What is in flight together comes in one turn, and is one commit.
    place: inGroups((orders: readonly BenchOrder[]) => table.commit(orders)),
    count: () => Promise.resolve(onDisk(table.path).orders),
    unitsTaken: () => Promise.resolve(onDisk(table.path).units),
    reset: () => {
      table.close();
      table = openTable(paths(), template);
      return Promise.resolve();
    },
    close: () => {
      table.close();
      return Promise.resolve();
    },
  };
}

/** Who places them all. */
const ACTOR = JSON.stringify({ deviceId: 'bench' });

/** An order's document as the product stores it, with its id cut out. */
type Template = readonly string[];

async function placedOrder(directory: string): Promise<Template> {
  const path = `${directory}/template.db`;
  const broker = await openProduct(path, 'inline');
  const answer = await broker.submit({ deviceId: 'bench', role: 'integration' }, 'template', {
    type: 'order.place',
    data: {
      lines: ITEM_IDS.slice(0, 3).map((itemId) => ({ itemId, quantity: 1 })),
      customer: { name: 'Cliente' },
    },
  });
  await broker.stop();
  removeDatabase(path);
  if (!answer.ok || !answer.data.order) throw new Error('the order of the template was refused');
  const { id } = answer.data.order;
  return JSON.stringify({ order: answer.data.order }).split(id);
}

function openTable(path: string, template: Template) {
  const db = openWritable(path);
  migrate(db);
  const write = prepareWriteBatch(db);
  const stock = new Map(STOCK.map(({ itemId, available }) => [itemId, available ?? 0]));
  const nextId = createIdSource();
  let seq = 0;
  let placed = 0;

  const commit = (orders: readonly BenchOrder[]): void => {
    const at = Date.now();
    const events: EventRow[] = [];
    const ordersPlaced: OrderInsert[] = [];
    const commands: CommandRow[] = [];
    const touched = new Set<string>();
    for (const { key, data } of orders) {
      const id = nextId(at);
      seq += 1;
      placed += 1;
      events.push({ seq, type: 'order.placed', at, actor: ACTOR, data: template.join(id) });
      ordersPlaced.push({
        placedSeq: seq,
        id,
        businessDate: '2026-01-01',
        number: placed,
        status: 'pending',
        lastSeq: seq,
        lingers: 0,
      });
      commands.push({
        id: placed,
        deviceId: 'bench',
        key,
        fingerprint: key,
        at,
        seq,
        orderSeq: seq,
        refusal: null,
      });
      for (const { itemId, quantity } of data.lines) {
        stock.set(itemId, (stock.get(itemId) ?? 0) - quantity);
        touched.add(itemId);
      }
    }
    const items = [...touched].map((itemId) => ({ itemId, available: stock.get(itemId) ?? 0 }));
    seq += 1;
    events.push({ seq, type: 'stock.changed', at, actor: null, data: JSON.stringify({ items }) });
    const result = write({
      ...EMPTY_BATCH,
      events,
      ordersPlaced,
      commands,
      stock: items,
    });
    if (result.state !== 'committed') throw new Error(result.message);
  };

  write({ ...EMPTY_BATCH, stock: STOCK });
  return {
    path,
    commit,
    close: () => {
      db.close();
      removeDatabase(path);
    },
  };
}
