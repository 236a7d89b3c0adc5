import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Command } from '../../../src/shared/commands.ts';
import { startBroker, type TestBroker } from '../../support/broker.ts';
import { FaultyWriter } from '../../support/faulty-writer.ts';

let t: TestBroker;
let writer: FaultyWriter;

beforeEach(async () => {
  t = await startBroker({ writer: (path) => (writer = new FaultyWriter(path)) });
});

afterEach(() => t.stop());

const guarana: Command = {
  type: 'order.place',
  data: { lines: [{ itemId: 'guarana', quantity: 1 }] },
};

// A disk that fails once and then obeys: whoever only tries again believes that all is well.

test('[BRK15] a commit that got in although it was said to have failed is found, not done again', async () => {
  let failures = 1;
  writer.fault = () => {
    failures -= 1;
    return failures < 0 ? null : { result: { state: 'broken', message: 'planted' }, after: true };
  };
  expect(await t.send(guarana, 'k')).toMatchObject({ refusal: { code: 'storage_failed' } });
  expect(await t.send(guarana, 'k')).toMatchObject({ ok: true, replayed: true });
  // And work goes on where the disk stands.
  expect(await t.send(guarana, 'next')).toMatchObject({ ok: true, replayed: false });
  expect(t.broker.view.openOrders().map(({ number }) => number)).toEqual([1, 2]);
  expect(writer.reopened).toBe(1);
});
