import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { hasOutputs } from '../../scripts/build.ts';
import { readAsar, readAsarFile } from '../../scripts/package/asar.ts';
import { inspect, layout } from '../../scripts/package/inspect.ts';
import { pack, TARGETS } from '../../scripts/package/pack.ts';

const ROOT = resolve(import.meta.dirname, '../..');

/** The other systems are packed by `npm run check:package`: a minute is much for every run of the tests. */
const target = TARGETS.find(
  ({ system, arch }) => system === process.platform && arch === process.arch,
);

/** Needs `npm run build` first, which `npm test` does; and a system that is packed for. */
describe.skipIf(!hasOutputs(ROOT) || !target)('the packed app', () => {
  let work: string;
  let packed: Awaited<ReturnType<typeof pack>>;
  let archive: string;
  /** What a run leaves that was killed while it kept its code. */
  const draft = join(ROOT, 'out/main/serve.js.cache.1');

  beforeAll(async () => {
    if (!target) return;
    writeFileSync(draft, 'half');
    work = mkdtempSync(join(tmpdir(), 'comanda-packaging-'));
    packed = await pack(target, ROOT, work);
    archive = layout({ ...target, folder: packed.folder }).archive;
  }, 180_000);
  afterAll(() => {
    rmSync(draft, { force: true });
    rmSync(work, { recursive: true, force: true });
  });

  it('[PACK1] holds what runs and nothing else, one native file, and its fuses set', () => {
    expect(packed.problems).toEqual([]);
    const kept = readAsar(archive).filter(({ path }) => path.includes('.cache'));
    expect(kept.map(({ path }) => path)).toEqual([]);
  });

  it('[PACK2] runs from what was packed alone, with no other node_modules in reach', async () => {
    const app = join(work, 'extracted');
    for (const file of readAsar(archive)) {
      const to = join(app, file.path);
      mkdirSync(dirname(to), { recursive: true });
      writeFileSync(to, readAsarFile(archive, file));
    }
    const server = spawn(
      process.execPath,
      [join(app, 'out/main/server.js'), '--port', '0', '--data-dir', join(work, 'data')],
      { stdio: ['ignore', 'pipe', 'inherit'], env: { PATH: process.env['PATH'] } },
    );
    const closed = once(server, 'close');
    onTestFinished(() => void server.kill('SIGKILL'));
    let url: string | undefined;
    for await (const line of createInterface({ input: server.stdout })) {
      url = /^Comanda ready at (\S+)/.exec(line)?.[1];
      if (url !== undefined) break;
    }
    const health = await fetch(`${url}/healthz`);
    expect(await health.json()).toMatchObject({ status: 'ok' });
    for (const page of ['/pos', '/kds', '/board']) {
      const answer = await fetch(`${url}${page}`);
      expect([page, answer.status, answer.headers.get('content-type')]).toEqual([
        page,
        200,
        expect.stringContaining('text/html'),
      ]);
    }
    // What is loaded only when somebody asks for it.
    const description = await fetch(`${url}/openapi.json`);
    expect(await description.json()).toMatchObject({ openapi: '3.1.0' });
    const viewer = await fetch(`${url}/docs/static/swagger-ui-bundle.js`);
    expect([viewer.status, (await viewer.text()).length > 1e6]).toEqual([200, true]);
    server.kill('SIGTERM');
    await closed;
    expect(server.exitCode).toBe(0);
  }, 120_000);

  it('[PACK1] the look inside finds what is missing and what is too much', () => {
    if (!target) return;
    const { problems } = inspect({ ...target, folder: packed.folder, arch: 'ia32' });
    expect(problems).toEqual(
      expect.arrayContaining([
        `node_modules/better-sqlite3/prebuilds/${target.system}-ia32.node is missing`,
        `node_modules/better-sqlite3/prebuilds/${target.system}-${target.arch}.node is native or unpacked and not this system's`,
      ]),
    );
  });
});
