import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { app, dialog, session } from 'electron';
import { lockNavigation, lockSession } from './lockdown.ts';
import { setMenu } from './menu.ts';
import type { ShellLog } from './shell-log.ts';
import { startErrorText } from './start-error-text.ts';
import { Windows } from './windows.ts';

/** Acknowledged orders are on disk already, so a core that cannot stop is left behind after this. */
const STOP_WITHIN_MS = 10_000;

/** What the shell needs of the running product. */
export interface DesktopCore {
  start(): Promise<{
    /** Base address of the LAN server, as in `http://127.0.0.1:4700`. */
    readonly url: string;
    /** Each screen's address with a pairing code. */
    readonly pairingLinks: { readonly counter: string; readonly kitchen: string };
  }>;
  /** Finishes what was accepted. Also called when `start` has failed or not yet ended. */
  stop(): Promise<void>;
}

export interface DesktopSettings {
  /** The restaurant's data; what belongs to the windows is kept in a folder of it. */
  readonly dataDir: string;
  readonly version: string;
  readonly preload: string;
  readonly icon: string;
  readonly log: ShellLog;
  /** Called only by the one process that may open the database. */
  readonly createCore: () => DesktopCore;
  /** Says on the terminal what the headless product says there. */
  readonly print: { line(text: string): void; error(text: string): void };
  /** The sentence for an error of the start. */
  readonly explain: (error: unknown) => string;
}

/**
 * The life of the desktop app: one instance, one core, its windows, and an orderly end. Everything of the product
 * itself happens in the core; this follows Electron's events.
 */
export function runDesktop(settings: DesktopSettings): void {
  const { log, print } = settings;

  // Electron holds its single-instance lock per user data folder. Inside the data directory, that is one instance for
  // each restaurant's data, as the database wants it.
  const profile = join(settings.dataDir, 'desktop');
  try {
    mkdirSync(profile, { recursive: true, mode: 0o700 });
  } catch (error) {
    void refuseToStart(settings, error);
    return;
  }
  app.setPath('userData', profile);
  if (!app.requestSingleInstanceLock()) {
    print.line('Comanda is already open: its windows were brought to the front.');
    app.quit();
    return;
  }
  app.enableSandbox();

  const core = settings.createCore();
  let windows: Windows | undefined;
  let stopped = false;
  let stopping = false;

  app.on('second-instance', () => windows?.showAll());
  app.on('activate', () => windows?.showAll());
  app.on('window-all-closed', () => {
    app.quit();
  });
  // By now the windows are closed and nothing can call the quitting off any more.
  app.on('will-quit', (event) => {
    if (stopped) return;
    event.preventDefault();
    if (stopping) return;
    stopping = true;
    void stopCore(core, log).then((code) => {
      stopped = true;
      app.exit(code);
    });
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      app.quit();
    });
  }

  void start();

  async function start(): Promise<void> {
    try {
      const [running] = await Promise.all([core.start(), app.whenReady()]);
      if (stopping) return;
      const origin = new URL(running.url).origin;
      setMenu(process.platform);
      lockSession(session.defaultSession, origin, log);
      app.on('web-contents-created', (_event, contents) => {
        lockNavigation(contents, origin, log);
      });
      windows = new Windows(
        {
          addresses: { pos: running.pairingLinks.counter, kds: running.pairingLinks.kitchen },
          preload: settings.preload,
          icon: settings.icon,
          version: settings.version,
          packaged: app.isPackaged,
        },
        log,
      );
      windows.showAll();
    } catch (error) {
      if (stopping) return;
      stopping = true;
      await stopCore(core, log);
      stopped = true;
      await refuseToStart(settings, error);
    }
  }
}

/** One clear line, on the terminal and in a box, then exit 1. */
async function refuseToStart(settings: DesktopSettings, error: unknown): Promise<void> {
  const line = settings.explain(error);
  settings.print.error(line);
  // Before Electron is ready there are no boxes on Linux, and no language to choose.
  await app.whenReady();
  const text = startErrorText(app.getPreferredSystemLanguages(), line);
  dialog.showErrorBox(text.title, text.body);
  app.exit(1);
}

/** @returns the exit code: 0 when the core stopped in good order */
async function stopCore(core: DesktopCore, log: ShellLog): Promise<number> {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(new Error(`The core did not stop within ${STOP_WITHIN_MS} ms`));
    }, STOP_WITHIN_MS);
  });
  try {
    await Promise.race([core.stop(), deadline]);
    return 0;
  } catch (error) {
    log.error({ err: error }, 'The core could not be stopped in good order');
    return 1;
  } finally {
    clearTimeout(timer);
  }
}
