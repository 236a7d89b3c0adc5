/**
 * Takes orders one after the other and in bursts, and puts down each acknowledgement in `acks.log` the moment it is
 * there, so that a trace of the disk shows what had been promised when. Run under powercut.c:
 * `driver.ts DIRECTORY ORDERS [full|normal]`; "normal" gives away durability on purpose, to see the loss be found.
 */
import { openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from '../../../src/shared/commands.ts';
import { newId } from '../../../src/shared/ids.ts';
import type { Order } from '../../../src/shared/order.ts';
import type { Writer } from '../../../src/main/core/db/batch.ts';
import { openWritable } from '../../../src/main/core/db/open.ts';
import { prepareWriteBatch } from '../../../src/main/core/db/write-batch.ts';
import { bothWays } from '../../support/both-ways.ts';
import type { Answer } from '../../../src/main/core/broker/ports.ts';
import { COUNTER, PROGRAM, startBroker } from '../../support/broker.ts';

const [directory = '', orders = '100', synchronous = 'full'] = process.argv.slice(2);

/** The product's writer but for one pragma. */
function careless(path: string): Writer {
  const db = openWritable(path);
  db.pragma('synchronous = NORMAL');
  const write = prepareWriteBatch(db);
  return {
    commit: (batch) => Promise.resolve(write(batch)),
    reopen: () => Promise.resolve({ state: 'committed' }),
    close: () => Promise.resolve(void db.close()),
  };
}

const acks = openSync(join(directory, 'acks.log'), 'a');
const t = await startBroker({
  database: join(directory, 'comanda.db'),
  stock: [{ itemId: 'guarana', available: 100_000 }],
  writer: synchronous === 'normal' ? careless : bothWays,
});

const acknowledge = (id: string, version: number): void => {
  writeSync(acks, `${id} ${version}\n`);
};

/** Sends a command until it is answered: after a failed fsync under the same key again, as a screen does. */
async function insist(command: Command, caller = PROGRAM): Promise<Order> {
  const { order } = await insistOn(command, caller);
  if (!order) throw new Error(`no order in the answer to ${command.type}`);
  acknowledge(order.id, order.version);
  return order;
}

async function insistOn(command: Command, caller = PROGRAM) {
  const key = newId();
  let answer: Answer | null = null;
  for (let tries = 0; tries < 5; tries += 1) {
    answer = await t.send(command, key, caller);
    if (answer.ok) return answer.data;
  }
  throw new Error(`no answer to ${command.type}: ${JSON.stringify(answer)}`);
}

async function serve(): Promise<void> {
  const { id } = await insist({
    type: 'order.place',
    data: {
      lines: [
        { itemId: 'guarana', quantity: 2 },
        { itemId: 'pizza-margherita', quantity: 1, note: 'sem cebola' },
      ],
      customer: { name: 'Ana', email: 'ana@example.com' },
    },
  });
  for (const action of ['start', 'ready', 'complete'] as const) {
    await insist({ type: `order.${action}`, data: { orderId: id } });
  }
}

/** The same at the counter: changed, paid, and handed over, with its drawer and its customer put down beside it. */
async function serveAtCounter(): Promise<void> {
  const lines = [{ itemId: 'guarana', quantity: 2 }];
  const customer = { name: 'Bia', phone: '+55 11 98888-7777' };
  const placed = await insist({ type: 'order.place', data: { lines, customer } }, COUNTER);
  const orderId = placed.id;
  const takeOff = [{ lineId: placed.lines[0]?.id ?? '', quantity: 1, reasonId: 'mistyped' }];
  const add = [{ itemId: 'pizza-margherita', quantity: 1 }];
  const changed = await insist({ type: 'order.change', data: { orderId, add, takeOff } }, COUNTER);
  const amountCents = changed.totals.dueCents;
  await insist({ type: 'payment.take', data: { orderId, method: 'cash', amountCents } }, COUNTER);
  await insist({ type: 'order.advance', data: { orderId, status: 'completed' } }, COUNTER);
}

await insistOn({ type: 'shift.open', data: { floatCents: 100_00 } }, COUNTER);
for (let taken = 0; taken < Number(orders);) {
  const burst = Math.min(1 + (taken % 5), Number(orders) - taken);
  await Promise.all(
    Array.from({ length: burst }, (_, nth) => (nth % 2 === 0 ? serve() : serveAtCounter())),
  );
  taken += burst;
  t.time.advance(1000);
}
await insistOn({ type: 'shift.close', data: { counts: [] } }, COUNTER);
await t.stop();
