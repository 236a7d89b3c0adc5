import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';

const ROOT = resolve(import.meta.dirname, '../..');
const ENTRY = join(ROOT, 'out/main/server.js');

/** One run of the built, headless product, as `npm run serve` starts it. */
export class Product {
  readonly dataDir: string;
  readonly port: number;
  readonly url: string;
  /** Each screen's address with its pairing code, as start-up printed it. */
  readonly links: { readonly counter: string; readonly kitchen: string; readonly board: string };
  /** What start-up said, line by line. */
  readonly said: readonly string[];
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess, dataDir: string, lines: readonly string[]) {
    this.#child = child;
    this.dataDir = dataDir;
    this.said = lines;
    this.url = /^Comanda ready at (\S+)/.exec(lines[0] ?? '')?.[1] ?? '';
    this.port = Number(new URL(this.url).port);
    const link = (screen: string): string =>
      lines
        .map((line) => new RegExp(String.raw`${screen}\s+(\S+)`).exec(line)?.[1])
        .find(Boolean) ?? '';
    this.links = { counter: link('Counter'), kitchen: link('Kitchen'), board: link('Board') };
  }

  static async start(
    options: {
      readonly dataDir?: string;
      readonly port?: number;
      readonly args?: readonly string[];
      readonly env?: Readonly<Record<string, string>>;
    } = {},
  ): Promise<Product> {
    const dataDir = options.dataDir ?? temporaryDirectory();
    const { child, lines } = launch(
      ['--port', String(options.port ?? 0), '--data-dir', dataDir, ...(options.args ?? [])],
      options.env,
    );
    const out: string[] = [];
    for await (const line of lines) {
      if (out.length > 0 || line.startsWith('Comanda ready')) out.push(line);
      if (line.includes('Each link pairs')) return new Product(child, dataDir, out);
    }
    throw new Error('the product ended before it was ready');
  }

  get adminToken(): string {
    return readFileSync(join(this.dataDir, 'admin.token'), 'utf8').trim();
  }

  /** The `.eml` files written so far. */
  mails(): string[] {
    const folder = join(this.dataDir, 'mail');
    return readdirSync(folder)
      .filter((name) => name.endsWith('.eml'))
      .map((name) => readFileSync(join(folder, name), 'utf8'));
  }

  /** An HTTP call with the admin token; the answer's JSON, whatever its status. */
  async call(method: string, path: string, body?: unknown, key?: string): Promise<unknown> {
    const response = await fetch(new URL(path, this.url), {
      method,
      headers: {
        authorization: `Bearer ${this.adminToken}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(key === undefined ? {} : { 'idempotency-key': key }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return response.json();
  }

  /** The orders in these states, by HTTP. */
  async orders(status: string): Promise<{ id: string; number: number; status: string }[]> {
    const list = z.object({
      orders: z.array(z.object({ id: z.string(), number: z.number(), status: z.string() })),
    });
    return list.parse(await this.call('GET', `/api/v1/orders?status=${status}`)).orders;
  }

  /** Ends the process with this signal; resolves with its exit code, null when the signal killed it. */
  async end(signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> {
    if (this.#child.exitCode === null && this.#child.signalCode === null) {
      const exited = once(this.#child, 'exit');
      this.#child.kill(signal);
      await exited;
    }
    return this.#child.exitCode;
  }

  /** Ends it and removes its data. */
  async dispose(): Promise<void> {
    await this.end();
    rmSync(this.dataDir, { recursive: true, force: true });
  }
}

/** Runs the product with these arguments to its end: what it said and its exit code. */
export async function runToEnd(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<{ readonly code: number | null; readonly stdout: string; readonly stderr: string }> {
  const { child } = launch(args, env);
  let stdout = '';
  let stderr = '';
  child.stdout?.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  await once(child, 'close');
  return { code: child.exitCode, stdout, stderr };
}

export function temporaryDirectory(): string {
  return mkdtempSync(join(tmpdir(), 'comanda-product-'));
}

/** A port that is free now, for what has to come back on the same one. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

function launch(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const child = spawn(process.execPath, [ENTRY, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
  });
  return { child, lines: createInterface({ input: child.stdout }) };
}
