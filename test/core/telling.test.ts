import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { inlineWriter } from '../../src/main/core/db/inline-writer.ts';
import { startBroker } from '../support/broker.ts';

let directory: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'comanda-telling-'));
});

afterEach(() => {
  rmSync(directory, { recursive: true, force: true });
});

/** What happens to two orders, the second sent while the first is being written, by a writer of this kind. */
async function course(kind: 'holds up' | 'in a thread'): Promise<readonly string[]> {
  const seen: string[] = [];
  let begun = Promise.withResolvers<void>();
  let isWatched = false;
  const t = await startBroker({
    database: join(directory, 'comanda.db'),
    writer: (path) => {
      const inner = inlineWriter(path);
      return {
        commit: async (batch) => {
          if (isWatched) seen.push('written');
          const result = await inner.commit(batch);
          // A commit takes a while: what comes meanwhile waits for the next one.
          begun.resolve();
          await new Promise((resolve) => setImmediate(resolve));
          return result;
        },
        holdsUp: () => kind === 'holds up',
        reopen: () => inner.reopen(),
        close: () => inner.close(),
      };
    },
  });
  const place = async (name: string): Promise<void> => {
    await t.place({ lines: [{ itemId: 'guarana', quantity: 1 }] });
    seen.push(`${name} answered`);
  };
  isWatched = true;
  begun = Promise.withResolvers<void>();
  const first = place('first');
  await begun.promise;
  await Promise.all([first, place('second')]);
  await t.stop();
  expect(t.faults).toEqual([]);
  return seen;
}

test('[BRK1] while the answers to one batch go out, a writer in a thread is at work on the next', async () => {
  expect(await course('in a thread')).toEqual([
    'written',
    'written',
    'first answered',
    'second answered',
  ]);
});

test('[BRK1] answers do not wait behind the next fsync of a writer that holds up their thread', async () => {
  expect(await course('holds up')).toEqual([
    'written',
    'first answered',
    'written',
    'second answered',
  ]);
});
