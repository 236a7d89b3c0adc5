import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { adapt } from '../../src/main/core/db/adaptive-writer.ts';
import { type Batch, type CommitResult, EMPTY_BATCH } from '../../src/main/core/db/batch.ts';
import { bothWays } from '../support/both-ways.ts';
import { startBroker } from '../support/broker.ts';

const COMMITTED: CommitResult = { state: 'committed' };

let directory: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'comanda-adaptive-'));
});

afterEach(() => {
  rmSync(directory, { recursive: true, force: true });
});

/** Both writers, who only put down what is asked of them, on a disk as fast as the test says. */
function watched() {
  const asked: string[] = [];
  const disk = { ms: 0.2, reopens: COMMITTED, inPlace: COMMITTED };
  let now = 0;
  const part = (name: string) => ({
    commit: () => {
      asked.push(name);
      now += disk.ms;
      return Promise.resolve(name === 'inline' ? disk.inPlace : COMMITTED);
    },
    reopen: () => {
      asked.push(`${name} reopened`);
      return Promise.resolve(name === 'inline' ? disk.reopens : COMMITTED);
    },
    close: () => {
      asked.push(`${name} closed`);
      return Promise.resolve();
    },
  });
  const thread = {
    ...part('thread'),
    get lastCommitMs() {
      return disk.ms;
    },
    checkpoint: () => {
      asked.push('checkpoint');
    },
  };
  const writer = adapt({ inline: part('inline'), thread, monotonic: () => now });
  const rows = (length: number) =>
    Array.from({ length }, (_, seq) => ({
      seq,
      type: 'order.placed',
      at: 0,
      actor: null,
      data: '{}',
    }));
  const commit = async (events: number, times = 1, more: Partial<Batch> = {}) => {
    asked.length = 0;
    for (let i = 0; i < times; i += 1) {
      await writer.commit({ ...EMPTY_BATCH, events: rows(events), ...more });
    }
    return [...asked];
  };
  return { writer, disk, commit, asked, wait: (ms: number) => (now += ms) };
}

test('small batches are written in place once the disk has shown to be fast, all others in the thread', async () => {
  const { commit } = watched();
  const first = await commit(2, 9);
  expect(first.slice(0, 8)).toEqual(Array(8).fill('thread'));
  expect(first.slice(8)).toEqual(['inline']);
  expect(await commit(200)).toEqual(['thread']);
  expect(await commit(2)).toEqual(['inline']);
  // Replacing the menu and forgetting old answers may take longer than a turn should.
  expect(await commit(1, 1, { catalog: [] })).toEqual(['thread']);
  expect(await commit(1, 1, { forgetCommandsTo: 5 })).toEqual(['thread']);
});

test('a batch without events, or of long ones, may be large all the same', async () => {
  const { commit } = watched();
  await commit(2, 8);
  const refused = (id: number) => ({
    id,
    deviceId: 'd',
    key: 'k',
    fingerprint: 'f',
    at: 0,
    seq: 0,
    orderSeq: null,
    refusal: '{}',
  });
  const commands = (length: number) => Array.from({ length }, (_, id) => refused(id));
  expect(await commit(0, 1, { commands: commands(8) })).toEqual(['inline']);
  expect(await commit(0, 1, { commands: commands(512) })).toEqual(['thread']);
  const long = {
    seq: 1,
    type: 'order.placed',
    at: 0,
    actor: null,
    data: 'x'.repeat(1_000_000),
  };
  expect(await commit(1, 1, { events: [long] })).toEqual(['thread']);
});

test('what somebody else keeps from being written in place waits in the thread', async () => {
  const { commit, disk } = watched();
  await commit(2, 8);
  disk.inPlace = { state: 'rejected', message: 'database is locked' };
  expect(await commit(2, 2)).toEqual(['inline', 'thread', 'thread']);
});

test('a disk that nobody has asked for a minute has to show anew that it is fast', async () => {
  const { commit, wait } = watched();
  await commit(2, 8);
  expect(await commit(2)).toEqual(['inline']);
  wait(60_001);
  expect(await commit(2)).toEqual(['thread']);
});

test('a disk that becomes slow holds up the event loop once', async () => {
  const { commit, disk } = watched();
  await commit(2, 9);
  disk.ms = 5;
  expect(await commit(2, 20)).toEqual(['inline', ...Array<string>(19).fill('thread')]);
  disk.ms = 0.2;
  expect(await commit(2, 9)).toEqual([...Array<string>(8).fill('thread'), 'inline']);
});

test('the log is copied by the thread, and now and then with nobody else writing', async () => {
  const { commit } = watched();
  await commit(2, 8);
  const round = [...Array<string>(192).fill('inline'), 'checkpoint'];
  round.push(...Array<string>(64).fill('inline'), 'thread');
  expect(await commit(2, 2 * 257)).toEqual([...round, ...round]);
});

test('[BRK15] after a failure both open the database anew, and both have to', async () => {
  const { writer, commit, disk, asked } = watched();
  await commit(2, 8);
  asked.length = 0;
  disk.reopens = { state: 'broken', message: 'gone' };
  expect(await writer.reopen()).toEqual({ state: 'broken', message: 'gone' });
  disk.reopens = COMMITTED;
  expect(await writer.reopen()).toEqual(COMMITTED);
  const both = ['thread reopened', 'inline reopened'];
  expect(asked).toEqual([...both, ...both]);
  expect(await commit(2)).toEqual(['thread']);
  asked.length = 0;
  await writer.close();
  expect(asked).toEqual(['thread closed', 'inline closed']);
});

test('[BRK1] two connections that take turns keep one log, of bounded length', async () => {
  const database = join(directory, 'comanda.db');
  let t = await startBroker({ database, writer: bothWays });
  const lines = [{ itemId: 'pizza-margherita', quantity: 1 }];
  let placed = 0;
  for (let i = 0; i < 3000; i += 1) {
    // Many at once go to the thread.
    const count = i === 10 ? 12 : 1;
    await Promise.all(Array.from({ length: count }, () => t.place({ lines })));
    placed += count;
  }
  expect(statSync(`${database}-wal`).size).toBeLessThan(30 * 1024 * 1024);
  t = await t.restart();
  expect(t.broker.view.openOrders()).toHaveLength(placed);
  const numbers = t.broker.view.openOrders().map(({ number }) => number);
  expect(numbers).toEqual(numbers.map((_, index) => index + 1));
  await t.stop();
  expect(t.faults).toEqual([]);
});
