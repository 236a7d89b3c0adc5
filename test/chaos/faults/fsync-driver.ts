/**
 * Lives one short life after the other, each with another fsync failing, until a life has fewer fsyncs than that; one
 * line of JSON a life on stdout. Run under powercut.c with COMANDA_FAULT_DIR: `fsync-driver.ts DIRECTORY [FIRST LAST]`.
 */
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { StartError } from '../../../src/main/core/start-error.ts';
import { openReadable } from '../../../src/main/core/db/open.ts';
import { describeVerdict, verify } from '../../../src/main/core/verify/verify.ts';
import { SMALL_MENU, startBroker, type TestBroker } from '../../support/broker.ts';

const [directory = '', first = '1', last = '10000'] = process.argv.slice(2);

export interface Life {
  readonly n: number;
  readonly fired: boolean;
  /** Orders that had been acknowledged and are not there. */
  readonly lost: number;
  /** Orders that are there more than once. */
  readonly twice: number;
  readonly refusals: readonly string[];
  readonly faults: readonly string[];
}

/** Opens the broker; a start that the failing disk refuses is tried once more, as an owner would. */
async function start(database: string, refusals: string[], faults: string[]): Promise<TestBroker> {
  try {
    return await startBroker({ database });
  } catch (error) {
    const isClear = error instanceof StartError && !error.message.includes('\n');
    if (isClear) refusals.push('start');
    else faults.push(`start: ${String(error)}`);
    return startBroker({ database });
  }
}

async function live(n: number): Promise<Life> {
  const home = join(directory, `life-${n}`);
  mkdirSync(home);
  const database = join(home, 'comanda.db');
  const refusals: string[] = [];
  const faults: string[] = [];
  const acknowledged = new Map<string, string>();
  process.env['COMANDA_FAULT_FSYNC_FAIL'] = `life${n}:${n}`;
  delete process.env['COMANDA_FAULT_FIRED'];

  let t = await start(database, refusals, faults);
  if (t.broker.view.seq === 0) await t.broker.importMenu(SMALL_MENU, []);
  for (let i = 0; i < 12; i += 1) {
    const data = { lines: [{ itemId: 'pizza-margherita', quantity: 1 }], note: `n${i}` };
    // Whoever is told "storage_failed" sends again, under the same key.
    for (let tries = 0; tries < 3; tries += 1) {
      const answer = await t.send({ type: 'order.place', data }, `key-${i}`);
      if (answer.ok && answer.data.order) acknowledged.set(answer.data.order.id, `n${i}`);
      if (answer.ok) break;
      refusals.push(answer.refusal.code);
    }
    if (i === 6) {
      await t.stop();
      t = await start(database, refusals, faults);
    }
  }
  await t.stop();
  const fired = process.env['COMANDA_FAULT_FIRED'] !== undefined;
  delete process.env['COMANDA_FAULT_FSYNC_FAIL'];

  t = await startBroker({ database });
  const notes = t.broker.view.openOrders().map(({ note }) => note);
  let lost = 12 - acknowledged.size;
  for (const id of acknowledged.keys()) if (!t.broker.history.order(id)) lost += 1;
  await t.stop();
  const reader = openReadable(database);
  const verdict = verify(reader);
  reader.close();
  if (!verdict.ok) faults.push(describeVerdict(verdict));
  rmSync(home, { recursive: true });
  return { n, fired, lost, twice: notes.length - new Set(notes).size, refusals, faults };
}

for (let n = Number(first); n <= Number(last); n += 1) {
  const life = await live(n);
  process.stdout.write(`${JSON.stringify(life)}\n`);
  if (!life.fired) break;
}
