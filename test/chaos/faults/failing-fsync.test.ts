import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { announceSkip, preloadLibrary } from './preload.ts';

const DRIVER = resolve(import.meta.dirname, 'fsync-driver.ts');
const library = preloadLibrary();
if ('missing' in library) announceSkip('failing fsyncs', library.missing);
const path = 'path' in library ? library.path : null;

const lifeSchema = z.object({
  n: z.number(),
  fired: z.boolean(),
  lost: z.number(),
  twice: z.number(),
  refusals: z.array(z.string()),
  faults: z.array(z.string()),
});

test.runIf(path)(
  '[DSK2] whichever fsync fails, nothing acknowledged is lost and nothing is there twice',
  { timeout: 120_000 },
  () => {
    const directory = mkdtempSync(join(tmpdir(), 'comanda-fsync-'));
    try {
      const output = execFileSync(process.execPath, [DRIVER, directory], {
        encoding: 'utf8',
        env: { ...process.env, LD_PRELOAD: path ?? '', COMANDA_FAULT_DIR: directory },
      });
      const lives = output
        .trim()
        .split('\n')
        .map((line) => lifeSchema.parse(JSON.parse(line)));
      for (const life of lives) expect(life).toMatchObject({ lost: 0, twice: 0, faults: [] });
      // Every fsync of a life had its turn: only the last life had none that failed.
      expect(lives.map(({ fired }) => fired)).toEqual(lives.map((_, i) => i < lives.length - 1));
      expect(lives.length).toBeGreaterThan(15);
      expect(lives.flatMap(({ refusals }) => refusals)).toContain('storage_failed');
    } finally {
      rmSync(directory, { recursive: true, force: true });
    }
  },
);
