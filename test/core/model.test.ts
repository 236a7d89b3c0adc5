import fc from 'fast-check';
import { test } from 'vitest';
import { rounds, type Round } from './model/steps.ts';
import { World } from './model/world.ts';

async function live(lived: readonly Round[]): Promise<void> {
  const world = new World();
  try {
    await world.begin();
    for (const round of lived) await world.live(round);
  } finally {
    await world.end();
  }
}

/** How many lives; `COMANDA_MODEL_RUNS` asks for more than a test run has time for. */
const RUNS = Number(process.env['COMANDA_MODEL_RUNS'] ?? 20);

test(
  '[BRK19] whatever happens in whatever order, the broker does what the model says',
  { timeout: 60_000 + RUNS * 5000 },
  async () => {
    await fc.assert(fc.asyncProperty(rounds, live), { numRuns: RUNS });
  },
);
