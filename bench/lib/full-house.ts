/** A full house on the real product in this process: a long menu, open orders, and its pages in a Chromium. */
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { z } from 'zod';
import { newId } from '../../src/shared/ids.ts';
import type { Menu } from '../../src/shared/menu.ts';
import type { PairableRole } from '../../src/shared/roles.ts';
import { systemTime } from '../../src/main/core/broker/clock.ts';
import { openBroker } from '../../src/main/core/broker/open-broker.ts';
import { counterRulesOf } from '../../src/main/core/counter-rules.ts';
import { createCore } from '../../src/main/core/create-core.ts';
import { inlineWriter } from '../../src/main/core/db/inline-writer.ts';
import { settingsSchema } from '../../src/main/core/settings.ts';
import { chromiumPath } from '../../test/support/chromium.ts';
import type { Workplace } from './workplace.ts';

const ROOT = resolve(import.meta.dirname, '../..');

const pairedSchema = z.object({ token: z.string() });

export interface FullHouse {
  /** Of the server, without a slash at its end. */
  readonly url: string;
  readonly adminToken: string;
  readonly browser: Browser;
  /** Pairs a device. @returns its token */
  readonly pair: (role: Exclude<PairableRole, 'integration'>) => Promise<string>;
  /** Sends JSON to the API. */
  readonly call: (path: string, token: string | null, body: unknown) => Promise<unknown>;
  close(): Promise<void>;
}

/**
 * Opens it.
 * @param items on the menu, in ten categories; every fifth has options
 * @param openOrders of three lines that wait for the kitchen
 * @returns null where there is no Chromium or no build
 */
export async function openFullHouse(
  workplace: Workplace,
  { items, openOrders }: { readonly items: number; readonly openOrders: number },
): Promise<FullHouse | null> {
  const executablePath = chromiumPath();
  if (executablePath === null || !hasPages()) return null;
  const dataDir = workplace.folder(`house-${newId()}`);
  const { broker } = openBroker({
    database: join(dataDir, 'comanda.db'),
    writer: inlineWriter,
    time: systemTime,
    timeZone: 'America/Sao_Paulo',
    dayStartsAt: '04:00',
    rules: counterRulesOf(settingsSchema.parse({})),
    onFault: (what, error) => console.error(what, error),
  });
  await broker.importMenu(longMenu(items), []);
  for (let index = 0; index < openOrders; index += 1) {
    await broker.submit({ deviceId: 'filler', role: 'admin' }, newId(), {
      type: 'order.place',
      data: { lines: linesOf(index, items), customer: { name: `Cliente ${index}` } },
    });
  }
  await broker.stop();

  const core = createCore({
    dataDir,
    host: '127.0.0.1',
    port: 0,
    sample: false,
    env: {},
    version: '0.0.0',
    pagesDir: join(ROOT, 'out/renderer'),
    resourcesDir: join(ROOT, 'resources'),
    writer: 'inline',
  });
  const { url, pairingLinks } = await core.start();
  const call = async (path: string, token: string | null, body: unknown): Promise<unknown> => {
    const response = await fetch(new URL(path, url), {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'idempotency-key': newId(),
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${path}: ${await response.text()}`);
    return response.json();
  };
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  return {
    url,
    adminToken: readFileSync(join(dataDir, 'admin.token'), 'utf8').trim(),
    browser,
    call,
    async pair(role) {
      const code = new URL(pairingLinks[role]).hash.slice('#pair='.length);
      const paired = await call('/api/v1/pairing', null, { code, name: role });
      return pairedSchema.parse(paired).token;
    },
    close: async () => {
      await browser.close();
      await core.stop();
    },
  };
}

/** Three lines, each order its own. */
export function linesOf(index: number, items: number): { itemId: string; quantity: number }[] {
  return [0, 1, 2].map((line) => ({
    itemId: `item-${(index * 7 + line * 13) % items}`,
    quantity: 1 + (line % 2),
  }));
}

/** True when the built pages are there; how old they are is the caller's to know. */
function hasPages(): boolean {
  try {
    return readFileSync(join(ROOT, 'out/renderer/pos/index.html')).length > 0;
  } catch {
    return false;
  }
}

const CATEGORIES = 10;

function longMenu(items: number): Menu {
  return {
    stations: [{ id: 'grill', name: 'Grelha' }],
    categories: Array.from({ length: CATEGORIES }, (_, i) => ({
      id: `cat-${i}`,
      name: `Seção ${i}`,
    })),
    modifierGroups: [
      {
        id: 'extras',
        name: 'Adicionais',
        min: 0,
        max: 3,
        modifiers: [{ id: 'cheese', name: 'Queijo', priceCents: 300 }],
      },
    ],
    items: Array.from({ length: items }, (_, i) => ({
      id: `item-${i}`,
      name: `Prato da casa número ${i}`,
      description: '',
      categoryId: `cat-${i % CATEGORIES}`,
      priceCents: 1990 + i,
      station: 'grill',
      modifierGroupIds: i % 5 === 0 ? ['extras'] : [],
      // All of them on the first page: the worst that a grid can be.
      favourite: true,
      onSale: true,
    })),
  };
}
