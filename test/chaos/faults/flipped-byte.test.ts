import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { COUNTER, startBroker } from '../../support/broker.ts';
import { contentOf, startOn } from './flipped.ts';
import { seeded } from './power-cuts.ts';

const SEED = Number(process.env['COMANDA_FLIP_SEED'] ?? Math.floor(Date.now() / 86_400_000));
const FLIPS = Number(process.env['COMANDA_FLIPS'] ?? 300);

let base: string;
let whole: Buffer;
/** The database as it is while the broker runs, and its log. */
let behind: Buffer;
let log: Buffer;
let content: string;
let running: string;

beforeAll(async () => {
  base = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'comanda-flip-'));
  const database = join(base, 'comanda.db');
  const t = await startBroker({ database });
  const lines = [{ itemId: 'pizza-margherita', quantity: 1 }];
  const customer = { name: 'Ana', email: 'ana@example.com' };
  for (let i = 0; i < 12; i += 1) {
    const order = await t.place({ lines, customer });
    for (const action of ['start', 'ready', 'complete'] as const) {
      if (i % 3 > 0) await t.send({ type: `order.${action}`, data: { orderId: order.id } });
    }
  }
  await t.broker.registerDevice({
    id: 'd1',
    name: 'Caixa',
    role: 'counter',
    tokenHash: 'a'.repeat(64),
    createdAt: t.time.ms,
  });
  const person = { name: 'Ana', role: 'manager', active: true, pinHash: 'hash' } as const;
  await t.broker.putPerson({ id: '00000000-0000-7000-8000-00000000000a', ...person }, COUNTER);
  await t.openShift();
  const paid = await t.place({ lines, customer: { name: 'Bia', phone: '99999-0000' } }, COUNTER);
  const amountCents = paid.totals.dueCents;
  const payment = { orderId: paid.id, method: 'card', amountCents } as const;
  await t.send({ type: 'payment.take', data: payment }, undefined, COUNTER);
  behind = readFileSync(database);
  log = readFileSync(`${database}-wal`);
  running = contentOf(database);
  await t.stop();
  whole = readFileSync(database);
  content = contentOf(database);
});

afterAll(() => {
  rmSync(base, { recursive: true, force: true });
});

test(
  `[DSK6] a flipped byte anywhere is harmless or refused, never used (seed ${SEED})`,
  { timeout: 120_000 },
  async () => {
    const chance = seeded(SEED);
    let refused = 0;
    for (let i = 0; i < FLIPS; i += 1) {
      // The pages take turns; the first hundred bytes, the file's own header, get a share of their own.
      const page = (i * 4096) % whole.length;
      const at = i % 6 === 0 ? Math.floor(chance() * 100) : page + Math.floor(chance() * 4096);
      const flipped = Buffer.from(whole);
      flipped[at] = (flipped[at] ?? 0) ^ (1 << Math.floor(chance() * 8));
      const result = await startOn(join(base, `flip-${i}`), { 'comanda.db': flipped });
      if ('refused' in result) {
        refused += 1;
        expect(result.refused, `byte ${at}`).toMatch(
          /damaged|cannot be opened|not a Comanda database|newer version/,
        );
        expect(result.refused).not.toMatch(/\n/);
      } else expect(result.content === content, `byte ${at} was used`).toBe(true);
      rmSync(join(base, `flip-${i}`), { recursive: true, force: true });
    }
    expect(refused).toBeGreaterThan(FLIPS / 4);
  },
);

test(
  `[DSK7] a flipped byte in the log is refused, or costs no more than the last two commits (seed ${SEED})`,
  { timeout: 120_000 },
  async () => {
    const chance = seeded(SEED + 1);
    const newest = log.length - 40 * 4120;
    let refused = 0;
    for (let i = 0; i < FLIPS / 4; i += 1) {
      const at = Math.floor(chance() * log.length);
      const flipped = Buffer.from(log);
      flipped[at] = (flipped[at] ?? 0) ^ (1 << Math.floor(chance() * 8));
      const files = { 'comanda.db': behind, 'comanda.db-wal': flipped };
      const result = await startOn(join(base, `log-${i}`), files);
      if ('refused' in result) {
        refused += 1;
        expect(result.refused).toMatch(/damaged .*its log/);
      } else if (result.content !== running) expect(at, 'byte of the log').toBeGreaterThan(newest);
      rmSync(join(base, `log-${i}`), { recursive: true, force: true });
    }
    expect(refused).toBeGreaterThan(FLIPS / 8);
  },
);
