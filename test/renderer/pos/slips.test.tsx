import { beforeEach, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { z } from 'zod';
import { isEmail } from '../../../src/renderer/pos/draft.ts';
import { lines, renderCounter } from '../support/counter.tsx';
import { createFakeClient } from '../support/fake-client.ts';

beforeEach(async () => {
  localStorage.clear();
  await page.viewport(1280, 800);
  // The sheet of the test before has just closed.
  await vi.waitUntil(() => document.querySelector('[data-press-shield]') === null);
});

test('[SCR36] leaving a changed line asks first; an unchanged one closes at once', async () => {
  await renderCounter(createFakeClient());
  const details = page.getByRole('button', { name: 'Detalhes de Pizza Margherita' });
  const sheet = page.getByRole('dialog', { name: 'Pizza Margherita' });
  await details.click();
  await userEvent.keyboard('{Escape}');
  await expect.element(sheet).not.toBeInTheDocument();
  await details.click();
  await sheet.getByRole('button', { name: /^Queijo/ }).click();
  await page.elementLocator(document.body).click({ force: true, position: { x: 200, y: 400 } });
  await page.getByRole('button', { name: 'Continuar editando' }).click();
  await sheet.getByRole('button', { name: /^Adicionar/ }).click();
  await expect.element(lines().first()).toMatchTextContent('+ Queijo');
  await details.click();
  await sheet.getByRole('button', { name: /^Bacon/ }).click();
  await userEvent.keyboard('{Escape}');
  await page.getByRole('button', { name: 'Descartar mudanças' }).click();
  await expect.element(sheet).not.toBeInTheDocument();
  expect(lines().elements()).toHaveLength(1);
});

test('[SCR22] Enter does not add what is sold out, says so, and keeps what was typed', async () => {
  await renderCounter(createFakeClient());
  await userEvent.keyboard('pudim{Enter}');
  await expect.element(page.getByText('Esgotado: Pudim de leite.')).toBeVisible();
  await expect.element(page.getByRole('searchbox')).toHaveValue('pudim');
  expect(lines().elements()).toHaveLength(0);
});

test.for([
  'ana@exemplo.com',
  'ana.maria+x@mail.exemplo.com.br',
  'ana@exemplo',
  'ana..maria@exemplo.com',
  'joão@exemplo.com',
  'ana@exemplo.c1',
  'ana@-exemplo.com',
  'a b@exemplo.com',
])('[SCR36] the screen takes %s exactly when the server does', (address) => {
  expect(isEmail(address)).toBe(z.email().safeParse(address).success);
});
