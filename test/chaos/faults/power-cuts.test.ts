import { expect, test } from 'vitest';
import { cutPower } from './power-cuts.ts';
import { announceSkip, preloadLibrary } from './preload.ts';

const library = preloadLibrary();
if ('missing' in library) announceSkip('power cuts', library.missing);
const path = 'path' in library ? library.path : null;

/** A new one each day, so that time is on our side; printed, so that it can be lived again. */
const SEED = Number(process.env['COMANDA_POWER_SEED'] ?? Math.floor(Date.now() / 86_400_000));

test.runIf(path)(
  `[DSK1] after a power cut every acknowledged order is there (seed ${SEED})`,
  { timeout: 120_000 },
  async () => {
    if (path === null) return;
    const options = { library: path, orders: 60, images: 60, seed: SEED };
    const report = await cutPower({ ...options, synchronous: 'full' });
    expect(report).toMatchObject({ images: 60, lost: 0, faults: [] });
    expect(report.syncs).toBeGreaterThan(60);
  },
);

test.runIf(path)(
  `[DSK1] the power cuts find a writer that answers before the disk has it (seed ${SEED})`,
  { timeout: 120_000 },
  async () => {
    if (path === null) return;
    const options = { library: path, orders: 60, images: 30, seed: SEED };
    const report = await cutPower({ ...options, synchronous: 'normal' });
    expect(report.lost).toBeGreaterThan(0);
  },
);

test.runIf(path)(
  `[DSK2] a power cut after a failed fsync finds every acknowledged order as well (seed ${SEED})`,
  { timeout: 120_000 },
  async () => {
    if (path === null) return;
    // Two among the commits of orders: one early, one late in the log.
    for (const failingSync of [20 + (SEED % 10), 50 + (SEED % 10)]) {
      const options = { library: path, orders: 30, images: 15, seed: SEED, failingSync };
      const report = await cutPower({ ...options, synchronous: 'full' });
      expect(report, `fsync ${failingSync}`).toMatchObject({ images: 15, lost: 0, faults: [] });
    }
  },
);
