import { beforeEach, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { LANGUAGES } from '../../../src/shared/languages.ts';
import { accessibilityFaults } from '../support/axe.ts';
import { renderCounter } from '../support/counter.tsx';
import { createFakeClient } from '../support/fake-client.ts';
import { orderOf } from '../support/fixtures.ts';

beforeEach(async () => {
  localStorage.clear();
  await page.viewport(1280, 800);
});

/** No word of the page may be a key that was not found. */
function untranslated(): string[] {
  const text = document.body.innerText;
  return text.match(/\b[a-z]+(?:[A-Z][a-z]+)*\.[a-z]+[A-Za-z.]*\b/g) ?? [];
}

test.for(LANGUAGES)('[SCR29] the counter is whole in %s, light and dark', async (language) => {
  for (const theme of ['light', 'dark'] as const) {
    localStorage.clear();
    const orders = [orderOf(1), orderOf(2, { status: 'ready' }), orderOf(3, { status: 'held' })];
    const fake = createFakeClient({
      orders: Object.fromEntries(orders.map((order) => [order.id, order])),
    });
    const screen = await renderCounter(fake, { language, theme });
    expect(document.documentElement.lang).toBe(language);
    expect(document.documentElement.dataset['theme']).toBe(theme);
    await page.getByRole('button', { name: /Margherita.*39/ }).click();
    expect(untranslated()).toEqual([]);
    expect(await accessibilityFaults()).toEqual([]);
    await screen.unmount();
  }
});

test('[SCR29] the language is chosen on this device, and follows the shop until then', async () => {
  const fake = createFakeClient();
  await renderCounter(fake, { language: null });
  expect(document.documentElement.lang).toBe('pt-BR');
  await page.getByRole('button', { name: 'Idioma e aparência' }).click();
  await page.getByRole('menuitemradio', { name: 'Español' }).click();
  await expect.element(page.getByRole('heading', { name: 'Nuevo pedido' })).toBeVisible();
  expect(document.documentElement.lang).toBe('es');
  expect(localStorage.getItem('comanda.language')).toBe('es');
});

test('[SCR29] on a phone the order and the open orders are one touch away', async () => {
  await page.viewport(390, 844);
  const fake = createFakeClient({ orders: { [orderOf(1).id]: orderOf(1) } });
  await renderCounter(fake);
  await page.getByRole('button', { name: /Margherita.*39,90/ }).click();
  await expect
    .element(page.getByRole('button', { name: 'Enviar', exact: true }))
    .not.toBeInTheDocument();
  expect(document.documentElement.scrollWidth).toBe(390);
  expect(await accessibilityFaults()).toEqual([]);
  await page.getByRole('button', { name: /Ver pedido \(1\)/ }).click();
  await page.getByRole('button', { name: 'Enviar', exact: true }).click();
  fake.ack(orderOf(2));
  await expect.element(page.getByText('Registrado #002')).toBeVisible();
  await page.getByRole('button', { name: 'Cardápio' }).click();
  await page.getByRole('button', { name: '2 Abertos' }).click();
  await expect.element(page.getByRole('dialog', { name: 'Pedidos abertos' })).toBeVisible();
  await userEvent.keyboard('{Escape}');
});

test('[SCR29] before the first word of the broker the page says that it is looking for it', async () => {
  const fake = createFakeClient({ connection: { state: 'connecting' }, menu: null, shop: null });
  await renderCounter(fake);
  await expect.element(page.getByText(/Procurando o servidor/)).toBeVisible();
  expect(await accessibilityFaults()).toEqual([]);
});

test('[SCR10] an unpaired page says how to pair, and what was wrong with a code', async () => {
  const fake = createFakeClient({ connection: { state: 'unpaired' } });
  const asked: unknown[] = [];
  fake.client.pair = (code, name) => {
    asked.push([code, name]);
    return Promise.resolve({
      ok: false,
      refusal: { code: 'pairing_refused', detail: '', data: {} },
    });
  };
  await renderCounter(fake);
  await page.getByRole('button', { name: 'Parear' }).click();
  await expect.element(page.getByText('Digite o código.')).toBeVisible();
  await page.getByLabelText('Código de pareamento').fill('mkrb-mf7m');
  await userEvent.keyboard('{Enter}');
  await expect.element(page.getByText(/Este código não vale/)).toBeVisible();
  expect(asked).toEqual([['MKRB-MF7M', 'Caixa']]);
  expect(await accessibilityFaults()).toEqual([]);
});
