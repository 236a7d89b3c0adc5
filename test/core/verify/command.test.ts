import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openWritable } from '../../../src/main/core/db/open.ts';
import { startBroker } from '../../support/broker.ts';

const SCRIPT = resolve(import.meta.dirname, '../../../scripts/verify.ts');

let directory: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'comanda-verify-'));
});

afterEach(() => {
  rmSync(directory, { recursive: true, force: true });
});

function run(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  return new Promise((done) => {
    const child = execFile(process.execPath, [SCRIPT, ...args], (_, stdout, stderr) => {
      done({ code: child.exitCode ?? -1, stdout, stderr });
    });
  });
}

test('[VER4] the command says in one line that all is well, beside a running broker and after it', async () => {
  const t = await startBroker({ database: join(directory, 'comanda.db') });
  await t.place({ lines: [{ itemId: 'guarana', quantity: 1 }] });
  const line = 'verified 4 events, 1 orders: no difference\n';
  expect(await run('--data-dir', directory)).toEqual({ code: 0, stdout: line, stderr: '' });
  await t.stop();
  expect(await run('--data-dir', directory)).toEqual({ code: 0, stdout: line, stderr: '' });
});

test('[VER4] the command ends with 1 and the first difference', async () => {
  const database = join(directory, 'comanda.db');
  await (await startBroker({ database })).stop();
  const db = openWritable(database);
  db.exec('DELETE FROM stock');
  db.close();
  expect(await run('--data-dir', directory)).toEqual({
    code: 1,
    stdout: '',
    stderr: 'difference at stock, item guarana: available: expected 10, found nothing\n',
  });
});

test('[VER5] the command says in one line what it cannot do', async () => {
  const nothing = await run('--data-dir', join(directory, 'nothing'));
  expect(nothing).toMatchObject({ code: 1, stdout: '' });
  expect(nothing.stderr).toMatch(/^Comanda cannot verify: There is no .*comanda\.db.*\n$/);
  const wrong = await run('--date-dir', directory);
  expect(wrong).toMatchObject({ code: 1, stdout: '' });
  expect(wrong.stderr).toMatch(/^Comanda cannot verify: .*--data-dir DIR.*\n$/);
});
