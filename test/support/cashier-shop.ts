import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { z } from 'zod';
import { type Order, orderSchema } from '../../src/shared/order.ts';
import { chromiumPath } from './chromium.ts';
import { Product, temporaryDirectory } from './product.ts';

const SHOP = {
  COMANDA_SHOP_NAME: 'Cantina do Largo',
  COMANDA_PIX_KEY: 'pix@cantina.example',
  COMANDA_PIX_NAME: 'Cantina do Largo',
  COMANDA_PIX_CITY: 'São Paulo',
};

/** What a screen of the shop is like, where it matters. */
export interface ScreenOptions {
  readonly size?: { readonly width: number; readonly height: number };
  /** What stands between the page and the network, or listens in it. */
  readonly prepare?: (context: BrowserContext) => Promise<void>;
}

/** The built product and the screens of a shop, for one file of tests; what was opened is closed after each of them. */
export function shopOfCashiers() {
  const complaints: string[] = [];
  let browser: Browser | null = null;
  let product: Product | null = null;
  const running = (): Product => {
    if (!product) throw new Error('the shop is not open');
    return product;
  };

  beforeAll(async () => {
    browser = await chromium.launch({
      executablePath: chromiumPath() ?? '',
      args: ['--no-sandbox', '--disable-background-networking'],
    });
  });
  afterAll(() => browser?.close());
  beforeEach(() => {
    complaints.length = 0;
  });
  afterEach(async () => {
    for (const context of browser?.contexts() ?? []) await context.close();
    await product?.dispose();
    product = null;
  });

  return {
    /** Everything a person would see go wrong in the consoles: the pages must be silent. */
    complaints,
    product: running,

    /** Opens the shop, with what its owner decided about the counter, and about all else. */
    open: async (counter: object = {}, settings: object = {}): Promise<Product> => {
      const dataDir = temporaryDirectory();
      writeFileSync(join(dataDir, 'settings.json'), JSON.stringify({ ...settings, counter }));
      product = await Product.start({
        dataDir,
        env: SHOP,
      });
      return product;
    },

    /** The power goes: whatever was under way in the server is cut off. */
    kill: async (): Promise<void> => {
      await running().end('SIGKILL');
    },

    /** The same server again, at the same address and with the same data. */
    comeBack: async (): Promise<void> => {
      const { port, dataDir } = running();
      product = await Product.start({ port, dataDir, env: SHOP });
    },

    /** A screen on a machine of its own: nothing is shared with the others but the network. */
    screen: async (address: string, options: ScreenOptions = {}): Promise<Page> => {
      if (!browser) throw new Error('no browser');
      const context = await browser.newContext({
        viewport: options.size ?? { width: 1280, height: 800 },
        locale: 'pt-BR',
        reducedMotion: 'reduce',
      });
      await options.prepare?.(context);
      const page = await context.newPage();
      page.on('pageerror', (error) => complaints.push(error.message));
      page.on('console', (message) => {
        if (message.type() === 'error') complaints.push(message.text());
      });
      await page.goto(address);
      return page;
    },

    /** The order of a number, as the broker has it. */
    orderOf: async (number: number): Promise<Order> => {
      const answer = await running().call('GET', `/api/v1/orders?number=${number}`);
      const [order] = z.object({ orders: z.array(orderSchema) }).parse(answer).orders;
      if (!order) throw new Error(`no order ${number}`);
      return order;
    },
  };
}
