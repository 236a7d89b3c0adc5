import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { addressToOpen } from '../../scripts/start/address-to-open.ts';
import {
  electronDownloadUrl,
  findElectron,
  hasDisplay,
  wantsBrowser,
} from '../../scripts/start/machine.ts';
import type { ElectronBinary, Env } from '../../scripts/start/machine.ts';
import { planAfterDownload, planStart, whyTakeOver } from '../../scripts/start/plan.ts';
import type { Facts } from '../../scripts/start/plan.ts';

const PACKAGE = '/app/node_modules/electron';
const PRESENT: ElectronBinary = { state: 'present', path: '/electron' };

/** A disk that holds these files. */
function find(files: Record<string, string>, env: Env = {}, platform: NodeJS.Platform = 'linux') {
  return findElectron(PACKAGE, '45.4.1', platform, env, {
    exists: (path) => path in files,
    read: (path) => files[path] ?? null,
  });
}

function plan(over: Partial<Facts>) {
  return planStart({
    platform: 'linux',
    env: { DISPLAY: ':0' },
    uid: 1000,
    electron: PRESENT,
    ...over,
  });
}

describe('where Electron is', () => {
  const installed = {
    [join(PACKAGE, 'path.txt')]: 'electron',
    [join(PACKAGE, 'dist/version')]: 'v45.4.1\n',
    [join(PACKAGE, 'dist/electron')]: 'ELF',
  };

  it('[START2] the binary is found by its path file, its version and itself', () => {
    expect(find(installed)).toEqual({ state: 'present', path: join(PACKAGE, 'dist/electron') });
  });

  it.each(Object.keys(installed))('[START2] without %s it is not installed', (missing) => {
    const rest = Object.fromEntries(Object.entries(installed).filter(([path]) => path !== missing));
    expect(find(rest)).toEqual({ state: 'absent' });
  });

  it('[START2] a binary of another version is not the one', () => {
    expect(find({ ...installed, [join(PACKAGE, 'dist/version')]: 'v44.0.0' })).toEqual({
      state: 'absent',
    });
  });

  it('[START2] ELECTRON_OVERRIDE_DIST_PATH decides alone, and says so when it is wrong', () => {
    const env = { ELECTRON_OVERRIDE_DIST_PATH: '/opt/electron' };
    expect(find({ ...installed, [join('/opt/electron/electron')]: 'ELF' }, env)).toEqual({
      state: 'present',
      path: join('/opt/electron/electron'),
    });
    expect(find(installed, env)).toEqual({
      state: 'misplaced',
      path: join('/opt/electron/electron'),
    });
  });

  it('[START2] a platform without builds of Electron has none', () => {
    expect(find(installed, {}, 'sunos')).toEqual({ state: 'absent' });
  });

  it('[START2] the download comes from the mirror that npm or the environment names', () => {
    const url = (env: Env): string => electronDownloadUrl('45.4.1', 'linux', 'x64', env);
    expect(url({})).toBe(
      'https://github.com/electron/electron/releases/download/v45.4.1/electron-v45.4.1-linux-x64.zip',
    );
    expect(url({ ELECTRON_MIRROR: 'http://mirror/' })).toBe(
      'http://mirror/v45.4.1/electron-v45.4.1-linux-x64.zip',
    );
    expect(
      url({ npm_config_electron_mirror: 'http://npm/', ELECTRON_MIRROR: 'http://env/' }),
    ).toMatch(/^http:\/\/npm\//);
  });
});

describe('desktop or headless', () => {
  it('[START3] with a display and the binary the desktop opens', () => {
    expect(plan({})).toEqual({ way: 'desktop', electron: '/electron' });
    expect(plan({ env: { WAYLAND_DISPLAY: 'wayland-0' } }).way).toBe('desktop');
    expect(plan({ platform: 'darwin', env: {}, uid: 501 }).way).toBe('desktop');
    expect(plan({ platform: 'win32', env: {}, uid: null }).way).toBe('desktop');
    expect(plan({ platform: 'darwin', env: {}, uid: 0 }).way).toBe('desktop');
  });

  it.each<[string, Partial<Facts>, RegExp]>([
    ['there is no display', { env: {} }, /no display/],
    ['the display variable is empty', { env: { DISPLAY: '' } }, /no display/],
    ['the user is root on Linux', { uid: 0 }, /root/],
    [
      'the override is wrong',
      { electron: { state: 'misplaced', path: '/opt/electron' } },
      /ELECTRON_OVERRIDE_DIST_PATH has no \/opt\/electron/,
    ],
    [
      'downloading is switched off',
      { electron: { state: 'absent' }, env: { DISPLAY: ':0', ELECTRON_SKIP_BINARY_DOWNLOAD: '1' } },
      /ELECTRON_SKIP_BINARY_DOWNLOAD/,
    ],
  ])('[START3] the headless product runs, and says why, when %s', (_case, over, why) => {
    const chosen = plan(over);
    expect(chosen.way).toBe('headless');
    expect('why' in chosen ? chosen.why : '').toMatch(why);
  });

  it('[START3] the network is asked only where Electron is missing and could be shown', () => {
    const absent: ElectronBinary = { state: 'absent' };
    expect(plan({ electron: absent }).way).toBe('download');
    expect(plan({ electron: absent, env: {} }).way).toBe('headless');
    expect(plan({ electron: absent, uid: 0 }).way).toBe('headless');
  });

  it('[START3] a download ends in a desktop, or in a line that says what was wrong', () => {
    expect(planAfterDownload({ result: 'installed' }, PRESENT).way).toBe('desktop');
    expect(planAfterDownload({ result: 'installed' }, { state: 'absent' })).toEqual({
      way: 'headless',
      why: 'Electron was downloaded, but is not where it should be',
    });
    expect(
      planAfterDownload({ result: 'unreachable', host: 'github.com' }, { state: 'absent' }),
    ).toEqual({
      way: 'headless',
      why: 'Electron is not installed yet and github.com cannot be reached to download it',
    });
    expect(
      planAfterDownload({ result: 'failed', reason: 'bad checksum' }, { state: 'absent' }),
    ).toEqual({ way: 'headless', why: 'Electron could not be downloaded (bad checksum)' });
  });

  it('[START4] the headless product takes over from an Electron that cannot run, and from no other end', () => {
    const ended = (code: number | null, signal: NodeJS.Signals | null = null) => ({ code, signal });
    expect(whyTakeOver(ended(127), false)).toMatch(/library/);
    expect(whyTakeOver(ended(null, 'SIGTRAP'), false)).toMatch(/SIGTRAP/);
    expect(whyTakeOver(ended(null, 'SIGTRAP'), true)).toBeNull();
    expect(whyTakeOver(ended(0), false)).toBeNull();
    expect(whyTakeOver(ended(1), false)).toBeNull();
    expect(whyTakeOver(ended(null, 'SIGKILL'), false)).toBeNull();
  });
});

describe('the browser', () => {
  it.each<[NodeJS.Platform, Env, boolean]>([
    ['linux', { DISPLAY: ':0' }, true],
    ['darwin', {}, true],
    ['win32', {}, true],
    ['linux', {}, false],
    ['linux', { DISPLAY: ':0', CI: 'true' }, false],
    ['darwin', { COMANDA_NO_BROWSER: '1' }, false],
  ])('[START5] on %s with %o it is opened: %o', (platform, env, wanted) => {
    expect(wantsBrowser(platform, env)).toBe(wanted);
    if (wanted) expect(hasDisplay(platform, env)).toBe(true);
  });

  it('[START5] the counter is opened with its pairing code, once', () => {
    const toOpen = addressToOpen();
    const lines = [
      'Comanda ready at http://127.0.0.1:4700',
      '  Counter  http://127.0.0.1:4700/pos#pair=ABCD-1234',
      '  Kitchen  http://127.0.0.1:4700/kds#pair=EFGH-5678',
      '  Counter  http://127.0.0.1:4700/pos#pair=ABCD-1234',
    ];
    expect(lines.map(toOpen)).toEqual([
      null,
      'http://127.0.0.1:4700/pos#pair=ABCD-1234',
      null,
      null,
    ]);
  });
});
