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
