import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { app, dialog, session } from 'electron';
import type { Core, Running } from '../core/create-core.ts';
import type { Log } from '../core/log.ts';
import { lockNavigation, lockSession } from './lockdown.ts';
import { setMenu } from './menu.ts';
import { startErrorText } from './start-error-text.ts';
import { Windows } from './windows.ts';

/** Acknowledged orders are on disk already, so a core that cannot stop is left behind after this. */
const STOP_WITHIN_MS = 10_000;

export interface DesktopSettings {
  readonly version: string;
  /** File of the built preload. */
  readonly preload: string;
  /** File of the windows' icon. */
  readonly icon: string;
  /**
   * Where this restaurant's data is, and how to make its core, which only the one process that may open the database
   * does.
   * @throws when the command line is wrong
   */
  readonly prepare: () => { readonly dataDir: string; readonly createCore: () => Core };
  /** Opens the shell's own log in a folder. */
  readonly openLog: (directory: string) => Promise<Log>;
  /** Says on the terminal what there is to say. */
  readonly print: { line(text: string): void; error(text: string): void };
  /** What to say once everything runs. */
  readonly announce: (running: Running) => readonly string[];
  /** The sentence for an error of the start. */
  readonly explain: (error: unknown) => string;
}

/**
 * The life of the desktop app: one instance, one core, its windows, and an orderly end. Everything of the product
 * itself happens in the core; this follows Electron's events.
 */
export function runDesktop(settings: DesktopSettings): void {
  const { print } = settings;

  let prepared: ReturnType<DesktopSettings['prepare']>;
  let profile: string;
  try {
    prepared = settings.prepare();
    // Electron holds its single-instance lock per user data folder. Inside the data directory, that is one instance
    // for each restaurant's data, as the database wants it.
    profile = join(prepared.dataDir, 'desktop');
    mkdirSync(join(profile, 'logs'), { recursive: true, mode: 0o700 });
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

  const core = prepared.createCore();
  let logFile: Log | undefined;
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
    void stopAll().then((code) => {
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
      const [running, opened] = await Promise.all([
        core.start(),
        settings.openLog(join(profile, 'logs')),
        app.whenReady(),
      ]);
      logFile = opened;
      const log = opened.logger;
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
      for (const line of settings.announce(running)) print.line(line);
    } catch (error) {
      if (stopping) return;
      stopping = true;
      await stopAll();
      stopped = true;
      await refuseToStart(settings, error);
    }
  }

  /** @returns the exit code: 0 when everything stopped in good order */
  async function stopAll(): Promise<number> {
    let timer: NodeJS.Timeout | undefined;
    const deadline = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => {
        reject(new Error(`not done after ${STOP_WITHIN_MS / 1000} seconds`));
      }, STOP_WITHIN_MS);
    });
    const stopInOrder = async (): Promise<void> => {
      await core.stop();
      await logFile?.close();
    };
    try {
      await Promise.race([stopInOrder(), deadline]);
      return 0;
    } catch (error) {
      print.error(`Comanda did not stop in good order: ${String(error)}`);
      return 1;
    } finally {
      clearTimeout(timer);
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
