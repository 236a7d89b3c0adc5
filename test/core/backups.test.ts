import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createBackups, type Backups } from '../../src/main/core/backups.ts';
import { backupMoment, backupName } from '../../src/main/core/db/maintain.ts';
import { maintainHere, maintainInThread } from '../../src/main/core/db/maintain-in-thread.ts';
import { openReadable } from '../../src/main/core/db/open.ts';
import { describeVerdict, verify } from '../../src/main/core/verify/verify.ts';
import { handClock, type HandClock } from '../mail/support/hand-clock.ts';
import { startBroker, type TestBroker } from '../support/broker.ts';
import { startCore } from '../support/core.ts';

const DAY = 24 * 60 * 60 * 1000;
const THREAD = new URL('../../src/main/core/db/writer-thread.ts', import.meta.url);

let root: string;
let folder: string;
let t: TestBroker;
let clock: HandClock;
let backups: Backups;
let logged: string[];

beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'comanda-backups-'));
  folder = join(root, 'backups');
  mkdirSync(folder);
  t = await startBroker({ database: join(root, 'comanda.db') });
  clock = handClock(Date.parse('2026-11-20T18:00:00.000Z'));
  logged = [];
  backups = begin(false);
});

afterEach(async () => {
  await backups.stop();
  await t.stop();
  rmSync(root, { recursive: true, force: true });
});

function begin(isNew: boolean, isChecked = true): Backups {
  return createBackups({
    database: t.database,
    folder,
    isNew,
    isChecked,
    run: maintainHere,
    now: clock.now,
    timer: clock.timer,
    log: {
      info: (_, message) => logged.push(message),
      error: (_, message) => logged.push(`error: ${message}`),
    },
  });
}

/** Goes on by a time, and lets what fell due come to its end. */
async function pass(ms: number): Promise<void> {
  const before = logged.length;
  clock.advance(ms);
  await expect.poll(() => logged.length).toBeGreaterThan(before);
}

const order = { lines: [{ itemId: 'guarana', quantity: 1 }] };

test('[BKP1] a backup is a whole, checked copy of one moment, for this user alone', async () => {
  await t.place(order);
  backups.start();
  await pass(0);
  expect(readdirSync(folder)).toEqual(['comanda-2026-11-20T18-00-00Z.db']);
  const path = join(folder, 'comanda-2026-11-20T18-00-00Z.db');
  const copy = openReadable(path);
  expect(describeVerdict(verify(copy))).toBe('verified 4 events, 1 orders: no difference');
  copy.close();
  if (process.platform !== 'win32') expect(statSync(path).mode & 0o777).toBe(0o600);
});

test('[BKP2] backups are made at the start when the newest is older than a day, then daily; seven are kept', async () => {
  writeFileSync(join(folder, backupName(clock.now() - DAY / 2)), '');
  backups.start();
  expect(clock.pending()).toEqual([DAY / 2]);
  for (let day = 0; day < 9; day += 1) await pass(DAY);
  expect(readdirSync(folder)).toHaveLength(7);
  const moments = readdirSync(folder).map(backupMoment);
  expect(moments.map((at) => (clock.now() - at) / DAY)).toEqual([
    6.5, 5.5, 4.5, 3.5, 2.5, 1.5, 0.5,
  ]);
});

test('[BKP2] a database that was just made has its first backup in an hour', () => {
  backups = begin(true);
  backups.start();
  expect(clock.pending()).toEqual([DAY / 24]);
});

test('[BKP2] a backup from the future does not keep others from being made', () => {
  writeFileSync(join(folder, backupName(clock.now() + 400 * DAY)), '');
  backups.start();
  expect(clock.pending()).toEqual([0]);
});

test('[BKP3] a backup that fails is said, leaves the others, and is tried again in an hour', async () => {
  backups.start();
  await pass(0);
  const before = readdirSync(folder);
  rmSync(join(root, 'moved'), { recursive: true, force: true });
  // A folder in the place of the file to be made.
  mkdirSync(join(folder, `${backupName(clock.now() + DAY)}.part`));
  await pass(DAY);
  expect(logged.at(-1)).toMatch(/^error: the backup failed/);
  expect(readdirSync(folder)).toEqual(expect.arrayContaining(before));
  expect(clock.pending()).toEqual([DAY / 24]);
});

test('[BKP4] what the start had no time to look at is looked at right after it', async () => {
  writeFileSync(join(folder, backupName(clock.now() - DAY / 2)), '');
  backups = begin(false, false);
  backups.start();
  await pass(0);
  expect(logged).toEqual(['looked through']);
  expect(clock.pending()).toEqual([DAY / 2]);
});

test('[BKP4] a damaged database is not copied, and pushes no good backup out', async () => {
  backups.start();
  await pass(0);
  const good = readdirSync(folder);
  await t.stop();
  const bytes = readFileSync(t.database);
  const at = bytes.indexOf('"guarana"');
  bytes[at + 1] = (bytes[at + 1] ?? 0) ^ 1;
  writeFileSync(t.database, bytes);
  await pass(DAY);
  expect(logged.at(-1)).toMatch(
    /^error: The database .* is damaged .*Go back to the last backup, /,
  );
  expect(logged.at(-1)).toContain(good[0]);
  expect(readdirSync(folder)).toEqual(good);
  writeFileSync(t.database, '');
  t = await startBroker({ database: join(root, 'other.db') });
});

test('[BKP5] the way back: the backup in the place of the database', async () => {
  const first = await t.place(order);
  backups.start();
  await pass(0);
  await t.place(order);
  await t.stop();
  copyFileSync(join(folder, readdirSync(folder)[0] ?? ''), t.database);
  t = await startBroker({ database: t.database });
  expect(t.broker.view.openOrders().map(({ id }) => id)).toEqual([first.id]);
  expect((await t.place(order)).number).toBe(2);
});

test('[BKP1] on a thread of its own it works beside the writer, and can be given up', async () => {
  const request = { database: t.database, folder, backupAt: clock.now() };
  const work = maintainInThread(THREAD, request);
  await t.place(order);
  expect(await work.result).toMatchObject({ state: 'sound' });
  const given = maintainInThread(THREAD, { ...request, backupAt: clock.now() + DAY });
  await given.stop();
  expect((await given.result).state).toMatch(/sound|failed/);
});

test('[BKP2] the product makes its backups by itself', async () => {
  const dataDir = join(root, 'product');
  const core = await startCore({ dataDir });
  expect(readdirSync(join(dataDir, 'backups'))).toEqual([]);
  const again = await core.restart();
  await expect
    .poll(() => readdirSync(join(dataDir, 'backups')))
    .toEqual([expect.stringMatching(/^comanda-.*Z\.db$/)]);
  await again.stop();
});
