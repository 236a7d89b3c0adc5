import { beforeEach, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { accessibilityFaults } from '../support/axe.ts';
import { renderCounter } from '../support/counter.tsx';
import { createFakeClient } from '../support/fake-client.ts';
import { orderOf } from '../support/fixtures.ts';

beforeEach(async () => {
  localStorage.clear();
  await page.viewport(1280, 800);
});

const tile = (name: string) => page.getByRole('button', { name: new RegExp(`^${name} .*\\d,\\d\\d`) });
const sendButton = () => page.getByRole('button', { name: 'Enviar', exact: true });
const lines = () => page.getByRole('list', { name: 'Itens do pedido' }).getByRole('listitem');

test('[SCR20] the screen says registered only after the broker has answered', async () => {
  const fake = createFakeClient();
  await renderCounter(fake);
  await tile('Pizza Margherita').click();
  await tile('Pizza Margherita').click();
  await tile('Guaraná lata').click();
  await expect.element(lines().first()).toMatchTextContent(/Pizza Margherita/);
  await expect.poll(() => lines().elements().length).toBe(2);
  await sendButton().click();
  await expect.element(page.getByText('Enviando…')).toBeVisible();
  expect(page.getByText(/Registrado/).elements()).toHaveLength(0);
  expect(fake.sent.map(({ type, data }) => ({ type, data }))).toEqual([
    {
      type: 'order.place',
      data: {
        lines: [
          { itemId: 'margherita', quantity: 2 },
          { itemId: 'guarana', quantity: 1 },
        ],
        service: 'counter',
      },
    },
  ]);
  fake.ack(orderOf(43));
  await expect.element(page.getByText('Registrado #043')).toBeVisible();
  expect(await accessibilityFaults()).toEqual([]);
  await userEvent.keyboard('{F9}');
  expect(fake.sent).toHaveLength(1);
});
