import { spawnSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openLog } from '../../src/main/core/log.ts';
import { RollingFile } from '../../src/main/core/rolling-file.ts';

const LOG_MODULE = pathToFileURL(join(import.meta.dirname, '../../src/main/core/log.ts')).href;

/** Several of the pieces, of 16 KiB at the most, that lines are written in. */
const MAX_BYTES = 50_000;

let directory: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'comanda-log-'));
});

afterEach(() => {
  vi.restoreAllMocks();
  rmSync(directory, { recursive: true });
});

const open = (files = 100): RollingFile =>
  new RollingFile({ directory, name: 'comanda', maxBytes: MAX_BYTES, files });

/** Writes numbered lines of 50 bytes, a few in each turn, as a server does. */
async function lines(file: RollingFile, from: number, to: number): Promise<void> {
  for (let i = from; i < to; i += 1) {
    file.write(`${String(i).padStart(49)}\n`);
    if (i % 70 === 0) await new Promise((resolve) => setImmediate(resolve));
  }
}

/** What the files hold, by their numbers. */
function written(): Map<number, number[]> {
  const files = readdirSync(directory)
    .map((name) => [Number(/^comanda\.(\d+)\.log$/.exec(name)?.[1]), name] as const)
    .filter(([number]) => !Number.isNaN(number))
    .toSorted(([a], [b]) => a - b);
  return new Map(
    files.map(([number, name]) => [
      number,
      readFileSync(join(directory, name), 'utf8').trimEnd().split('\n').map(Number),
    ]),
  );
}

test('[CLI8] a file that is full is followed by the next one; no line is lost, torn or written twice', async () => {
  const file = open();
  await lines(file, 0, 6000);
  await file.close();
  const found = written();
  expect([...found.values()].flat()).toEqual(Array.from({ length: 6000 }, (_, i) => i));
  expect(found.size).toBeGreaterThan(3);
  expect([...found.keys()]).toEqual(Array.from(found.keys(), (_, i) => i + 1));
  for (const name of readdirSync(directory).slice(0, -1)) {
    expect(statSync(join(directory, name)).size).toBeGreaterThanOrEqual(MAX_BYTES);
  }
});

test('[CLI8] the next life goes on in the last file, and counts on', async () => {
  let file = open();
  await lines(file, 0, 900);
  await file.close();
  expect([...written().keys()]).toEqual([1]);
  file = open();
  await lines(file, 900, 3000);
  await file.close();
  const found = written();
  expect([...found.values()].flat()).toEqual(Array.from({ length: 3000 }, (_, i) => i));
  expect(found.get(1)).toEqual(expect.arrayContaining([0, 899, 900, 999]));
  file = open();
  await lines(file, 3000, 3001);
  await file.close();
  expect([...written().values()].at(-1)?.at(-1)).toBe(3000);
});

test('[CLI8] so many files are kept, the newest, and none is touched that is not one of them', async () => {
  const others = ['comanda.1.log.txt', 'comanda.log', 'comanda-x.99.log', 'comanda.x.log', 'notes'];
  for (const name of others) writeFileSync(join(directory, name), 'mine');
  const file = open(3);
  await lines(file, 0, 9000);
  await file.close();
  const found = written();
  expect(found.size).toBe(3);
  expect(Math.max(...found.keys())).toBeLessThan(20);
  expect([...found.values()].flat().at(-1)).toBe(8999);
  for (const name of others) expect(readFileSync(join(directory, name), 'utf8')).toBe('mine');
});

test.skipIf(process.platform === 'win32')('[CLI8] each file is for this user alone', async () => {
  const file = open();
  await lines(file, 0, 3000);
  await file.close();
  const modes = readdirSync(directory).map((name) => statSync(join(directory, name)).mode & 0o777);
  expect(new Set(modes)).toEqual(new Set([0o600]));
  expect(modes.length).toBeGreaterThan(1);
});

test('[AUTH7] tokens and PINs are cut out of what is logged, and the rest is in the file once it is closed', async () => {
  const log = openLog(directory);
  const headers = {
    authorization: 'secret',
    'comanda-session': 'secret',
    'comanda-approval': 'secret',
    host: 'h',
  };
  const said = { token: 'secret', pin: 'secret', session: 'secret', approval: 'secret', headers };
  log.logger.info({ ...said, request: said }, 'said');
  await log.close();
  const [line = ''] = readFileSync(join(directory, 'comanda.1.log'), 'utf8').split('\n');
  expect(JSON.parse(line)).toMatchObject({ msg: 'said', headers: { host: 'h' } });
  expect(line).not.toContain('secret');
});

test('[CLI8] while the next file cannot be opened the one that is there takes all, and none goes', async () => {
  const inTheWay = join(directory, 'comanda.3.log');
  const file = open(2);
  await lines(file, 0, 1500);
  await vi.waitFor(() => {
    expect([...written().keys()]).toEqual([1, 2]);
  });
  mkdirSync(inTheWay);
  await lines(file, 1500, 6000);
  await vi.waitFor(() => {
    expect(readFileSync(join(directory, 'comanda.2.log'), 'utf8')).toContain(' 5999\n');
  });
  expect(readdirSync(directory).toSorted()).toEqual([1, 2, 3].map((n) => `comanda.${n}.log`));
  rmdirSync(inTheWay);
  await lines(file, 6000, 6002);
  await file.close();
  const found = written();
  expect([...found.keys()]).toEqual([2, 3]);
  const all = [...found.values()].flat();
  expect(all).toEqual(Array.from({ length: all.length }, (_, i) => 6002 - all.length + i));
});

/** A program that logs a line to a log in the directory, and ends by what is given. */
const logAndThen = (end: string) =>
  spawnSync(
    process.execPath,
    [
      '--input-type=module',
      '--eval',
      `const { openLog } = await import(process.argv[1]);
       const log = openLog(process.argv[2]);
       log.logger.info('said');
       ${end}`,
      LOG_MODULE,
      directory,
    ],
    // Long enough for any machine: a program that hangs is killed, and has no exit code.
    { encoding: 'utf8', timeout: 20_000 },
  );

test.skipIf(process.platform !== 'linux')(
  '[CLI8] a full disk keeps neither the log from closing nor the process from ending',
  () => {
    symlinkSync('/dev/full', join(directory, 'comanda.1.log'));
    const closes = logAndThen(`await log.close(); console.log('closed'); process.exit(0);`);
    expect(closes).toMatchObject({ status: 0, stdout: 'closed\n', stderr: '' });
    const exits = logAndThen(`setTimeout(() => process.exit(7), 20);`);
    expect(exits).toMatchObject({ status: 7, stderr: '' });
  },
);

test('[CLI8] what is logged before a sudden end is in the file', () => {
  logAndThen(
    `for (let i = 0; i < 3000; i += 1) log.logger.info({ i }, 'said'); throw new Error();`,
  );
  const found = readFileSync(join(directory, 'comanda.1.log'), 'utf8').trimEnd().split('\n');
  expect(found).toHaveLength(3001);
});

test('[CLI8] where the file cannot be opened, one line says so and all else runs', async () => {
  mkdirSync(join(directory, 'comanda.1.log'));
  const said: unknown[] = [];
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => said.push(text) > 0);
  const log = openLog(directory);
  log.logger.info('heard by nobody');
  await log.close();
  expect(said).toEqual([expect.stringMatching(/^Comanda runs without a log: .*EISDIR.*\n$/)]);
});
