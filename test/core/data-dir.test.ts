import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { dataDirAt, prepareDataDir } from '../../src/main/core/data-dir.ts';
import { StartError } from '../../src/main/core/start-error.ts';

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'comanda-dir-'));
});

afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

test.skipIf(process.platform === 'win32')('[DB2] the folders are made for this user alone', () => {
  const dir = prepareDataDir(join(root, 'a/b'));
  expect(dir).toEqual(dataDirAt(join(root, 'a/b')));
  for (const path of [dir.root, dir.mail, dir.backups, dir.logs]) {
    expect(statSync(path).mode & 0o777).toBe(0o700);
  }
  expect(prepareDataDir(dir.root)).toEqual(dir);
});

test('[CLI3] a directory that cannot be made is one clear line', () => {
  const file = join(root, 'file');
  writeFileSync(file, '');
  for (const path of [file, join(file, 'below')]) {
    expect(() => prepareDataDir(path)).toThrow(StartError);
    expect(() => prepareDataDir(path)).toThrow(/cannot be written .* --data-dir/);
  }
});

test.skipIf(process.platform !== 'linux')(
  '[CLI3] a place that knows no new names does not hang',
  () => {
    expect(() => prepareDataDir('/proc/comanda/data')).toThrow(/ENOENT/);
  },
);
