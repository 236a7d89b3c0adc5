import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { STYLE_HASHES } from '../../src/main/core/lan/http/security-headers.ts';
import { startLan, type TestLan } from '../support/lan.ts';

let t: TestLan;
let root: string;

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'comanda-pages-'));
  const pagesDir = join(root, 'renderer');
  for (const page of ['pos', 'kds', 'board', 'assets']) {
    mkdirSync(join(pagesDir, page), { recursive: true });
  }
  for (const page of ['pos', 'kds', 'board']) {
    writeFileSync(join(pagesDir, page, 'index.html'), `<!doctype html><title>${page}</title>`);
  }
  writeFileSync(join(pagesDir, 'assets', 'pos-Ab12_-x.js'), 'export {};');
  writeFileSync(join(pagesDir, 'assets', '.env'), 'SECRET');
  writeFileSync(join(pagesDir, 'icon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
  writeFileSync(join(root, 'secret.txt'), 'SECRET');
  t = await startLan({ pagesDir });
});

afterAll(async () => {
  await t.stop();
  rmSync(root, { recursive: true });
});

test('[HTTP19] each page is served to anyone, and asked for anew each time', async () => {
  for (const page of ['pos', 'kds', 'board']) {
    for (const path of [`/${page}`, `/${page}/`, `/${page}?x=1`]) {
      const answer = await t.call('GET', path);
      expect(answer, path).toMatchObject({
        status: 200,
        text: `<!doctype html><title>${page}</title>`,
        headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-cache' },
      });
      const headers = { 'if-none-match': String(answer.headers['etag']) };
      expect((await t.call('GET', path, { headers })).status).toBe(304);
    }
  }
  expect(await t.call('GET', '/')).toMatchObject({ status: 302, headers: { location: '/pos' } });
  expect((await t.call('HEAD', '/pos')).status).toBe(200);
  expect((await t.call('POST', '/pos')).status).toBe(405);
});

test('[HTTP19] assets never change under their name', async () => {
  expect(await t.call('GET', '/assets/pos-Ab12_-x.js')).toMatchObject({
    status: 200,
    headers: {
      'content-type': 'application/javascript; charset=utf-8',
      'cache-control': 'public, max-age=31536000, immutable',
    },
  });
  expect((await t.call('GET', '/favicon.ico')).status).toBe(204);
  expect(await t.call('GET', '/icon.svg')).toMatchObject({
    status: 200,
    headers: { 'content-type': 'image/svg+xml', 'cache-control': 'no-cache' },
  });
});

test('[HTTP19] nothing outside the build is served, however it is asked for', async () => {
  for (const path of [
    '/assets/../secret.txt',
    '/assets/..%2fsecret.txt',
    '/assets/..%2f..%2fsecret.txt',
    '/assets/%2e%2e/%2e%2e/secret.txt',
    '/assets/..%5c..%5csecret.txt',
    '/assets/....//....//secret.txt',
    `/assets/${encodeURIComponent(join(root, 'secret.txt'))}`,
    '/assets//etc/passwd',
    '/assets/%00',
    '/assets/pos-Ab12_-x.js%00.css',
    '/assets/.env',
    '/assets/',
    '/assets',
    '/../secret.txt',
    '/pos/../../secret.txt',
    '/pos/index.html',
    '/.git/config',
    '/assets/missing.js',
  ]) {
    const answer = await t.call('GET', path);
    expect(answer, path).toMatchObject({ status: 404, json: { code: 'not_found' } });
    expect(answer.text).not.toContain('SECRET');
    expect(answer.headers['cache-control'], path).toBe('no-store');
  }
});

test('[HTTP20] the style elements of the component library are the ones that the policy names', () => {
  const require = createRequire(import.meta.url);
  // Found from where the pages find it: it is a dependency of theirs, not of ours.
  const inside = createRequire(require.resolve('react-aria-components'));
  const manifest = 'react-aria/package.json';
  const library = dirname(inside.resolve(manifest));
  const source = (path: string) => readFileSync(join(library, 'dist/private', path), 'utf8');
  const press = source('interactions/usePress.mjs');
  const attribute = /PRESSABLE_ATTRIBUTE = '([\w-]+)'/.exec(press)?.[1] ?? '';
  const styles = [press, source('overlays/usePreventScroll.mjs')].map((text) => {
    const style = /style\.textContent = `([^`]+)`\.trim\(\)/.exec(text)?.[1] ?? '';
    return style.replace(/\$\{[^}]+\}/, attribute).trim();
  });
  const hashes = styles.map(
    (style) => `'sha256-${createHash('sha256').update(style).digest('base64')}'`,
  );
  expect(STYLE_HASHES).toEqual(hashes);
});

test('[HTTP19] a server whose pages are not built still serves the API', async () => {
  const bare = await startLan();
  expect((await bare.call('GET', '/pos')).status).toBe(404);
  expect((await bare.as('counter', 'GET', '/api/v1/menu')).status).toBe(200);
  expect(bare.log.join('')).toContain('not built');
  await bare.stop();
});
