import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { Download } from './plan.ts';

/** A host that has not answered by then is taken for unreachable, so that a start without internet stays quick. */
export const PROBE_WITHIN_MS = 1500;

/**
 * Whether a host answers at all, whatever it says short of a failure of its own.
 * @param withinMs cap on the whole attempt: name look-up, connection and answer
 */
export async function canReach(url: string, withinMs: number): Promise<boolean> {
  try {
    const response = await fetch(url, {
      method: 'HEAD',
      redirect: 'manual',
      signal: AbortSignal.timeout(withinMs),
    });
    return response.status < 500;
  } catch {
    return false;
  }
}

export interface DownloadSettings {
  readonly url: string;
  /** Folder of the npm package `electron`, which brings its own downloader. */
  readonly packageDir: string;
  readonly say: (line: string) => void;
  /** Ends the download. */
  readonly signal: AbortSignal;
}

/** Runs Electron's own downloader, but only once its host has answered. Checks sums, unpacks, and is quiet but for one line. */
export async function downloadElectron(settings: DownloadSettings): Promise<Download> {
  const { url, packageDir, say, signal } = settings;
  if (!(await canReach(url, PROBE_WITHIN_MS))) {
    return { result: 'unreachable', host: new URL(url).host };
  }
  say('Downloading Electron for the desktop windows (about 120 MB, this once) …');
  try {
    const installer = spawn(process.execPath, [join(packageDir, 'install.js')], {
      stdio: ['ignore', 'ignore', 'pipe'],
      signal,
    });
    const [complaint] = await Promise.all([text(installer.stderr), once(installer, 'close')]);
    return installer.exitCode === 0
      ? { result: 'installed' }
      : { result: 'failed', reason: complaint.trim().split('\n')[0] || 'its downloader gave up' };
  } catch (error) {
    return { result: 'failed', reason: error instanceof Error ? error.message : String(error) };
  }
}
