import { beforeEach, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { accessibilityFaults } from '../support/axe.ts';
import { openOrders, renderCounter } from '../support/counter.tsx';
import { createFakeClient } from '../support/fake-client.ts';
import { orderIdOf, orderOf } from '../support/fixtures.ts';

beforeEach(async () => {
  localStorage.clear();
  await page.viewport(1280, 800);
});

const ago = (seconds: number): string => new Date(Date.now() - seconds * 1000).toISOString();
const ANA = { name: 'Ana', email: 'ana@exemplo.com', phone: null, language: null };

function withOrders(...orders: ReturnType<typeof orderOf>[]) {
  return createFakeClient({ orders: Object.fromEntries(orders.map((order) => [order.id, order])) });
}

test('[SCR27] an order that no kitchen display has shown for ten seconds is warned of', async () => {
  const fake = withOrders(
    orderOf(1, { placedAt: ago(30), sentAt: ago(11) }),
    orderOf(2, { placedAt: ago(30), sentAt: ago(11), shownAt: ago(10) }),
    orderOf(3, { placedAt: ago(30), sentAt: ago(1) }),
    orderOf(4, { status: 'held', placedAt: ago(30) }),
  );
  await renderCounter(fake);
  const chip = (number: string) => openOrders().getByRole('button', { name: new RegExp(number) });
  await expect.element(chip('#001')).toMatchTextContent('Não visto');
  for (const number of ['#002', '#003', '#004']) {
    await expect.element(chip(number)).not.toMatchTextContent('Não visto');
  }
  await expect.element(chip('#002')).toMatchTextContent('Visto pela cozinha');
  await expect.element(chip('#003')).not.toMatchTextContent('Visto pela cozinha');
  await chip('#001').click();
  await expect.element(page.getByText(/Nenhuma tela da cozinha mostrou este pedido/)).toBeVisible();
  expect(await accessibilityFaults()).toEqual([]);
});

test('[SCR28] an order offers exactly its allowed actions', async () => {
  const fake = withOrders(
    orderOf(1, { status: 'ready', readyAt: ago(5), customer: ANA, allowedActions: ['complete'] }),
  );
  fake.know({
    mail: { [orderIdOf(1)]: { orderId: orderIdOf(1), readiness: 1, state: 'sent', attempts: 1 } },
  });
  await renderCounter(fake);
  await openOrders()
    .getByRole('button', { name: /#001.*Ana.*Pronto/ })
    .click();
  const sheet = page.getByRole('dialog', { name: '#001' });
  await expect.element(sheet.getByText('E-mail ao cliente: enviado')).toBeVisible();
  for (const absent of ['Chamar de volta', 'Cancelar pedido', 'Marcar pronto']) {
    expect(sheet.getByRole('button', { name: absent }).elements()).toHaveLength(0);
  }
  await sheet.getByRole('button', { name: 'Entregar' }).click();
  expect(fake.sent).toMatchObject([{ type: 'order.complete', data: { orderId: orderIdOf(1) } }]);
  await sheet.getByRole('button', { name: 'Entregar' }).click({ force: true });
  expect(fake.sent).toHaveLength(1);
  fake.ack(orderOf(1, { status: 'completed' }));
  await expect.element(sheet.getByText('Concluído')).toBeVisible();
  expect(openOrders().getByRole('button').elements()).toHaveLength(0);
});

test('[SCR28] a cancellation needs a reason', async () => {
  const fake = withOrders(orderOf(1));
  await renderCounter(fake);
  await openOrders().getByRole('button', { name: /#001/ }).click();
  await page.getByRole('button', { name: 'Cancelar pedido' }).click();
  const dialog = page.getByRole('alertdialog');
  await dialog.getByRole('button', { name: 'Cancelar pedido' }).click();
  await expect.element(dialog.getByText(/Diga o motivo/)).toBeVisible();
  expect(await accessibilityFaults()).toEqual([]);
  expect(fake.sent).toHaveLength(0);
  await dialog.getByRole('button', { name: 'Cliente desistiu' }).click();
  await dialog.getByRole('button', { name: 'Cancelar pedido' }).click();
  expect(fake.sent).toMatchObject([
    { type: 'order.cancel', data: { orderId: orderIdOf(1), reason: 'Cliente desistiu' } },
  ]);
});

test('[SCR28] a refused action says why, also when its order is out of view', async () => {
  const fake = withOrders(orderOf(1));
  await renderCounter(fake);
  await openOrders().getByRole('button', { name: /#001/ }).click();
  await page.getByRole('button', { name: 'Iniciar preparo' }).click();
  await userEvent.keyboard('{Escape}');
  await expect.element(page.getByRole('dialog')).not.toBeInTheDocument();
  fake.reject({
    code: 'illegal_transition',
    detail: '',
    data: { orderId: orderIdOf(1), from: 'ready', allowedActions: ['complete'] },
  });
  await expect.element(page.getByRole('alert')).toMatchTextContent('já está pronto');
  expect(await accessibilityFaults()).toEqual([]);
  await openOrders().getByRole('button', { name: /#001/ }).click();
  await page.getByRole('button', { name: 'Fechar aviso' }).click();
  await expect.element(page.getByRole('dialog')).toBeVisible();
  expect(page.getByRole('alert').elements()).toHaveLength(0);
});

test('[SCR28] a long queue does not crowd the strip: the rest is in the list', async () => {
  const many = Array.from({ length: 30 }, (_, index) => orderOf(index + 1, { shownAt: ago(1) }));
  const fake = withOrders(...many);
  await renderCounter(fake);
  await expect
    .poll(() => openOrders().getByRole('button', { name: /^#/ }).elements().length)
    .toBe(24);
  await openOrders().getByRole('button', { name: 'Mais 6' }).click();
  const list = page.getByRole('dialog', { name: 'Pedidos abertos' });
  await expect.poll(() => list.getByRole('button', { name: /^#/ }).elements().length).toBe(30);
});

test('[SCR28] the whole list opens from the rail, ready orders first', async () => {
  const fake = withOrders(
    orderOf(1, { shownAt: ago(1) }),
    orderOf(2, { status: 'ready', readyAt: ago(5) }),
    orderOf(3, { shownAt: ago(1) }),
  );
  await renderCounter(fake);
  await page.getByRole('button', { name: '3 Abertos' }).click();
  const numbers = () =>
    page
      .getByRole('dialog', { name: 'Pedidos abertos' })
      .getByRole('button', { name: /^#/ })
      .elements()
      .map((element) => element.textContent?.slice(0, 4));
  expect(numbers()).toEqual(['#002', '#001', '#003']);
  expect(await accessibilityFaults()).toEqual([]);
});

test('[SCR29] sixty open orders scroll in their strip, and the page stays as wide as the window', async () => {
  const many = Array.from({ length: 60 }, (_, index) => orderOf(index + 1, { shownAt: ago(1) }));
  await renderCounter(withOrders(...many));
  await expect.element(openOrders().getByRole('button', { name: /^#024/ })).toBeInTheDocument();
  expect(document.documentElement.scrollWidth).toBe(window.innerWidth);
});
