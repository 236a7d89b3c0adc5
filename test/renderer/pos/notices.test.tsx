import { beforeEach, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { LANGUAGES } from '../../../src/shared/languages.ts';
import { PASSING_MS } from '../../../src/renderer/pos/use-passing-notice.ts';
import { accessibilityFaults } from '../support/axe.ts';
import { handTime, openOrders, renderCounter, sendButton, tile } from '../support/counter.tsx';
import { createFakeClient } from '../support/fake-client.ts';
import { orderOf } from '../support/fixtures.ts';

beforeEach(async () => {
  localStorage.clear();
  sessionStorage.clear();
  await page.viewport(1280, 800);
  await vi.waitUntil(() => document.querySelector('[data-press-shield]') === null);
});

const undo = page.getByRole('button', { name: 'Desfazer' });

async function clearOrder(): Promise<void> {
  await tile('Pizza Margherita').click();
  await page.getByRole('button', { name: 'Limpar pedido' }).click();
  await expect.element(undo).toBeVisible();
}

test('[SCR66] what matters for a moment leaves after 8 seconds, and lies over no sheet', async () => {
  const { time, pass } = handTime();
  await renderCounter(createFakeClient(), { time });
  await clearOrder();
  await page.getByRole('button', { name: 'Cliente', exact: true }).click();
  await expect.element(undo).not.toBeInTheDocument();
  await userEvent.keyboard('{Escape}');
  await expect.element(undo).toBeVisible();
  pass(PASSING_MS - 1);
  await expect.element(undo).toBeVisible();
  pass(1);
  await expect.element(undo).not.toBeInTheDocument();
});

test('[SCR66] it leaves when an order is placed', async () => {
  const fake = createFakeClient();
  await renderCounter(fake);
  await clearOrder();
  await tile('Pizza Margherita').click();
  await sendButton().click();
  await expect.element(undo).toBeVisible();
  fake.ack(orderOf(7));
  await expect.element(page.getByText('Registrado #007')).toBeVisible();
  await expect.element(undo).not.toBeInTheDocument();
});

test('[SCR66] a refusal stays until it is dismissed, and covers no button of a sheet', async () => {
  const { time, pass } = handTime();
  const order = orderOf(1, { allowedActions: ['start', 'cancel'] });
  const fake = createFakeClient({ orders: { [order.id]: order } });
  await renderCounter(fake, { time });
  await openOrders().getByRole('button', { name: /#001/ }).click();
  await page.getByRole('button', { name: 'Iniciar preparo' }).click();
  fake.reject({ code: 'storage_failed', detail: '', data: {} });
  const notice = page.getByRole('alert').filter({ hasText: 'Pedido #001' });
  await expect.element(notice).toBeVisible();
  pass(PASSING_MS);
  await expect.element(notice).toBeVisible();
  expect(await accessibilityFaults()).toEqual([]);
  const { right, bottom } = notice.element().getBoundingClientRect();
  for (const button of page.getByRole('dialog').getByRole('button').elements()) {
    const { x, y } = button.getBoundingClientRect();
    expect(x >= right || y >= bottom).toBe(true);
  }
  await notice.getByRole('button', { name: 'Fechar aviso' }).click();
  await expect.element(notice).not.toBeInTheDocument();
  await expect.element(page.getByRole('dialog')).toBeVisible();
});

test('[SCR67] what was searched for ends with its order, and is not lost when an answer comes later', async () => {
  const fake = createFakeClient();
  await renderCounter(fake);
  const search = page.getByRole('searchbox');
  await search.fill('pizza');
  await tile('Pizza Margherita').click();
  await expect.element(search).toHaveValue('pizza');
  await sendButton().click();
  await expect.element(search).toHaveValue('');
  await search.fill('gua');
  fake.ack(orderOf(7));
  await expect.element(page.getByText('Registrado #007')).toBeVisible();
  await expect.element(search).toHaveValue('gua');
  await page.getByRole('button', { name: 'Limpar busca' }).click();
  await tile('Pizza Margherita').click();
  await search.fill('agua');
  await page.getByRole('button', { name: 'Limpar pedido' }).click();
  await expect.element(search).toHaveValue('');
});

test.for(LANGUAGES)('[SCR68] at 1280 pixels the search has its room, in %s', async (language) => {
  await renderCounter(createFakeClient(), { language });
  const search = page.getByRole('searchbox').element();
  expect(search.getBoundingClientRect().width).toBeGreaterThanOrEqual(260);
  const bar = document.querySelector('header');
  expect(bar?.scrollWidth).toBeLessThanOrEqual(bar?.clientWidth ?? 0);
});

test('[SCR68] the open drawer bears its word, one order is one, and a count covers no name', async () => {
  const order = orderOf(1);
  await renderCounter(createFakeClient({ orders: { [order.id]: order } }));
  await expect.element(page.getByText('Caixa', { exact: true })).toBeVisible();
  await expect.element(page.getByRole('button', { name: '1 Aberto', exact: true })).toBeVisible();
  for (let taps = 0; taps < 3; taps += 1) await tile('Pizza Margherita').click();
  const element = tile('Pizza Margherita').element();
  await Promise.all(element.getAnimations({ subtree: true }).map(({ finished }) => finished));
  const count = element.querySelector('[class*=count]')?.getBoundingClientRect();
  const name = element.querySelector('[class*=name]')?.getBoundingClientRect();
  expect(count?.bottom).toBeLessThanOrEqual(name?.top ?? 0);
});
