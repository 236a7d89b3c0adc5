import { spawn } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  cpSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { RequestListener } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  build,
  BuildError,
  fingerprint,
  isBuilt,
  OUTPUTS,
  writeStamp,
} from '../../scripts/build.ts';
import { canReach, downloadElectron } from '../../scripts/start/download-electron.ts';

const ROOT = resolve(import.meta.dirname, '../..');

/** A headless product that only says its lines, and stops as the real one must. */
const SERVER = `
process.on('SIGTERM', () => { console.log('stopped'); process.exit(0); });
console.log('server ' + process.argv.slice(2).join(' '));
console.log('Comanda ready at http://127.0.0.1:1');
setInterval(() => {}, 1000);
`;

/** A bundler that writes every output with the source's text in it, or fails when the source says so. */
const BUNDLER = `
const fs = require('node:fs'), path = require('node:path');
const text = fs.readFileSync('src/main.ts', 'utf8');
if (text.includes('broken')) { console.error('src/main.ts:1 is broken'); process.exit(1); }
for (const file of ${JSON.stringify(OUTPUTS)}) {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, file.endsWith('server.js') ? ${JSON.stringify(SERVER)} : text);
}
`;

const NOBODY = 65_534;

let project: string;

function put(path: string, text: string): string {
  const file = join(project, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  return file;
}

/** Process groups that a test started. */
const groups: (number | undefined)[] = [];

function killGroup(group: number | undefined): void {
  try {
    if (group !== undefined) process.kill(-group, 'SIGKILL');
  } catch {
    // It has ended, as it should.
  }
}

/** A small project around the real scripts. */
beforeEach(() => {
  project = mkdtempSync(join(tmpdir(), 'comanda-start-'));
  cpSync(join(ROOT, 'scripts'), join(project, 'scripts'), { recursive: true });
  put('src/main/when-orphaned.ts', readFileSync(join(ROOT, 'src/main/when-orphaned.ts'), 'utf8'));
  put('package.json', '{"type":"module"}');
  put('src/main.ts', 'first');
  put('node_modules/electron-vite/package.json', '{}');
  put('node_modules/electron-vite/bin/electron-vite.js', BUNDLER);
  put('node_modules/electron/package.json', '{"version":"45.4.1"}');
  put('node_modules/electron/install.js', 'console.error("no space left"); process.exit(1);');
  symlinkSync(join(ROOT, 'node_modules/open'), join(project, 'node_modules/open'));
});
afterEach(() => {
  for (const group of groups.splice(0)) killGroup(group);
  rmSync(project, { recursive: true, force: true });
});

/** The start script as a plain user, who may have a display where root may not. */
function start(env: Record<string, string>, args: string[] = []) {
  const isRoot = process.getuid?.() === 0;
  if (isRoot) {
    const built = globSync('out{,/**}', { cwd: project }).map((path) => join(project, path));
    for (const path of [project, ...built]) chownSync(path, NOBODY, NOBODY);
    chmodSync(project, 0o755);
  }
  const child = spawn(process.execPath, ['scripts/start.ts', ...args], {
    cwd: project,
    env: { PATH: process.env['PATH'], COMANDA_NO_BROWSER: '1', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    // A process group of its own, so that nothing outlives a failed test.
    detached: true,
    ...(isRoot && { uid: NOBODY, gid: NOBODY }),
  });
  groups.push(child.pid);
  let out = '';
  let changed = Promise.withResolvers<void>();
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      out += chunk;
      changed.resolve();
      changed = Promise.withResolvers();
    });
  }
  const closed = once(child, 'close');
  return {
    output: () => out,
    /** Until the output holds this text. */
    said: async (text: string): Promise<void> => {
      while (!out.includes(text)) {
        await Promise.race([
          changed.promise,
          closed.then(() => {
            throw new Error(`ended without saying "${text}":\n${out}`);
          }),
        ]);
      }
    },
    stop: () => child.kill('SIGTERM'),
    code: async (): Promise<number | null> => {
      await closed;
      return child.exitCode;
    },
  };
}

/** An Electron made of shell script, for ELECTRON_OVERRIDE_DIST_PATH. */
function fakeElectron(script: string): string {
  chmodSync(put('dist-electron/electron', `#!/bin/sh\n${script}\n`), 0o755);
  return join(project, 'dist-electron');
}

