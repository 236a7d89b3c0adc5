import { beforeEach, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { App } from '../../../src/renderer/board/app.tsx';
import { board as en } from '../../../src/renderer/i18n/en/board.ts';
import { board as es } from '../../../src/renderer/i18n/es/board.ts';
import { board as ptBr } from '../../../src/renderer/i18n/pt-br/board.ts';
import type { Language } from '../../../src/shared/languages.ts';
import type { Order } from '../../../src/shared/order.ts';
import { lowContrasts } from '../kds/contrast.ts';
import { fakeClient, type FakeClient } from '../kds/fake-client.ts';
import { at, NOON, order } from '../kds/fixtures.ts';
import { accessibilityFaults } from '../support/axe.ts';
import { renderPage } from '../support/render-page.tsx';

beforeEach(async () => {
  localStorage.clear();
  await page.viewport(1920, 1080);
});

async function open(
  orders: Order[],
  {
    language = 'pt-BR',
    theme = 'dark',
    ...over
  }: Parameters<typeof fakeClient>[1] & { language?: Language; theme?: 'light' | 'dark' } = {},
): Promise<FakeClient & { close(): Promise<void> }> {
  const client = fakeClient(orders, {
    role: 'board',
    clockOffsetMs: NOON - Date.now(),
    lastWordAt: Date.now(),
    ...over,
  });
  const words = { 'pt-BR': ptBr, en, es };
  const screen = await renderPage({ page: 'board', App, words, client, language, theme });
  return { ...client, close: () => screen.unmount() };
}

const half = (name: string) => page.getByRole('region', { name });
const numbers = (name: string): (string | null)[] =>
  half(name)
    .getByRole('listitem')
    .elements()
    .map((each) => each.textContent);

/** A board's order, as the broker sends it: no lines, no customer. */
const bare = (number: number, over: Partial<Order> = {}): Order =>
  order(number, { lines: [], customer: null, ...over });

const ready = (number: number, secondsAgo: number): Order =>
  bare(number, { status: 'ready', readiness: 1, readyAt: at(-secondsAgo * 1000) });

test('[BRD1] an order moves from preparing to ready, the newest first, and leaves when fetched', async () => {
  const client = await open([bare(5), bare(7, { status: 'preparing' }), ready(3, 60)]);
  await expect.poll(() => numbers('Preparando')).toEqual(['007', '005']);
  expect(numbers('Pronto')).toEqual(['003']);
  client.put(ready(7, 0));
  await expect.poll(() => numbers('Pronto')).toEqual(['007', '003']);
  expect(numbers('Preparando')).toEqual(['005']);
  client.put(bare(3, { status: 'completed' }));
  await expect.poll(() => numbers('Pronto')).toEqual(['007']);
});

test('[BRD2] nothing private is on the board, even if it were told', async () => {
  await open([
    order(1, {
      customer: { name: 'Ana Souza', email: 'ana@example.com', phone: '1', language: null },
    }),
    { ...order(2, { note: 'alergia' }), ...ready(2, 5) },
  ]);
  await expect.poll(() => numbers('Preparando')).toEqual(['001']);
  expect(document.body.textContent).not.toMatch(/Ana|example|alergia|Salada/);
});

test('[BRD3] a number that becomes ready is called, once, and not on opening', async () => {
  const client = await open([bare(5), ready(3, 1)]);
  await expect.poll(() => numbers('Pronto')).toEqual(['003']);
  expect(page.getByText(/^Prontos?: /).elements()).toHaveLength(0);
  client.put(ready(5, 0));
  await expect.element(page.getByText('Pronto: 005')).toBeInTheDocument();
});

test('[BRD4] numbers shrink before they take turns, and never leave their half', async () => {
  for (const [width, height] of [
    [1920, 1080],
    [1280, 800],
    [390, 844],
  ] as const) {
    await page.viewport(width, height);
    for (const count of [1, 5, 30, 90, 200]) {
      const many = Array.from({ length: count }, (_, n) =>
        n % 2 ? bare(n + 1) : ready(n + 1, n + 20),
      );
      const screen = await open(many);
      await expect.poll(() => numbers('Pronto').length).toBeGreaterThan(0);
      for (const list of document.querySelectorAll('ol')) {
        const room = list.parentElement;
        expect(list.scrollHeight).toBeLessThanOrEqual(room?.clientHeight ?? 0);
        for (const each of list.children) {
          const { right } = each.getBoundingClientRect();
          expect(right).toBeLessThanOrEqual((room?.getBoundingClientRect().right ?? 0) + 1);
        }
      }
      await screen.close();
    }
  }
});

test('[BRD5] silence is told in the footer after ten seconds', async () => {
  const client = await open([ready(1, 30)]);
  await expect.element(page.getByText('Ao vivo')).toBeVisible();
  client.set({ lastWordAt: Date.now() - 11_000 });
  await expect.element(page.getByRole('alert').getByText(/podem estar atrasados/)).toBeVisible();
  expect(await accessibilityFaults()).toEqual([]);
});

test('[BRD3] the sound button says what a press does, by its name alone', async () => {
  await open([]);
  await page
    .getByRole('button', { name: 'Desligar o som' })
    .or(page.getByRole('button', { name: 'O som espera um toque na tela' }))
    .click();
  const sound = page.getByRole('button', { name: /som/ });
  await expect.element(sound).not.toHaveAttribute('aria-pressed');
});

for (const theme of ['dark', 'light'] as const) {
  for (const language of ['pt-BR', 'en', 'es'] as const) {
    test(`[BRD6] the board is accessible and readable from afar: ${theme}, ${language}`, async () => {
      const empty = await open([], { theme, language });
      expect(await accessibilityFaults()).toEqual([]);
      await empty.close();
      await open([bare(1), ready(2, 30)], { theme, language });
      await expect.poll(() => page.getByRole('listitem').elements().length).toBe(2);
      expect(await accessibilityFaults()).toEqual([]);
      expect(lowContrasts(document.body, theme === 'dark' ? 7 : 4.5)).toEqual([]);
    });
  }
}
