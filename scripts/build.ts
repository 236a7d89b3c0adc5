import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

/** Everything the bundles are made of. */
const SOURCES = [
  'src/**',
  'electron.vite.config.ts',
  'scripts/bundle/**',
  'tsconfig*.json',
  'package.json',
  'package-lock.json',
];

/** What a build leaves behind at the least; a missing one makes any stamp void. */
export const OUTPUTS: readonly string[] = [
  'out/main/index.js',
  'out/main/server.js',
  'out/main/serve.js',
  'out/main/writer.js',
  'out/preload/index.cjs',
  'out/renderer/pos/index.html',
  'out/renderer/kds/index.html',
  'out/renderer/board/index.html',
];

const STAMP = 'out/.built';

/**
 * One hash over names and contents. Contents rather than times: a checkout touches every file, and an older
 * file put back is a change too.
 * @param root the project's folder
 */
export function fingerprint(root: string): string {
  const hash = createHash('sha256');
  const files = globSync(SOURCES, { cwd: root })
    .filter((file) => statSync(join(root, file)).isFile())
    .map((file) => file.replaceAll('\\', '/'))
    .toSorted();
  for (const file of files) {
    hash
      .update(file)
      .update('\0')
      .update(readFileSync(join(root, file)))
      .update('\0');
  }
  return hash.digest('hex');
}

/**
 * What the stamp says of a finished build: the sources, and the very files that came of them, so that a bundle
 * written by anything else voids it.
 */
function stampText(root: string, sources: string): string {
  const outputs = OUTPUTS.map((file) => statSync(join(root, file)).mtimeMs);
  return [sources, ...outputs].join('\n');
}

/** Whether there is a build at all, fresh or not. */
export function hasOutputs(root: string): boolean {
  return OUTPUTS.every((file) => existsSync(join(root, file)));
}

/** Whether `out/` is what the sources in their present state make. */
export function isBuilt(root: string): boolean {
  if (!hasOutputs(root) || !existsSync(join(root, STAMP))) return false;
  return readFileSync(join(root, STAMP), 'utf8') === stampText(root, fingerprint(root));
}

/**
 * Marks `out/` as the build of the sources with this fingerprint.
 * @param sources taken before the build began: what is edited meanwhile makes it stale again
 */
export function writeStamp(root: string, sources: string): void {
  writeFileSync(join(root, STAMP), stampText(root, sources));
}

/** Why there is no build. The bundler's own words come with it. */
export class BuildError extends Error {
  override readonly name = 'BuildError';
}

/**
 * Builds everything, quietly, and stamps it.
 * @returns milliseconds it took
 * @throws BuildError with what the bundler said
 */
export async function build(root: string): Promise<number> {
  const began = performance.now();
  const sources = fingerprint(root);
  rmSync(join(root, STAMP), { force: true });

  const bundler = spawn(
    process.execPath,
    [join(root, 'node_modules/electron-vite/bin/electron-vite.js'), 'build', '--logLevel', 'warn'],
    { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const [words, complaints] = await Promise.all([
    text(bundler.stdout),
    text(bundler.stderr),
    once(bundler, 'close'),
  ]);
  const missing = OUTPUTS.filter((file) => !existsSync(join(root, file)));
  if (bundler.exitCode !== 0) throw new BuildError(`The build failed.\n${complaints}${words}`);
  if (missing.length > 0) throw new BuildError(`The build left out ${missing.join(', ')}.`);

  writeStamp(root, sources);
  return performance.now() - began;
}

if (import.meta.main) {
  try {
    const ms = await build(join(import.meta.dirname, '..'));
    console.log(`Built in ${(ms / 1000).toFixed(1)} s.`);
  } catch (error) {
    console.error(error instanceof BuildError ? error.message : error);
    process.exitCode = 1;
  }
}
