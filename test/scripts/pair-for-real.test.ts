import { afterEach, beforeEach, expect, test } from 'vitest';
import { issueCode, parsePairing } from '../../scripts/lib/pairing.ts';
import { startCore, type TestCore } from '../support/core.ts';

let core: TestCore;

beforeEach(async () => {
  core = await startCore();
});

afterEach(() => core.stop());

test('npm run pair gets a link whose code makes one device of that role, once', async () => {
  const issued = await issueCode(
    parsePairing(['--role', 'board', '--url', core.url, '--data-dir', core.dataDir], {}),
  );
  expect(issued.url).toContain(issued.code);

  const trade = () =>
    fetch(new URL('/api/v1/pairing', core.url), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ code: issued.code, name: 'Board by the door' }),
    });
  const first = await trade();
  expect(first.status).toBe(201);
  expect(await first.json()).toMatchObject({ role: 'board' });
  expect((await trade()).status).toBe(403);
});

test('npm run pair with the token of another data directory says where to look', async () => {
  const elsewhere = await startCore();
  try {
    const request = parsePairing(
      ['--role', 'kitchen', '--url', core.url, '--data-dir', elsewhere.dataDir],
      {},
    );
    await expect(issueCode(request)).rejects.toThrow(/\(unauthorized\).*--data-dir/);
  } finally {
    await elsewhere.stop();
  }
});
