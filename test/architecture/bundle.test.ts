import { isBuiltin } from 'node:module';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { isBuilt } from '../../scripts/build.ts';
import { ROOT } from './small-tree.ts';
import { filesIn, read } from './repository.ts';

/** JavaScript that a page loads before it is usable, in kilobytes (1000 bytes) after gzip. */
const BUDGET_KB = { pos: 250, kds: 200, board: 200 } as const;

const PAGES = Object.keys(BUDGET_KB).filter(
  (page): page is keyof typeof BUDGET_KB => page in BUDGET_KB,
);

// A stale build would be judged for what it was.
const built = isBuilt(ROOT);

const ORIGIN = 'http://comanda.invalid';

/** Where an address in a page's document leads to. */
function addressFrom(page: string, address: string): URL {
  return new URL(address, `${ORIGIN}/${page}/`);
}

/** A page's own module and all that it imports before it runs, as paths from the repository's root. */
function modulesOf(page: string): readonly string[] {
  const html = read(`out/renderer/${page}/index.html`);
  const found = new Set<string>();
  const visit = (path: string): void => {
    if (found.has(path)) return;
    found.add(path);
    // As the bundler writes them: import"./x.js", import{a as b}from"./x.js", export*from"./x.js".
    const imports = read(path).matchAll(/(?:\bfrom|\bimport)\s*["'](\.[^"']+\.js)["']/g);
    for (const [, specifier = ''] of imports)
      visit(join(path, '..', specifier).replaceAll('\\', '/'));
  };
  for (const [, source = ''] of html.matchAll(/<script[^>]*\bsrc="([^"]+)"/g)) {
    visit(`out/renderer${addressFrom(page, source).pathname}`);
  }
  return [...found];
}

// The name says what is missing where these are skipped.
describe.skipIf(!built)('the built pages (needs a fresh npm run build)', () => {
  test.for(PAGES)('%s stays within its budget', (page) => {
    const modules = modulesOf(page);
    expect(modules.length).toBeGreaterThan(0);
    const bytes = modules.reduce((sum, path) => sum + gzipSync(read(path)).byteLength, 0);
    expect(bytes / 1000).toBeLessThanOrEqual(BUDGET_KB[page]);
  });

  test('no page carries zod', () => {
    // Names that zod keeps through minification: they are strings or properties there.
    const zod = /ZodError|\$ZodType|_zod\b/;
    const scripts = filesIn('out/renderer', '**/*.js');
    expect(scripts.length).toBeGreaterThan(0);
    expect(scripts.filter((path) => zod.test(read(path)))).toEqual([]);
  });

  test.for(PAGES)('%s has no script, style or handler of its own inside the document', (page) => {
    const html = read(`out/renderer/${page}/index.html`);
    expect([...html.matchAll(/<script(?![^>]*\bsrc=)[^>]*>/gi)]).toEqual([]);
    expect([...html.matchAll(/<style\b|\sstyle\s*=|\son\w+\s*=|javascript:/gi)]).toEqual([]);
  });

  test.for(PAGES)('%s loads nothing from elsewhere', (page) => {
    const html = read(`out/renderer/${page}/index.html`);
    const addresses = [...html.matchAll(/\b(?:src|href)="([^"]*)"/g)].map(
      ([, address = '']) => address,
    );
    expect(addresses.filter((address) => addressFrom(page, address).origin !== ORIGIN)).toEqual([]);
  });
});

describe.skipIf(!built)('the built main process (needs a fresh npm run build)', () => {
  /** What a start of the server may load, in kilobytes: reading and compiling it is most of a start. */
  const START_BUDGET_KB = 1520;

  const bundle = filesIn('out/main', '*.js').map((path) => path.slice('out/main/'.length));

  /** A file and all of the bundle that is loaded along with it: what is loaded later stands inside a function. */
  const loadedWith = (name: string, found = new Set<string>()): Set<string> => {
    if (found.has(name)) return found;
    found.add(name);
    const loads = read(`out/main/${name}`).matchAll(
      /^(?:(?:const|let|var) \w+ = )?require\("\.\/([^"]+)"\)/gm,
    );
    for (const [, next = ''] of loads) loadedWith(next, found);
    return found;
  };

  const sources = (names: Iterable<string>): string =>
    Array.from(names, (name) => read(`out/main/${name}`)).join('\n');

  test('has all packages in it but Electron’s and those that nothing calls', () => {
    const loads = sources(bundle).matchAll(/\brequire\("([^".][^"]*)"\)/g);
    const names = new Set(Array.from(loads, ([, name = '']) => name));
    expect([...names].filter((name) => !isBuiltin(name)).toSorted()).toEqual([
      '@fastify/ajv-compiler',
      '@fastify/fast-json-stringify-compiler',
      'electron',
      'light-my-request',
    ]);
  });

  test('looks at Node’s version before it loads anything that an old one could not', () => {
    const early = loadedWith('server.js');
    expect(early.size).toBeGreaterThan(0);
    // It is where the native file is looked for, which an old Node cannot load.
    expect(sources(bundle)).toContain('prebuilds');
    expect(sources(early)).not.toContain('prebuilds');
    expect(sources(early).length).toBeLessThan(20_000);
  });

  test('loads no more at a start than its budget, and none of what is loaded later', () => {
    const early = loadedWith('serve.js');
    const text = sources(early);
    // So that the words below are looked for in the right place.
    expect(text).toContain('function fastify(');
    expect(text.length / 1000).toBeLessThanOrEqual(START_BUDGET_KB);
    for (const later of ['SMTPConnection', 'MailComposer', 'swaggerInitializer', 'TDigest']) {
      expect(sources(bundle)).toContain(later);
      expect(text).not.toContain(later);
    }
  });

  test('has the licences of what is in it', () => {
    const licences = read('out/main/licenses.md');
    for (const name of ['fastify', 'zod', 'ws', 'pino', 'nodemailer', '@fastify/swagger-ui']) {
      expect(licences).toContain(`## ${name} - `);
    }
    // Shipped by the package before it, under a licence of its own.
    expect(licences).toMatch(/^## swagger-ui - \d+\.\d+\.\d+ \(Apache-2\.0\)$/m);
    // Brings others' code along in one file, without their licences.
    expect(licences).not.toContain('## glob - ');
    expect(sources(bundle)).not.toContain('minimatch');
  });
});

describe.skipIf(!built)('the built preload (needs a fresh npm run build)', () => {
  test('is CommonJS that requires electron and nothing else, as a sandbox demands', () => {
    const source = read('out/preload/index.cjs');
    const required = [...source.matchAll(/\brequire\(\s*["'`]([^"'`]*)["'`]\s*\)/g)].map(
      ([, name]) => name,
    );
    expect([...new Set(required)]).toEqual(['electron']);
    expect(source).not.toMatch(/^\s*(?:import|export)\b/m);
    expect(filesIn('out/preload', '**/*.{js,cjs,mjs}')).toEqual(['out/preload/index.cjs']);
  });
});
