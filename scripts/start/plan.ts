import { hasDisplay } from './machine.ts';
import type { ElectronBinary, Env } from './machine.ts';

/** How the product is started. A desktop where Electron can run, else headless with one line that says why. */
export type Plan =
  | { readonly way: 'desktop'; readonly electron: string }
  /** Electron is to be downloaded, if its host answers. */
  | { readonly way: 'download' }
  | { readonly way: 'headless'; readonly why: string };

/** A plan that waits for nothing more. */
export type SettledPlan = Exclude<Plan, { readonly way: 'download' }>;

export interface Facts {
  readonly platform: NodeJS.Platform;
  readonly env: Env;
  /** The user's id; null on Windows. */
  readonly uid: number | null;
  readonly electron: ElectronBinary;
}

/** Decides from what is known without any network. */
export function planStart(facts: Facts): Plan {
  const { platform, env, uid, electron } = facts;
  if (!hasDisplay(platform, env)) {
    return {
      way: 'headless',
      why: 'there is no display (neither DISPLAY nor WAYLAND_DISPLAY is set)',
    };
  }
  if (platform === 'linux' && uid === 0) {
    return { way: 'headless', why: 'Electron does not run as root' };
  }
  switch (electron.state) {
    case 'present':
      return { way: 'desktop', electron: electron.path };
    case 'misplaced':
      return { way: 'headless', why: `ELECTRON_OVERRIDE_DIST_PATH has no ${electron.path}` };
    case 'absent':
      return env['ELECTRON_SKIP_BINARY_DOWNLOAD']
        ? {
            way: 'headless',
            why: 'Electron is not installed and ELECTRON_SKIP_BINARY_DOWNLOAD is set',
          }
        : { way: 'download' };
  }
}

/** What came of a download. */
export type Download =
  | { readonly result: 'installed' }
  | { readonly result: 'unreachable'; readonly host: string }
  | { readonly result: 'failed'; readonly reason: string };

/** Decides anew once a download has ended; the binary was looked for again. */
export function planAfterDownload(download: Download, electron: ElectronBinary): SettledPlan {
  switch (download.result) {
    case 'installed':
      return electron.state === 'present'
        ? { way: 'desktop', electron: electron.path }
        : { way: 'headless', why: 'Electron was downloaded, but is not where it should be' };
    case 'unreachable':
      return {
        way: 'headless',
        why: `Electron is not installed yet and ${download.host} cannot be reached to download it`,
      };
    case 'failed':
      return { way: 'headless', why: `Electron could not be downloaded (${download.reason})` };
  }
}

/** How a child process ended: one of the two is null. */
export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** How Electron ends when it cannot run on a machine: a library or its sandbox is missing. */
const CANNOT_RUN_SIGNALS: ReadonlySet<NodeJS.Signals> = new Set([
  'SIGTRAP',
  'SIGILL',
  'SIGABRT',
  'SIGSEGV',
]);
const MISSING_LIBRARY = 127;

/**
 * Whether the headless product should take over from a desktop that ended. A refusal of our own (exit 1) would only
 * be said twice, and an ordered end is an end.
 * @returns why, or null when it should not
 */
export function whyTakeOver(ended: Ended, stopping: boolean): string | null {
  if (stopping) return null;
  if (ended.signal !== null && CANNOT_RUN_SIGNALS.has(ended.signal)) {
    return `Electron ended with ${ended.signal}`;
  }
  return ended.code === MISSING_LIBRARY ? 'Electron lacks a system library' : null;
}
