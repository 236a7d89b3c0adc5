/** The headless product straight from its sources: for a simulation where nothing has been built. */
import { join, resolve } from 'node:path';
import { announcement, explainStart } from '../../src/main/announce.ts';
import { createCore } from '../../src/main/core/create-core.ts';
import { readOptions } from '../../src/main/options.ts';

const ROOT = resolve(import.meta.dirname, '../..');

try {
  const core = createCore({
    ...readOptions(process.argv.slice(2), process.env),
    env: process.env,
    version: '0.0.0-source',
    pagesDir: join(ROOT, 'out/renderer'),
    resourcesDir: join(ROOT, 'resources'),
    writer: new URL('../../src/main/core/db/writer-thread.ts', import.meta.url),
  });
  const stop = (): void => {
    core.stop().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  console.log(announcement(await core.start()).join('\n'));
} catch (error) {
  console.error(explainStart(error));
  process.exitCode = 1;
}
