import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openWritable } from '../../../src/main/core/db/open.ts';
import { startBroker } from '../../support/broker.ts';
import { startOn } from './flipped.ts';
import { seeded } from './power-cuts.ts';

const SEED = Number(process.env['COMANDA_TORN_SEED'] ?? Math.floor(Date.now() / 86_400_000));
const TEARS = 40;

let base: string;
let database: Buffer;
let log: Buffer;
/** Orders folded into the database by a checkpoint, before the log began. */
const folded: string[] = [];
/** The size of the log after each commit, and the orders that had been placed by then. */
const marks: { readonly size: number; readonly orders: readonly string[] }[] = [];

beforeAll(async () => {
  base = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'comanda-torn-'));
  const path = join(base, 'comanda.db');
  const t = await startBroker({ database: path });
  const order = { lines: [{ itemId: 'pizza-margherita', quantity: 1 }] };
  for (let i = 0; i < 5; i += 1) folded.push((await t.place(order)).id);
  const other = openWritable(path);
  other.pragma('wal_checkpoint(TRUNCATE)');
  other.close();
  for (let i = 0; i < 10; i += 1) {
    const { id } = await t.place(order);
    marks.push({
      size: readFileSync(`${path}-wal`).length,
      orders: [...(marks.at(-1)?.orders ?? []), id],
    });
  }
  database = readFileSync(path);
  log = readFileSync(`${path}-wal`);
  await t.stop();
});

afterAll(() => {
  rmSync(base, { recursive: true, force: true });
});

test(`[DSK8] a log cut off anywhere loses only the commits that were cut off (seed ${SEED})`, async () => {
  const chance = seeded(SEED);
  for (let i = 0; i < TEARS; i += 1) {
    const size = i === 0 ? 0 : Math.floor(chance() * (log.length + 1));
    const files = { 'comanda.db': database, 'comanda.db-wal': log.subarray(0, size) };
    const result = await startOn(join(base, `cut-${i}`), files);
    const whole = marks.findLast((mark) => mark.size <= size)?.orders ?? [];
    for (const id of [...folded, ...whole]) {
      expect('content' in result && result.content.includes(id), `cut at ${size}`).toBe(true);
    }
  }
});

test(`[DSK8] a log whose end is garbage loses no more than that end held (seed ${SEED})`, async () => {
  const chance = seeded(SEED + 1);
  for (let i = 0; i < TEARS; i += 1) {
    const garbled = Buffer.from(log);
    const from = Math.floor(chance() * log.length);
    for (let at = from; at < log.length; at += 1) garbled[at] = Math.floor(chance() * 256);
    const result = await startOn(join(base, `garbage-${i}`), {
      'comanda.db': database,
      'comanda.db-wal': garbled,
    });
    // Garbage in the header itself shows, and is refused; from there on it is like a cut.
    if ('refused' in result) expect(from).toBeLessThan(32);
    else {
      const whole = marks.findLast((mark) => mark.size <= from)?.orders ?? [];
      for (const id of [...folded, ...whole]) {
        expect(result.content.includes(id), `garbage from ${from}`).toBe(true);
      }
    }
  }
});

test('[DSK7] a hole in the middle of the log is refused: what follows it had been promised', async () => {
  const middle = (marks[3]?.size ?? 0) + 100;
  const holed = Buffer.from(log);
  holed.fill(0xff, middle, middle + 512);
  const files = { 'comanda.db': database, 'comanda.db-wal': holed };
  const result = await startOn(join(base, 'hole'), files);
  const said = 'refused' in result ? result.refused : 'used';
  expect(said).toMatch(/damaged \(frame \d+ of its log\)/);
  // It is left as it is: the log can still be looked at by somebody who knows how.
  expect(readFileSync(join(base, 'hole', 'comanda.db-wal')).equals(holed)).toBe(true);
});
