/**
 * `run.ts [--images 1500] [--orders 300] [--seed N] [--failing-sync N] [--synchronous normal]`: the long run of the
 * power cuts. Exits with 1 on any loss.
 */
import { parseArgs } from 'node:util';
import { cutPower } from './power-cuts.ts';
import { preloadLibrary } from './preload.ts';

const { values } = parseArgs({
  options: {
    images: { type: 'string', default: '1500' },
    orders: { type: 'string', default: '300' },
    seed: { type: 'string', default: String(Math.floor(Date.now() / 1000)) },
    synchronous: { type: 'string', default: 'full' },
    'failing-sync': { type: 'string' },
  },
});
const library = preloadLibrary();
if ('missing' in library) {
  process.stderr.write(`Power cuts cannot be simulated here: ${library.missing}.\n`);
  process.exitCode = 1;
} else {
  const report = await cutPower({
    library: library.path,
    images: Number(values.images),
    orders: Number(values.orders),
    seed: Number(values.seed),
    synchronous: values.synchronous === 'normal' ? 'normal' : 'full',
    ...(values['failing-sync'] === undefined
      ? {}
      : { failingSync: Number(values['failing-sync']) }),
  });
  process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
  if (report.lost > 0 || report.faults.length > 0) process.exitCode = 1;
}
