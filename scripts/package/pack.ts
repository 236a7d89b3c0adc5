import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { inspect } from './inspect.ts';
import type { Findings } from './inspect.ts';
import { makeStandInDist } from './stand-in-dist.ts';
import type { System } from './stand-in-dist.ts';

/** What is packed for. */
export interface Target {
  readonly system: System;
  readonly arch: string;
  /** Options of electron-builder. */
  readonly options: readonly string[];
  /** Folder that it makes. */
  readonly folder: string;
}

export const TARGETS: readonly Target[] = [
  { system: 'linux', arch: 'x64', options: ['--linux', '--x64'], folder: 'linux-unpacked' },
  {
    system: 'win32',
    arch: 'x64',
    // Writing into the resources of an .exe takes a real one.
    options: [
      '--win',
      '--x64',
      '-c.win.signAndEditExecutable=false',
      '-c.disableAsarIntegrity=true',
    ],
    folder: 'win-unpacked',
  },
  {
    system: 'darwin',
    arch: 'arm64',
    // The signature that is renewed after the fuses were set is of a real binary too.
    options: [
      '--mac',
      '--arm64',
      '-c.electronFuses.resetAdHocDarwinSignature=false',
      '-c.mac.identity=null',
    ],
    folder: 'mac-arm64',
  },
];

/** A proxy that refuses at once: whatever wants to download fails here and now. */
const NO_NETWORK = 'http://127.0.0.1:9';

/**
 * Packs the built app for one system around a stand-in for Electron, with no network, and looks into the result.
 * @param root the project's folder
 * @param work an empty folder that is the caller's to remove
 * @returns what was found, and the folder of the packed app
 * @throws when the packager fails, with its own words
 */
export async function pack(
  { system, arch, options, folder }: Target,
  root: string,
  work: string,
): Promise<Findings & { readonly folder: string }> {
  const dist = join(work, `electron-${system}`);
  const output = join(work, `packed-${system}`);
  makeStandInDist(dist, system);
  const packer = spawn(
    process.execPath,
    [
      join(root, 'node_modules/electron-builder/cli.js'),
      '--dir',
      '--publish=never',
      ...options,
      `-c.electronDist=${dist}`,
      `-c.directories.output=${output}`,
    ],
    {
      cwd: root,
      env: {
        ...process.env,
        HTTP_PROXY: NO_NETWORK,
        HTTPS_PROXY: NO_NETWORK,
        ELECTRON_MIRROR: `${NO_NETWORK}/`,
        ELECTRON_BUILDER_BINARIES_MIRROR: `${NO_NETWORK}/`,
        CSC_IDENTITY_AUTO_DISCOVERY: 'false',
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  const [words, complaints] = await Promise.all([
    text(packer.stdout),
    text(packer.stderr),
    once(packer, 'close'),
  ]);
  if (packer.exitCode !== 0) throw new Error(`electron-builder failed:\n${words}${complaints}`);
  const packed = { folder: join(output, folder), system, arch };
  return { ...inspect(packed), folder: packed.folder };
}
