import { afterEach, beforeEach, expect, test } from 'vitest';
import { temporaryDataDir } from '../../../scripts/simulate/product.ts';
import { runPost } from './post.ts';
import { runStorm } from './storm.ts';

let dataDir: ReturnType<typeof temporaryDataDir>;

beforeEach(() => {
  dataDir = temporaryDataDir();
});

afterEach(() => dataDir.remove());

// A short run of what `npm run chaos:kill` does at length.

test('[KILL1] [KILL2] [KILL3] killed at random: nothing acknowledged is lost, nothing is done twice, each message is there once', async () => {
  const seed = 20_261;
  const storm = await runStorm({ seed, cycles: 4, clients: 10, dataDir: dataDir.path });
  expect(storm.acknowledgedOrders).toBeGreaterThan(10);
  expect(storm.sentAgain).toBeGreaterThan(0);
  const { messages } = storm;
  const arrived = await runPost('file', { seed, kills: 1, dataDir: dataDir.path, messages });
  expect(arrived).toHaveLength(messages.length);
}, 120_000);

test('[KILL3] killed while a mail server is being spoken to: every message arrives, a repeat under the same Message-ID', async () => {
  const seed = 20_262;
  const { messages } = await runStorm({ seed, cycles: 1, clients: 10, dataDir: dataDir.path });
  const arrived = await runPost('smtp', { seed, kills: 1, dataDir: dataDir.path, messages });
  // At most three are under way at once, and so many can be repeated by each kill.
  expect(arrived.length - messages.length).toBeLessThanOrEqual(3);
}, 120_000);
