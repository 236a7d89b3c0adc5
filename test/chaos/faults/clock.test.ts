import { expect, test } from 'vitest';
import { openReadable } from '../../../src/main/core/db/open.ts';
import { describeVerdict, verify } from '../../../src/main/core/verify/verify.ts';
import { startBroker } from '../../support/broker.ts';

const HOUR = 60 * 60 * 1000;
const order = { lines: [{ itemId: 'pizza-margherita', quantity: 1 }] };

test('[DSK9] a clock that jumps back breaks neither the order of times nor the numbers of the day', async () => {
  let t = await startBroker();
  const numbers: number[] = [];
  const jumps = [0, -2 * HOUR, HOUR, -5 * HOUR, 60_000, -20 * HOUR];
  for (const [i, jump] of jumps.entries()) {
    t.time.advance(jump);
    numbers.push((await t.place(order)).number);
    if (i % 2 === 1) t = await t.restart();
  }
  expect(numbers).toEqual([1, 2, 3, 4, 5, 6]);
  const times = t.broker.history.events(0, 100).map(({ event }) => Date.parse(event.at));
  expect(times).toEqual(times.toSorted((a, b) => a - b));
  const db = openReadable(t.database);
  expect(describeVerdict(verify(db))).toMatch(/ 6 orders: no difference$/);
  db.close();
  await t.stop();
});

test('[DSK9] a clock that had been years ahead is mended: the day is right again, its numbers go on', async () => {
  let t = await startBroker();
  const first = await t.place(order);
  t.time.advance(400 * 24 * HOUR);
  await t.place(order);
  t.time.advance(-400 * 24 * HOUR);
  t = await t.restart();
  const mended = await t.place(order);
  expect(mended).toMatchObject({ businessDate: first.businessDate, number: first.number + 1 });
  const db = openReadable(t.database);
  expect(describeVerdict(verify(db))).toMatch(/ 3 orders: no difference$/);
  db.close();
  await t.stop();
});
