import { spawnSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type Mutant, mutate } from './mutant.ts';

const ROOT = resolve(import.meta.dirname, '../../..');

/** What the checks are made of. No `out`: they run the sources, which is where faults are planted. */
const COPIED = [
  'src',
  'test',
  'scripts',
  'bench',
  'resources',
  'package.json',
  'tsconfig.json',
  'tsconfig.base.json',
  'electron.vite.config.ts',
  'vitest.config.ts',
];

/**
 * A copy of the project that may be spoilt: faults are planted here, never where people work. What the checks leave
 * behind stays in it and goes with it.
 */
export class Workshop {
  readonly path: string;
  /** Where the checks keep their data. */
  readonly temporary: string;

  constructor() {
    this.path = mkdtempSync(join(tmpdir(), 'comanda-mutants-'));
    this.temporary = join(this.path, 'tmp');
    mkdirSync(this.temporary);
    for (const name of COPIED) {
      cpSync(join(ROOT, name), join(this.path, name), { recursive: true });
    }
    // Packages one by one: what tools keep beside them belongs to this copy.
    const packages = join(this.path, 'node_modules');
    mkdirSync(packages);
    for (const name of readdirSync(join(ROOT, 'node_modules'))) {
      if (name.startsWith('.')) continue;
      symlinkSync(join(ROOT, 'node_modules', name), join(packages, name), 'junction');
    }
  }

  /**
   * Makes the edits of a mutant.
   * @returns the way to undo them
   * @throws MutantError when they don't apply
   */
  plant(mutant: Mutant): () => void {
    const read = (file: string): string => readFileSync(join(this.path, file), 'utf8');
    const mutated = mutate(mutant, read);
    const before = [...mutated.keys()].map((file) => ({ file, text: read(file) }));
    const write = (file: string, text: string): void => writeFileSync(join(this.path, file), text);
    for (const [file, text] of mutated) write(file, text);
    return () => {
      for (const { file, text } of before) write(file, text);
    };
  }

  /** What the compiler says of the product in here; empty when it lets it through. */
  compile(): string {
    const compiler = join('node_modules', 'typescript', 'bin', 'tsc');
    const { status, stdout } = spawnSync(process.execPath, [compiler, '-b', 'src/main'], {
      cwd: this.path,
      encoding: 'utf8',
    });
    return status === 0 ? '' : stdout.trim();
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true, maxRetries: 3 });
  }
}
