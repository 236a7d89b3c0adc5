import { beforeEach, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { PlaceOrder } from '../../../src/shared/commands.ts';
import { accessibilityFaults } from '../support/axe.ts';
import { lines, openOrders, renderCounter, sendButton, tile } from '../support/counter.tsx';
import { createFakeClient } from '../support/fake-client.ts';
import { orderOf } from '../support/fixtures.ts';

beforeEach(async () => {
  localStorage.clear();
  await page.viewport(1280, 800);
});

const SHORT = {
  code: 'out_of_stock',
  detail: '',
  data: { items: [{ itemId: 'guarana', requested: 3, available: 2 }] },
} as const;

test('[SCR23] a shortage stands on its line with what is left, and one tap lowers it', async () => {
  const fake = createFakeClient();
  await renderCounter(fake);
  await tile('Pizza Margherita').click();
  for (let i = 0; i < 3; i++) await tile('Guaraná lata').click();
  await sendButton().click();
  fake.know({ stock: { guarana: 2 } });
  fake.reject(SHORT);
  const line = lines().nth(1);
  await expect.element(line).toMatchTextContent('Só restam 2.');
  expect(await accessibilityFaults()).toEqual([]);
  await line.getByRole('button', { name: 'Diminuir para 2' }).click();
  expect(line.getByText(/restam/).elements()).toHaveLength(0);
  await sendButton().click();
  const [first, second] = fake.sent;
  expect(second?.data).toEqual({
    lines: [
      { itemId: 'margherita', quantity: 1 },
      { itemId: 'guarana', quantity: 2 },
    ],
    service: 'counter',
  } satisfies PlaceOrder);
  expect(second?.id).not.toBe(first?.id);
});

test('[SCR23] a shortage is foreseen when the stock is known to be too small', async () => {
  const fake = createFakeClient();
  await renderCounter(fake);
  for (let i = 0; i < 4; i++) await tile('Guaraná lata').click();
  await expect.element(lines().first()).toMatchTextContent('Só restam 3.');
  // Over the whole line, not squeezed under its name.
  const cure = lines().first().getByRole('button', { name: 'Diminuir para 3' }).element();
  const right = (element: Element): number => element.getBoundingClientRect().right;
  expect(right(lines().first().element()) - right(cure)).toBeLessThan(32);
});

test('[SCR23] what went off sale meanwhile is named on its line and taken off with one tap', async () => {
  const fake = createFakeClient();
  await renderCounter(fake);
  await tile('Pizza Margherita').click();
  await tile('Guaraná lata').click();
  await sendButton().click();
  fake.reject({ code: 'item_unavailable', detail: '', data: { itemIds: ['margherita'] } });
  await expect.element(lines().first()).toMatchTextContent('Esgotado.');
  await lines().first().getByRole('button', { name: 'Retirar', exact: true }).click();
  await expect.poll(() => lines().elements().length).toBe(1);
  expect(page.getByText('Esgotado.').elements()).toHaveLength(0);
});

test('[SCR23] a wrong number of options leads back to the options', async () => {
  const fake = createFakeClient();
  await renderCounter(fake);
  await tile('Pizza Margherita').click();
  await sendButton().click();
  fake.reject({
    code: 'modifier_count',
    detail: '',
    data: { itemId: 'margherita', groupId: 'adicionais', min: 1, max: 2, chosen: 0 },
  });
  await expect.element(lines().first()).toMatchTextContent('em “Adicionais” escolha de 1 a 2');
  await page.getByRole('button', { name: 'Acertar opções' }).click();
  await expect.element(page.getByRole('dialog', { name: 'Pizza Margherita' })).toBeVisible();
});

test('[SCR23] what the broker says of the e-mail address stands on the address', async () => {
  const fake = createFakeClient();
  await renderCounter(fake);
  await tile('Pizza Margherita').click();
  await sendButton().click();
  fake.reject({
    code: 'invalid_request',
    detail: '',
    data: { issues: [{ path: 'customer.email', message: 'Not an e-mail address.' }] },
  });
  await expect.element(page.getByRole('alert')).toMatchTextContent('não aceitou os dados: e-mail.');
  await page.getByRole('button', { name: 'Cliente', exact: true }).click();
  await expect.element(page.getByRole('dialog').getByText(/O servidor não aceitou/)).toBeVisible();
});

test('[SCR24] after a failure that leaves open what was kept, the same order goes out under its first id', async () => {
  const fake = createFakeClient();
  await renderCounter(fake);
  await tile('Pizza Margherita').click();
  await sendButton().click();
  fake.reject({ code: 'storage_failed', detail: '', data: {} });
  await expect.element(page.getByRole('alert')).toMatchTextContent('não conseguiu gravar');
  expect(await accessibilityFaults()).toEqual([]);
  await sendButton().click();
  expect(fake.sent[1]?.id).toBe(fake.sent[0]?.id);
  fake.reject({ code: 'storage_failed', detail: '', data: {} });
  await tile('Guaraná lata').click();
  await sendButton().click();
  expect(fake.sent[2]?.id).not.toBe(fake.sent[0]?.id);
});

test('[SCR25] with no contact the order waits here, the next one can be taken, and each arrives once', async () => {
  const fake = createFakeClient();
  await renderCounter(fake);
  await tile('Pizza Margherita').click();
  fake.know({ connection: { state: 'lost', since: Date.now() - 12_000 } });
  await expect.element(page.getByText('O pedido está guardado aqui.')).toBeVisible();
  await expect.element(page.getByText(/Sem contato há 1\d s/)).toBeVisible();
  await sendButton().click();
  await expect.element(page.getByText('Guardado aqui, aguardando o servidor')).toBeVisible();
  expect(await accessibilityFaults()).toEqual([]);
  await page.getByRole('button', { name: 'Próximo pedido' }).click();
  const waiting = openOrders().getByRole('button', { name: /Aguardando envio/ });
  await expect.element(waiting).toBeVisible();
  await tile('Guaraná lata').click();
  await userEvent.keyboard('{F9}');
  expect(fake.sent.map(({ type }) => type)).toEqual(['order.place', 'order.place']);
  fake.know({ connection: { state: 'live' } });
  fake.ack(orderOf(1));
  fake.ack(orderOf(2));
  await expect.element(page.getByText('Registrado #002')).toBeVisible();
  const arrived = page.getByText(/Registrado #001.*1 item.*39,90.*19:00/);
  await expect.element(arrived).toBeVisible();
  await page.getByRole('button', { name: 'Fechar aviso' }).click();
  await expect.element(arrived).not.toBeInTheDocument();
  expect(waiting.elements()).toHaveLength(0);
  await expect.element(openOrders().getByRole('button', { name: /#001/ })).toBeVisible();
});

test('[SCR25] tapping an item while an order is on its way begins the next one', async () => {
  const fake = createFakeClient();
  await renderCounter(fake);
  await tile('Pizza Margherita').click();
  await sendButton().click();
  await tile('Guaraná lata').click();
  await expect.element(lines().first()).toMatchTextContent('Guaraná lata');
  fake.reject(SHORT);
  await openOrders()
    .getByRole('button', { name: /Recusado/ })
    .click();
  await expect.element(lines().first()).toMatchTextContent('Pizza Margherita');
  await openOrders()
    .getByRole('button', { name: /Em aberto aqui/ })
    .click();
  await expect.element(lines().first()).toMatchTextContent('Guaraná lata');
});

test('[SCR26] a reload keeps the order, and asks for the answer under the same id', async () => {
  const fake = createFakeClient();
  const before = await renderCounter(fake);
  await tile('Pizza Margherita').click();
  await page.getByRole('radio', { name: 'Viagem' }).click();
  await before.unmount();

  const second = await renderCounter(fake);
  await expect.element(lines().first()).toMatchTextContent('Pizza Margherita');
  await expect.element(page.getByRole('radio', { name: 'Viagem' })).toBeChecked();
  await sendButton().click();
  await second.unmount();

  const reloaded = createFakeClient();
  await renderCounter(reloaded);
  await expect.element(page.getByText(/Enviando|Guardado aqui/).first()).toBeVisible();
  expect(reloaded.sent.map(({ id, data }) => ({ id, data }))).toEqual(
    fake.sent.map(({ id, data }) => ({ id, data })),
  );
  reloaded.ack(orderOf(7));
  await expect.element(page.getByText('Registrado #007')).toBeVisible();
});
