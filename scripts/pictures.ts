import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { chromium } from 'playwright-core';
import type { Page } from 'playwright-core';
import { z } from 'zod';
import { newId } from '../src/shared/ids.ts';
import { createCore } from '../src/main/core/create-core.ts';
import { chromiumPath } from '../test/support/chromium.ts';

// `npm run pictures`: the README's pictures, taken from the built pages and the real core on a lively evening.

const ROOT = resolve(import.meta.dirname, '..');
const IMAGES = join(ROOT, 'docs/images');

/** Orders as they came in: how long ago (seconds), what became of them, and what was asked for. */
const EVENING = [
  {
    ago: 640,
    steps: ['start', 'ready'],
    order: { customer: { name: 'Lia' }, lines: [{ itemId: 'x-salada', quantity: 2 }] },
  },
  {
    ago: 520,
    steps: ['start'],
    order: {
      customer: { name: 'Bruno' },
      service: 'takeaway',
      lines: [
        { itemId: 'pizza-calabresa', quantity: 2, modifiers: ['pizza-sem-cebola'] },
        { itemId: 'guarana', quantity: 1 },
      ],
    },
  },
  {
    ago: 430,
    steps: ['start'],
    order: {
      customer: { name: 'Carla' },
      service: 'dine_in',
      table: '7',
      lines: [
        { itemId: 'fraldinha', quantity: 2, modifiers: ['ponto-mal'], note: 'ALERGIA: leite' },
        { itemId: 'arroz-alho', quantity: 1 },
        { itemId: 'petit-gateau', quantity: 2, course: 2 },
      ],
    },
  },
  {
    ago: 335,
    steps: [],
    order: {
      customer: { name: 'Diego' },
      lines: [
        { itemId: 'x-tudo', quantity: 2, note: 'ao ponto' },
        { itemId: 'batata-frita', quantity: 1 },
      ],
    },
  },
  {
    ago: 190,
    steps: [],
    order: {
      customer: { name: 'Elisa' },
      service: 'delivery',
      rush: true,
      lines: [
        { itemId: 'pizza-margherita', quantity: 2 },
        { itemId: 'lasanha-bolonhesa', quantity: 1 },
      ],
    },
  },
  {
    ago: 75,
    steps: [],
    order: {
      customer: { name: 'Fábio' },
      lines: [
        { itemId: 'x-salada', quantity: 1 },
        { itemId: 'batata-frita', quantity: 1 },
      ],
    },
  },
] as const;

/** Diego has something else with it after all: how long ago (seconds), and what. */
const CHANGE = { ago: 60, takesOff: 'batata-frita', adds: 'farofa' } as const;

const orderSchema = z.object({
  id: z.string(),
  shownAt: z.string().nullable(),
  lines: z.array(z.object({ id: z.string(), itemId: z.string() })),
});
const answerSchema = z.object({ order: orderSchema });

async function takePictures(executablePath: string): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'comanda-pictures-'));
  let behind = 0;
  const core = createCore({
    dataDir,
    host: '127.0.0.1',
    port: 0,
    sample: true,
    env: { COMANDA_SHOP_NAME: 'Cantina do Largo' },
    version: '0.0.0',
    pagesDir: join(ROOT, 'out/renderer'),
    resourcesDir: join(ROOT, 'resources'),
    writer: 'inline',
    time: { wall: () => Date.now() - behind, monotonic: () => performance.now() },
  });
  behind = EVENING[0].ago * 1000;
  const running = await core.start();
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  try {
    const token = readFileSync(join(dataDir, 'admin.token'), 'utf8').trim();
    const call = async (
      method: string,
      path: string,
      body?: unknown,
      as = token,
    ): Promise<unknown> => {
      const response = await fetch(new URL(path, running.url), {
        method,
        headers: {
          authorization: `Bearer ${as}`,
          'content-type': 'application/json',
          'idempotency-key': newId(),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      if (!response.ok) throw new Error(`${method} ${path}: ${await response.text()}`);
      return response.json();
    };
    const screen = async (address: string): Promise<Page> => {
      const context = await browser.newContext({
        viewport: { width: 1280, height: 800 },
        locale: 'pt-BR',
        reducedMotion: 'reduce',
      });
      const page = await context.newPage();
      await page.goto(address);
      return page;
    };
    const kitchen = await screen(running.pairingLinks.kitchen);
    const counter = await screen(running.pairingLinks.counter);
    const board = await screen(running.pairingLinks.board);

    // A drawer is the counter's own: it is opened with that page's token.
    const counterToken = String(
      await counter.evaluate(`localStorage.getItem('comanda.pos.token')`),
    );
    await call('POST', '/api/v1/shifts', { floatCents: 20_000 }, counterToken);

    const placed = [];
    for (const { ago, steps, order } of EVENING) {
      behind = ago * 1000;
      const answer = await call('POST', '/api/v1/orders', { channel: 'counter', ...order });
      const { id } = answerSchema.parse(answer).order;
      placed.push(id);
      for (const step of steps) await call('POST', `/api/v1/orders/${id}/${step}`, {});
    }

    // Only what a display has had in view is changed before somebody's eyes.
    const [, , , changing = ''] = placed;
    const read = async () =>
      answerSchema.parse(await call('GET', `/api/v1/orders/${changing}`)).order;
    let order = await read();
    while (order.shownAt === null) order = await read();
    behind = CHANGE.ago * 1000;
    const gone = order.lines.find(({ itemId }) => itemId === CHANGE.takesOff);
    await call('POST', `/api/v1/orders/${changing}/change`, {
      add: [{ itemId: CHANGE.adds, quantity: 1 }],
      takeOff: [{ lineId: gone?.id, quantity: 1, reasonId: 'changed_mind' }],
    });
    behind = 0;
    // A page hears the time with each tick, and counts from then on by itself.
    for (const page of [kitchen, counter, board]) await page.reload();
    await kitchen.getByText('Diego').waitFor();
    await board.getByText('001').first().waitFor();
    await counter
      .getByRole('button', { name: /Pizza Margherita/ })
      .first()
      .click();
    await counter
      .getByRole('button', { name: /Guaraná Lata/ })
      .first()
      .click();
    await counter
      .getByRole('button', { name: /Guaraná Lata/ })
      .first()
      .click();
    await counter.getByText('Fábio').first().waitFor();

    mkdirSync(IMAGES, { recursive: true });
    await counter.screenshot({ path: join(IMAGES, 'pos-1280x800.png') });
    await kitchen.screenshot({ path: join(IMAGES, 'kds-1280x800.png') });
    await board.screenshot({ path: join(IMAGES, 'board-1280x800.png') });
  } finally {
    await browser.close();
    await core.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

const executablePath = chromiumPath();
if (executablePath === null) {
  console.error('No Chromium was found; COMANDA_CHROMIUM can name one.');
  process.exitCode = 1;
} else {
  await takePictures(executablePath);
  console.log(`Pictures are in ${IMAGES}.`);
}
