import { expect, test } from 'vitest';
import type { OrderPage } from '../../src/main/core/broker/ports.ts';
import { type FiguresAnswer, FiguresDesk } from '../../src/main/core/kitchen/figures-desk.ts';
import { kitchenFiguresSchema } from '../../src/shared/kitchen-figures.ts';
import type { Order } from '../../src/shared/order.ts';
import { evening, lineWith, orderWith, taskOf, THRESHOLDS } from '../support/kitchen-orders.ts';

const DAY = '2026-11-20';

/** A desk on a disk of three slices a day, with a clock that each slice moves on by what it costs. */
class Evening {
  elapsed = 0;
  /** What reading a slice costs, in milliseconds. */
  costs = 1;
  readable = true;
  /** A day that a mistake of ours is met on. */
  mistakenDay: string | null = null;
  /** Days that were read, one for each slice. */
  readonly read: string[] = [];
  orders: readonly Order[] = [orderWith([lineWith()])];
  readonly desk = new FiguresDesk({
    shop: { timeZone: 'America/Sao_Paulo', ageThresholds: THRESHOLDS },
    today: () => DAY,
    now: () => Date.parse(evening('20:00:00')) + this.elapsed,
    elapsed: () => this.elapsed,
    read: ({ businessDate = '', cursor }) => this.#slice(businessDate, Number(cursor ?? 0)),
  });

  #slice(businessDate: string, nth: number): OrderPage | null {
    this.read.push(businessDate);
    this.elapsed += this.costs;
    if (businessDate === this.mistakenDay) throw new TypeError('a mistake');
    if (!this.readable) return null;
    return { orders: this.orders, nextCursor: nth < 2 ? String(nth + 1) : null };
  }

  async countedAt(businessDate = DAY): Promise<string> {
    return figuresOf(await this.desk.figures(businessDate)).countedAt;
  }

  /** The code of a refusal, and how long to wait. */
  async refusal(businessDate: string): Promise<readonly [code: string, seconds: unknown]> {
    const answer = await this.desk.figures(businessDate);
    if (answer.ok) throw new Error('It was not refused.');
    const { code, data } = answer.refusal;
    return [code, 'retryAfterSeconds' in data ? data.retryAfterSeconds : null];
  }
}

function figuresOf(answer: FiguresAnswer) {
  if (!answer.ok) throw new Error(answer.refusal.detail);
  return kitchenFiguresSchema.parse(JSON.parse(answer.json));
}

/** The n-th day of a year that nobody was told to count. */
function day(nth: number): string {
  return new Date(Date.UTC(2025, 0, 1 + nth)).toISOString().slice(0, 10);
}

test('[FIG8] who asks while a day is counted gets that count, as of when it was begun', async () => {
  const t = new Evening();
  const answers = await Promise.all(Array.from({ length: 50 }, () => t.desk.figures(DAY)));
  expect(t.read).toEqual([DAY, DAY, DAY]);
  expect(new Set(answers.map((answer) => figuresOf(answer).orders))).toEqual(new Set([3]));
  expect(await t.countedAt()).toBe(evening('20:00:00'));
});

test('[FIG8] one day is counted after another, in the order in which they were asked for', async () => {
  const t = new Evening();
  const days = [day(2), day(0), day(2), day(1)];
  const answers = await Promise.all(days.map((date) => t.desk.figures(date)));
  expect(t.read).toEqual([day(2), day(0), day(1)].flatMap((date) => [date, date, date]));
  expect(answers.map((answer) => figuresOf(answer).businessDate)).toEqual(days);
});

test('[FIG9] an answer stands for ten seconds', async () => {
  const t = new Evening();
  const first = await t.desk.figures(DAY);
  t.orders = [orderWith([lineWith({ tasks: [taskOf({ doneAt: evening('19:30:00') })] })])];
  t.elapsed += 9999;
  expect(await t.desk.figures(DAY)).toEqual(first);
  t.elapsed += 1;
  expect(figuresOf(await t.desk.figures(DAY)).all.lateness).toMatchObject({ of: 3, late: 3 });
  expect(t.read.length).toBe(6);
});

test('[FIG9] what took long to count stands for twenty times as long', async () => {
  const t = new Evening();
  t.costs = 300;
  const first = await t.countedAt();
  t.elapsed += 20 * 900 - 1;
  expect(await t.countedAt()).toBe(first);
  t.elapsed += 1;
  expect(await t.countedAt()).not.toBe(first);
});

