import type { CheckName } from './checks.ts';

/** One replacement in one file of the product. */
export interface Edit {
  /** From the root of the project. */
  readonly file: string;
  /** Must be found exactly once, or the mutant no longer fits the product. */
  readonly find: string;
  readonly replace: string;
}

/** A fault that somebody could make, and the checks that must notice it. */
export interface Mutant {
  readonly name: string;
  /** What goes wrong with it, in one sentence. */
  readonly fault: string;
  readonly edits: readonly Edit[];
  /** Each of these must fail. */
  readonly caughtBy: readonly CheckName[];
}

/** A mutant whose text is not in the product any more: it has to be written anew. */
export class MutantError extends Error {
  override readonly name = 'MutantError';
}

/**
 * The files of a mutant with its edits made, one after the other.
 * @param read the text of a file of the product
 * @throws MutantError when something that is to be replaced is not there exactly once
 */
export function mutate(
  { name, edits }: Pick<Mutant, 'name' | 'edits'>,
  read: (file: string) => string,
): Map<string, string> {
  const files = new Map<string, string>();
  for (const { file, find, replace } of edits) {
    const text = files.get(file) ?? read(file);
    const times = text.split(find).length - 1;
    if (times !== 1) {
      const there = times === 0 ? 'is not there' : `is there ${times} times`;
      throw new MutantError(`${name} does not apply: in ${file}, ${there}: ${find.trim()}`);
    }
    files.set(
      file,
      text.replace(find, () => replace),
    );
  }
  return files;
}
