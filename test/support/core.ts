import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createCore, type Running } from '../../src/main/core/create-core.ts';

export interface TestCore extends Running {
  readonly dataDir: string;
  readonly adminToken: string;
  /** Stops, and starts again on the same data (and, unless told otherwise, another port). */
  restart(options?: { readonly port?: number }): Promise<TestCore>;
  stop(): Promise<void>;
}

const ROOT = resolve(import.meta.dirname, '../..');

/** The whole product without its process: the real core on a data directory of its own, on a free port. */
export async function startCore(
  options: {
    readonly dataDir?: string;
    readonly host?: string;
    readonly port?: number;
    readonly sample?: boolean;
    readonly env?: Readonly<Record<string, string>>;
  } = {},
): Promise<TestCore> {
  const owned = options.dataDir === undefined;
  const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), 'comanda-core-'));
  const core = createCore({
    dataDir,
    host: options.host ?? '127.0.0.1',
    port: options.port ?? 0,
    sample: options.sample ?? true,
    env: options.env ?? {},
    version: '0.0.0-test',
    pagesDir: join(ROOT, 'out/renderer'),
    resourcesDir: join(ROOT, 'resources'),
    writer: 'inline',
  });
  const running = await core.start();
  return {
    ...running,
    dataDir,
    adminToken: readFileSync(join(dataDir, 'admin.token'), 'utf8').trim(),
    restart: async ({ port } = {}) => {
      await core.stop();
      return startCore({ ...options, dataDir, ...(port === undefined ? {} : { port }) });
    },
    stop: async () => {
      await core.stop();
      if (owned) rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
