import type { WebContents } from 'electron';
import type { ShellLog } from './shell-log.ts';

const FIRST_DELAY_MS = 500;
const LONGEST_DELAY_MS = 30_000;
/** A page that stood this long is well again, and its next failure is answered quickly. */
const SETTLED_AFTER_MS = 60_000;

/** Chromium's code for a load that a newer one replaced (net::ERR_ABORTED). */
const ABORTED = -3;

/**
 * How long to wait before a page is loaded again: 0.5 s, doubled with each failure, 30 s at the longest.
 * @param failures how often it has failed in a row before now
 * @returns milliseconds
 */
export function reloadDelay(failures: number): number {
  return Math.min(FIRST_DELAY_MS * 2 ** failures, LONGEST_DELAY_MS);
}

/**
 * Brings a page back after its renderer crashed or its load failed: a kitchen display nobody can reach with a mouse
 * must mend itself.
 * @param address where the page should be now
 */
export function keepAlive(contents: WebContents, address: () => string, log: ShellLog): void {
  let failures = 0;
  let pending: NodeJS.Timeout | undefined;
  let settling: NodeJS.Timeout | undefined;

  const failed = (data: object, message: string): void => {
    clearTimeout(settling);
    if (pending !== undefined) return;
    const delayMs = reloadDelay(failures);
    failures += 1;
    log.warn({ ...data, failures, delayMs }, message);
    pending = setTimeout(() => {
      pending = undefined;
      // A failure of this load arrives as did-fail-load, and is answered there.
      if (!contents.isDestroyed()) contents.loadURL(address()).catch(() => undefined);
    }, delayMs);
  };

  contents.on('render-process-gone', (_event, { reason, exitCode }) => {
    if (reason !== 'clean-exit') failed({ reason, exitCode }, 'A window lost its page');
  });
  contents.on('did-fail-load', (_event, code, description, _url, isMainFrame) => {
    if (isMainFrame && code !== ABORTED)
      failed({ code, description }, 'A page could not be loaded');
  });
  contents.on('did-finish-load', () => {
    clearTimeout(settling);
    settling = setTimeout(() => {
      failures = 0;
    }, SETTLED_AFTER_MS);
  });
  contents.on('destroyed', () => {
    clearTimeout(pending);
    clearTimeout(settling);
  });
}
