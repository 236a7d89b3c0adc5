import { beforeEach, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { accessibilityFaults } from '../support/axe.ts';
import { renderCounter, tile } from '../support/counter.tsx';
import { createFakeClient } from '../support/fake-client.ts';

beforeEach(async () => {
  localStorage.clear();
  await page.viewport(1280, 800);
});

test('[SCR35] a board on the counter page is told so, and goes to its own page with its token', async () => {
  const visited: string[] = [];
  localStorage.setItem('comanda.pos.token', 'secret');
  const fake = createFakeClient({ role: 'board' });
  await renderCounter(fake, { visit: (path) => visited.push(path) });
  await expect
    .element(page.getByRole('heading', { name: 'Este aparelho foi pareado como Painel' }))
    .toBeVisible();
  await expect.element(page.getByText(/Esta tela é: Caixa/)).toBeVisible();
  expect(tile('Pizza Margherita').elements()).toHaveLength(0);
  expect(await accessibilityFaults()).toEqual([]);
  await page.getByRole('button', { name: 'Abrir Painel' }).click();
  expect(visited).toEqual(['/board']);
  expect(localStorage.getItem('comanda.board.token')).toBe('secret');
  expect(localStorage.getItem('comanda.pos.token')).toBeNull();
});

test('[SCR35] a kitchen display on the counter page can be paired anew, and is then a counter', async () => {
  const fake = createFakeClient({ role: 'kitchen' });
  await renderCounter(fake);
  await page.getByRole('button', { name: 'Parear de novo' }).click();
  await expect.element(page.getByLabelText('Código de pareamento')).toBeVisible();
  fake.know({ role: 'counter' });
  await expect.element(tile('Pizza Margherita')).toBeVisible();
});
