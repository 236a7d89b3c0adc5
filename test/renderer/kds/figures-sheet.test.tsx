import { beforeEach, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { dataOf } from '../../../src/renderer/kds/figures-chart.tsx';
import { FIGURES_EVERY_MS } from '../../../src/renderer/kds/use-figures.ts';
import { kds as en } from '../../../src/renderer/i18n/en/kds.ts';
import { kds as es } from '../../../src/renderer/i18n/es/kds.ts';
import { kds as ptBr } from '../../../src/renderer/i18n/pt-br/kds.ts';
import { kitchenFiguresSchema, type KitchenFigures } from '../../../src/shared/kitchen-figures.ts';
import { accessibilityFaults } from '../support/axe.ts';
import { lowContrasts } from './contrast.ts';
import { at, NOON, order } from './fixtures.ts';
import {
  button,
  COUNTER_SIZE,
  freshDisplay,
  noShield,
  openKitchen,
  PHONE,
  WALL,
} from './open-kitchen.tsx';

beforeEach(freshDisplay);

/** So many seconds until seen, ten times as long to prepare, a minute late each. */
const figures = (seconds: number) => ({
  seen: { count: 20, p50Ms: seconds * 1000, p90Ms: seconds * 3000 },
  preparation: { count: 18, p50Ms: seconds * 10_000, p90Ms: seconds * 20_000 },
  lateness: { of: 18, late: 4, p50Ms: 60_000, p90Ms: 200_000 },
});
const NONE = { count: 0, p50Ms: null, p90Ms: null };
const nothing = {
  seen: NONE,
  preparation: NONE,
  lateness: { of: 0, late: 0, p50Ms: null, p90Ms: null },
};

const DAY: KitchenFigures = kitchenFiguresSchema.parse({
  businessDate: '2026-01-09',
  countedAt: at(0),
  orders: 31,
  all: figures(31),
  hours: [
    { ...figures(30), hour: 9, startsAt: at(-3 * 3_600_000), orders: 20 },
    { ...nothing, hour: 11, startsAt: at(-3_600_000), orders: 11 },
  ],
  stations: [
    { ...figures(20), station: 'grelha' },
    { ...figures(40), station: 'extinta' },
  ],
  items: [{ ...figures(25), itemId: 'x-salada', name: 'X-Salada', quantity: 24 }],
});
const EMPTY: KitchenFigures = {
  ...DAY,
  orders: 0,
  all: nothing,
  hours: [],
  stations: [],
  items: [],
};
const REFUSED = {
  ok: false,
  refusal: { code: 'overloaded', detail: '', data: { retryAfterSeconds: 5 } },
} as const;

const sheet = () => page.getByRole('dialog', { name: 'Números do dia' });
const tableOf = (name: string): string[] =>
  [...sheet().getByRole('table', { name }).element().querySelectorAll('tbody tr')].map((each) =>
    [...each.children].map((cell) => cell.textContent).join(' | '),
  );

test('[KDS40] today’s figures by measure: three large ones, then by hour, by station and by item', async () => {
  const client = await openKitchen([order(1)]);
  client.answerWith({ ok: true, value: DAY });
  await userEvent.keyboard('g');
  await expect.element(sheet().getByText('Contado às 09:00 · 31 pedidos')).toBeVisible();
  expect(client.asked).toEqual(['/api/v1/kitchen-figures']);
  await expect.element(sheet().getByRole('definition').nth(0)).toMatchTextContent('5:10');
  await expect.element(sheet().getByRole('definition').nth(1)).toMatchTextContent('10:20');
  await expect.element(sheet().getByRole('definition').nth(2)).toMatchTextContent('18');
  expect(tableOf('Por hora')).toEqual(['06:00 | 18 | 5:00 | 10:00', '08:00 | 0 | – | –']);
  // A station that is not on the menu any more has done its work all the same.
  expect(tableOf('Por praça')).toEqual([
    'Grelha | 18 | 3:20 | 6:40',
    'extinta | 18 | 6:40 | 13:20',
  ]);
  expect(tableOf('Por item')).toEqual(['X-Salada | 18 | 4:10 | 8:20']);
  await sheet().getByRole('radio', { name: 'Até ser visto' }).click();
  expect(tableOf('Por item')).toEqual(['X-Salada | 20 | 0:25 | 1:15']);
  await sheet().getByRole('radio', { name: 'Atraso' }).click();
  expect(tableOf('Por item')).toEqual(['X-Salada | 4 de 18 | 1:00 | 3:20']);
});

test('[KDS40] the chart has every hour between the first and the last, in minutes, and none where there is nothing', () => {
  expect(dataOf(DAY.hours, 'preparation')).toEqual([
    [0, 1, 2],
    [10, null, null],
    [5, null, null],
  ]);
});

test('[KDS40] the chart is drawn in the width that there is, and said to be in the table', async () => {
  const client = await openKitchen([order(1)]);
  client.answerWith({ ok: true, value: DAY });
  await userEvent.keyboard('g');
  const chart = sheet().getByRole('img', { name: /tabela abaixo diz o mesmo/ });
  await expect.element(chart).toBeVisible();
  for (const [width, height] of [WALL, COUNTER_SIZE, PHONE]) {
    await page.viewport(width, height);
    const drawn = (): number => chart.element().querySelector('canvas')?.clientWidth ?? 0;
    await expect.poll(drawn).toBe(chart.element().clientWidth);
    const body = sheet().element();
    expect(body.scrollWidth, `${width}`).toBeLessThanOrEqual(body.clientWidth);
  }
});

test('[KDS40] while they are open they are asked for anew each half minute of the broker’s clock, and not after', async () => {
  const client = await openKitchen([order(1)]);
  client.answerWith({ ok: true, value: DAY });
  await userEvent.keyboard('g');
  await expect.element(sheet().getByText('31 pedidos', { exact: false })).toBeVisible();
  const before = client.asked.length;
  client.answerWith({ ok: true, value: { ...DAY, orders: 32 } });
  client.set({ clockOffsetMs: NOON - Date.now() + FIGURES_EVERY_MS });
  await expect.element(sheet().getByText('32 pedidos', { exact: false })).toBeVisible();
  expect(client.asked.length).toBe(before + 1);
  await userEvent.keyboard('g');
  await expect.poll(() => page.getByRole('dialog').elements().length).toBe(0);
  client.set({ clockOffsetMs: NOON - Date.now() + 2 * FIGURES_EVERY_MS });
  await expect.element(page.getByRole('timer')).toMatchTextContent(/^2:0\d$/);
  expect(client.asked.length).toBe(before + 1);
});

test('[KDS40] a day without orders, an answer that does not come, and one that comes at the second try', async () => {
  const client = await openKitchen([order(1)]);
  await userEvent.keyboard('g');
  await expect.element(sheet().getByText('Não foi possível buscar os números.')).toBeVisible();
  expect(await accessibilityFaults()).toEqual([]);
  client.answerWith({ ok: true, value: EMPTY });
  await sheet().getByRole('button', { name: 'Tentar de novo' }).click();
  await expect.element(sheet().getByText('Nenhum pedido hoje, por enquanto.')).toBeVisible();
  expect(sheet().getByRole('table').elements()).toHaveLength(0);
  expect(await accessibilityFaults()).toEqual([]);
});

test('[KDS40] out of touch, the last figures stay and say of when they are; back in touch they are asked for anew', async () => {
  const client = await openKitchen([order(1)]);
  client.answerWith({ ok: true, value: DAY });
  await userEvent.keyboard('g');
  await expect.element(sheet().getByText(/31 pedidos/)).toBeVisible();
  client.answerWith(REFUSED);
  client.set({ connection: { state: 'lost', since: Date.now() } });
  await expect.element(sheet().getByText('Sem contato: números das 09:00.')).toBeVisible();
  expect(tableOf('Por item')).toHaveLength(1);
  expect(lowContrasts(sheet().element(), 7)).toEqual([]);
  client.answerWith({ ok: true, value: { ...DAY, orders: 33 } });
  client.set({ connection: { state: 'live' } });
  await expect.element(sheet().getByText(/33 pedidos/)).toBeVisible();
});

const TITLES = { 'pt-BR': ptBr.figures.title, en: en.figures.title, es: es.figures.title };
for (const theme of ['dark', 'light'] as const) {
  for (const language of ['pt-BR', 'en', 'es'] as const) {
    test(`[KDS15] the figures are accessible and readable: ${theme}, ${language}`, async () => {
      await page.viewport(...COUNTER_SIZE);
      const client = await openKitchen([order(1)], { theme, language });
      client.answerWith({ ok: true, value: DAY });
      await button(TITLES[language]).click();
      const dialog = page.getByRole('dialog', { name: TITLES[language] });
      await expect.element(dialog.getByRole('table').first()).toBeVisible();
      expect(await accessibilityFaults()).toEqual([]);
      expect(lowContrasts(dialog.element(), theme === 'dark' ? 7 : 4.5)).toEqual([]);
      await userEvent.keyboard('{Escape}');
      await noShield();
    });
  }
}
