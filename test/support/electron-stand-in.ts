import { EventEmitter } from 'node:events';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { chromium } from 'playwright-core';
import type { BrowserContext, Page, Request, Route } from 'playwright-core';
import { chromiumPath } from './chromium.ts';

// The part of Electron that the shell uses, on playwright-core and a headless Chromium, so that the built desktop entry
// runs where Electron's binary cannot be had. It keeps Electron's order of events; what it cannot keep (the sandbox, the
// fuses, permissions, real windows) is left to the contract tests and to a real Electron.

class StandInEvent {
  defaultPrevented = false;

  preventDefault(): void {
    this.defaultPrevented = true;
  }
}

interface WindowOptions {
  readonly webPreferences: { readonly preload: string; readonly additionalArguments: string[] };
}

type BeforeRequest = (
  details: { readonly url: string },
  answer: (answer: { readonly cancel: boolean }) => void,
) => void;

let context: BrowserContext | undefined;
let beforeRequest: BeforeRequest | undefined;
const contentsOf = new Map<Page, StandInContents>();

/** The page that asks; a popup asks before it has one. */
function pageOf(request: Request): Page | undefined {
  try {
    return request.frame().page();
  } catch {
    return undefined;
  }
}

/** A page's own navigations and requests, put to the shell as Electron puts them. */
async function judge(route: Route): Promise<void> {
  const request = route.request();
  const page = pageOf(request);
  const contents = page && contentsOf.get(page);
  const url = request.url();
  if (request.isNavigationRequest() && contents && !contents.isOwnLoad(url)) {
    const event = Object.assign(new StandInEvent(), { url });
    contents.emit('will-navigate', event);
    if (event.defaultPrevented) return route.abort('aborted');
  }
  let cancel = false;
  beforeRequest?.({ url }, (answer) => {
    cancel = answer.cancel;
  });
  return cancel ? route.abort('blockedbyclient') : route.continue();
}

/** Runs a built preload in the page, with the little that a sandboxed preload is given. */
function preloadScript({ preload, additionalArguments }: WindowOptions['webPreferences']): string {
  const given = JSON.stringify({
    platform: process.platform,
    argv: ['electron', ...additionalArguments],
  });
  return `{
    const exposeInMainWorld = (key, api) => Object.defineProperty(window, key, { value: Object.freeze(api) });
    const require = (name) => { if (name === 'electron') return { contextBridge: { exposeInMainWorld } }; throw new Error(name); };
    const module = { exports: {} };
    ((process, require, module, exports) => {${readFileSync(preload, 'utf8')}\n})(${given}, require, module, module.exports);
  }`;
}

class StandInContents extends EventEmitter {
  page: Page | undefined;
  #ownLoad = '';
  #openHandler: (details: { url: string }) => { action: string } = () => ({ action: 'allow' });

  isOwnLoad(url: string): boolean {
    return this.#ownLoad.split('#')[0] === url.split('#')[0];
  }
  setWindowOpenHandler(handler: (details: { url: string }) => { action: string }): void {
    this.#openHandler = handler;
  }
  opensWindow(popup: Page): void {
    if (this.#openHandler({ url: popup.url() }).action === 'deny') void popup.close();
  }
  getURL(): string {
    return this.page?.url() ?? '';
  }
  isDestroyed(): boolean {
    return this.page?.isClosed() ?? false;
  }
  async loadURL(url: string): Promise<void> {
    this.#ownLoad = url;
    try {
      await this.page?.goto(url);
      this.emit('did-finish-load');
    } catch (error) {
      this.emit('did-fail-load', new StandInEvent(), -2, String(error), url, true);
      throw error;
    } finally {
      this.#ownLoad = '';
    }
  }
}

export class BrowserWindow extends EventEmitter {
  static readonly open = new Set<BrowserWindow>();

  readonly webContents = new StandInContents();
  readonly #options: WindowOptions;
  readonly #page: Promise<Page>;

  constructor(options: WindowOptions) {
    super();
    this.#options = options;
    BrowserWindow.open.add(this);
    app.emit('web-contents-created', new StandInEvent(), this.webContents);
    this.#page = this.#openPage();
  }

