/** How smoothly the kitchen's display draws a full house under a rush, and how soon its first card is there. */
import type { Page } from 'playwright-core';
import { WebSocket } from 'ws';
import { z } from 'zod';
import { newId } from '../../src/shared/ids.ts';
import { SUBPROTOCOL } from '../../src/shared/wire.ts';
import { linesOf, openFullHouse, type FullHouse } from '../lib/full-house.ts';
import { median, percentile } from '../lib/statistics.ts';
import { count, ms, table } from '../lib/table.ts';
import type { Workplace } from '../lib/workplace.ts';

const ITEMS = 60;
const OPEN_TICKETS = 200;
const EVENTS_PER_SECOND = 50;

export interface KitchenRow {
  readonly layout: 'flow' | 'grid';
  /** Events that the display was told of while it was watched, and for how long: seconds. */
  readonly events: number;
  readonly seconds: number;
  /** From frame to frame, milliseconds; 16.7 is the rhythm of the screen. */
  readonly frameP50: number;
  readonly frameP99: number;
  readonly frameMost: number;
  readonly framesPerSecond: number;
  /** Tasks of more than 50 ms meanwhile, and the longest: milliseconds, 0 for none. */
  readonly longTasks: number;
  readonly longestTask: number;
  /** From asking for the page to its first card in the document, milliseconds; the middle of some openings. */
  readonly firstCard: number;
}

/** Runs in the page before its own scripts: notes when its first card is there. */
const FIRST_CARD = `
  globalThis.benchFirstCard = null;
  new MutationObserver((_, observer) => {
    if (!document.querySelector('article')) return;
    observer.disconnect();
    requestAnimationFrame(() => { globalThis.benchFirstCard = performance.now(); });
  }).observe(document, { childList: true, subtree: true });
`;

const WATCH = `
  globalThis.benchFrames = { frames: [], tasks: [] };
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) benchFrames.tasks.push(duration);
  }).observe({ type: 'longtask' });
  (() => {
    let before = null;
    const frame = (now) => {
      if (before !== null) benchFrames.frames.push(now - before);
      before = now;
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  })();
`;

const watchedSchema = z.object({ frames: z.array(z.number()), tasks: z.array(z.number()) });

/** @returns null where there is no Chromium or no build */
export async function kitchenFrames(
  workplace: Workplace,
  { seconds, openings }: { readonly seconds: number; readonly openings: number },
): Promise<readonly KitchenRow[] | null> {
  const rows: KitchenRow[] = [];
  for (const layout of ['flow', 'grid'] as const) {
    const house = await openFullHouse(workplace, { items: ITEMS, openOrders: OPEN_TICKETS });
    if (house === null) return null;
    try {
      rows.push(await watched(house, layout, seconds, openings));
    } finally {
      await house.close();
    }
  }
  return rows;
}

async function watched(
  house: FullHouse,
  layout: KitchenRow['layout'],
  seconds: number,
  openings: number,
): Promise<KitchenRow> {
  const page = await openDisplay(house, layout);
  const firsts: number[] = [];
  for (let opening = 0; opening < openings; opening += 1) {
    await page.reload();
    await page.getByRole('article').first().waitFor();
    // The frame after the card is a moment away.
    await page.waitForTimeout(200);
    firsts.push(z.number().parse(await page.evaluate('benchFirstCard')));
  }
  await page.evaluate(WATCH);
  const events = await rush(house, seconds);
  const { frames, tasks } = watchedSchema.parse(await page.evaluate('benchFrames'));
  const long = tasks.filter((task) => task > 50);
  return {
    layout,
    events,
    seconds,
    frameP50: median(frames),
    frameP99: percentile(frames, 99),
    frameMost: Math.max(...frames),
    framesPerSecond: (1000 * frames.length) / frames.reduce((sum, each) => sum + each, 0),
    longTasks: long.length,
    longestTask: Math.max(0, ...long),
    firstCard: median(firsts),
  };
}

