import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { productEntry } from '../../scripts/simulate/product.ts';
import { wallOfDisplays } from './wall-of-displays.ts';

/** What a start of the headless product took. */
export interface StartUp {
  /** From the start of the process to its "Comanda ready", milliseconds. */
  readonly readyMs: number;
  /** Resident memory once it is ready, MiB; null where the system does not tell. */
  readonly memoryMiB: number | null;
  /** The same once so many displays as were asked for have read all that is open. */
  readonly servingMiB: number | null;
}

/** Whether the bundle is measured, as shipped, or the sources, which are read and stripped of types first. */
export function isBundleMeasured(): boolean {
  return productEntry().endsWith('.js');
}

/** Starts the headless product on a data directory, as `npm run serve` does, and stops it again. */
export async function startUp(dataDir: string, displays: number): Promise<StartUp> {
  seemBackedUp(join(dataDir, 'backups'));
  const began = performance.now();
  const child = spawn(
    process.execPath,
    [productEntry(), '--port', '0', '--host', '127.0.0.1', '--data-dir', dataDir],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const exited = once(child, 'exit');
  try {
    for await (const line of createInterface({ input: child.stdout })) {
      if (!line.startsWith('Comanda ready')) continue;
      const readyMs = performance.now() - began;
      const memoryMiB = memoryOf(child.pid);
      const url = new URL(/\bhttp:\S+/.exec(line)?.[0] ?? '');
      const hangUp = await wallOfDisplays(url, dataDir, displays);
      const servingMiB = memoryOf(child.pid);
      hangUp();
      return { readyMs, memoryMiB, servingMiB };
    }
    throw new Error('the product ended before it was ready');
  } finally {
    child.kill('SIGTERM');
    await exited;
  }
}

/** On most starts of a day the newest backup is younger than a day, and none is made. */
function seemBackedUp(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const moment = new Date()
    .toISOString()
    .replace(/\.\d+Z$/, '')
    .replaceAll(':', '-');
  writeFileSync(join(folder, `comanda-${moment}Z.db`), '');
}

function memoryOf(pid: number | undefined): number | null {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) / 1024;
  } catch {
    return null;
  }
}
