import { afterEach, beforeEach, expect, test } from 'vitest';
import { businessDay } from '../../src/main/core/broker/business-day.ts';
import { createClock } from '../../src/main/core/broker/clock.ts';
import { ManualTime, startBroker, type TestBroker } from '../support/broker.ts';

const HOUR = 60 * 60_000;
const DAY = 24 * HOUR;

let t: TestBroker;

beforeEach(async () => {
  t = await startBroker();
});

afterEach(() => t.stop());

const guarana = { lines: [{ itemId: 'guarana', quantity: 1 }] };
const repeat = (id: string) => t.send({ type: 'order.place', data: guarana }, id);

test('[BRK10] while the wall clock is behind, the clock goes on at its own pace', () => {
  const time = new ManualTime();
  const start = time.ms;
  const now = createClock(time, { first: 0, last: 0 });
  expect(now()).toBe(start);
  time.ms -= 6 * HOUR;
  expect(now()).toBe(start);
  time.ran += 90_000;
  expect(now()).toBe(start + 90_000);
  time.ms = start + 100_000;
  expect(now()).toBe(start + 100_000);
});

test('[BRK10] a clock that ran more than a day ahead heals, also without a restart', async () => {
  const start = t.time.ms;
  await t.place(guarana);
  t.time.ms += 400 * DAY;
  await t.place(guarana);
  t.time.ms = start + HOUR;
  const healed = await t.place(guarana);
  expect(healed).toMatchObject({ businessDate: '2026-11-20', number: 2 });
  expect(Date.parse(healed.placedAt)).toBe(start + HOUR);
  t = await t.restart();
  expect(await t.place(guarana)).toMatchObject({ businessDate: '2026-11-20', number: 3 });
});

test('[BRK10] a wall clock from before the first event is not believed', async () => {
  const first = await t.place(guarana);
  t.time.ms = Date.parse('2000-01-01T00:00:00.000Z');
  t = await t.restart();
  const second = await t.place(guarana);
  expect(second).toMatchObject({ businessDate: first.businessDate, number: 2 });
  expect(second.placedAt >= first.placedAt).toBe(true);
});

test('[BRK2] no wall clock, dead or leaping, makes an accepted command run twice', async () => {
  await repeat('monday');
  const start = t.time.ms;
  for (const ms of [Date.parse('2000-01-01T00:00:00.000Z'), start + 400 * DAY, start + HOUR]) {
    t.time.ms = ms;
    await repeat(`at ${ms}`);
    t = await t.restart();
    await repeat(`after ${ms}`);
  }
  const count = t.broker.view.openOrders().length;
  for (const id of ['monday', `at ${start + 400 * DAY}`, `after ${start + HOUR}`]) {
    expect(await repeat(id)).toMatchObject({ ok: true, replayed: true });
  }
  expect(t.broker.view.openOrders()).toHaveLength(count);
});

test('[BRK2] answers are kept for seven days of running time, and forgotten after that', async () => {
  const known = () => t.send({ type: 'order.place', data: guarana }, 'first');
  await known();
  for (let day = 0; day < 7; day += 1) {
    t.time.advance(DAY - 60_000);
    await t.place({ lines: [{ itemId: 'pizza-margherita', quantity: 1 }] });
    if (day === 3) t = await t.restart();
  }
  expect(await known()).toMatchObject({ replayed: true });
  // Rows are let go an hour at a time, with the next command.
  for (let hour = 0; hour < 3; hour += 1) {
    t.time.advance(2 * HOUR);
    await t.place({ lines: [{ itemId: 'pizza-margherita', quantity: 1 }] });
  }
  expect(await known()).toMatchObject({ replayed: false });
  t = await t.restart();
  expect(await known()).toMatchObject({ replayed: true });
});

test('[BRK9] the business day begins when the shop’s wall clock says so, on long and short days too', () => {
  const newYork = businessDay('America/New_York', '04:00');
  // 2026-03-08: clocks leap from 02:00 to 03:00. 04:00 there is 08:00 UTC.
  expect(newYork(Date.parse('2026-03-08T07:59:00Z'))).toBe('2026-03-07');
  expect(newYork(Date.parse('2026-03-08T08:00:00Z'))).toBe('2026-03-08');
  // 2026-11-01: clocks fall from 02:00 to 01:00. 04:00 there is 09:00 UTC.
  expect(newYork(Date.parse('2026-11-01T08:59:00Z'))).toBe('2026-10-31');
  expect(newYork(Date.parse('2026-11-01T09:00:00Z'))).toBe('2026-11-01');
  const midnight = businessDay('America/Sao_Paulo', '00:00');
  expect(midnight(Date.parse('2026-03-01T02:59:59Z'))).toBe('2026-02-28');
  expect(midnight(Date.parse('2026-03-01T03:00:00Z'))).toBe('2026-03-01');
});
