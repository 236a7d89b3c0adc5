import { afterEach, beforeEach, expect, test } from 'vitest';
import { startBroker, type TestBroker } from '../support/broker.ts';
import { FaultyWriter } from '../support/faulty-writer.ts';

let t: TestBroker;
let writer: FaultyWriter;

beforeEach(async () => {
  t = await startBroker({
    writer: (path) => {
      writer = new FaultyWriter(path);
      return writer;
    },
  });
});

afterEach(() => t.stop());

const guarana = (quantity = 1, note: string | null = null) => ({
  type: 'order.place' as const,
  data: { lines: [{ itemId: 'guarana', quantity, note }] },
});

test('[BRK13] one poison command is refused alone; the rest of its batch goes through', async () => {
  writer.fault = (batch) =>
    batch.events.some(({ data }) => data.includes('poison'))
      ? { result: { state: 'rejected', message: 'planted' } }
      : null;
  const answers = await Promise.all(
    Array.from({ length: 9 }, (_, i) => t.send(guarana(1, i === 4 ? 'poison' : 'fine'))),
  );
  expect(answers.map(({ ok }) => ok)).toEqual([
    true,
    true,
    true,
    true,
    false,
    true,
    true,
    true,
    true,
  ]);
  expect(answers[4]).toMatchObject({ refusal: { code: 'storage_failed' } });
  expect(t.broker.view.openOrders().map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  expect(t.broker.view.stock()).toContainEqual({ itemId: 'guarana', available: 2 });
});

test('[BRK14] a full disk refuses with disk_full, keeps what was, and goes on when there is room', async () => {
  const before = await t.place(guarana().data);
  writer.fault = () => ({ result: { state: 'full', message: 'planted' } });
  const key = 'again';
  expect(await t.send(guarana(), key)).toMatchObject({ ok: false, refusal: { code: 'disk_full' } });
  expect(t.broker.view.openOrders()).toEqual([before]);
  expect(t.broker.view.stock()).toContainEqual({ itemId: 'guarana', available: 9 });
  writer.fault = () => null;
  // Not remembered: nothing was written, so the same id may be tried again.
  expect(await t.send(guarana(), key)).toMatchObject({ ok: true, replayed: false });
});

test('[BRK15] after a failed fsync the disk has the word: what got in is kept and found by its id', async () => {
  writer.fault = () => ({ result: { state: 'broken', message: 'planted' }, after: true });
  const published: number[] = [];
  t.broker.subscribe((batch) => published.push(...batch.map(({ event }) => event.seq)));
  const from = t.broker.view.seq;
  expect(await t.send(guarana(2), 'k')).toMatchObject({ refusal: { code: 'storage_failed' } });
  expect(writer.reopened).toBe(1);
  expect(t.broker.view.openOrders()).toHaveLength(1);
  expect(published).toEqual([from + 1, from + 2]);
  writer.fault = () => null;
  expect(await t.send(guarana(2), 'k')).toMatchObject({ ok: true, replayed: true });
  expect(t.broker.view.openOrders()).toHaveLength(1);
});

test('[BRK15] after a failed fsync what did not get in can be sent again under its id', async () => {
  writer.fault = () => ({ result: { state: 'broken', message: 'planted' } });
  expect(await t.send(guarana(2), 'k')).toMatchObject({ refusal: { code: 'storage_failed' } });
  expect(t.broker.view.openOrders()).toHaveLength(0);
  expect(t.broker.view.stock()).toContainEqual({ itemId: 'guarana', available: 10 });
  writer.fault = () => null;
  expect(await t.send(guarana(2), 'k')).toMatchObject({ ok: true, replayed: false });
});

test('[BRK16] nothing uncommitted is ever seen', async () => {
  const gate = Promise.withResolvers<void>();
  const committing = Promise.withResolvers<void>();
  writer.gate = gate.promise;
  writer.fault = () => {
    committing.resolve();
    return null;
  };
  const seen: number[] = [];
  t.broker.subscribe((batch) => seen.push(batch.length));
  const seq = t.broker.view.seq;
  const answer = t.send(guarana());
  // The batch is with the writer, and waits there.
  await expect.poll(() => writer.batches.length).toBe(2);
  expect(t.broker.view.seq).toBe(seq);
  expect(t.broker.view.openOrders()).toEqual([]);
  expect(seen).toEqual([]);
  gate.resolve();
  await committing.promise;
  expect(await answer).toMatchObject({ ok: true });
  expect(seen).toEqual([2]);
});

test('[BRK17] while one batch is in its fsync the next one gathers into a single transaction', async () => {
  const gate = Promise.withResolvers<void>();
  writer.gate = gate.promise;
  const first = t.send(guarana());
  await expect.poll(() => writer.batches.length).toBe(2);
  const rest = Array.from({ length: 5 }, () => t.send(guarana()));
  gate.resolve();
  await Promise.all([first, ...rest]);
  expect(writer.batches.slice(1).map(({ ordersPlaced }) => ordersPlaced.length)).toEqual([1, 5]);
  // Stock is summed up: one event and one row for the whole batch.
  expect(writer.batches[2]?.stock).toEqual([{ itemId: 'guarana', available: 4 }]);
});

test('[BRK15] a disk that comes back is used again by itself, and until then nobody is told ok', async () => {
  const down = { state: 'broken', message: 'planted' } as const;
  writer.fault = () => ({ result: down });
  writer.reopening = () => down;
  expect(await t.send(guarana(), 'k')).toMatchObject({ refusal: { code: 'storage_failed' } });
  expect(t.broker.healthy).toBe(false);
  writer.fault = () => null;
  expect(await t.send(guarana(), 'k')).toMatchObject({ refusal: { code: 'storage_failed' } });
  expect(t.broker.healthy).toBe(false);
  writer.reopening = () => null;
  expect(await t.send(guarana(), 'k')).toMatchObject({ ok: true, replayed: false });
  expect(t.broker.healthy).toBe(true);
  expect(t.broker.view.openOrders()).toHaveLength(1);
});

test('[BRK4] a repeat that waited for a failure is told the failure, not a remembered answer', async () => {
  writer.fault = () => ({ result: { state: 'full', message: 'planted' } });
  const [first, second] = await Promise.all([t.send(guarana(), 'k'), t.send(guarana(), 'k')]);
  expect(first).toMatchObject({ refusal: { code: 'disk_full' }, replayed: false });
  expect(second).toMatchObject({ refusal: { code: 'disk_full' }, replayed: false });
});

test('[BRK17] what was decided on top of a batch that fails is decided again, on what is there', async () => {
  const gate = Promise.withResolvers<void>();
  writer.gate = gate.promise;
  let failing = true;
  writer.fault = (batch) =>
    failing && batch.ordersPlaced.length > 0
      ? { result: { state: 'full', message: 'planted' } }
      : null;
  const first = t.send(guarana(8), 'first');
  await expect.poll(() => writer.batches.length).toBe(2);
  // Decided while the first is in its fsync, on top of it: two are left, so this one is short.
  const second = t.send(guarana(5), 'second');
  await Promise.resolve();
  gate.resolve();
  expect(await first).toMatchObject({ refusal: { code: 'disk_full' } });
  failing = false;
  // The first never happened: what was said on top of it may not be said.
  const answer = await second;
  expect(answer.ok || answer.refusal.code === 'disk_full').toBe(true);
  const taken = answer.ok ? 5 : 0;
  expect(t.broker.view.stock()).toContainEqual({ itemId: 'guarana', available: 10 - taken });
  expect(t.faults).toHaveLength(answer.ok ? 1 : 2);
});

test('[BRK13] commands that come while a batch is being split keep their place and their stock', async () => {
  const gate = Promise.withResolvers<void>();
  writer.gate = gate.promise;
  writer.fault = (batch) =>
    batch.events.some(({ data }) => data.includes('poison'))
      ? { result: { state: 'rejected', message: 'planted' } }
      : null;
  const opening = t.send(guarana(1));
  await expect.poll(() => writer.batches.length).toBe(2);
  const group = ['fine', 'poison', 'fine'].map((note) => t.send(guarana(1, note)));
  gate.resolve();
  await opening;
  const later = Array.from({ length: 8 }, () => t.send(guarana(1, 'later')));
  const answers = await Promise.all([...group, ...later]);
  expect(answers.map(({ ok }) => ok)).toEqual([
    true,
    false,
    true,
    true,
    true,
    true,
    true,
    true,
    true,
    true,
    false,
  ]);
  expect(answers.at(-1)).toMatchObject({ refusal: { code: 'out_of_stock' } });
  expect(t.broker.view.openOrders().map(({ number }) => number)).toEqual([
    1, 2, 3, 4, 5, 6, 7, 8, 9, 10,
  ]);
});

test('[BRK15] a disk that breaks while a batch is being split is written to no more, and nothing is told twice', async () => {
  const events: number[] = [];
  t.broker.subscribe((batch) => events.push(...batch.map(({ event }) => event.seq)));
  const { seq } = t.broker.view;
  let commits = 0;
  writer.fault = () => {
    commits += 1;
    if (commits === 1) return { result: { state: 'rejected', message: 'planted' } };
    return { result: { state: 'broken', message: 'planted' }, after: true };
  };
  writer.reopening = () => ({ state: 'broken', message: 'planted' });
  const answers = await Promise.all(Array.from({ length: 4 }, () => t.send(guarana())));
  for (const answer of answers) {
    expect(answer).toMatchObject({ ok: false, refusal: { code: 'storage_failed' } });
  }
  expect(commits).toBe(2);
  expect(writer.reopened).toBe(1);
  writer.fault = () => null;
  writer.reopening = () => null;
  await t.place(guarana().data);
  // The first half was on disk after all.
  expect(t.broker.view.openOrders()).toHaveLength(3);
  expect(events).toEqual(events.map((_, index) => seq + 1 + index));
});
