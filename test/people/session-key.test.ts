import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ensureSessionKey } from '../../src/main/core/people/session-key.ts';
import { StartError } from '../../src/main/core/start-error.ts';
import { startCore } from '../support/core.ts';

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

test('[PPL7] [CLI5] a product that starts again on its data knows who was signed in', async () => {
  const first = await startCore({ dataDir: folder });
  const call = async (base: string, address: string, body: unknown, session = '') => {
    const response = await fetch(base + address, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${first.adminToken}`,
        'content-type': 'application/json',
        'idempotency-key': address + session,
        'comanda-session': session,
      },
      body: JSON.stringify(body),
    });
    const json: unknown = await response.json();
    return { status: response.status, json: Object(json) };
  };
  const ana = { name: 'Ana', role: 'manager', pin: '2580' };
  const { json } = await call(first.url, '/api/v1/people', ana);
  const who = { personId: json.person.id, pin: '2580' };
  const { token } = (await call(first.url, '/api/v1/sessions', who)).json;
  const second = await first.restart();
  const open = { floatCents: 0 };
  const opened = await call(second.url, '/api/v1/shifts', open, token);
  expect(opened.json).toMatchObject({ shift: { openedBy: { name: 'Ana' } } });
  await second.stop();
  rmSync(path);
  const third = await startCore({ dataDir: folder });
  const refused = await call(third.url, '/api/v1/shifts', open, token);
  expect(refused).toMatchObject({ status: 401, json: { code: 'sign_in_required' } });
  await third.stop();
});
