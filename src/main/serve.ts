import { setImmediate as nextTurn } from 'node:timers/promises';
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
    setTimeout(() => void loadRest().finally(settled), SETTLED_AFTER_MS).unref();
  } catch (error) {
    console.error(explainStart(error));
    process.exitCode = 1;
  }
}

/**
 * Loads what a start leaves until somebody asks for it. By then a newer build may stand in the place of the files, and
 * this run would be left without them; loaded now, their code is kept for the next start, too.
 */
async function loadRest(): Promise<void> {
  const rest = [
    () => import('./core/lan/http/page-files.ts'),
    () => import('./core/mail/message.ts'),
    () => import('./core/mail/templates.ts'),
    () => import('./core/mail/eml-transport.ts'),
    () => import('./core/mail/smtp-transport.ts'),
    () => import('prom-client'),
    () => import('./core/lan/http/openapi.ts'),
    () => import('./core/lan/shift-csv.ts'),
    () => import('./core/kitchen/figures-desk.ts'),
  ];
  for (const load of rest) {
    // What can't be loaded now is tried again by those who need it, and they say what is wrong.
    await load().catch(() => undefined);
    // Requests first.
    await nextTurn();
  }
}
