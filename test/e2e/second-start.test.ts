import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { temporaryDirectory } from '../support/product.ts';

const ROOT = resolve(import.meta.dirname, '../..');

/** A copy of the built product that no other test runs. */
let root: string;
let bundle: string;

beforeEach(() => {
  root = temporaryDirectory();
  bundle = join(root, 'out/main');
  mkdirSync(join(root, 'out'));
  cpSync(join(ROOT, 'out/main'), bundle, { recursive: true });
  for (const name of cacheFiles()) rmSync(join(bundle, name));
  for (const name of ['out/renderer', 'resources', 'package.json', 'node_modules']) {
    symlinkSync(join(ROOT, name), join(root, name));
  }
});

afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

function cacheFiles(): string[] {
  return readdirSync(bundle).filter((name) => name.endsWith('.cache'));
}

const start = () =>
  spawn(
    process.execPath,
    [join(bundle, 'server.js'), '--port', '0', '--data-dir', join(root, 'data')],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );

/** Starts it, asks how it is, and tells it to stop. */
async function run(): Promise<void> {
  const server = start();
  const exited = once(server, 'exit');
  for await (const line of createInterface({ input: server.stdout })) {
    const url = /^Comanda ready at (\S+)/.exec(line)?.[1];
    if (url === undefined) continue;
    expect(await (await fetch(`${url}/healthz`)).json()).toMatchObject({ status: 'ok' });
    server.kill('SIGTERM');
  }
  await exited;
  expect(server.exitCode).toBe(0);
}

/** Which files hold the kept code: one that is written anew is another. */
const identities = () =>
  new Map(cacheFiles().map((name) => [name, statSync(join(bundle, name), { bigint: true }).ino]));

test('[CLI7] a start keeps the code of the next, which takes it as it is', async () => {
  await run();
  const kept = identities();
  expect([...kept.keys()]).toContain('serve.js.cache');
  await run();
  expect(identities()).toEqual(kept);
});

test('[CLI7] a start with damaged code, or that of an older build, is a start like any other', async () => {
  await run();
  const kept = identities();
  for (const name of kept.keys()) {
    const code = readFileSync(join(bundle, name));
    code.writeUInt8(code.readUInt8(code.length >> 1) ^ 1, code.length >> 1);
    writeFileSync(join(bundle, name), code);
  }
  await run();
  const repaired = identities();
  expect([...repaired.keys()]).toEqual([...kept.keys()]);
  for (const [name, file] of kept) expect([name, repaired.get(name)]).not.toEqual([name, file]);

  for (const name of repaired.keys()) {
    const source = join(bundle, name.slice(0, -'.cache'.length));
    writeFileSync(source, `${readFileSync(source, 'utf8')}\n// built anew`);
  }
  await run();
  const renewed = identities();
  for (const [name, file] of repaired) expect([name, renewed.get(name)]).not.toEqual([name, file]);
});

test('[CLI7] a server that runs needs none of the built code any more, once it has kept it', async () => {
  const server = start();
  onTestFinished(() => void server.kill('SIGKILL'));
  const exited = once(server, 'exit');
  const [first] = await once(createInterface({ input: server.stdout }), 'line');
  const url = /^Comanda ready at (\S+)/.exec(String(first))?.[1];
  await vi.waitFor(
    () => {
      const built = readdirSync(bundle).filter((name) => name.endsWith('.js'));
      const others = built.filter((name) => !cacheFiles().includes(`${name}.cache`));
      // The desktop's entry, the one that keeps the code, and the other thread's.
      expect(others).toEqual(['index.js', 'server.js', 'writer.js']);
    },
    { timeout: 30_000, interval: 100 },
  );
  for (const name of readdirSync(bundle).filter((file) => file.endsWith('.js'))) {
    rmSync(join(bundle, name));
  }
  const token = readFileSync(join(root, 'data/admin.token'), 'utf8').trim();
  for (const path of ['/pos', '/metrics', '/openapi.json']) {
    const answer = await fetch(`${url}${path}`, { headers: { authorization: `Bearer ${token}` } });
    expect([path, answer.status]).toEqual([path, 200]);
  }
  server.kill('SIGTERM');
  await exited;
  expect(server.exitCode).toBe(0);
}, 60_000);
