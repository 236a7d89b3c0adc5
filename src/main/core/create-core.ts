import { SCREEN_PATHS } from '../../shared/screens.ts';
import { ensureAdminToken } from './admin-token.ts';
import { createBackups } from './backups.ts';
import { systemTime, type TimeSource } from './broker/clock.ts';
import { openBroker } from './broker/open-broker.ts';
import type { Broker } from './broker/ports.ts';
import { counterRulesOf } from './counter-rules.ts';
import { prepareDataDir } from './data-dir.ts';
import { inlineWriter } from './db/inline-writer.ts';
import { lockDirectory } from './db/lock.ts';
import { maintainHere, maintainInThread } from './db/maintain-in-thread.ts';
import { adaptiveWriter } from './db/adaptive-writer.ts';
import { createLan } from './lan/create-lan.ts';
import { isLoopback } from './lan/hosts.ts';
import { isForOthers } from './lan/pairing-links.ts';
import { loadSettings } from './load-settings.ts';
import { openLog } from './log.ts';
import { createMailRunner } from './mail/mail-runner.ts';
import { ensureSessionKey } from './people/session-key.ts';
import { loadSample } from './sample.ts';
import { StartError } from './start-error.ts';

export interface CoreOptions {
  /** Absolute path of the data directory. */
  readonly dataDir: string;
  /** Address to listen on: loopback unless the owner decided otherwise. */
  readonly host: string;
  /** 0 picks a free one. */
  readonly port: number;
  /** Gives a new database the sample restaurant. */
  readonly sample: boolean;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly version: string;
  /** Folder of the built pages. */
  readonly pagesDir: string;
  readonly resourcesDir: string;
  /** Entry of the writer thread, or `inline` to write on the caller's own. */
  readonly writer: URL | 'inline';
  readonly time?: TimeSource;
}

/** How to reach what was started. */
export interface Running {
  /** Base address for this machine, as in `http://127.0.0.1:4700`. */
  readonly url: string;
  /** Base addresses for other machines; null while only this one can connect. */
  readonly lanUrls: readonly string[] | null;
  /** Each screen's address with a pairing code in its fragment: for one screen, once, for 15 minutes. */
  readonly pairingLinks: {
    readonly counter: string;
    readonly kitchen: string;
    readonly board: string;
  };
}

export interface Core {
  /** @throws StartError with one clear line; what was begun is undone */
  start(): Promise<Running>;
  /** Finishes what was accepted and lets go of everything. Safe to call at any time, also twice. */
  stop(): Promise<void>;
}

/** Puts the product together: settings in, a running restaurant out. Nothing here knows of Electron. */
export function createCore(options: CoreOptions): Core {
  /** What has to be undone, in the order it was done. */
  const undo: (() => void | Promise<void>)[] = [];
  let starting: Promise<Running> | null = null;
  let stopping: Promise<void> | null = null;

  async function start(): Promise<Running> {
    const dir = prepareDataDir(options.dataDir);
    undo.push(lockDirectory(dir.lock, dir.root));
    const settings = await loadSettings({ dataDir: dir.root, env: options.env });
    const log = openLog(dir.logs);
    undo.push(() => log.close());
    const { logger } = log;

    const { writer } = options;
    const { broker, isNew, isChecked } = openBroker({
      database: dir.database,
      writer: (path) => (writer === 'inline' ? inlineWriter(path) : adaptiveWriter(writer, path)),
      time: options.time ?? systemTime,
      timeZone: settings.shop.timeZone,
      dayStartsAt: settings.shop.dayStartsAt,
      rules: counterRulesOf(settings),
      onFault: (what, error) => {
        logger.error({ err: error instanceof Error ? error : new Error(String(error)) }, what);
      },
    });
    undo.push(() => broker.stop());
    if (options.sample && isUntouched(broker)) await importSample(broker, options.resourcesDir);
    await ensureAdminToken(broker, dir.adminToken);

    const mail = createMailRunner({
      broker,
      settings,
      mailDir: dir.mail,
      resourcesDir: options.resourcesDir,
      now: () => broker.now(),
      timer: startTimer,
      log: logger.child({ part: 'mail' }),
    });
    undo.push(() => mail.stop());

    const backups = createBackups({
      database: dir.database,
      folder: dir.backups,
      isNew,
      isChecked,
      run: (request) =>
        writer === 'inline' ? maintainHere(request) : maintainInThread(writer, request),
      now: () => broker.now(),
      timer: startTimer,
      log: logger.child({ part: 'backups' }),
    });
    undo.push(() => backups.stop());

    const lan = createLan({
      broker,
      settings,
      sessionKey: ensureSessionKey(dir.sessionKey),
      host: options.host,
      port: options.port,
      pagesDir: options.pagesDir,
      version: options.version,
      log: logger.child({ part: 'lan' }),
    });
    undo.push(() => lan.stop());
    const { port } = await listening(lan.start(), options);
    // What nobody waits for begins when the doors are open.
    mail.start();
    backups.start();
    logger.info({ port, version: options.version }, 'ready');

    const origins = lan.origins();
    // Best for this machine first.
    const url = origins[0] ?? '';
    const link = (role: 'counter' | 'kitchen' | 'board'): string =>
      `${url}${SCREEN_PATHS[role]}#pair=${lan.pairing.issue(role).code}`;
    return {
      url,
      lanUrls: isLoopback(options.host) ? null : origins.filter(isForOthers),
      pairingLinks: { counter: link('counter'), kitchen: link('kitchen'), board: link('board') },
    };
  }

  async function undoAll(): Promise<void> {
    for (let last = undo.pop(); last; last = undo.pop()) await last();
  }

  return {
    start: () =>
      (starting ??= start().catch(async (error: unknown) => {
        await undoAll();
        throw error;
      })),
    stop: () =>
      (stopping ??= (async () => {
        // What is half started can't be taken apart: let it come to its end, whichever that is.
        await starting?.catch(() => undefined);
        await undoAll();
      })()),
  };
}

function startTimer(delayMs: number, run: () => void): () => void {
  const timer = setTimeout(run, delayMs);
  return () => {
    clearTimeout(timer);
  };
}

/** Nothing has happened yet, and no start has come as far as making the admin's token. */
function isUntouched({ view }: Broker): boolean {
  return view.seq === 0 && view.devices().length === 0;
}

async function importSample(broker: Broker, resourcesDir: string): Promise<void> {
  const { menu, stock } = loadSample(resourcesDir);
  const refusal = await broker.importMenu(menu, stock);
  if (refusal) throw new StartError(`The sample menu could not be recorded: ${refusal.detail}`);
}

async function listening<T>(starting: Promise<T>, { host, port }: CoreOptions): Promise<T> {
  try {
    return await starting;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null;
    switch (code) {
      case 'EADDRINUSE':
        throw new StartError(
          `Port ${port} on ${host} is in use. Close what uses it, or choose another with --port.`,
        );
      case 'EACCES':
        throw new StartError(`Port ${port} may not be used by this user. Choose one above 1023.`);
      case 'EADDRNOTAVAIL':
      case 'ENOTFOUND':
      case 'EAI_AGAIN':
        throw new StartError(`${host} is not an address of this machine. Choose one with --host.`);
      default:
        throw error;
    }
  }
}
