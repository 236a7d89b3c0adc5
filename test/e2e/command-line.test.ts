import { createServer } from 'node:http';
import { once } from 'node:events';
import { rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Product, runToEnd, temporaryDirectory } from '../support/product.ts';

let dataDir: string;

beforeEach(() => {
  dataDir = temporaryDirectory();
});

afterEach(() => {
  rmSync(dataDir, { recursive: true, force: true });
});

const failure = (line: RegExp) => ({
  code: 1,
  stdout: '',
  stderr: expect.stringMatching(
    new RegExp(String.raw`^Comanda cannot start: .*${line.source}.*\n$`),
  ),
});

test('[CLI1] the first line that starts with "Comanda ready" carries the base URL', async () => {
  const product = await Product.start({ dataDir });
  expect(product.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  const health = await fetch(`${product.url}/healthz`);
  expect(await health.json()).toMatchObject({ status: 'ok', version: expect.any(String) });
  await product.end();
});

test('[CLI2] SIGTERM and SIGINT end it with 0, and what was accepted is there afterwards', async () => {
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    const product = await Product.start({ dataDir });
    await product.call('POST', '/pedidos', { Prato: 'Pizza', Cliente: 'Carlos' });
    expect(await product.end(signal)).toBe(0);
  }
  const product = await Product.start({ dataDir });
  expect((await product.orders('pending')).map(({ number }) => number)).toEqual([1, 2]);
  await product.end();
});

test('[CLI3] a wrong option, port or address is one clear line and exit 1', async () => {
  expect(await runToEnd(['--prot', '1'])).toEqual(failure(/--prot/));
  expect(await runToEnd(['--host='])).toEqual(failure(/--host is empty/));
  expect(await runToEnd(['--data-dir', ''])).toEqual(failure(/--data-dir is empty/));
  expect(await runToEnd(['--port', '70000'])).toEqual(failure(/"70000" is no port/));
  expect(await runToEnd([], { COMANDA_PORT: 'http' })).toEqual(failure(/"http" is no port/));
  expect(await runToEnd(['--host', '192.0.2.1', '--data-dir', dataDir])).toEqual(
    failure(/192\.0\.2\.1 is not an address of this machine/),
  );
});

test('[CLI3] a port in use is one clear line and exit 1', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const address = other.address();
  const port = typeof address === 'object' ? String(address?.port) : '';
  expect(await runToEnd(['--port', port, '--data-dir', dataDir])).toEqual(
    failure(/Port \d+ on 127\.0\.0\.1 is in use/),
  );
  other.close();
});

test('[CLI3] a data directory that is taken, newer or broken is one clear line and exit 1', async () => {
  const product = await Product.start({ dataDir });
  expect(await runToEnd(['--port', '0', '--data-dir', dataDir])).toEqual(
    failure(/already running/),
  );
  await product.end();

  const db = new Database(join(dataDir, 'comanda.db'));
  db.pragma('user_version = 9990');
  db.close();
  expect(await runToEnd(['--port', '0', '--data-dir', dataDir])).toEqual(failure(/newer version/));

  writeFileSync(join(dataDir, 'comanda.db'), 'no database at all, but long enough'.repeat(200));
  expect(await runToEnd(['--port', '0', '--data-dir', dataDir])).toEqual(
    failure(/is damaged .*backup/),
  );
});

test('[CLI4] a new database gets the sample restaurant, unless told otherwise', async () => {
  const product = await Product.start({ dataDir });
  expect(await product.call('GET', '/api/v1/menu')).toMatchObject({
    items: expect.arrayContaining([expect.objectContaining({ name: 'Pizza Margherita' })]),
  });
  await product.end();

  const other = temporaryDirectory();
  const empty = await Product.start({ dataDir: other, args: ['--no-sample'] });
  const nothing = { items: [], categories: [] };
  expect(await empty.call('GET', '/api/v1/menu')).toMatchObject(nothing);
  await empty.end();
  const later = await Product.start({ dataDir: other });
  expect(await later.call('GET', '/api/v1/menu')).toMatchObject(nothing);
  await later.dispose();
});

test.skipIf(process.platform === 'win32')(
  '[CLI5] the admin token is for this user alone, and stays the same over restarts',
  async () => {
    const product = await Product.start({ dataDir });
    const path = join(dataDir, 'admin.token');
    const token = product.adminToken;
    expect(token).toMatch(/^\S{43}$/);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    await product.end();
    const again = await Product.start({ dataDir });
    expect(again.adminToken).toBe(token);
    expect(await again.call('GET', '/api/v1/stock')).toHaveProperty('items');
    await again.end();

    // A token that was lost is made anew, and the lost one opens nothing any more.
    rmSync(path);
    const fresh = await Product.start({ dataDir });
    expect(fresh.adminToken).not.toBe(token);
    const response = await fetch(`${fresh.url}/api/v1/stock`, {
      headers: { authorization: `Bearer ${token}` },
    });
    expect(response.status).toBe(401);
    await fresh.end();
  },
);

test('[CLI6] open to the network only by decision, and start-up says what that means', async () => {
  const closed = await Product.start({ dataDir });
  expect(closed.said.join('\n')).not.toContain('Open to the network');
  await closed.end();
  const open = await Product.start({ dataDir, args: ['--host', '0.0.0.0'] });
  expect(open.url).toMatch(/^http:\/\/127\.0\.0\.1:/);
  expect(open.said[1]).toMatch(/Open to the network.*only paired ones get in/);
  const reachable = /at (http:\/\/[^\s,:]+:\d+)/.exec(open.said[1] ?? '')?.[1];
  expect(open.links.counter).toContain(open.url);
  expect(open.links.kitchen).toContain(reachable ?? open.url);
  expect(open.links.board).toContain(reachable ?? open.url);
  await open.end();
});
