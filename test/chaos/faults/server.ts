import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';

const DRIVER = resolve(import.meta.dirname, 'serve-driver.ts');

/** An order, or a problem. */
const bodySchema = z.object({
  code: z.string().optional(),
  order: z.object({ id: z.string() }).optional(),
});

/** What a client gets from placing an order. */
interface Reply {
  readonly status: number;
  readonly replayed: boolean;
  readonly body: z.infer<typeof bodySchema>;
}

export interface FaultyServer {
  readonly place: (key: string) => Promise<Reply>;
  readonly get: (path: string) => Promise<{ readonly status: number; readonly body: unknown }>;
  /** Ends it as an operator would, and gives its exit code. */
  readonly stop: () => Promise<number | null>;
  readonly kill: () => Promise<void>;
}

/** The product in a process of its own, with a library between it and the disk; or how it ended instead. */
export async function serveUnder(
  dataDir: string,
  env: Readonly<Record<string, string>>,
): Promise<FaultyServer | { readonly code: number | null; readonly stderr: string }> {
  const child = spawn(process.execPath, [DRIVER, dataDir], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = once(child, 'close');
  let stderr = '';
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const ready = new Promise<string>((resolveReady) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      const url = /^Comanda ready at (\S+)/.exec(line)?.[1];
      if (url !== undefined) resolveReady(url);
    });
  });
  const url = await Promise.race([ready, ended.then(() => null)]);
  if (url === null) return { code: child.exitCode, stderr };

  const token = readFileSync(join(dataDir, 'admin.token'), 'utf8').trim();
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  return {
    place: async (key) => {
      const response = await fetch(`${url}/api/v1/orders`, {
        method: 'POST',
        headers: { ...headers, 'idempotency-key': key },
        body: JSON.stringify({ lines: [{ itemId: 'pizza-calabresa', quantity: 1 }] }),
      });
      const replayed = response.headers.get('idempotency-replayed') === 'true';
      return { status: response.status, replayed, body: bodySchema.parse(await response.json()) };
    },
    get: async (path) => {
      const response = await fetch(`${url}${path}`, { headers });
      return { status: response.status, body: await response.json() };
    },
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
      return child.exitCode;
    },
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
