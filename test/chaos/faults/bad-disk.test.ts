import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { dataDirAt } from '../../../src/main/core/data-dir.ts';
import { openReadable } from '../../../src/main/core/db/open.ts';
import { describeVerdict, verify } from '../../../src/main/core/verify/verify.ts';
import { announceSkip, preloadLibrary } from './preload.ts';
import { serveUnder, type FaultyServer } from './server.ts';

const library = preloadLibrary();
if ('missing' in library) announceSkip('bad disks', library.missing);
const path = 'path' in library ? library.path : null;

let root: string;
let dataDir: string;
let server: FaultyServer | null;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'comanda-disk-'));
  dataDir = join(root, 'data');
  server = null;
});

afterEach(async () => {
  await server?.kill();
  rmSync(root, { recursive: true, force: true });
});

async function serve(env: Readonly<Record<string, string>>): Promise<FaultyServer> {
  const started = await serveUnder(dataDir, {
    LD_PRELOAD: path ?? '',
    COMANDA_FAULT_DIR: dataDir,
    ...env,
  });
  if ('stderr' in started) throw new Error(started.stderr);
  server = started;
  return started;
}

function verdict(): string {
  const db = openReadable(dataDirAt(dataDir).database);
  try {
    return describeVerdict(verify(db));
  } finally {
    db.close();
  }
}

test.runIf(path)(
  '[DSK3] on a full disk commands get 503 disk_full, nothing is lost, and there is service when there is room',
  { timeout: 60_000 },
  async () => {
    const full = join(root, 'full');
    const { place, get, stop } = await serve({ COMANDA_FAULT_FULL: full });
    const before = await Promise.all(Array.from({ length: 10 }, (_, i) => place(`before-${i}`)));
    expect(before.map(({ status }) => status)).toEqual(Array.from({ length: 10 }, () => 201));

    writeFileSync(full, '');
    for (let i = 0; i < 5; i += 1) {
      expect(await place(`refused-${i}`)).toMatchObject({
        status: 503,
        body: { code: 'disk_full' },
      });
    }
    // Reading goes on, and an answer given before is given again.
    expect((await get('/api/v1/orders')).status).toBe(200);
    expect(await place('before-3')).toEqual({ ...before[3], replayed: true });

    rmSync(full);
    const after = await Promise.all(Array.from({ length: 5 }, (_, i) => place(`refused-${i}`)));
    expect(after.map(({ status, replayed }) => [status, replayed])).toEqual(
      Array.from({ length: 5 }, () => [201, false]),
    );
    expect(await stop()).toBe(0);
    expect(verdict()).toMatch(/ 15 orders: no difference$/);
  },
);

test.runIf(path)(
  '[DSK4] a directory that cannot be written is refused with one line and exit 1',
  { timeout: 60_000 },
  async () => {
    // A new one, and one that was in use before its disk became read-only.
    for (const isNew of [true, false]) {
      if (!isNew) await (await serve({})).stop();
      const before = isNew ? null : readFileSync(dataDirAt(dataDir).database);
      const ended = await serveUnder(dataDir, {
        LD_PRELOAD: path ?? '',
        COMANDA_FAULT_DIR: dataDir,
        COMANDA_FAULT_READ_ONLY: '1',
      });
      expect(ended).toMatchObject({ code: 1 });
      const { stderr } = 'stderr' in ended ? ended : { stderr: 'it started' };
      expect(stderr).toMatch(
        /^Comanda cannot start: The data directory .* cannot be written \(EROFS\)[^\n]*\n$/,
      );
      if (before) expect(readFileSync(dataDirAt(dataDir).database).equals(before)).toBe(true);
    }
  },
);

test.runIf(path)(
  '[DSK5] a damaged database is refused with one line that names the last backup, and exit 1',
  { timeout: 60_000 },
  async () => {
    const { place, stop } = await serve({});
    await place('one');
    await stop();
    const { database, backups } = dataDirAt(dataDir);
    const bytes = readFileSync(database);
    const at = bytes.indexOf('"pizza-calabresa"');
    bytes[at + 2] = (bytes[at + 2] ?? 0) ^ 1;
    writeFileSync(database, bytes);
    mkdirSync(backups, { recursive: true });
    writeFileSync(join(backups, 'comanda-2026-11-19T18-00-00Z.db'), '');
    const files = readdirSync(dataDir);
    const ended = await serveUnder(dataDir, {});
    expect(ended).toMatchObject({ code: 1 });
    const { stderr } = 'stderr' in ended ? ended : { stderr: 'it started' };
    expect(stderr).toMatch(
      /^Comanda cannot start: The database .* is damaged [^\n]*2026-11-19T18-00-00Z[^\n]*\n$/,
    );
    expect(readFileSync(database).equals(bytes)).toBe(true);
    expect(files.every((name) => existsSync(join(dataDir, name)))).toBe(true);
  },
);
