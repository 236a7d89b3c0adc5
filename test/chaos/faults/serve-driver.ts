/**
 * The headless product from its sources, with its writer on a thread: what powercut.c is put under when a fault is to
 * be seen from outside, over HTTP. `serve-driver.ts DIRECTORY`
 */
import { join, resolve } from 'node:path';
import { announcement, explainStart } from '../../../src/main/announce.ts';
import { createCore } from '../../../src/main/core/create-core.ts';

const ROOT = resolve(import.meta.dirname, '../../..');
const core = createCore({
  dataDir: process.argv[2] ?? '',
  host: '127.0.0.1',
  port: 0,
  sample: true,
  env: {},
  version: '0.0.0-test',
  pagesDir: join(ROOT, 'out/renderer'),
  resourcesDir: join(ROOT, 'resources'),
  writer: new URL('../../../src/main/core/db/writer-thread.ts', import.meta.url),
});
process.on('SIGTERM', () => {
  void core.stop().then(() => process.exit(0));
});
try {
  process.stdout.write(`${announcement(await core.start()).join('\n')}\n`);
} catch (error) {
  process.stderr.write(`${explainStart(error)}\n`);
  process.exitCode = 1;
}
