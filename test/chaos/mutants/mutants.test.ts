import { readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { CHECKS } from './checks.ts';
import { mutate, MutantError } from './mutant.ts';
import { MUTANTS } from './mutants.ts';

const ROOT = resolve(import.meta.dirname, '../../..');
const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');

// `npm run chaos:mutants` shows each one caught. Here: that the list still fits the product.

test.for(MUTANTS)('the mutant $name applies to the product as it is', (mutant) => {
  const mutated = mutate(mutant, read);
  expect(mutated.size).toBeGreaterThan(0);
  for (const [file, text] of mutated) {
    expect(text).not.toBe(read(file));
    expect(() => stripTypeScriptTypes(text), file).not.toThrow();
  }
});

test.for(Object.entries(CHECKS))('the check "%s" has its tests', ([, { file, tests }]) => {
  // In either quotes: some names tell their seed.
  const beginnings = ["'", '`'].map((quote) => quote + tests);
  expect(beginnings.filter((beginning) => read(file).includes(beginning))).toHaveLength(1);
});

test('no two mutants have one name, and every check has a mutant to notice', () => {
  const names = MUTANTS.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  expect(new Set(MUTANTS.flatMap(({ caughtBy }) => caughtBy))).toEqual(
    new Set(Object.keys(CHECKS)),
  );
});

describe('a mutant that no longer applies says so', () => {
  const planted = (find: string) => () =>
    mutate({ name: 'm', edits: [{ file: 'f.ts', find, replace: 'x' }] }, () => 'one two two');

  test('when its text is gone', () => {
    expect(planted('three')).toThrow(
      new MutantError('m does not apply: in f.ts, is not there: three'),
    );
  });

  test('when its text is there more than once', () => {
    expect(planted('two')).toThrow(/is there 2 times: two/);
  });

  test('and what follows an edit of the same file is looked for in what that made', () => {
    const file = 'f.ts';
    const edits = [
      { file, find: 'one', replace: '$& three' },
      { file, find: '$& three', replace: 'four' },
    ];
    expect(mutate({ name: 'm', edits }, () => 'one two')).toEqual(new Map([[file, 'four two']]));
  });
});