async function openDisplay(
  { url, browser, pair }: FullHouse,
  layout: KitchenRow['layout'],
): Promise<Page> {
  const token = await pair('kitchen');
  const page = await browser.newPage({ viewport: { width: 1920, height: 1080 }, locale: 'pt-BR' });
  await page.addInitScript(
    ([secret, choices]) => {
      localStorage.setItem('comanda.kds.token', secret ?? '');
      localStorage.setItem('comanda.kds.choices.v2', choices ?? '');
    },
    [token, JSON.stringify({ layout })],
  );
  await page.addInitScript(FIRST_CARD);
  await page.goto(`${url}/kds`);
  await page.getByRole('article').first().waitFor();
  return page;
}

const heardSchema = z.object({
  t: z.string(),
  id: z.string().optional(),
  data: z
    .object({
      order: z.object({ id: z.string(), lines: z.array(z.object({ id: z.string() })) }).optional(),
    })
    .optional(),
});

/**
 * Lives through the rush of a kitchen: orders come, are started, bumped line by line and handed over, the oldest first,
 * so that there are always as many. One command at a time, evenly spread.
 * @returns events that were told
 */
async function rush({ url, adminToken }: FullHouse, seconds: number): Promise<number> {
  const socket = new WebSocket(url.replace('http', 'ws') + '/ws', [
    SUBPROTOCOL,
    `auth.${adminToken}`,
  ]);
  const waiting = new Map<string, (order: { id: string; lines: { id: string }[] }) => void>();
  let events = 0;
  const welcomed = Promise.withResolvers<void>();
  const begun: { id: string; lines: { id: string }[] }[] = [];
  socket.on('open', () => socket.send('{"t":"hello","since":null}'));
  socket.on('error', welcomed.reject);
  socket.on('message', (data: Buffer) => {
    const { t, id, data: heard } = heardSchema.parse(JSON.parse(data.toString()));
    if (t === 'welcome') welcomed.resolve();
    if (t === 'event') events += 1;
    if (t === 'reject') welcomed.reject(new Error(data.toString()));
    if (t === 'ack' && id !== undefined && heard?.order) waiting.get(id)?.(heard.order);
  });
  await welcomed.promise;
  events = 0;
  const send = (type: string, data: object): Promise<{ id: string; lines: { id: string }[] }> =>
    new Promise((resolve) => {
      const id = newId();
      waiting.set(id, resolve);
      socket.send(JSON.stringify({ t: 'command', id, type, data }));
    });
  /** What comes next, one command each. */
  const steps = function* (): Generator<() => Promise<void>> {
    for (let nth = 0; ; nth += 1) {
      yield async () => {
        begun.push(await send('order.place', { lines: linesOf(nth, ITEMS) }));
      };
      const order = begun[0];
      if (!order) continue;
      const orderId = order.id;
      yield async () => void (await send('order.start', { orderId }));
      for (const { id: lineId } of order.lines) {
        yield async () => void (await send('ticket.bump', { orderId, lineIds: [lineId] }));
      }
      yield async () => {
        begun.shift();
        await send('order.complete', { orderId });
      };
    }
  };
  const todo = steps();
  const until = performance.now() + seconds * 1000;
  for (let at = performance.now(); at < until; at += 1000 / EVENTS_PER_SECOND) {
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, at - performance.now())));
    const next = todo.next();
    if (!next.done) await next.value();
  }
  socket.close();
  return events;
}

export function kitchenTable(rows: readonly KitchenRow[] | null): string {
  if (rows === null) return 'Skipped: needs Chromium and a fresh `npm run build`.';
  return table(
    [
      `${OPEN_TICKETS} open tickets`,
      'events/s',
      'frames/s',
      'frame p50 ms',
      'p99 ms',
      'most ms',
      'tasks > 50 ms',
      'longest ms',
      'first card ms',
    ],
    rows.map((row) => [
      row.layout,
      count(Math.round(row.events / row.seconds)),
      count(Math.round(row.framesPerSecond)),
      ms(row.frameP50),
      ms(row.frameP99),
      ms(row.frameMost),
      count(row.longTasks),
      ms(row.longestTask),
      ms(row.firstCard),
    ]),
  );
}