/** A download host on loopback. */
async function listening(handler: RequestListener) {
  const server = createServer(handler).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('not listening');
  return {
    url: `http://127.0.0.1:${address.port}/`,
    close: async (): Promise<void> => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

describe('the build', () => {
  it('[START1] is fresh until a source changes in content, and again when it is put back', async () => {
    expect(isBuilt(project)).toBe(false);
    await build(project);
    expect(isBuilt(project)).toBe(true);
    put('src/main.ts', 'second');
    expect(isBuilt(project)).toBe(false);
    put('src/main.ts', 'first');
    expect(isBuilt(project)).toBe(true);
    put('src/new.ts', '');
    expect(isBuilt(project)).toBe(false);
  });

  it('[START1] is stale when an output is gone or was written by something else', async () => {
    await build(project);
    put('out/main/index.js', 'from elsewhere');
    expect(isBuilt(project)).toBe(false);
    await build(project);
    rmSync(join(project, 'out/preload/index.cjs'));
    expect(isBuilt(project)).toBe(false);
  });

  it('[START1] an edit while it runs leaves it stale', async () => {
    const before = fingerprint(project);
    await build(project);
    put('src/main.ts', 'edited meanwhile');
    writeStamp(project, before);
    expect(isBuilt(project)).toBe(false);
  });

  it('[START1] one that fails says what the bundler said, and leaves no stamp', async () => {
    await build(project);
    put('src/main.ts', 'broken');
    await expect(build(project)).rejects.toThrow(BuildError);
    await expect(build(project)).rejects.toThrow('src/main.ts:1 is broken');
    put('src/main.ts', 'first');
    expect(isBuilt(project)).toBe(false);
  });
});

describe.skipIf(process.platform === 'win32')('npm start', () => {
  it('[START3] without a display the headless product runs in the same terminal, and one line says why', async () => {
    await build(project);
    const run = start({}, ['--port', '0']);
    await run.said('Comanda ready');
    expect(run.output().split('\n').slice(0, 3)).toEqual([
      'Starting without desktop windows: there is no display (neither DISPLAY nor WAYLAND_DISPLAY is set).',
      'server --port 0',
      'Comanda ready at http://127.0.0.1:1',
    ]);
    run.stop();
    expect(await run.code()).toBe(0);
    expect(run.output()).toContain('stopped');
  });

  it('[START1] what is stale is built first; what does not build starts nothing', async () => {
    const fresh = start({});
    await fresh.said('Comanda ready');
    expect(fresh.output()).toMatch(/^Built in \d+\.\d s\.\n/);
    fresh.stop();
    expect(await fresh.code()).toBe(0);

    put('src/main.ts', 'broken');
    const failing = start({});
    expect(await failing.code()).toBe(1);
    expect(failing.output()).toContain('src/main.ts:1 is broken');
    expect(failing.output()).not.toContain('server');
  });

  it('[START3] where the download host keeps silent the headless product runs', async () => {
    await build(project);
    const silent = await listening(() => undefined);
    const run = start({ DISPLAY: ':9', ELECTRON_MIRROR: silent.url });
    await run.said('Comanda ready');
    expect(run.output()).toContain(`${new URL(silent.url).host} cannot be reached to download it`);
    run.stop();
    expect(await run.code()).toBe(0);
    await silent.close();
  });

  it('[START7] the end of the shell that npm put between stops the product too', async () => {
    await build(project);
    const shell = spawn('/bin/sh', ['-c', '"$0" scripts/start.ts; true', process.execPath], {
      cwd: project,
      env: { PATH: process.env['PATH'], npm_lifecycle_event: 'start' },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    groups.push(shell.pid);
    let said = '';
    for await (const line of createInterface({ input: shell.stdout })) {
      said += `${line}\n`;
      if (line.startsWith('Comanda ready')) shell.kill('SIGTERM');
    }
    // The last line came, and then the product itself let go of the pipe.
    expect(said).toMatch(/stopped\n$/);
  });

  it('[START3] Electron is given the project, the arguments and no ELECTRON_RUN_AS_NODE; its exit code is ours', async () => {
    await build(project);
    const dist = fakeElectron('echo "electron $* ${ELECTRON_RUN_AS_NODE-unset}"; exit 3');
    const run = start(
      { DISPLAY: ':9', ELECTRON_OVERRIDE_DIST_PATH: dist, ELECTRON_RUN_AS_NODE: '1' },
      ['--port', '0'],
    );
    expect(await run.code()).toBe(3);
    expect(run.output()).toBe(`electron ${project} --port 0 unset\n`);
  });

  it('[START4] the headless product takes over from an Electron that cannot run', async () => {
    await build(project);
    const dist = fakeElectron('kill -TRAP $$');
    const run = start({ DISPLAY: ':9', ELECTRON_OVERRIDE_DIST_PATH: dist });
    await run.said('Comanda ready');
    expect(run.output()).toContain(
      'Starting without desktop windows: Electron ended with SIGTRAP.',
    );
    run.stop();
    expect(await run.code()).toBe(0);
  });
});

describe('the download', () => {
  it('[START3] a host that does not answer in time, or refuses, is not reachable; any answer of its own is', async () => {
    const silent = await listening(() => undefined);
    const talking = await listening((_request, response) => {
      response.writeHead(302, { location: '/elsewhere' }).end();
    });
    const broken = await listening((_request, response) => response.writeHead(503).end());
    expect(await canReach(silent.url, 50)).toBe(false);
    expect(await canReach(talking.url, 5000)).toBe(true);
    expect(await canReach(broken.url, 5000)).toBe(false);

    const say: string[] = [];
    const download = await downloadElectron({
      url: talking.url,
      packageDir: join(project, 'node_modules/electron'),
      say: (line) => say.push(line),
      signal: new AbortController().signal,
    });
    expect(download).toEqual({ result: 'failed', reason: 'no space left' });
    expect(say).toHaveLength(1);

    await Promise.all([silent.close(), broken.close(), talking.close()]);
    expect(await canReach(talking.url, 5000)).toBe(false);
  });
});
