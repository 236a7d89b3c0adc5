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
  { ago: 640, steps: ['start', 'ready'], name: 'Lia', service: 'counter', items: ['x-salada'] },
  {
    ago: 520,
    steps: ['start'],
    name: 'Bruno',
    service: 'takeaway',
    items: ['pizza-calabresa', 'guarana'],
  },
  {
    ago: 430,
    steps: ['start'],
    name: 'Carla',
    service: 'dine_in',
    table: '7',
    items: ['picanha', 'arroz-alho', 'batata-frita'],
    note: 'ALERGIA: leite',
  },
  {
    ago: 335,
    steps: [],
    name: 'Diego',
    service: 'counter',
    items: ['x-tudo', 'batata-frita', 'guarana'],
    note: 'sem cebola',
  },
  {
    ago: 190,
    steps: [],
    name: 'Elisa',
    service: 'delivery',
    items: ['pizza-margherita', 'lasanha-bolonhesa'],
  },
  { ago: 75, steps: [], name: 'Fábio', service: 'counter', items: ['x-salada', 'batata-frita'] },
] as const;

const menuSchema = z.object({
  items: z.array(z.object({ id: z.string(), modifierGroupIds: z.array(z.string()) })),
  modifierGroups: z.array(
    z.object({
      id: z.string(),
      min: z.number(),
      modifiers: z.array(z.object({ id: z.string() })),
    }),
  ),
});
const placedSchema = z.object({ order: z.object({ id: z.string() }) });

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

    const menu = menuSchema.parse(await call('GET', '/api/v1/menu'));
    for (const { ago, steps, items, ...rest } of EVENING) {
      behind = ago * 1000;
      const { name, service } = rest;
      const lines = items.map((itemId, index) => ({
        itemId,
        quantity: index === 0 ? 2 : 1,
        modifiers: required(menu, itemId),
        note: index === 0 && 'note' in rest ? rest.note : null,
      }));
      const placed = placedSchema.parse(
        await call('POST', '/api/v1/orders', {
          lines,
          service,
          channel: 'counter',
          table: 'table' in rest ? rest.table : null,
          customer: { name },
        }),
      );
      for (const step of steps) await call('POST', `/api/v1/orders/${placed.order.id}/${step}`, {});
    }
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

/** The first of each choice that the item asks for. */
function required(menu: z.infer<typeof menuSchema>, itemId: string): string[] {
  const item = menu.items.find(({ id }) => id === itemId);
  if (!item) throw new Error(`the sample menu has no ${itemId}`);
  return menu.modifierGroups
    .filter(({ id, min }) => min > 0 && item.modifierGroupIds.includes(id))
    .flatMap(({ min, modifiers }) => modifiers.slice(0, min).map(({ id }) => id));
}

const executablePath = chromiumPath();
if (executablePath === null) {
  console.error('No Chromium was found; COMANDA_CHROMIUM can name one.');
  process.exitCode = 1;
} else {
  await takePictures(executablePath);
  console.log(`Pictures are in ${IMAGES}.`);
}
