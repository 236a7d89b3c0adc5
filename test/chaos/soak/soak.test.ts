import { afterEach, beforeEach, expect, test } from 'vitest';
import { temporaryDataDir } from '../../../scripts/simulate/product.ts';
import { runSoak } from './soak.ts';

let dataDir: ReturnType<typeof temporaryDataDir>;

beforeEach(() => {
  dataDir = temporaryDataDir();
});

afterEach(() => dataDir.remove());

// Some seconds of what `npm run soak` does for an hour.

test('[SOAK1] orders, repeats, a rush, leaving displays and one that hangs: nothing lost, nothing twice, every display agrees', async () => {
  const { checks, ledger, displays } = await runSoak({
    durationMs: 3000,
    perSecond: 50,
    seed: '1',
    dataDir: dataDir.path,
    sampleEveryMs: 500,
    longestMs: 600,
    keepOpen: 20,
  });
  expect(checks.filter(({ state }) => state === 'broken')).toEqual([]);
  // All that it is about did happen.
  expect(ledger.orders.size).toBeGreaterThan(140);
  expect(ledger.repeats).toBeGreaterThan(0);
  expect([...ledger.meant.keys()]).toContain('unknown_item');
  expect(displays.stalls).toBe(1);
  expect(displays.left).toBeGreaterThan(8);
  expect(displays.resumed).toBeGreaterThan(0);
}, 120_000);
