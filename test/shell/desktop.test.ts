import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

vi.mock('electron', () => import('../support/electron-fake.ts'));

const { FakeWindow, app, dialog, electronEvent, journal, resetElectron, session, Menu } =
  await import('../support/electron-fake.ts');
const { runDesktop } = await import('../../src/main/shell/desktop.ts');

const URL_ = 'http://127.0.0.1:4700';

let root: string;
let lines: string[];
let errors: string[];
let signals: (readonly [string, (...args: unknown[]) => void])[];

/** A core whose start and stop end when the test says so. */
function fakeCore() {
  const started = Promise.withResolvers<void>();
  const stopped = Promise.withResolvers<void>();
  return {
    started,
    stopped,
    start: async () => {
      journal.push('core.start');
      await started.promise;
      return {
        url: URL_,
        lanUrls: null,
        pairingLinks: {
          counter: `${URL_}/pos#pair=C`,
          kitchen: `${URL_}/kds#pair=K`,
          board: `${URL_}/board#pair=B`,
        },
      };
    },
    stop: async () => {
      journal.push('core.stop');
      await stopped.promise;
      journal.push('core.stopped');
    },
  };
}

function run(core: ReturnType<typeof fakeCore>, dataDir = root): void {
  runDesktop({
    version: '1.2.3',
    preload: '/app/out/preload/index.cjs',
    icon: '/app/icon.png',
    prepare: () => ({
      dataDir,
      createCore: () => {
        journal.push('core');
        return core;
      },
    }),
    openLog: () =>
      Promise.resolve({
        logger: pino({ enabled: false }),
        close: () => {
          journal.push('log closed');
          return Promise.resolve();
        },
      }),
    print: { line: (text) => lines.push(text), error: (text) => errors.push(text) },
    announce: ({ url }) => [`ready at ${url}`],
    explain: (error) => (error instanceof Error ? error.message : String(error)),
  });
}

/** Runs the desktop until its windows are open. */
async function opened(): Promise<ReturnType<typeof fakeCore>> {
  const core = fakeCore();
  core.started.resolve();
  run(core);
  await vi.waitFor(() => expect(FakeWindow.open).toHaveLength(2));
  return core;
}

function windowOf(page: string): InstanceType<typeof FakeWindow> {
  const found = FakeWindow.open.find((window) => window.webContents.url.startsWith(URL_ + page));
  if (!found) throw new Error(`no window shows ${page}`);
  return found;
}

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'comanda-shell-'));
  lines = [];
  errors = [];
  signals = [];
  resetElectron();
  vi.spyOn(process, 'on').mockImplementation((event, listener) => {
    signals.push([String(event), listener]);
    return process;
  });
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
  rmSync(root, { recursive: true, force: true });
});

describe('the desktop opens', () => {
  it('[DESK1] the lock is held, for this data directory, before the core exists', async () => {
    await opened();
    expect(journal).toEqual([
      'path userData',
      'lock',
      'sandbox',
      'core',
      'core.start',
      'session locked',
      `window ${URL_}/pos#pair=C`,
      `window ${URL_}/kds#pair=K`,
    ]);
    expect(lines).toEqual([`ready at ${URL_}`]);
    const profile = app.paths.get('userData') ?? '';
    expect(profile).toBe(join(root, 'desktop'));
    expect(statSync(profile).isDirectory()).toBe(true);
  });

  it('[DESK1] a second instance makes no core, says why, and ends with 0', () => {
    app.lockFree = false;
    run(fakeCore());
    expect(journal).toEqual(['path userData', 'lock', 'quit', 'exit 0']);
    expect(lines).toEqual(['Comanda is already open: its windows were brought to the front.']);
  });

  it('[DESK1] a second start brings the counter forward and reopens a window that was closed', async () => {
    await opened();
    const counter = windowOf('/pos');
    counter.minimized = true;
    counter.calls.length = 0;
    windowOf('/kds').closed();

    app.emit('second-instance', electronEvent({}));

    expect(counter.calls).toEqual(['restore', 'focus']);
    expect(FakeWindow.open).toHaveLength(2);
    expect(windowOf('/kds').webContents.url).toBe(`${URL_}/kds#pair=K`);
  });

  it('[DESK2] every window is sandboxed, isolated and without Node, and shown once it is painted', async () => {
    await opened();
    for (const window of FakeWindow.open) {
      expect(window.options).toMatchObject({
        show: false,
        webPreferences: {
          preload: '/app/out/preload/index.cjs',
          additionalArguments: ['--comanda-version=1.2.3'],
          sandbox: true,
          contextIsolation: true,
          nodeIntegration: false,
          nodeIntegrationInWorker: false,
          nodeIntegrationInSubFrames: false,
          webSecurity: true,
          allowRunningInsecureContent: false,
          experimentalFeatures: false,
          webviewTag: false,
          navigateOnDragDrop: false,
          devTools: false,
          spellcheck: false,
        },
      });
      expect(window.calls).not.toContain('show');
      window.emit('ready-to-show');
      expect(window.calls).toContain('show');
    }
    expect(Menu.applicationMenu).toBe(process.platform === 'darwin' ? expect.anything() : null);
  });

  it('[DESK2] only an app that is not installed has developer tools', async () => {
    app.isPackaged = false;
    await opened();
    expect(windowOf('/kds').options).toMatchObject({ webPreferences: { devTools: true } });
  });

  it.each(['will-navigate', 'will-frame-navigate', 'will-redirect'])(
    '[DESK3] %s to another address is held up in every window, and within our own pages is not',
    async (name) => {
      await opened();
      for (const window of FakeWindow.open) {
        const away = electronEvent({ url: 'https://example.com/' });
        window.webContents.emit(name, away);
        const inside = electronEvent({ url: `${URL_}/board` });
        window.webContents.emit(name, inside);
        expect([away.defaultPrevented, inside.defaultPrevented]).toEqual([true, false]);
      }
    },
  );

  it('[DESK3] a page opens no further window and attaches no webview', async () => {
    await opened();
    const { webContents } = windowOf('/pos');
    expect(webContents.openHandler?.({ url: 'https://example.com/' })).toEqual({ action: 'deny' });
    expect(webContents.openHandler?.({ url: `${URL_}/board` })).toEqual({ action: 'deny' });
    const webview = electronEvent({});
    webContents.emit('will-attach-webview', webview);
    expect(webview.defaultPrevented).toBe(true);
  });

  it('[DESK4] the session loads from the own server alone and grants next to nothing', async () => {
    await opened();
    const { defaultSession } = session;
    const cancelled = (url: string): boolean => {
      let said = false;
      defaultSession.beforeRequest?.({ url }, ({ cancel }) => {
        said = cancel;
      });
      return said;
    };
    expect(cancelled(`${URL_}/api/v1/menu`)).toBe(false);
    expect(cancelled('https://example.com/font.woff2')).toBe(true);

    const asked = (permission: string, requestingUrl: string): boolean => {
      let said = false;
      defaultSession.onRequest?.(
        windowOf('/pos').webContents,
        permission,
        (granted) => {
          said = granted;
        },
        { requestingUrl },
      );
      return said;
    };
    expect(asked('fullscreen', `${URL_}/kds`)).toBe(true);
    expect(asked('media', `${URL_}/kds`)).toBe(false);
    expect(defaultSession.onCheck?.(null, 'fullscreen', URL_)).toBe(true);
    expect(defaultSession.onCheck?.(null, 'geolocation', URL_)).toBe(false);
    expect(defaultSession.onDevice?.()).toBe(false);
  });

  it('[DESK5] a crashed page comes back where it was, not at the pairing code it came in with', async () => {
    await opened();
    vi.useFakeTimers();
    const { webContents } = windowOf('/kds');
    webContents.url = `${URL_}/kds`;
    webContents.emit('render-process-gone', electronEvent({}), { reason: 'crashed', exitCode: 1 });
    vi.advanceTimersByTime(500);
    expect(webContents.loads).toEqual([`${URL_}/kds#pair=K`, `${URL_}/kds`]);
  });
});

