import { BrowserWindow } from 'electron';
import type { BrowserWindowConstructorOptions } from 'electron';
import { mayNavigate } from './own-origin.ts';
import { keepAlive } from './reload.ts';
import type { ShellLog } from './shell-log.ts';

/** The windows of a desktop: the counter, and the kitchen's display beside it. */
export const SCREENS = ['pos', 'kds'] as const;
export type Screen = (typeof SCREENS)[number];

/** Painted before the page is there, so that a window does not flash: light counter, dark kitchen. */
const BACKGROUND: { readonly [S in Screen]: string } = { pos: '#f6f4f1', kds: '#171412' };

export interface WindowSettings {
  /** Where each screen's window starts: the page's address with its pairing code, as a tablet would open it. */
  readonly addresses: { readonly [S in Screen]: string };
  /** File of the built preload. */
  readonly preload: string;
  /** File of the window's icon; Windows and macOS take theirs from the app itself. */
  readonly icon: string;
  readonly version: string;
  /** An installed app has no developer tools. */
  readonly packaged: boolean;
}

/** How every window of ours is built. What is Electron's default today is said anyway: it is a promise here. */
export function windowOptions(
  screen: Screen,
  settings: Pick<WindowSettings, 'preload' | 'icon' | 'version' | 'packaged'>,
): BrowserWindowConstructorOptions {
  return {
    width: 1280,
    height: 800,
    minWidth: 800,
    minHeight: 600,
    show: false,
    title: 'Comanda',
    icon: settings.icon,
    backgroundColor: BACKGROUND[screen],
    autoHideMenuBar: true,
    webPreferences: {
      preload: settings.preload,
      additionalArguments: [`--comanda-version=${settings.version}`],
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
      devTools: !settings.packaged,
      // The spell checker would fetch its dictionaries from the internet.
      spellcheck: false,
      // A kitchen that nobody has clicked in yet must hear its first ticket, also while another window covers it.
      autoplayPolicy: 'no-user-gesture-required',
      backgroundThrottling: false,
    },
  };
}

/** The windows that are open, at most one for each screen. */
export class Windows {
  readonly #open = new Map<Screen, BrowserWindow>();
  readonly #settings: WindowSettings;
  readonly #log: ShellLog;

  constructor(settings: WindowSettings, log: ShellLog) {
    this.#settings = settings;
    this.#log = log;
  }

  /** Opens what is closed, and brings the counter to the front. */
  showAll(): void {
    for (const screen of SCREENS) {
      if (!this.#open.has(screen)) this.#openScreen(screen);
    }
    const counter = this.#open.get('pos');
    if (counter?.isMinimized()) counter.restore();
    counter?.focus();
  }

  #openScreen(screen: Screen): void {
    const window = new BrowserWindow(windowOptions(screen, this.#settings));
    this.#open.set(screen, window);
    window.once('ready-to-show', () => {
      window.show();
    });
    window.on('closed', () => {
      this.#open.delete(screen);
    });

    const start = this.#settings.addresses[screen];
    const { webContents } = window;
    keepAlive(
      webContents,
      () => {
        // Where the page was, so that a pairing code already used up is not tried again.
        const current = webContents.getURL();
        return mayNavigate(current, new URL(start).origin) ? current : start;
      },
      this.#log,
    );
    // A failed load arrives as did-fail-load, and is answered there.
    window.loadURL(start).catch(() => undefined);
  }
}
