import { beforeEach, expect, test } from 'vitest';
import { page, userEvent, type Locator } from 'vitest/browser';
import {
  lines,
  openOrders,
  renderCounter,
  sendButton,
  shieldedCounter,
  tile,
} from '../support/counter.tsx';
import { createFakeClient } from '../support/fake-client.ts';
import { orderOf } from '../support/fixtures.ts';

beforeEach(async () => {
  localStorage.clear();
  sessionStorage.clear();
  await page.viewport(1280, 800);
});

/** Presses a button that closes its sheet, and the same point again once the sheet is gone. */
async function tapTwice(button: Locator): Promise<void> {
  const { x, y, width, height } = button.element().getBoundingClientRect();
  await button.click();
  await expect.element(page.getByRole('dialog')).not.toBeInTheDocument();
  const position = { x: x + width / 2, y: y + height / 2 };
  await page.elementLocator(document.body).click({ force: true, position });
}

test('[SCR33] the second of two taps that close a sheet does not send the order beneath it', async () => {
  const fake = createFakeClient();
  const { App, pass } = shieldedCounter();
  await renderCounter(fake, { App });
  await page.getByRole('button', { name: 'Detalhes de Pizza Margherita' }).click();
  await tapTwice(page.getByRole('button', { name: /^Adicionar/ }));
  expect(fake.sent).toEqual([]);
  pass();
  await page.getByRole('button', { name: 'Cliente', exact: true }).click();
  await tapTwice(page.getByRole('button', { name: 'Feito' }));
  expect(fake.sent).toEqual([]);
  pass();
  await sendButton().click();
  expect(fake.sent).toHaveLength(1);
});

test('[SCR33] a tap on an item beside what was closed counts at once; one where the finger just was does not', async () => {
  const { App, pass } = shieldedCounter();
  await renderCounter(createFakeClient(), { App });
  const sheet = page.getByRole('dialog');
  await page.getByRole('button', { name: 'Detalhes de Pizza Margherita' }).click();
  await page.getByRole('button', { name: /^Adicionar/ }).click();
  await expect.element(sheet).not.toBeInTheDocument();
  await tile('Guaraná lata').click();
  await expect.element(lines().nth(1)).toMatchTextContent('Guaraná lata');
  pass();
  const { x, y, width, height } = tile('Guaraná lata').element().getBoundingClientRect();
  const position = { x: x + width / 2, y: y + height / 2 };
  await page.getByRole('button', { name: 'Cliente', exact: true }).click();
  for (let taps = 0; taps < 2; taps += 1) {
    await page.elementLocator(document.body).click({ force: true, position });
    await expect.element(sheet).not.toBeInTheDocument();
  }
  await expect.element(page.getByRole('group', { name: /Guaraná/ })).toMatchTextContent('1');
  pass();
});

test('[SCR33] nor does a second Enter or Space press what gets the focus back', async () => {
  const fake = createFakeClient();
  const { App, pass } = shieldedCounter();
  await renderCounter(fake, { App });
  await tile('Pizza Margherita').click();
  await page.getByRole('button', { name: 'Cliente', exact: true }).click();
  await userEvent.keyboard('{Escape}');
  await expect.element(page.getByRole('dialog')).not.toBeInTheDocument();
  const send = sendButton().element();
  if (send instanceof HTMLElement) send.focus();
  await userEvent.keyboard('{Enter} ');
  expect(fake.sent).toEqual([]);
  pass();
  await userEvent.keyboard('{Enter}');
  expect(fake.sent).toHaveLength(1);
});

test('[SCR33] an action that takes the place of another is not pressed by the same hand', async () => {
  const held = orderOf(1, { status: 'held' });
  const fake = createFakeClient({ orders: { [held.id]: held } });
  const { App, pass } = shieldedCounter();
  await renderCounter(fake, { App });
  await openOrders().getByRole('button', { name: /#001/ }).click();
  await page.getByRole('button', { name: 'Enviar para a cozinha' }).click();
  fake.ack(orderOf(1, { version: 2 }));
  const start = page.getByRole('button', { name: 'Iniciar preparo' });
  await expect.element(start).toBeVisible();
  await start.click({ force: true });
  expect(fake.sent.map(({ type }) => type)).toEqual(['order.send']);
  await expect.element(page.getByRole('dialog')).toBeVisible();
  pass();
  await start.click();
  expect(fake.sent.map(({ type }) => type)).toEqual(['order.send', 'order.start']);
});
