import { spawnSync } from 'node:child_process';
import { mkdirSync, renameSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const SOURCE = resolve(import.meta.dirname, 'powercut.c');

/**
 * The compiled powercut.c, or why there is none: it needs Linux and a C compiler.
 * Compiled anew when the source has changed.
 */
export function preloadLibrary(): { readonly path: string } | { readonly missing: string } {
  if (process.platform !== 'linux') return { missing: 'only Linux has LD_PRELOAD' };
  const folder = join(tmpdir(), `comanda-powercut-${process.getuid?.() ?? 0}`);
  const path = join(folder, `powercut-${Math.floor(statSync(SOURCE).mtimeMs)}.so`);
  if (statSync(path, { throwIfNoEntry: false })) return { path };
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const fresh = `${path}.${process.pid}`;
  const args = ['-O1', '-shared', '-fPIC', '-o', fresh, SOURCE, '-ldl', '-lpthread'];
  const { status, error, stderr } = spawnSync('cc', args, { encoding: 'utf8' });
  if (error) return { missing: 'there is no C compiler (cc)' };
  if (status !== 0) throw new Error(`powercut.c does not compile:\n${stderr}`);
  renameSync(fresh, path);
  return { path };
}

/** Says aloud what is not tested here, and why. */
export function announceSkip(what: string, missing: string): void {
  process.stderr.write(`\n!!! SKIPPED: ${what}: ${missing}.\n\n`);
}
