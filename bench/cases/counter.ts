/** How soon the counter answers a tap: from the finger to the next picture, as the browser itself tells it. */
import type { Page } from 'playwright-core';
import { z } from 'zod';
import { openFullHouse, type FullHouse } from '../lib/full-house.ts';
import { median, percentile } from '../lib/statistics.ts';
import { count, ms, table } from '../lib/table.ts';
import type { Workplace } from '../lib/workplace.ts';

const ITEMS = 400;
const OPEN_ORDERS = 200;

export interface CounterRow {
  readonly what: string;
  readonly taps: number;
  /** Milliseconds from the event to the next frame (Event Timing, in steps of 8). */
  readonly p50: number;
  readonly p95: number;
  readonly most: number;
  /** Tasks of more than 50 ms meanwhile. */
  readonly longTasks: number;
}

/** Runs in the page, whose globals this side does not know. */
const WATCH = `
  globalThis.benchTaps = { durations: [], longTasks: 0 };
  new PerformanceObserver((list) => {
    for (const { name, duration } of list.getEntries()) {
      if (name === 'click' || name === 'keydown') benchTaps.durations.push(duration);
    }
  }).observe({ type: 'event', durationThreshold: 16 });
  new PerformanceObserver((list) => {
    benchTaps.longTasks += list.getEntries().length;
  }).observe({ type: 'longtask' });
`;

const watchedSchema = z.object({ durations: z.array(z.number()), longTasks: z.int() });

/** @returns null where there is no Chromium or no build */
export async function counterTaps(
  workplace: Workplace,
  rounds: number,
): Promise<readonly CounterRow[] | null> {
  const house = await openFullHouse(workplace, { items: ITEMS, openOrders: OPEN_ORDERS });
  if (house === null) return null;
  try {
    const page = await openCounter(house);
    await page.evaluate(WATCH);
    const rows: CounterRow[] = [];
    const tiles = page.locator('[data-tile]');
    rows.push(
      await measured(page, 'a tap adds an item', 20 * rounds, async (tap) => {
        // Without options: a second tap on one raises its quantity.
        await tiles.nth(1 + (tap % 4)).click();
      }),
    );
    rows.push(
      await measured(page, 'a category', 10 * rounds, async (tap) => {
        const name = tap % 11 === 0 ? 'Favoritos' : `Seção ${(tap % 11) - 1}`;
        await page.getByRole('navigation').getByText(name, { exact: true }).click();
      }),
    );
    await page.getByRole('navigation').getByText('Favoritos', { exact: true }).click();
    rows.push(
      await measured(page, 'a letter of a search', 10 * rounds, async (tap) => {
        await page
          .getByRole('searchbox')
          .press(tap % 8 === 7 ? 'Escape' : 'numero 3'.charAt(tap % 8));
      }),
    );
    return rows;
  } finally {
    await house.close();
  }
}

/** A counter with its drawer open. */
async function openCounter({ url, browser, pair, call }: FullHouse): Promise<Page> {
  const token = await pair('counter');
  await call('/api/v1/shifts', token, { floatCents: 10_000 });
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, locale: 'pt-BR' });
  await page.addInitScript((secret) => {
    localStorage.setItem('comanda.pos.token', secret);
  }, token);
  await page.goto(`${url}/pos`);
  await page.getByRole('button', { name: 'Enviar', exact: true }).waitFor();
  return page;
}

async function measured(
  page: Page,
  what: string,
  taps: number,
  tap: (index: number) => Promise<void>,
): Promise<CounterRow> {
  await page.evaluate('Object.assign(benchTaps, { durations: [], longTasks: 0 })');
  for (let index = 0; index < taps; index += 1) {
    await tap(index);
    // A person's pace: what is measured is an answer, not a queue.
    await page.waitForTimeout(120);
  }
  const { durations, longTasks } = watchedSchema.parse(await page.evaluate('benchTaps'));
  // What was answered below the least that the browser reports counts as that.
  const all = [
    ...durations,
    ...Array.from({ length: Math.max(0, taps - durations.length) }, () => 16),
  ];
  return {
    what,
    taps,
    p50: median(all),
    p95: percentile(all, 95),
    most: Math.max(...all),
    longTasks,
  };
}

export function counterTable(rows: readonly CounterRow[] | null): string {
  if (rows === null) return 'Skipped: needs Chromium and a fresh `npm run build`.';
  return table(
    [
      `${ITEMS} items, ${OPEN_ORDERS} open orders`,
      'taps',
      'p50 ms',
      'p95 ms',
      'most ms',
      'tasks > 50 ms',
    ],
    rows.map(({ what, taps, p50, p95, most, longTasks }) => [
      what,
      count(taps),
      ms(p50),
      ms(p95),
      ms(most),
      count(longTasks),
    ]),
  );
}
