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
  /**
   * From asking for the page to the frame of its first card, milliseconds, the middle of some openings: in a browser that
   * has never seen the page, and on reloading it.
   */
  readonly firstCardCold: number;
  readonly firstCardWarm: number;
}

/** What a display must keep to: milliseconds. */
const MOST_TASK = 50;
const MOST_FIRST_CARD = 500;

/** What of these rows is worse than a display may be, one sentence for each; none when all is well. */
export function kitchenFaults(rows: readonly KitchenRow[]): string[] {
  return rows.flatMap(({ layout, longTasks, longestTask, firstCardCold, firstCardWarm }) => {
    const first = Math.max(firstCardCold, firstCardWarm);
    return [
      ...(longTasks > 0
        ? [`${layout}: ${longTasks} tasks over ${MOST_TASK} ms, the longest ${ms(longestTask)} ms.`]
        : []),
      ...(first > MOST_FIRST_CARD ? [`${layout}: the first card after ${ms(first)} ms.`] : []),
    ];
  });
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
  const token = await house.pair('kitchen');
  const cold: number[] = [];
  const warm: number[] = [];
  for (let opening = 0; opening < openings; opening += 1) {
    const page = await openDisplay(house, layout, token);
    cold.push(await firstCard(page));
    await page.reload();
    warm.push(await firstCard(page));
    await page.context().close();
  }
  const page = await openDisplay(house, layout, token);
  await firstCard(page);
  await page.evaluate(WATCH);
  const events = await rush(house, seconds);
  const { frames, tasks } = watchedSchema.parse(await page.evaluate('benchFrames'));
  const long = tasks.filter((task) => task > MOST_TASK);
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
    firstCardCold: median(cold),
    firstCardWarm: median(warm),
  };
}

/** The display in a browser of its own, which knows of it only that it is paired. */
async function openDisplay(
  { url, browser }: FullHouse,
  layout: KitchenRow['layout'],
  token: string,
): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 1920, height: 1080 },
    locale: 'pt-BR',
  });
  const page = await context.newPage();
  await page.addInitScript(
    ([secret, choices]) => {
      localStorage.setItem('comanda.kds.token', secret ?? '');
      localStorage.setItem('comanda.kds.choices.v2', choices ?? '');
    },
    [token, JSON.stringify({ layout })],
  );
  await page.addInitScript(FIRST_CARD);
  await page.goto(`${url}/kds`);
  return page;
}

/** When the frame of the first card came after the page was asked for: milliseconds. */
async function firstCard(page: Page): Promise<number> {
  await page.getByRole('article').first().waitFor();
  // The frame after the card is a moment away.
  await page.waitForTimeout(200);
  return z.number().parse(await page.evaluate('benchFirstCard'));
}

/** As much of an order as it takes to work on it. */
interface Worked {
  readonly id: string;
  readonly number: number;
  readonly lines: readonly { readonly id: string }[];
}

const orderSchema = z.object({
  id: z.string(),
  number: z.number(),
  lines: z.array(z.object({ id: z.string() })),
});

const heardSchema = z.object({
  t: z.string(),
  id: z.string().optional(),
  data: z.object({ order: orderSchema.optional() }).optional(),
  /** Of a welcome, and of the further pages of a snapshot. */
  snapshot: z
    .object({ orders: z.array(orderSchema) })
    .nullable()
    .optional(),
  orders: z.array(orderSchema).optional(),
  more: z.boolean().optional(),
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
  const waiting = new Map<string, (order: Worked) => void>();
  let events = 0;
  const welcomed = Promise.withResolvers<void>();
  const open: Worked[] = [];
  socket.on('open', () => socket.send('{"t":"hello","since":null}'));
  socket.on('error', welcomed.reject);
  socket.on('message', (data: Buffer) => {
    const heard = heardSchema.parse(JSON.parse(data.toString()));
    const { t, id } = heard;
    if (t === 'welcome' || t === 'snapshot') {
      open.push(...(heard.snapshot?.orders ?? []), ...(heard.orders ?? []));
      if (heard.more !== true) welcomed.resolve();
    }
    if (t === 'event') events += 1;
    if (t === 'reject') welcomed.reject(new Error(data.toString()));
    if (t === 'ack' && id !== undefined && heard.data?.order) waiting.get(id)?.(heard.data.order);
  });
  await welcomed.promise;
  events = 0;
  // Those in view first: what is worked on is what is drawn.
  open.sort((a, b) => a.number - b.number);
  const send = (type: string, data: object): Promise<Worked> =>
    new Promise((resolve) => {
      const id = newId();
      waiting.set(id, resolve);
      socket.send(JSON.stringify({ t: 'command', id, type, data }));
    });
  /** What comes next, one command each. */
  const steps = function* (): Generator<() => Promise<void>> {
    for (let nth = 0; ; nth += 1) {
      yield async () => {
        open.push(await send('order.place', { lines: linesOf(nth, ITEMS) }));
      };
      const order = open[0];
      if (!order) continue;
      const orderId = order.id;
      yield async () => void (await send('order.start', { orderId }));
      for (const { id: lineId } of order.lines) {
        yield async () => void (await send('ticket.bump', { orderId, lineIds: [lineId] }));
      }
      yield async () => {
        open.shift();
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
      'first card cold ms',
      'warm ms',
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
      ms(row.firstCardCold),
      ms(row.firstCardWarm),
    ]),
  );
}
