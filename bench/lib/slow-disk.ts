import { spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import type { Workplace } from './workplace.ts';

/** Stands between a program and its disk; the chaos tests have it, its header says what it can do. */
const SOURCE = resolve(import.meta.dirname, '../../test/chaos/faults/powercut.c');

/** Added to each fsync on the slow disk, milliseconds: what an old SSD or a shop's PC takes. */
export const SLOW_MS = 5;

/** The environment of a process whose fsyncs below a directory take longer, or why there is none. */
export function slowDisk(
  workplace: Workplace,
):
  | { readonly environment: (directory: string) => Readonly<Record<string, string>> }
  | { readonly missing: string } {
  if (process.platform !== 'linux') return { missing: 'only Linux has LD_PRELOAD' };
  const library = join(workplace.folder('slow-disk'), 'slow.so');
  const args = ['-O1', '-shared', '-fPIC', '-o', library, SOURCE, '-ldl', '-lpthread'];
  const { status, error, stderr } = spawnSync('cc', args, { encoding: 'utf8' });
  if (error) return { missing: 'there is no C compiler (apt install gcc libc6-dev)' };
  if (status !== 0) throw new Error(`powercut.c does not compile:\n${stderr}`);
  return {
    environment: (directory) => ({
      LD_PRELOAD: library,
      COMANDA_FAULT_DIR: directory,
      COMANDA_FAULT_FSYNC_DELAY_MS: String(SLOW_MS),
    }),
  };
}
