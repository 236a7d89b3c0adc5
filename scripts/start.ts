import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import open from 'open';
import { build, BuildError, isBuilt } from './build.ts';
import { downloadElectron } from './start/download-electron.ts';
import { electronDownloadUrl, findElectron, wantsBrowser } from './start/machine.ts';
import type { ElectronBinary } from './start/machine.ts';
import { addressToOpen } from './start/address-to-open.ts';
import { planAfterDownload, planStart, whyTakeOver } from './start/plan.ts';
import type { SettledPlan } from './start/plan.ts';
import { exitCodeOf, runChild } from './start/run-child.ts';

// `npm start`: builds what is stale, then opens the desktop where Electron can run and the headless product elsewhere.
// Electron is looked for, and where it is missing its download host asked, while the build runs.

const root = join(import.meta.dirname, '..');
const args = process.argv.slice(2);
const { platform, arch, env } = process;
const electronPackage = join(root, 'node_modules/electron');

function electronVersion(): string {
  const manifest: unknown = JSON.parse(readFileSync(join(electronPackage, 'package.json'), 'utf8'));
  if (typeof manifest === 'object' && manifest !== null && 'version' in manifest) {
    return String(manifest.version);
  }
  throw new Error('node_modules/electron has no version');
}

function lookForElectron(): ElectronBinary {
  return findElectron(electronPackage, electronVersion(), platform, env, {
    exists: existsSync,
    read: (path) => (existsSync(path) ? readFileSync(path, 'utf8') : null),
  });
}

async function choosePlan(signal: AbortSignal): Promise<SettledPlan> {
  // Installed without devDependencies there is no Electron package at all.
  if (!existsSync(join(electronPackage, 'package.json'))) {
    return { way: 'headless', why: 'the electron package is not installed' };
  }
  const plan = planStart({
    platform,
    env,
    uid: process.getuid?.() ?? null,
    electron: lookForElectron(),
  });
  if (plan.way !== 'download') return plan;
  const download = await downloadElectron({
    url: electronDownloadUrl(electronVersion(), platform, arch, env),
    packageDir: electronPackage,
    say: (line) => {
      console.log(line);
    },
    signal,
  });
  return planAfterDownload(download, lookForElectron());
}

async function buildIfStale(): Promise<void> {
  if (isBuilt(root)) return;
  const ms = await build(root);
  console.log(`Built in ${(ms / 1000).toFixed(1)} s.`);
}

async function runHeadless(why: string): Promise<number> {
  console.log(`Starting without desktop windows: ${why}.`);
  const openOnce = wantsBrowser(platform, env) ? addressToOpen() : null;
  const ended = await runChild({
    command: process.execPath,
    args: [join(root, 'out/main/server.js'), ...args],
    cwd: process.cwd(),
    env: { ...env },
    ...(openOnce && {
      onLine: (line: string) => {
        const address = openOnce(line);
        // Without a browser the address on the terminal is all there is, and it stands there already.
        if (address !== null) open(address).catch(() => undefined);
      },
    }),
  });
  return exitCodeOf(ended);
}

async function runDesktop(electron: string): Promise<number> {
  const { ELECTRON_RUN_AS_NODE: _asNode, ...rest } = env;
  const ended = await runChild({
    command: electron,
    args: [root, ...args],
    cwd: process.cwd(),
    env: rest,
  });
  const why = whyTakeOver(ended, ended.stopping);
  return why === null ? exitCodeOf(ended) : runHeadless(why);
}

try {
  const building = new AbortController();
  const choosing = choosePlan(building.signal);
  // Answered for below, or not needed any more when the build fails.
  choosing.catch(() => undefined);
  await buildIfStale().catch((error: unknown) => {
    building.abort();
    throw error;
  });
  const plan = await choosing;
  process.exitCode = await (plan.way === 'desktop'
    ? runDesktop(plan.electron)
    : runHeadless(plan.why));
} catch (error) {
  console.error(error instanceof BuildError ? error.message : error);
  process.exitCode = 1;
}
