import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { documents, filesLike, read } from './repository.ts';
import { rulesIn, rulesUsed } from './rules.ts';
import { ROOT } from './small-tree.ts';

const manifest = z
  .object({
    scripts: z.record(z.string(), z.string()).default({}),
    dependencies: z.record(z.string(), z.string()),
  })
  .parse(JSON.parse(read('package.json')));

describe('reading rules', () => {
  test('a rule is a list item with a bold number; other numbers are only mentioned', () => {
    const book = rulesIn(
      '- **MAIL3** A recall, see **MAIL1**.\n* **WS12** A gap.\nBy hand: PKG1, PKG2.\n',
    );
    expect(book).toEqual({ rules: ['MAIL3', 'WS12'], byHand: ['PKG1', 'PKG2'] });
  });

  test('a test shows the rules its name begins with', () => {
    const source = `test('[MAIL3] a recall', f);\ntest(\`[WS1][WS2] two\`, f);\ntest('not [AUT1] at the start', f);`;
    expect(rulesUsed(source)).toEqual(['MAIL3', 'WS1', 'WS2']);
  });
});

describe('docs/PROTOCOL.md and the tests', () => {
  const book = () => rulesIn(read('docs/PROTOCOL.md'));
  const used = () =>
    new Set(
      filesLike('test/**/*.test.{ts,tsx}')
        // The examples above are not rules.
        .filter((path) => path !== 'test/architecture/docs.test.ts')
        .flatMap((path) => rulesUsed(read(path))),
    );

  test('the document has rules, and no number twice', () => {
    const { rules } = book();
    expect(rules.length).toBeGreaterThan(0);
    expect(rules.filter((rule, at) => rules.indexOf(rule) !== at)).toEqual([]);
  });

  test('every rule that a test names is written down', () => {
    const { rules } = book();
    expect([...used()].filter((rule) => !rules.includes(rule))).toEqual([]);
  });

  test('every rule is shown by a test, or told to be shown by hand', () => {
    const { rules, byHand } = book();
    const shown = used();
    expect(rules.filter((rule) => !shown.has(rule) && !byHand.includes(rule))).toEqual([]);
  });

  test('what is told to be shown by hand is a rule, and no test shows it already', () => {
    const { rules, byHand } = book();
    const shown = used();
    expect(byHand.filter((rule) => !rules.includes(rule) || shown.has(rule))).toEqual([]);
  });
});

describe.for(documents())('%s', (path) => {
  const text = read(path);

  test('each npm command it tells is in package.json', () => {
    const told = [...text.matchAll(/\bnpm (?:run ([\w:-]+)|(start|test)\b)/g)];
    const missing = told
      .map(([, run, short]) => run ?? short ?? '')
      .filter((name) => !(name in manifest.scripts));
    expect([...new Set(missing)]).toEqual([]);
  });

  test('each file it points to is there', () => {
    const links = [...text.matchAll(/\]\((?!https?:|mailto:|#)([^)#\s]+)/g)].map(([, link]) =>
      join(dirname(path), link ?? ''),
    );
    // A path in backticks, unless it is a pattern or a template (*, <…>, NNNN, {…}).
    const named = [
      ...text.matchAll(/`((?:src|test|scripts|docs|resources|bench|\.ci)\/[^`*<>{}…\s]*)`/g),
    ]
      .map(([, name]) => (name ?? '').replace(/:\d+$/, ''))
      .filter((name) => !name.includes('NNNN') && !name.startsWith('bench/results'));
    expect([...links, ...named].filter((target) => !existsSync(join(ROOT, target)))).toEqual([]);
  });
});

describe('the repository', () => {
  test('README and continuous integration run the same test command', () => {
    const command = 'npm ci && npm test';
    expect(read('README.md')).toContain(command);
    expect(read('.ci/run').trimEnd().split('\n').at(-1)).toBe(command);
  });

  test('docs/decisions says of each runtime dependency why it is there', () => {
    // Named in the first column of a table, or in backticks.
    const named = filesLike('docs/decisions/*.md').flatMap((path) => [
      ...[...read(path).matchAll(/^\|([^|]+)\|/gm)].flatMap(([, cell = '']) =>
        cell.split(',').map((name) => name.trim()),
      ),
      ...[...read(path).matchAll(/`([^`\s]+)`/g)].map(([, name]) => name),
    ]);
    const silent = Object.keys(manifest.dependencies).filter((name) => !named.includes(name));
    expect(silent).toEqual([]);
  });

  test('documents tell of every environment variable that is read, and of no other', () => {
    const namesIn = (paths: readonly string[]) =>
      new Set(paths.flatMap((path) => read(path).match(/\bCOMANDA_[A-Z_]+/g) ?? []));
    const readHere = namesIn(filesLike('src/**/*.ts', 'scripts/**/*.ts', 'test/support/*.ts'));
    // Goes from one script of ours to another.
    readHere.delete('COMANDA_FAILED_CHECKS');
    const told = namesIn(documents());
    expect([...readHere].filter((name) => !told.has(name))).toEqual([]);
    expect([...told].filter((name) => !readHere.has(name))).toEqual([]);
  });

  test('the lockfile leaves it to each machine where packages come from', () => {
    expect(read('package-lock.json')).not.toContain('"resolved": "http');
  });

  test('no file knows the machine it was written on', () => {
    const own = 'test/architecture/docs.test.ts';
    const machine =
      /(?<![\w.:/-])\/(?:work|root)\/\w|\.\.\/shared\/(?:design|seeds)|\bissues show\b/;
    const files = filesLike('*', '.*', '.ci/*', '{bench,docs,resources,scripts,src,test}/**/*')
      .filter((path) => path !== own && path !== 'package-lock.json')
      .filter((path) =>
        /\.(?:[cm]?[jt]sx?|json|md|html|css|ya?ml|eta|svg|txt)$|(?:^|\/)[^.]+$|^\.[^/]+$/.test(
          path,
        ),
      );
    expect(files.length).toBeGreaterThan(50);
    expect(files.filter((path) => machine.test(read(path)))).toEqual([]);
  });
});
