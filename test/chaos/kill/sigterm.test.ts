import { afterEach, beforeEach, expect, test } from 'vitest';
import { httpApi } from '../../../scripts/simulate/api.ts';
import type { Door, Outcome } from '../../../scripts/simulate/door.ts';
import { httpDoor } from '../../../scripts/simulate/http-door.ts';
import { type Product, startProduct, temporaryDataDir } from '../../../scripts/simulate/product.ts';
import { seeded } from '../../../scripts/simulate/random.ts';
import { WsDoor } from '../../../scripts/simulate/ws-door.ts';

const CLIENTS = 12;

let dataDir: ReturnType<typeof temporaryDataDir>;
let product: Product | null = null;

beforeEach(() => {
  dataDir = temporaryDataDir();
});

afterEach(async () => {
  product?.signal('SIGKILL');
  await product?.ended;
  dataDir.remove();
});

test('[KILL4] told to stop under load it answers all that it accepted, takes nothing else, and ends with 0', async () => {
  const random = seeded(4);
  const outcomes = new Map<string, Outcome>();
  for (let round = 1; round <= 2; round += 1) {
    const running = await startProduct({ dataDir: dataDir.path });
    product = running;
    const stopAfter = random.int(20, 150);
    let answered = 0;
    const where = () => Promise.resolve(running.url);
    const shop = async (index: number): Promise<void> => {
      const door: Door =
        index % 2 === 0
          ? httpDoor(where, running.adminToken)
          : new WsDoor({ where, token: running.adminToken });
      // Nobody sends anything again here: what was not answered must not have happened.
      for (let nth = 1; ; nth += 1) {
        const note = `round ${round} client ${index} order ${nth}`;
        const id = note.replaceAll(' ', '-');
        const lines = [{ itemId: 'pizza-margherita', quantity: 1 }];
        const outcome = await door.send(id, 'order.place', { note, lines, channel: 'online' });
        outcomes.set(note, outcome);
        if (outcome.state === 'again') break;
        answered += 1;
        if (answered === stopAfter) running.signal('SIGTERM');
      }
      door.close();
    };
    await Promise.all(Array.from({ length: CLIENTS }, (_, index) => shop(index)));
    expect(await running.ended).toBe(0);
    expect(running.complaints()).toBe('');
    expect(answered).toBeGreaterThanOrEqual(stopAfter);
  }

  product = await startProduct({ dataDir: dataDir.path });
  const { url, adminToken } = product;
  const orders = await httpApi(() => Promise.resolve(url), adminToken).orders();
  const told = [...outcomes].flatMap(([note, { state }]) => (state === 'accepted' ? [note] : []));
  expect(new Set(orders.map(({ note }) => note))).toEqual(new Set(told));
  expect(orders).toHaveLength(told.length);
}, 60_000);
