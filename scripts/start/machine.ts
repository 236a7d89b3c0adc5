import { join } from 'node:path';

export type Env = Readonly<Record<string, string | undefined>>;

/** Whether anything with a window can be shown. Windows and macOS always have a desktop. */
export function hasDisplay(platform: NodeJS.Platform, env: Env): boolean {
  if (platform === 'win32' || platform === 'darwin') return true;
  return !!env['DISPLAY'] || !!env['WAYLAND_DISPLAY'];
}

/** Whether a browser should be opened without being asked for. */
export function wantsBrowser(platform: NodeJS.Platform, env: Env): boolean {
  return hasDisplay(platform, env) && !env['CI'] && !env['COMANDA_NO_BROWSER'];
}

/** The reads of a disk that finding Electron takes; a missing file is null. */
export interface Disk {
  exists(path: string): boolean;
  read(path: string): string | null;
}

export type ElectronBinary =
  | { readonly state: 'present'; readonly path: string }
  /** Not downloaded, or of another version. */
  | { readonly state: 'absent' }
  /** ELECTRON_OVERRIDE_DIST_PATH names a folder without it. */
  | { readonly state: 'misplaced'; readonly path: string };

/** Where the executable stands inside a folder of Electron, or null where there are no builds of it. */
function executableName(platform: NodeJS.Platform): string | null {
  switch (platform) {
    case 'darwin':
      return 'Electron.app/Contents/MacOS/Electron';
    case 'win32':
      return 'electron.exe';
    case 'linux':
    case 'freebsd':
    case 'openbsd':
      return 'electron';
    default:
      return null;
  }
}

/**
 * Looks for Electron's binary by its files. `require('electron')` is no way to ask: where the binary is missing, it
 * begins to download it.
 * @param packageDir folder of the npm package `electron`
 * @param version of that package
 */
export function findElectron(
  packageDir: string,
  version: string,
  platform: NodeJS.Platform,
  env: Env,
  disk: Disk,
): ElectronBinary {
  const name = executableName(platform);
  if (name === null) return { state: 'absent' };

  const override = env['ELECTRON_OVERRIDE_DIST_PATH'];
  if (override) {
    const path = join(override, name);
    return disk.exists(path) ? { state: 'present', path } : { state: 'misplaced', path };
  }
  const path = join(packageDir, 'dist', name);
  const complete =
    disk.read(join(packageDir, 'path.txt')) === name &&
    disk
      .read(join(packageDir, 'dist', 'version'))
      ?.trim()
      .replace(/^v/, '') === version &&
    disk.exists(path);
  return complete ? { state: 'present', path } : { state: 'absent' };
}

/** From where Electron would be downloaded, honouring the mirror that npm or the environment names. */
export function electronDownloadUrl(
  version: string,
  platform: NodeJS.Platform,
  arch: string,
  env: Env,
): string {
  const mirror =
    env['npm_config_electron_mirror'] ||
    env['NPM_CONFIG_ELECTRON_MIRROR'] ||
    env['ELECTRON_MIRROR'] ||
    'https://github.com/electron/electron/releases/download/';
  return `${mirror}v${version}/electron-v${version}-${platform}-${arch}.zip`;
}
