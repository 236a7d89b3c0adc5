import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { dataDirAt } from '../../src/main/core/data-dir.ts';
import { isBuilt } from '../build.ts';
import { SimulationError } from './options.ts';

const ROOT = resolve(import.meta.dirname, '../..');

/** How long a start may take before it is given up. Milliseconds. */
const START_WITHIN_MS = 60_000;

/** The real product in a process of its own, as soon as there is a process. */
export interface Launched {
  /** @throws SimulationError with what it said, when it does not come up */
  readonly ready: Promise<Product>;
  /** Resolves when the process has ended: its exit code, or null after a signal. */
  readonly ended: Promise<number | null>;
  /** All that it wrote on stderr so far. */
  readonly complaints: () => string;
  signal(signal: NodeJS.Signals): void;
}

/** The same, once it answers. */
export interface Product extends Launched {
  /** Base address, as in `http://127.0.0.1:4700`. */
  readonly url: string;
  /** Bearer token of role admin. */
  readonly adminToken: string;
}

export interface LaunchOptions {
  readonly dataDir: string;
  /** The program; by default {@link productEntry}. */
  readonly entry?: string;
  /** Beside the environment of this process, in which no setting of Comanda counts. */
  readonly env?: Readonly<Record<string, string>>;
}

/** A directory for one product's data that nobody else uses, and the way to remove it. */
export function temporaryDataDir(): { readonly path: string; readonly remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), 'comanda-simulation-'));
  const clear = (): void => rmSync(path, { recursive: true, force: true, maxRetries: 3 });
  // Also when nobody waits for an orderly end.
  process.once('exit', clear);
  return {
    path,
    remove: () => {
      process.off('exit', clear);
      clear();
    },
  };
}

/** The program to start: the bundle where it is that of the sources, else the sources themselves. */
export function productEntry(): string {
  return isBuilt(ROOT)
    ? join(ROOT, 'out/main/server.js')
    : join(import.meta.dirname, 'source-product.ts');
}

/**
 * Starts the headless product on loopback, on a free port, and waits until it answers.
 * @throws SimulationError with what it said, when it does not come up
 */
export function startProduct(options: LaunchOptions): Promise<Product> {
  return launchProduct(options).ready;
}

/** Starts the headless product on loopback, on a free port. */
export function launchProduct(options: LaunchOptions): Launched {
  const entry = options.entry ?? productEntry();
  const child = spawn(
    process.execPath,
    [entry, '--port', '0', '--host', '127.0.0.1', '--data-dir', options.dataDir],
    {
      cwd: ROOT,
      env: { ...withoutSettings(process.env), ...options.env },
      stdio: ['ignore', 'pipe', 'pipe'],
      // Ctrl+C is for this process: it stops the product when it has finished with it.
      detached: process.platform !== 'win32',
      windowsHide: true,
    },
  );
  let complaints = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (complaints += text));
  const ended = once(child, 'close').then(() => child.exitCode);
  const orphan = (): boolean => child.kill('SIGKILL');
  // Before its directory goes.
  process.prependOnceListener('exit', orphan);
  void ended.then(() => process.off('exit', orphan));

  const overdue = setTimeout(() => child.kill('SIGKILL'), START_WITHIN_MS);
  const launched = {
    ended,
    complaints: () => complaints,
    signal: (signal: NodeJS.Signals) => void child.kill(signal),
  };
  const ready = new Promise<Product>((resolveReady, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      const url = /^Comanda ready at (\S+)/.exec(line)?.[1];
      if (url === undefined) return;
      clearTimeout(overdue);
      const adminToken = readFileSync(dataDirAt(options.dataDir).adminToken, 'utf8').trim();
      resolveReady({ ...launched, ready, url, adminToken });
    });
    void ended.then(() => {
      clearTimeout(overdue);
      const why = complaints.trim() || 'it said nothing';
      reject(new SimulationError(`Comanda did not start: ${why}`));
    });
  });
  // Who only wants to end it need not ask whether it came up.
  ready.catch(() => undefined);
  return { ...launched, ready };
}

/** What the owner has set for the real restaurant is not meant for this one. */
function withoutSettings(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith('COMANDA_')));
}
