import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { filesLike, read } from './repository.ts';

const { dependencies, devDependencies } = z
  .object({
    dependencies: z.record(z.string(), z.string()),
    devDependencies: z.record(z.string(), z.string()),
  })
  .parse(JSON.parse(read('package.json')));

/** Packages that these files load at run time, each with one file that does. */
function loadedBy(...patterns: readonly string[]): ReadonlyMap<string, string> {
  const loaded = new Map<string, string>();
  for (const path of filesLike(...patterns)) {
    const source = read(path);
    const imports = [
      ...source.matchAll(/^(?:import|export)\s+(?!type\b)(?:[^'";]*?\bfrom\s*)?'([^'.][^']*)'/gm),
      ...source.matchAll(/\bimport\(\s*'([^'.][^']*)'/g),
    ];
    for (const [, specifier = ''] of imports) {
      if (specifier.startsWith('node:')) continue;
      const [scope = '', name = ''] = specifier.split('/');
      loaded.set(scope.startsWith('@') ? `${scope}/${name}` : scope, path);
    }
  }
  return loaded;
}

describe('packages and where they are needed', () => {
  const installed = loadedBy('src/main/**/*.ts', 'src/shared/**/*.ts');
  // Bundled into out/: needed where the product is built, not where it runs.
  const bundled = loadedBy('src/renderer/**/*.{ts,tsx}', 'src/preload/**/*.ts');

  test('what the main process loads is installed with the product', () => {
    expect([...installed.keys()]).toContain('zod');
    const missing = [...installed].filter(
      ([name]) => name !== 'electron' && !(name in dependencies),
    );
    expect(missing).toEqual([]);
  });

  test('what only the pages load is not', () => {
    expect([...bundled.keys()]).toContain('react');
    const surplus = [...bundled].filter(([name]) => !installed.has(name) && name in dependencies);
    expect(surplus).toEqual([]);
  });

  test('what the pages load is at hand where they are built', () => {
    const missing = [...bundled].filter(
      ([name]) => !(name in dependencies) && !(name in devDependencies),
    );
    expect(missing).toEqual([]);
  });
});
