import { execFile } from 'node:child_process';
import {
  cpSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

export const ROOT = resolve(import.meta.dirname, '../..');

/** One complaint of a tool, with the path relative to the tree's root. */
export interface Finding {
  readonly file: string;
  readonly text: string;
}

/** A tree with the product's own rules and none of its code: what a tool says here, it says of the rules alone. */
export interface SmallTree {
  lint(): Promise<readonly Finding[]>;
  /** Builds the project references in these folders. */
  compile(...folders: readonly string[]): Promise<readonly Finding[]>;
  remove(): void;
}

/**
 * Lays out a small tree in a temporary folder: the repository's lint and compiler settings beside the given files.
 * @param files content by path from the root
 */
export function smallTree(files: Readonly<Record<string, string>>): SmallTree {
  const at = mkdtempSync(join(tmpdir(), 'comanda-walls-'));
  const settings = globSync(['.oxlintrc.json', 'tsconfig*.json', 'src/**/tsconfig.json'], {
    cwd: ROOT,
  });
  for (const path of settings) cpSync(join(ROOT, path), join(at, path), { recursive: true });
  // The lint config of this tree is the root's: nothing outside it may be looked for.
  writeFileSync(join(at, 'package.json'), '{ "type": "module", "private": true }\n');
  symlinkSync(join(ROOT, 'node_modules'), join(at, 'node_modules'), 'junction');
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(at, path)), { recursive: true });
    writeFileSync(join(at, path), content);
  }

  const tool = async (name: string, args: readonly string[]): Promise<string> => {
    const script = join(ROOT, 'node_modules', name);
    try {
      return (await run(process.execPath, [script, ...args], { cwd: at })).stdout;
    } catch (error) {
      // Both tools end with a code above zero when they have something to say, and say it on stdout.
      if (error instanceof Error && 'stdout' in error && typeof error.stdout === 'string') {
        if (error.stdout.trim() !== '') return error.stdout;
      }
      throw error;
    }
  };

  return {
    async lint() {
      const output = await tool('oxlint/bin/oxlint', ['-f', 'unix', 'src']);
      return findings(output, /^(?<file>[^\s:][^:]*):\d+:\d+: (?<text>.*)$/u);
    },
    async compile(...folders) {
      const output = await tool('typescript/bin/tsc', ['-b', '--pretty', 'false', ...folders]);
      return findings(output, /^(?<file>[^\s(][^(]*)\(\d+,\d+\): (?<text>.*)$/u);
    },
    remove() {
      rmSync(at, { recursive: true, force: true });
    },
  };
}

function findings(output: string, shape: RegExp): readonly Finding[] {
  return output.split('\n').flatMap((line) => {
    const { file, text } = shape.exec(line)?.groups ?? {};
    return file === undefined || text === undefined
      ? []
      : [{ file: file.replaceAll('\\', '/'), text }];
  });
}
