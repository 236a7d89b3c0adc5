import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { _electron } from 'playwright-core';
import { expect, it, onTestFinished } from 'vitest';
import { hasOutputs } from '../../scripts/build.ts';
import { findElectron, hasDisplay } from '../../scripts/start/machine.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const PACKAGE = join(ROOT, 'node_modules/electron');

function electronVersion(): string {
  const manifest: unknown = JSON.parse(readFileSync(join(PACKAGE, 'package.json'), 'utf8'));
  return manifest instanceof Object && 'version' in manifest ? String(manifest.version) : '';
}

/** What stands in the way of running the real thing, or its executable. */
function electron(): { readonly path: string } | { readonly missing: string } {
  const found = findElectron(PACKAGE, electronVersion(), process.platform, process.env, {
    exists: existsSync,
    read: (path) => (existsSync(path) ? readFileSync(path, 'utf8') : null),
  });
  if (found.state !== 'present') return { missing: "Electron's binary is not installed here" };
  if (!hasDisplay(process.platform, process.env)) return { missing: 'there is no display' };
  if (!hasOutputs(ROOT)) return { missing: 'there is no build' };
  return { path: found.path };
}

it('[DESK2] a real Electron opens both windows, sandboxed, and quits in good order', async ({
  skip,
}) => {
  const binary = electron();
  if ('missing' in binary) return skip(binary.missing);
  const dataDir = mkdtempSync(join(tmpdir(), 'comanda-electron-'));
  onTestFinished(() => {
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
  });
  const asRoot = process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const desktop = await _electron.launch({
    executablePath: binary.path,
    args: [...asRoot, ROOT, '--port', '0', '--data-dir', dataDir],
  });
  const first = await desktop.firstWindow();
  const windows = [first, desktop.windows().at(1) ?? (await desktop.waitForEvent('window'))];

  expect(windows.map((window) => new URL(window.url()).pathname).toSorted()).toEqual([
    '/kds',
    '/pos',
  ]);
  for (const window of windows) {
    await window.getByRole('status').first().waitFor();
    expect(await window.evaluate('[typeof require, typeof process, typeof desktop]')).toEqual([
      'undefined',
      'undefined',
      'object',
    ]);
  }
  expect(await desktop.evaluate(({ app }) => app.getPath('userData'))).toBe(
    join(dataDir, 'desktop'),
  );

  const main = desktop.process();
  const ended = new Promise((done) => main.once('exit', done));
  await desktop.evaluate(({ app }) => {
    app.quit();
  });
  expect(await ended).toBe(0);
});