  async #openPage(): Promise<Page> {
    if (!context) throw new Error('windows open once the app is ready');
    const page = await context.newPage();
    const { webContents } = this;
    webContents.page = page;
    contentsOf.set(page, webContents);
    await page.addInitScript(preloadScript(this.#options.webPreferences));
    page.on('popup', (popup) => {
      webContents.opensWindow(popup);
    });
    page.on('crash', () => {
      webContents.emit('render-process-gone', new StandInEvent(), {
        reason: 'crashed',
        exitCode: 1,
      });
    });
    page.on('close', () => {
      BrowserWindow.open.delete(this);
      webContents.emit('destroyed');
      this.emit('closed');
      if (BrowserWindow.open.size === 0) app.lastWindowClosed();
    });
    return page;
  }

  async loadURL(url: string): Promise<void> {
    await this.#page;
    await this.webContents.loadURL(url);
    this.emit('ready-to-show');
  }
  async close(): Promise<void> {
    await (await this.#page).close();
  }
  show(): void {}
  focus(): void {}
  restore(): void {}
  isMinimized(): boolean {
    return false;
  }
}

class StandInApp extends EventEmitter {
  readonly isPackaged = false;
  #userData = '';
  #quitting = false;
  #lock: string | undefined;
  #ready: Promise<void> | undefined;

  getVersion(): string {
    const file = join(dirname(process.argv[1] ?? ''), '../../package.json');
    const manifest: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return manifest instanceof Object && 'version' in manifest ? String(manifest.version) : '';
  }
  getPreferredSystemLanguages(): string[] {
    return ['pt-BR'];
  }
  setPath(_name: 'userData', path: string): void {
    this.#userData = path;
  }
  /** A file with the owner's process id; the owner is told of a second instance by a signal. */
  requestSingleInstanceLock(): boolean {
    const lock = join(this.#userData, 'stand-in.lock');
    try {
      writeFileSync(lock, String(process.pid), { flag: 'wx' });
    } catch {
      process.kill(Number(readFileSync(lock, 'utf8')), 'SIGUSR2');
      return false;
    }
    process.on('SIGUSR2', () => this.emit('second-instance', new StandInEvent()));
    this.#lock = lock;
    return true;
  }
  enableSandbox(): void {}
  whenReady(): Promise<void> {
    return (this.#ready ??= this.#launch());
  }
  async #launch(): Promise<void> {
    const profile = join(this.#userData, 'chromium');
    mkdirSync(profile, { recursive: true });
    context = await chromium.launchPersistentContext(profile, {
      executablePath: chromiumPath() ?? 'chromium',
      locale: 'pt-BR',
      viewport: { width: 1280, height: 800 },
      // The test looks into the windows through this port; Chromium writes it into the profile.
      args: ['--no-sandbox', '--remote-debugging-port=0'],
      handleSIGINT: false,
      handleSIGTERM: false,
    });
    await context.route('**/*', judge);
  }
  lastWindowClosed(): void {
    if (!this.#quitting) this.emit('window-all-closed');
  }
  quit(): void {
    if (this.#quitting) return;
    this.#quitting = true;
    this.emit('before-quit', new StandInEvent());
    void Promise.all([...BrowserWindow.open].map((window) => window.close())).then(() => {
      const event = new StandInEvent();
      this.emit('will-quit', event);
      if (!event.defaultPrevented) this.exit(0);
    });
  }
  exit(code: number): void {
    if (this.#lock !== undefined) rmSync(this.#lock, { force: true });
    void (context?.close() ?? Promise.resolve()).finally(() => process.exit(code));
  }
}

export const app = new StandInApp();

export const dialog = {
  showErrorBox: (title: string, body: string): void => {
    console.error(`[box] ${title}: ${body}`);
  },
};

export const Menu = {
  setApplicationMenu: (): void => {},
  buildFromTemplate: (): object => ({}),
};

export const session = {
  defaultSession: {
    webRequest: {
      onBeforeRequest: (handler: BeforeRequest): void => {
        beforeRequest = handler;
      },
    },
    setPermissionRequestHandler: (): void => {},
    setPermissionCheckHandler: (): void => {},
    setDevicePermissionHandler: (): void => {},
  },
};