test('[FIG9] beyond a second of counting ahead, another day has to wait', async () => {
  const t = new Evening();
  t.costs = 200;
  await t.countedAt(day(0));
  await t.countedAt(day(1));
  // 1,200 ms were spent and 60 made good meanwhile: 140 are beyond, and take twenty times as long.
  expect(await t.refusal(day(2))).toEqual(['rate_limited', 3]);
  expect(t.read.length).toBe(6);
  t.elapsed += 2799;
  expect(await t.refusal(day(2))).toEqual(['rate_limited', 1]);
  t.elapsed += 1;
  await t.countedAt(day(2));
});

test('[FIG9] what was counted before is told again where a new count has to wait', async () => {
  const t = new Evening();
  t.costs = 200;
  const first = await t.countedAt();
  t.elapsed += 12_000;
  await t.countedAt(day(1));
  await t.countedAt(day(2));
  expect(t.read.length).toBe(9);
  expect(await t.countedAt()).toBe(first);
  expect(t.read.length).toBe(9);
  t.elapsed += 30_000;
  expect(await t.countedAt()).not.toBe(first);
});

test('[FIG9] whoever asks for however many days: a twentieth of the time is all that they cost', async () => {
  const t = new Evening();
  t.costs = 50;
  let spent = 0;
  for (let nth = 0; t.elapsed < 600_000; nth += 1) {
    const before = t.elapsed;
    await t.desk.figures(day(nth));
    spent += t.elapsed - before;
    t.elapsed += 100;
  }
  // The second ahead, and the count that went beyond it.
  expect(spent).toBeLessThanOrEqual(600_000 / 20 + 1000 + 150);
  expect(spent).toBeGreaterThan(600_000 / 20);
});

test('[FIG9] a disk that cannot be read is told at once, and read again by the next request', async () => {
  const t = new Evening();
  t.readable = false;
  expect(await t.refusal(DAY)).toEqual(['storage_failed', null]);
  expect(t.read.length).toBe(1);
  t.readable = true;
  expect(figuresOf(await t.desk.figures(DAY)).orders).toBe(3);
});

test('[FIG9] of a year of days the 31 that were asked for last are remembered', async () => {
  const t = new Evening();
  t.costs = 0;
  /** Whether an answer had to be counted. */
  const isCounted = async (nth: number): Promise<boolean> => {
    t.read.length = 0;
    await t.desk.figures(day(nth));
    return t.read.length > 0;
  };
  for (let nth = 0; nth < 31; nth += 1) await t.desk.figures(day(nth));
  expect(await isCounted(0)).toBe(false);
  expect(await isCounted(31)).toBe(true);
  // Of these it was counted first and asked for last.
  expect(await isCounted(0)).toBe(false);
  expect(await isCounted(1)).toBe(true);
  t.elapsed += 10_000;
  // Counted anew, it is the latest, and the next one is driven out in its place.
  expect(await isCounted(2)).toBe(true);
  expect(await isCounted(40)).toBe(true);
  expect(await isCounted(2)).toBe(false);
});

test('[FIG9] the figures of today are driven out by no other day', async () => {
  const t = new Evening();
  const first = await t.countedAt();
  t.elapsed += 60_000;
  for (let nth = 0; nth < 39; nth += 1) await t.desk.figures(day(nth));
  t.costs = 2000;
  await t.desk.figures(day(39));
  t.elapsed += 10_000;
  expect(await t.countedAt()).toBe(first);
});

test('[FIG9] a day without orders is remembered only while it is today', async () => {
  const t = new Evening();
  await t.desk.figures(day(0));
  t.orders = [];
  for (let nth = 1; nth < 40; nth += 1) await t.desk.figures(day(nth));
  t.read.length = 0;
  await t.desk.figures(day(0));
  expect(t.read).toEqual([]);
  await t.desk.figures(DAY);
  await t.desk.figures(DAY);
  expect(t.read).toEqual([DAY, DAY, DAY]);
});

test('a mistake is thrown to who asked, and holds up nobody else', async () => {
  const t = new Evening();
  t.mistakenDay = DAY;
  const failed = t.desk.figures(DAY);
  const next = t.desk.figures(day(1));
  await expect(failed).rejects.toThrow('a mistake');
  expect(figuresOf(await next).orders).toBe(3);
  t.mistakenDay = null;
  expect(figuresOf(await t.desk.figures(DAY)).orders).toBe(3);
});
