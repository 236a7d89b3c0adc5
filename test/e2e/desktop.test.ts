import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { chromium } from 'playwright-core';
import type { Browser, Page } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { hasOutputs } from '../../scripts/build.ts';
import { chromiumPath } from '../support/chromium.ts';
import { freePort } from '../support/product.ts';

const ROOT = resolve(import.meta.dirname, '../..');
/** Two processes and two pages have to come up; a busy machine may take its time. */
const PATIENCE_MS = 60_000;
const ENTRY = join(ROOT, 'out/main/index.js');

let dataDir: string;
let port: number;
const running = new Set<ChildProcess>();

function launch() {
  const child = spawn(
    process.execPath,
    [
      '--import',
      join(ROOT, 'test/support/electron-stand-in-hook.ts'),
      ENTRY,
      '--port',
      String(port),
      '--data-dir',
      dataDir,
    ],
    { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, LANG: 'pt_BR.UTF-8' } },
  );
  running.add(child);
  const lines: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => lines.push(line));
  }
  const closed = once(child, 'close').then(() => {
    running.delete(child);
    return child.exitCode;
  });
  return { child, lines, closed };
}

/** The desktop with both its windows loaded, and a look into them. */
async function open() {
  const { child, lines, closed } = launch();
  const ended = closed.then(() => {
    throw new Error(`the desktop ended:\n${lines.join('\n')}`);
  });
  ended.catch(() => undefined);
  const ready = vi.waitFor(
    () => expect(lines.some((line) => line.startsWith('Comanda ready'))).toBe(true),
    { timeout: PATIENCE_MS },
  );
  await Promise.race([ready, ended]);
  const portFile = join(dataDir, 'desktop/chromium/DevToolsActivePort');
  const browser = await chromium.connectOverCDP(
    `http://127.0.0.1:${readFileSync(portFile, 'utf8').split('\n')[0]}`,
  );
  const window = (path: string): Promise<Page> =>
    vi.waitFor(
      () => {
        const found = pages(browser).find((page) => new URL(page.url()).pathname === path);
        if (!found) throw new Error(`no window shows ${path}`);
        return found;
      },
      { timeout: PATIENCE_MS },
    );
  return { child, lines, closed, browser, pos: await window('/pos'), kds: await window('/kds') };
}

function pages(browser: Browser): Page[] {
  return browser.contexts().flatMap((context) => context.pages());
}

/** Until the page says that what it shows is true now. */
async function live(page: Page): Promise<void> {
  await page.getByRole('status').getByText('Ao vivo').first().waitFor({ timeout: PATIENCE_MS });
}

async function order(itemId: string): Promise<number> {
  const answer = await fetch(`http://127.0.0.1:${port}/api/v1/orders`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${readFileSync(join(dataDir, 'admin.token'), 'utf8').trim()}`,
      'content-type': 'application/json',
      'idempotency-key': crypto.randomUUID(),
    },
    body: JSON.stringify({ lines: [{ itemId, quantity: 1 }] }),
  });
  return answer.status;
}

async function firstItem(): Promise<{ id: string; name: string }> {
  const answer = await fetch(`http://127.0.0.1:${port}/api/v1/menu`, {
    headers: {
      authorization: `Bearer ${readFileSync(join(dataDir, 'admin.token'), 'utf8').trim()}`,
    },
  });
  const menu: unknown = await answer.json();
  if (menu instanceof Object && 'items' in menu && Array.isArray(menu.items)) {
    const [item]: unknown[] = menu.items;
    if (item instanceof Object && 'id' in item && 'name' in item) {
      return { id: String(item.id), name: String(item.name) };
    }
  }
  throw new Error('the menu is empty');
}

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'comanda-desktop-'));
  port = await freePort();
});
afterEach(async () => {
  for (const child of running) {
    child.kill('SIGKILL');
    await once(child, 'close');
  }
  rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
});