describe('the desktop ends', () => {
  it('[DESK6] closing the last window stops the core, and only then the process ends, with 0', async () => {
    const core = await opened();
    journal.length = 0;
    for (const window of FakeWindow.open) window.closed();
    app.emit('window-all-closed');
    expect(journal).toEqual(['quit', 'core.stop']);

    core.stopped.resolve();
    await vi.waitFor(() => expect(app.exitCode).not.toBeNull());
    expect(journal).toEqual(['quit', 'core.stop', 'core.stopped', 'log closed', 'exit 0']);
  });

  it('[DESK6] quitting twice stops the core once', async () => {
    const core = await opened();
    app.quit();
    app.quit();
    core.stopped.resolve();
    await vi.waitFor(() => expect(app.exitCode).toBe(0));
    expect(journal.filter((entry) => entry === 'core.stop')).toHaveLength(1);
  });

  it.each(['SIGTERM', 'SIGINT'])('[DESK6] %s quits in the same good order', async (signal) => {
    const core = await opened();
    journal.length = 0;
    signals.find(([name]) => name === signal)?.[1]();
    core.stopped.resolve();
    await vi.waitFor(() => expect(app.exitCode).toBe(0));
    expect(journal).toEqual(['quit', 'core.stop', 'core.stopped', 'log closed', 'exit 0']);
  });

  it('[DESK6] quitting while the core still starts opens no window', async () => {
    const core = fakeCore();
    run(core);
    app.quit();
    core.started.resolve();
    core.stopped.resolve();
    await vi.waitFor(() => expect(app.exitCode).toBe(0));
    expect(FakeWindow.open).toEqual([]);
  });

  it('[DESK6] a core that fails to stop, or does not within ten seconds, ends the process with 1', async () => {
    const failing = await opened();
    app.quit();
    failing.stopped.reject(new Error('disk gone'));
    await vi.waitFor(() => expect(app.exitCode).toBe(1));

    resetElectron();
    await opened();
    vi.useFakeTimers();
    app.quit();
    await vi.advanceTimersByTimeAsync(9_999);
    expect(app.exitCode).toBeNull();
    await vi.advanceTimersByTimeAsync(1);
    expect(app.exitCode).toBe(1);
  });

  it('[DESK7] a core that cannot start is one line on the terminal and in a box, then 1, and no window', async () => {
    const core = fakeCore();
    core.started.reject(new Error('Port 4700 is in use.'));
    core.stopped.resolve();
    run(core);
    await vi.waitFor(() => expect(app.exitCode).toBe(1));
    expect(errors).toEqual(['Port 4700 is in use.']);
    expect(dialog.boxes).toEqual([
      { title: 'A Comanda não pôde abrir', body: 'Port 4700 is in use.' },
    ]);
    expect(FakeWindow.open).toEqual([]);
    expect(journal.at(-1)).toBe('exit 1');
  });

  it('[DESK7] a data directory that cannot be made is said the same way, before any lock or core', async () => {
    const file = join(root, 'a-file');
    writeFileSync(file, '');
    run(fakeCore(), file);
    await vi.waitFor(() => expect(app.exitCode).toBe(1));
    expect(journal).toEqual(['box', 'exit 1']);
    expect(errors).toHaveLength(1);
  });
});
