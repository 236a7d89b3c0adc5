import { fileURLToPath } from 'node:url';
import { announcement, explainStart } from './announce.ts';
import { createCore } from './core/create-core.ts';
import { readOptions } from './options.ts';
import { readVersion } from './version.ts';
import { whenOrphaned } from './when-orphaned.ts';

/** How long after a start there is time for what can wait, in milliseconds: the screens are back by then. */
const SETTLED_AFTER_MS = 3000;

/**
 * Runs the headless product until it is told to stop.
 * @param here address of the built entry: everything that ships beside it is found from there
 * @param settled called some time after the start, and before the end
 */
export async function serve(here: URL, settled: () => void): Promise<void> {
  try {
    const options = readOptions(process.argv.slice(2), process.env);
    const core = createCore({
      ...options,
      env: process.env,
      version: readVersion(new URL('../../package.json', here)),
      pagesDir: fileURLToPath(new URL('../renderer', here)),
      resourcesDir: fileURLToPath(new URL('../../resources', here)),
      writer: new URL('writer.js', here),
    });
    let told = false;
    const stop = (): void => {
      if (told) return;
      told = true;
      core.stop().then(
        () => {
          settled();
          process.exit(0);
        },
        (error: unknown) => {
          console.error(`Comanda did not stop in good order: ${String(error)}`);
          process.exit(1);
        },
      );
    };
    process.on('SIGTERM', stop);
    process.on('SIGINT', stop);
    whenOrphaned(stop, process.env);
    const running = await core.start();
    console.log(announcement(running).join('\n'));
    setTimeout(settled, SETTLED_AFTER_MS).unref();
  } catch (error) {
    console.error(explainStart(error));
    process.exitCode = 1;
  }
}
