import { beforeEach, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { addLine, emptyDraft } from '../../../src/renderer/pos/draft.ts';
import { accessibilityFaults } from '../support/axe.ts';
import { lines, openOrders, renderCounter, sendButton, tile } from '../support/counter.tsx';
import { createFakeClient } from '../support/fake-client.ts';
import { lineOf, MENU, orderOf } from '../support/fixtures.ts';

beforeEach(async () => {
  localStorage.clear();
  sessionStorage.clear();
  await page.viewport(1280, 800);
  await vi.waitUntil(() => document.querySelector('[data-press-shield]') === null);
});

test('[SCR82] a whole order is taken, changed and paid for without a pointer', async () => {
  const fake = createFakeClient();
  await renderCounter(fake);
  await userEvent.keyboard('2*marg{Enter}agua{Enter}');
  await userEvent.keyboard('{Control>}{ArrowDown}{/Control}');
  await expect.element(page.getByRole('button', { name: /^Editar.*Água/ })).toHaveFocus();
  await userEvent.keyboard('+++-{ArrowUp}{Delete}');
  await expect.poll(() => lines().elements().length).toBe(1);
  await userEvent.keyboard('{F4}');
  expect(fake.sent[0]?.data).toMatchObject({ lines: [{ itemId: 'agua', quantity: 3 }] });
  fake.ack(orderOf(43, { allowedChanges: ['pay'] }));
  await expect.element(page.getByRole('dialog', { name: 'Receber #043' })).toBeVisible();
  await userEvent.keyboard('{Escape}');
  await vi.waitUntil(() => document.querySelector('[data-press-shield]') === null);
  await userEvent.keyboard('marg{Enter}{F8}');
  expect(fake.sent[1]?.data).toMatchObject({ hold: true });
});

test('[SCR82] the question mark names every key, and none of them works beneath it', async () => {
  const fake = createFakeClient();
  await renderCounter(fake);
  await tile('Pizza Margherita').click();
  await userEvent.keyboard('?');
  const help = page.getByRole('dialog', { name: 'Atalhos do teclado' });
  await expect.element(help).toBeVisible();
  for (const key of ['F9', 'Ctrl + Enter', 'F4', 'F8', 'F2', 'Ctrl + ↓', '3*', '?', 'Esc']) {
    await expect.element(help.getByText(key, { exact: true })).toBeVisible();
  }
  expect(await accessibilityFaults()).toEqual([]);
  await userEvent.keyboard('{F9}{F8}{F4}');
  expect(fake.sent).toEqual([]);
  await userEvent.keyboard('{Escape}');
  await expect.element(help).not.toBeInTheDocument();
  await page.getByRole('searchbox').click();
  await userEvent.keyboard('?');
  await expect.element(page.getByRole('searchbox')).toHaveValue('?');
  expect(help.elements()).toHaveLength(0);
});

test('[SCR84] a sheet that overflows can be scrolled by keys, one that does not is no stop for them', async () => {
  await page.viewport(1280, 500);
  await renderCounter(createFakeClient());
  await userEvent.keyboard('?');
  const help = page.getByRole('dialog', { name: 'Atalhos do teclado' });
  await expect.element(help).toBeVisible();
  expect(await accessibilityFaults()).toEqual([]);
  await userEvent.keyboard('{Tab}{Tab}');
  await userEvent.keyboard('{End}');
  await expect.element(help.getByText(/leitor de código de barras/)).toBeInViewport();
  const stops = (): number => help.element().querySelectorAll('[tabindex="0"]').length;
  const overflowing = stops();
  await page.viewport(1280, 1000);
  await expect.poll(stops).toBe(overflowing - 1);
});

test('[SCR84] an order of thirty lines has no fault that axe finds', async () => {
  const many = Array.from({ length: 30 }, (_, n) =>
    lineOf({ id: `0190bbbb-0000-7000-8000-${String(n).padStart(12, '0')}` }),
  );
  const fake = createFakeClient({
    orders: { [orderOf(1).id]: orderOf(1, { lines: many, allowedActions: [] }) },
  });
  await renderCounter(fake);
  await openOrders().getByRole('button', { name: /#001/ }).click();
  await expect.element(page.getByRole('dialog')).toBeVisible();
  expect(await accessibilityFaults()).toEqual([]);
});

test('[SCR84] on a phone the menu has a heading while it is in front, and the order has its own', async () => {
  await page.viewport(390, 844);
  await renderCounter(createFakeClient());
  await tile('Pizza Margherita').click();
  const headings = () => page.getByRole('heading', { level: 1 });
  await expect.element(headings()).toMatchTextContent('Cardápio');
  await page.getByRole('button', { name: /Ver pedido/ }).click();
  await expect.element(headings()).toMatchTextContent('Novo pedido');
});

test('[SCR85] a tap draws its own tile and its own line, not the menu and the order again', async () => {
  const drawn = new Set<string>();
  const template = MENU.items.find(({ id }) => id === 'agua');
  if (!template) throw new Error('no item');
  // Whatever draws an item asks for its name.
  const items = Array.from({ length: 400 }, (_, n) => ({
    ...template,
    id: `item-${n}`,
    categoryId: 'pizzas',
    favourite: true,
    get name() {
      drawn.add(this.id);
      return `Prato ${n}`;
    },
  }));
  let draft = emptyDraft();
  for (const { id } of items.slice(0, 30)) {
    draft = addLine(draft, { itemId: id, quantity: 1, modifiers: [], note: '' });
  }
  const saved = { drafts: [draft], activeId: draft.id };
  localStorage.setItem('comanda.pos.drafts', JSON.stringify(saved));
  const orders = Array.from({ length: 200 }, (_, n) => orderOf(n + 1));
  const fake = createFakeClient({
    menu: { ...MENU, items },
    orders: Object.fromEntries(orders.map((order) => [order.id, order])),
  });
  await renderCounter(fake);
  // As many as this window's height, and what lies just below it.
  await expect.poll(() => document.querySelectorAll('[data-tile]').length).toBe(48);
  drawn.clear();
  await tile('Prato 5').click();
  await expect.element(page.getByRole('group', { name: /Prato 5$/ })).toMatchTextContent('2');
  expect([...drawn]).toEqual(['item-5']);
});

test('[SCR82] Enter in the search adds the first and arrows reach the rest', async () => {
  const fake = createFakeClient();
  await renderCounter(fake);
  await userEvent.keyboard('agua{ArrowDown}{Enter}');
  await sendButton().click();
  expect(fake.sent[0]?.data).toMatchObject({ lines: [{ itemId: 'agua', quantity: 1 }] });
});

test('[SCR85] of a long menu the first tiles are drawn, and more as their end comes near', async () => {
  const many = Array.from({ length: 400 }, (_, index) => ({
    ...(MENU.items[0] ?? never()),
    id: `item-${String(index)}`,
    name: `Prato ${String(index)}`,
  }));
  await renderCounter(createFakeClient({ menu: { ...MENU, items: many } }));
  const tiles = () => document.querySelectorAll('[data-tile]');
  await expect.poll(() => tiles().length).toBeGreaterThan(20);
  expect(tiles().length).toBeLessThan(200);
  const before = tiles().length;
  tiles()[before - 1]?.scrollIntoView();
  await expect.poll(() => tiles().length).toBeGreaterThan(before);
});

function never(): never {
  throw new Error('The menu of the tests has items.');
}
