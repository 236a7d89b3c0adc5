import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ensureSessionKey } from '../../src/main/core/people/session-key.ts';
import { StartError } from '../../src/main/core/start-error.ts';

let folder: string;
let path: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'comanda-key-'));
  path = join(folder, 'session.key');
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

test('[CLI5] [PPL7] the key is 256 random bits, kept over starts and made anew when lost or broken', () => {
  const key = ensureSessionKey(path);
  expect(key).toHaveLength(32);
  expect(ensureSessionKey(path)).toEqual(key);
  rmSync(path);
  const next = ensureSessionKey(path);
  expect(next).not.toEqual(key);
  writeFileSync(path, 'half a ke');
  const third = ensureSessionKey(path);
  expect(third).toHaveLength(32);
  expect(third).not.toEqual(next);
});

test.skipIf(process.platform === 'win32')('[CLI5] [DB2] [PPL7] it is for this user alone', () => {
  ensureSessionKey(path);
  expect(statSync(path).mode & 0o777).toBe(0o600);
  chmodSync(path, 0o644);
  const before = readFileSync(path, 'utf8');
  ensureSessionKey(path);
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(readFileSync(path, 'utf8')).toBe(before);
});

test('[PPL7] one that cannot be written is one clear line', () => {
  expect(() => ensureSessionKey(join(folder, 'nowhere', 'session.key'))).toThrow(StartError);
});
