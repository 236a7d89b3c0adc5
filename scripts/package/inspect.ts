import { globSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { readAsar, readAsarFile } from './asar.ts';
import type { AsarFile } from './asar.ts';
import { FUSE_SENTINEL } from './stand-in-dist.ts';
import type { System } from './stand-in-dist.ts';

/** What the runtime needs to find in the archive, by exact path or by what it begins with. */
const NEEDED = [
  'package.json',
  'out/main/index.js',
  'out/main/server.js',
  'out/main/serve.js',
  'out/main/writer.js',
  // Says that the bundle is CommonJS.
  'out/main/package.json',
  'out/main/licenses.md',
  'out/main/swagger-ui/static/swagger-ui-bundle.js',
  'out/preload/index.cjs',
  'out/renderer/pos/index.html',
  'out/renderer/kds/index.html',
  'out/renderer/board/index.html',
  'resources/icons/icon.png',
  'node_modules/better-sqlite3/package.json',
  'node_modules/better-sqlite3/LICENSE',
];

/** What must not be shipped, with the reason that a finding is printed with. */
const UNWANTED: readonly (readonly [RegExp, string])[] = [
  [
    /^(?!out\/|resources\/|node_modules\/|package\.json$)/,
    'is outside of out, resources and node_modules',
  ],
  [/\.(ts|tsx|mts|cts)$/, 'is a source'],
  [/\.map$/, 'is a source map'],
  [/\.cache(?:\.\d+)?$/, 'was made by a run'],
  [/^node_modules\/(?!better-sqlite3\/)/, 'is bundled already, or nothing to the product'],
  [/^node_modules\/better-sqlite3\/(?!prebuilds\/|package\.json$|LICENSE$)/, 'is bundled already'],
];

/** Megabytes that the archive with what stands beside it may have: what is bundled twice shows here. */
const BUDGET_MB = 20;

/** The fuses that electron-builder.yml sets, in the order of the wire; the seventh stays as Electron has it. */
const WIRE = /^010011.0$/;

export interface Packed {
  /** Folder that the packager made. */
  readonly folder: string;
  readonly system: System;
  readonly arch: string;
}

/** Where the parts of an app stand, by system. */
export function layout({ folder, system }: Packed): {
  archive: string;
  fuses: string;
  locales: string;
} {
  const app = join(folder, 'Comanda.app/Contents');
  switch (system) {
    case 'darwin':
      return {
        archive: join(app, 'Resources/app.asar'),
        fuses: join(app, 'Frameworks/Electron Framework.framework/Electron Framework'),
        locales: join(app, 'Resources/*.lproj'),
      };
    case 'win32':
      return {
        archive: join(folder, 'resources/app.asar'),
        fuses: join(folder, 'Comanda.exe'),
        locales: join(folder, 'locales/*.pak'),
      };
    case 'linux':
      return {
        archive: join(folder, 'resources/app.asar'),
        fuses: join(folder, 'comanda'),
        locales: join(folder, 'locales/*.pak'),
      };
  }
}

function fuseWire(file: string): string {
  const binary = readFileSync(file);
  const at = binary.indexOf(FUSE_SENTINEL) + FUSE_SENTINEL.length;
  return binary.toString('latin1', at + 2, at + 2 + (binary[at + 1] ?? 0));
}

export interface Findings {
  /** One sentence for each thing that is wrong. */
  readonly problems: readonly string[];
  /** Bytes in the archive and beside it. */
  readonly size: number;
  readonly files: number;
}

/** Looks into a packed app. */
export function inspect(packed: Packed): Findings {
  const { archive, fuses, locales } = layout(packed);
  const files = readAsar(archive);
  const paths = new Set(files.map(({ path }) => path));
  const problems: string[] = [];

  for (const path of NEEDED) if (!paths.has(path)) problems.push(`${path} is missing`);
  if (!files.some(({ path }) => /^resources\/(?!icons\/)/.test(path))) {
    problems.push('resources holds nothing but icons');
  }
  for (const { path } of files) {
    const reason = UNWANTED.find(([pattern]) => pattern.test(path))?.[1];
    if (reason !== undefined) problems.push(`${path} ${reason}`);
  }

  problems.push(...nativeProblems(packed, archive, files));

  const main = files.find(({ path }) => path === 'package.json');
  if (main && !readAsarFile(archive, main).includes('"main": "out/main/index.js"')) {
    problems.push('package.json names another main entry');
  }
  const wire = fuseWire(fuses);
  if (!WIRE.test(wire)) problems.push(`the fuses are ${wire} instead of ${WIRE.source}`);
  if (globSync(locales).some((path) => basename(path).startsWith('fr'))) {
    problems.push('a language that the product does not have is shipped');
  }

  const size = files.reduce((sum, file) => sum + file.size, 0);
  if (size > BUDGET_MB * 1e6) {
    problems.push(`the content has ${Math.round(size / 1e6)} MB, more than ${BUDGET_MB}`);
  }
  return { problems, size, files: files.length };
}

/** Exactly one native file: the SQLite binary of this system, beside the archive, where the system can load it. */
function nativeProblems(
  { system, arch }: Packed,
  archive: string,
  files: readonly AsarFile[],
): string[] {
  const wanted = `node_modules/better-sqlite3/prebuilds/${system}-${arch}.node`;
  const problems = files
    .filter(({ path, unpacked }) => (path.endsWith('.node') || unpacked) && path !== wanted)
    .map(({ path }) => `${path} is native or unpacked and not this system's`);
  const file = files.find(({ path }) => path === wanted);
  if (!file) return [...problems, `${wanted} is missing`];
  if (!file.unpacked) return [...problems, `${wanted} is inside the archive`];
  const beside = statSync(join(`${archive}.unpacked`, wanted), { throwIfNoEntry: false });
  if (beside?.size !== file.size) problems.push(`${wanted} is not beside the archive`);
  return problems;
}
