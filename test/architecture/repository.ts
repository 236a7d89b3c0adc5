import { globSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './small-tree.ts';

const ELSEWHERE = ['node_modules', '.git', 'out', 'dist', '.cache', 'coverage', 'test-results'];

/** Paths of files from the repository's root, with forward slashes, sorted; without what is installed or built. */
export function filesLike(...patterns: readonly string[]): readonly string[] {
  return files(patterns, (name) => ELSEWHERE.includes(name));
}

/** The same, in one folder, whatever it is. */
export function filesIn(folder: string, pattern: string): readonly string[] {
  return files([`${folder}/${pattern}`], () => false);
}

function files(patterns: readonly string[], exclude: (name: string) => boolean): readonly string[] {
  return globSync([...patterns], { cwd: ROOT, exclude })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => statSync(join(ROOT, path)).isFile())
    .toSorted();
}

export function read(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8');
}

/** The documents that people read. */
export function documents(): readonly string[] {
  return filesLike('*.md', 'bench/*.md', 'docs/**/*.md');
}