describe.skipIf(chromiumPath() === null || !hasOutputs(ROOT) || process.platform === 'win32')(
  'the built desktop, on a stand-in for Electron',
  () => {
    it('[DESK1] opens the counter and the kitchen, paired and live, on one core', async () => {
      const { child, lines, closed, pos, kds } = await open();
      await Promise.all([live(pos), live(kds)]);
      expect(lines[0]).toBe(`Comanda ready at http://127.0.0.1:${port}`);

      const bridge = await pos.evaluate(() => Reflect.get(globalThis, 'desktop') as unknown);
      expect(bridge).toEqual({
        platform: process.platform,
        version: expect.stringMatching(/^\d+\.\d+\.\d+/) as unknown,
      });

      const item = await firstItem();
      expect(await order(item.id)).toBe(201);
      await kds.getByText(item.name).first().waitFor({ timeout: PATIENCE_MS });

      child.kill('SIGTERM');
      expect(await closed).toBe(0);
    });

    it('[DESK1] a second start ends at once and reopens the window that was closed', async () => {
      const { child, closed, browser, kds } = await open();
      await live(kds);
      await kds.close();
      const second = launch();
      expect(await second.closed).toBe(0);
      expect(second.lines).toEqual([
        'Comanda is already open: its windows were brought to the front.',
      ]);
      await vi.waitFor(
        () => expect(pages(browser).filter((page) => page.url().includes('/kds'))).toHaveLength(1),
        { timeout: PATIENCE_MS },
      );
      child.kill('SIGTERM');
      expect(await closed).toBe(0);
    });

    it('[DESK3] a window stays on its own pages and opens no other', async () => {
      const { child, closed, browser, pos } = await open();
      await live(pos);
      const before = pages(browser).length;
      // Another origin on this machine, so that nothing but the lock can keep it out.
      const elsewhere = `http://localhost:${port}/board`;
      const blocked = pos.waitForEvent('requestfailed', (request) =>
        request.url().startsWith(elsewhere),
      );
      await pos.evaluate(`location.href = ${JSON.stringify(elsewhere)}`);
      await blocked;
      expect(new URL(pos.url()).pathname).toBe('/pos');

      const popup = pos.waitForEvent('popup');
      await pos.evaluate(`void window.open(${JSON.stringify(elsewhere)})`);
      const opened = await popup;
      if (!opened.isClosed()) await opened.waitForEvent('close');
      expect(pages(browser)).toHaveLength(before);
      await live(pos);

      child.kill('SIGTERM');
      expect(await closed).toBe(0);
    });

    it('[DESK6] after an orderly end it starts again as the same devices, with the same orders', async () => {
      const first = await open();
      await Promise.all([live(first.pos), live(first.kds)]);
      const item = await firstItem();
      expect(await order(item.id)).toBe(201);
      await first.kds.getByText(item.name).first().waitFor({ timeout: PATIENCE_MS });
      for (const page of [first.kds, first.pos]) await page.close();
      expect(await first.closed).toBe(0);

      const second = await open();
      await Promise.all([live(second.pos), live(second.kds)]);
      await second.kds.getByText(item.name).first().waitFor({ timeout: PATIENCE_MS });
      second.child.kill('SIGTERM');
      expect(await second.closed).toBe(0);
    }, 180_000);

    it('[DESK7] a port in use is one line and a box, and ends with 1', async () => {
      const squatter = createServer().listen(port, '127.0.0.1');
      await once(squatter, 'listening');
      const { closed, lines } = launch();
      expect(await closed).toBe(1);
      const line = `Comanda cannot start: Port ${port} on 127.0.0.1 is in use. Close what uses it, or choose another with --port.`;
      expect(lines.toSorted()).toEqual(
        [line, `[box] A Comanda não pôde abrir: ${line}`].toSorted(),
      );
      expect(existsSync(join(dataDir, 'desktop/stand-in.lock'))).toBe(false);
      squatter.close();
      await once(squatter, 'close');
    });
  },
);
