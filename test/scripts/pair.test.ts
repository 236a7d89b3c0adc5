import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

const SCRIPT = resolve(import.meta.dirname, '../../scripts/pair.ts');

interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function pair(...args: readonly string[]): Promise<Ran> {
  return new Promise((done) => {
    const child = execFile(
      process.execPath,
      [SCRIPT, ...args],
      { env: { ...process.env, COMANDA_DATA_DIR: '', COMANDA_PORT: '' } },
      (_error, stdout, stderr) => done({ code: child.exitCode, stdout, stderr }),
    );
  });
}

/** What stands at the other end: answers as told, and keeps what it was asked. */
class StandIn {
  readonly asked: { method?: string; path?: string; authorization?: string; body: string }[] = [];
  status = 201;
  body: unknown = {
    code: 'ABCD-EFGH',
    expiresAt: '2030-01-01T12:00:00.000Z',
    url: 'http://127.0.0.1:4700/kds#pair=ABCD-EFGH',
  };
  readonly #server: Server = createServer((request, response) => {
    void this.#answer(request).then((text) => {
      response.writeHead(this.status, { 'content-type': 'application/json' }).end(text);
    });
  });

  async #answer(request: IncomingMessage): Promise<string> {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    this.asked.push({
      body,
      ...(request.method ? { method: request.method } : {}),
      ...(request.url ? { path: request.url } : {}),
      ...(request.headers.authorization ? { authorization: request.headers.authorization } : {}),
    });
    return typeof this.body === 'string' ? this.body : JSON.stringify(this.body);
  }

  async start(): Promise<string> {
    await new Promise<void>((listening) => {
      this.#server.listen(0, '127.0.0.1', listening);
    });
    const address = this.#server.address();
    if (address === null || typeof address === 'string') throw new Error('not listening');
    return `http://127.0.0.1:${address.port}`;
  }

  stop(): Promise<void> {
    this.#server.closeAllConnections();
    return new Promise((closed) => {
      this.#server.close(() => closed());
    });
  }
}

describe('npm run pair', () => {
  let dataDir: string;
  let product: StandIn;
  let url: string;

  beforeEach(async () => {
    dataDir = mkdtempSync(join(tmpdir(), 'comanda-pair-'));
    writeFileSync(join(dataDir, 'admin.token'), 'the-token\n');
    product = new StandIn();
    url = await product.start();
  });

  afterEach(async () => {
    await product.stop();
    rmSync(dataDir, { recursive: true });
  });

  test('asks with the admin token and prints the link and the code', async () => {
    const ran = await pair('--role', 'kitchen', '--data-dir', dataDir, '--url', url);
    expect(ran).toMatchObject({ code: 0, stderr: '' });
    expect(ran.stdout).toContain('http://127.0.0.1:4700/kds#pair=ABCD-EFGH');
    expect(ran.stdout).toContain('the code ABCD-EFGH');
    expect(product.asked).toEqual([
      {
        method: 'POST',
        path: '/api/v1/pairing-codes',
        authorization: 'Bearer the-token',
        body: '{"role":"kitchen"}',
      },
    ]);
  });

  test.for([
    ['no role', [], 'Say which role.'],
    ['a role that nobody gets by pairing', ['--role', 'admin'], 'no role "admin"'],
    ['an unknown option', ['--role', 'kitchen', '--rolle', 'x'], "Unknown option '--rolle'"],
    ['an address that is none', ['--role', 'kitchen', '--url', 'here'], '"here" is not an address'],
    [
      'a data directory without a token',
      ['--role', 'kitchen', '--data-dir', 'no/such/dir'],
      'has not run on this data directory',
    ],
  ] as const)('%s is refused in one line, and nobody is asked', async ([, args, reason]) => {
    const ran = await pair('--url', url, '--data-dir', dataDir, ...args);
    expect(ran.code).toBe(1);
    expect(ran.stdout).toBe('');
    expect(ran.stderr).toContain(reason);
    expect(ran.stderr.trim().split('\n')).toHaveLength(1);
    expect(product.asked).toEqual([]);
  });

  test('a token file with something else in it is not sent anywhere', async () => {
    writeFileSync(join(dataDir, 'admin.token'), 'two\nlines');
    const ran = await pair('--role', 'kitchen', '--data-dir', dataDir, '--url', url);
    expect(ran.code).toBe(1);
    expect(ran.stderr).toContain('does not hold a token');
    expect(product.asked).toEqual([]);
  });

  test('a refusal is told in its own words, with what to look at', async () => {
    product.status = 401;
    product.body = { code: 'unauthorized', detail: 'Unknown token.' };
    const ran = await pair('--role', 'kitchen', '--data-dir', dataDir, '--url', url);
    expect(ran.code).toBe(1);
    expect(ran.stderr).toContain('Unknown token. (unauthorized)');
    expect(ran.stderr).toContain('--data-dir');
    expect(ran.stderr).not.toContain('the-token');
  });

  test('another program at that address is told apart', async () => {
    product.status = 200;
    product.body = '<html>';
    const ran = await pair('--role', 'kitchen', '--data-dir', dataDir, '--url', url);
    expect(ran.code).toBe(1);
    expect(ran.stderr).toContain('is not Comanda');
  });

  test('nobody at that address is one line that says what to do', async () => {
    await product.stop();
    const ran = await pair('--role', 'kitchen', '--data-dir', dataDir, '--url', url);
    expect(ran).toMatchObject({ code: 1, stdout: '' });
    expect(ran.stderr).toContain(`does not answer at ${url}`);
  });
});
