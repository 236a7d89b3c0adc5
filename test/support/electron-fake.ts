import { EventEmitter } from 'node:events';

/** What happened, in order, as short words: `lock`, `core.start`, `window pos` … */
export const journal: string[] = [];

/** An Electron event as handlers get it. */
export function electronEvent<T extends object>(more: T): T & FakeEvent {
  return Object.assign(new FakeEvent(), more);
}

class FakeEvent {
  defaultPrevented = false;

  preventDefault(): void {
    this.defaultPrevented = true;
  }
}

type Answer = { readonly action: 'allow' | 'deny' };

class FakeWebContents extends EventEmitter {
  url = '';
  readonly loads: string[] = [];
  destroyed = false;
  openHandler: ((details: { url: string }) => Answer) | null = null;

  getURL(): string {
    return this.url;
  }
  isDestroyed(): boolean {
    return this.destroyed;
  }
  setWindowOpenHandler(handler: (details: { url: string }) => Answer): void {
    this.openHandler = handler;
  }
  loadURL(url: string): Promise<void> {
    this.loads.push(url);
    this.url = url;
    return Promise.resolve();
  }
}

export class FakeWindow extends EventEmitter {
  static open: FakeWindow[] = [];

  readonly webContents = new FakeWebContents();
  readonly calls: string[] = [];
  minimized = false;
  readonly options: Record<string, unknown>;

  constructor(options: Record<string, unknown>) {
    super();
    this.options = options;
    FakeWindow.open.push(this);
    app.emit('web-contents-created', electronEvent({}), this.webContents);
  }
  loadURL(url: string): Promise<void> {
    journal.push(`window ${url}`);
    return this.webContents.loadURL(url);
  }
  show(): void {
    this.calls.push('show');
  }
  focus(): void {
    this.calls.push('focus');
  }
  restore(): void {
    this.minimized = false;
    this.calls.push('restore');
  }
  isMinimized(): boolean {
    return this.minimized;
  }
  /** As when its frame's close button is pressed. */
  closed(): void {
    FakeWindow.open = FakeWindow.open.filter((window) => window !== this);
    this.webContents.destroyed = true;
    this.webContents.emit('destroyed');
    this.emit('closed');
  }
}

class FakeApp extends EventEmitter {
  isPackaged = true;
  lockFree = true;
  readonly paths = new Map<string, string>();
  exitCode: number | null = null;
  readonly #ready = Promise.resolve();

  setPath(name: string, path: string): void {
    journal.push(`path ${name}`);
    this.paths.set(name, path);
  }
  requestSingleInstanceLock(): boolean {
    journal.push('lock');
    return this.lockFree;
  }
  enableSandbox(): void {
    journal.push('sandbox');
  }
  whenReady(): Promise<void> {
    return this.#ready;
  }
  getPreferredSystemLanguages(): string[] {
    return ['pt-BR'];
  }
  /** Windows close, then `will-quit` may still hold the process, as Electron documents it. */
  quit(): void {
    journal.push('quit');
    this.emit('before-quit', electronEvent({}));
    for (const window of FakeWindow.open) window.closed();
    const event = electronEvent({});
    this.emit('will-quit', event);
    if (!event.defaultPrevented) this.exit(0);
  }
  exit(code: number): void {
    journal.push(`exit ${code}`);
    this.exitCode ??= code;
    this.emit('exited');
  }
}

export const app = new FakeApp();

export const dialog = {
  boxes: [] as { title: string; body: string }[],
  showErrorBox(title: string, body: string): void {
    journal.push('box');
    dialog.boxes.push({ title, body });
  },
};

export const Menu = {
  applicationMenu: undefined as unknown,
  setApplicationMenu(menu: unknown): void {
    Menu.applicationMenu = menu;
  },
  buildFromTemplate: (template: unknown): unknown => template,
};

type RequestHandler = (
  contents: FakeWebContents,
  permission: string,
  answer: (granted: boolean) => void,
  details: { requestingUrl: string },
) => void;
type CheckHandler = (
  contents: FakeWebContents | null,
  permission: string,
  origin: string,
) => boolean;
type BeforeRequest = (details: { url: string }, answer: (a: { cancel: boolean }) => void) => void;

const defaultSession = {
  beforeRequest: null as BeforeRequest | null,
  onRequest: null as RequestHandler | null,
  onCheck: null as CheckHandler | null,
  onDevice: null as (() => boolean) | null,
  webRequest: {
    onBeforeRequest(handler: BeforeRequest): void {
      journal.push('session locked');
      defaultSession.beforeRequest = handler;
    },
  },
  setPermissionRequestHandler(handler: RequestHandler): void {
    defaultSession.onRequest = handler;
  },
  setPermissionCheckHandler(handler: CheckHandler): void {
    defaultSession.onCheck = handler;
  },
  setDevicePermissionHandler(handler: () => boolean): void {
    defaultSession.onDevice = handler;
  },
};

export const session = { defaultSession };

export { FakeWindow as BrowserWindow };

/** Back to a machine on which nothing has run. */
export function resetElectron(): void {
  journal.length = 0;
  app.removeAllListeners();
  app.lockFree = true;
  app.isPackaged = true;
  app.exitCode = null;
  app.paths.clear();
  FakeWindow.open = [];
  dialog.boxes.length = 0;
  Menu.applicationMenu = undefined;
}
