import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

vi.mock('electron', () => import('../support/electron-fake.ts'));

const { BrowserWindow } = await import('electron');
const { FakeWindow, electronEvent, resetElectron } = await import('../support/electron-fake.ts');
const { keepAlive, reloadDelay } = await import('../../src/main/shell/reload.ts');

type Contents = InstanceType<typeof FakeWindow>['webContents'];

const PAGE = 'http://127.0.0.1:4700/kds';
const quiet = { info: vi.fn(), warn: vi.fn(), error: vi.fn() };

function kept(): Contents {
  resetElectron();
  keepAlive(new BrowserWindow({}).webContents, () => PAGE, quiet);
  const [window] = FakeWindow.open;
  if (!window) throw new Error('no window');
  return window.webContents;
}

function crash(contents: Contents, reason = 'crashed'): void {
  contents.emit('render-process-gone', electronEvent({}), { reason, exitCode: 5 });
}

function failLoad(contents: Contents, code: number, isMainFrame = true): void {
  contents.emit('did-fail-load', electronEvent({}), code, 'ERR', PAGE, isMainFrame);
}

describe('a page that was lost', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('[DESK5] the pause before a reload doubles from half a second to half a minute', () => {
    expect([0, 1, 2, 5, 6, 50].map(reloadDelay)).toEqual([500, 1000, 2000, 16000, 30000, 30000]);
  });

  it.each(['crashed', 'oom', 'killed', 'launch-failed'])(
    '[DESK5] a page whose renderer ended as %o is loaded again, once',
    (reason) => {
      const contents = kept();
      crash(contents, reason);
      crash(contents, reason);
      expect(contents.loads).toEqual([]);
      vi.advanceTimersByTime(500);
      expect(contents.loads).toEqual([PAGE]);
      vi.advanceTimersByTime(120_000);
      expect(contents.loads).toEqual([PAGE]);
    },
  );

  it('[DESK5] a page that fails again and again is tried ever more seldom, until it has stood for a minute', () => {
    const contents = kept();
    failLoad(contents, -102);
    vi.advanceTimersByTime(500);
    failLoad(contents, -102);
    vi.advanceTimersByTime(999);
    expect(contents.loads).toHaveLength(1);
    vi.advanceTimersByTime(1);
    expect(contents.loads).toHaveLength(2);

    // Loads, but dies within the minute: still counted as one row of failures.
    contents.emit('did-finish-load');
    vi.advanceTimersByTime(59_999);
    crash(contents);
    vi.advanceTimersByTime(1999);
    expect(contents.loads).toHaveLength(2);
    vi.advanceTimersByTime(1);
    expect(contents.loads).toHaveLength(3);

    contents.emit('did-finish-load');
    vi.advanceTimersByTime(60_000);
    crash(contents);
    vi.advanceTimersByTime(500);
    expect(contents.loads).toHaveLength(4);
  });

  it('[DESK5] an orderly end, a load that a newer one replaced, and a frame inside the page bring no reload', () => {
    const contents = kept();
    crash(contents, 'clean-exit');
    failLoad(contents, -3);
    failLoad(contents, -102, false);
    vi.advanceTimersByTime(120_000);
    expect(contents.loads).toEqual([]);
  });

  it('[DESK5] a window that was closed meanwhile is left alone', () => {
    const contents = kept();
    crash(contents);
    contents.emit('destroyed');
    vi.advanceTimersByTime(120_000);
    expect(contents.loads).toEqual([]);
    expect(vi.getTimerCount()).toBe(0);
  });
});
