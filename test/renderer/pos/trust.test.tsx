import { beforeEach, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { accessibilityFaults } from '../support/axe.ts';
import { openOrders, renderCounter } from '../support/counter.tsx';
import { createFakeClient } from '../support/fake-client.ts';
import { welcome, World } from '../support/fake-world.ts';
import { lineOf, orderIdOf, orderOf } from '../support/fixtures.ts';

beforeEach(async () => {
  localStorage.clear();
  await page.viewport(1280, 800);
});

const ago = (seconds: number): string => new Date(Date.now() - seconds * 1000).toISOString();

async function sheetOf(order: ReturnType<typeof orderOf>) {
  const fake = createFakeClient({ orders: { [order.id]: order } });
  await renderCounter(fake);
  await openOrders().getByRole('button', { name: /#001/ }).click();
  return { fake, sheet: page.getByRole('dialog', { name: '#001' }) };
}

test('[SCR103] a sent order says that it is on disk, and that the kitchen has seen it', async () => {
  const { sheet } = await sheetOf(orderOf(1, { sentAt: ago(20), shownAt: ago(15) }));
  await expect.element(sheet.getByText('Em disco')).toBeVisible();
  await expect.element(sheet.getByText('Visto pela cozinha', { exact: true })).toBeVisible();
  expect(await accessibilityFaults()).toEqual([]);
});

test('[SCR103] ten seconds by the broker’s clock without a kitchen display are a warning', async () => {
  // This machine's clock is a minute late: only the broker's counts.
  const order = orderOf(1, { sentAt: new Date(Date.now() + 60_000 - 11_000).toISOString() });
  const fake = createFakeClient({ orders: { [order.id]: order }, clockOffsetMs: 60_000 });
  await renderCounter(fake);
  await openOrders().getByRole('button', { name: /#001/ }).click();
  const sheet = page.getByRole('dialog', { name: '#001' });
  await expect.element(sheet.getByText('Não visto pela cozinha', { exact: true })).toBeVisible();
  fake.tell({ ...order, shownAt: ago(0), version: 2 });
  await expect.element(sheet.getByText('Visto pela cozinha', { exact: true })).toBeVisible();
});

test('[SCR103] an order is seen only when its last change was seen too', async () => {
  const sentAt = ago(60);
  const told = lineOf({ ledger: [{ at: sentAt, sent: 2 }] });
  const before = orderOf(1, { status: 'preparing', sentAt, shownAt: ago(55), lines: [told] });
  const { fake, sheet } = await sheetOf(before);
  const seen = sheet.getByText('Visto pela cozinha', { exact: true });
  const unseen = sheet.getByText('Alteração não vista pela cozinha', { exact: true });
  await expect.element(sheet.getByText('Em disco')).toBeVisible();
  expect(seen.elements()).toHaveLength(0);
  const entry = { at: ago(11), sent: -1, reason: 'Cliente desistiu' };
  const changed = { ...before, lines: [{ ...told, quantity: 1, ledger: [...told.ledger, entry] }] };
  fake.tell({ ...changed, version: 2 });
  await expect.element(unseen).toBeVisible();
  await expect.element(sheet.getByText(/mostrou a última alteração/)).toBeVisible();
  expect(await accessibilityFaults()).toEqual([]);
  fake.tell({ ...changed, changeShownAt: ago(0), version: 3 });
  await expect.element(seen).toBeVisible();
  expect(unseen.elements()).toHaveLength(0);
});

test('[SCR103] a parked order says so, and one that awaits its payment says that', async () => {
  const { fake, sheet } = await sheetOf(orderOf(1, { status: 'held' }));
  const state = sheet
    .getByRole('group', { name: 'Pedido' })
    .getByText('Em espera', { exact: true });
  await expect.element(state).toBeVisible();
  fake.tell(orderOf(1, { status: 'held', awaitsPayment: true, version: 2 }));
  await expect.element(sheet.getByText('Aguarda pagamento', { exact: true })).toBeVisible();
  await expect.element(sheet.getByText(/assim que ele for pago/)).toBeVisible();
  expect(state.elements()).toHaveLength(0);
});

test('[SCR104] without contact an order says what of it is not confirmed, and it is not done twice', async () => {
  const { fake, sheet } = await sheetOf(orderOf(1));
  await sheet.getByRole('button', { name: 'Iniciar preparo' }).click();
  expect(sheet.getByText('Ainda não confirmado').elements()).toHaveLength(0);
  fake.know({ connection: { state: 'lost', since: Date.now() } });
  await expect.element(sheet.getByText('Ainda não confirmado')).toBeVisible();
  expect(await accessibilityFaults()).toEqual([]);
  await sheet.getByRole('button', { name: 'Fechar' }).click();
  const chip = openOrders().getByRole('button', { name: /#001/ });
  await expect.element(chip).toMatchTextContent('Ainda não confirmado');
  await chip.click();
  await sheet.getByRole('button', { name: 'Iniciar preparo' }).click({ force: true });
  expect(fake.sent.map(({ type }) => type)).toEqual(['order.start']);
  fake.know({ connection: { state: 'live' } });
  fake.ack(orderOf(1, { status: 'preparing', version: 2 }));
  await expect.element(sheet.getByText('Ainda não confirmado')).not.toBeInTheDocument();
});

test('[SCR104] a payment of another sheet that has no answer yet marks its order too', async () => {
  const { fake, sheet } = await sheetOf(orderOf(1));
  const since = Date.now() - 5000;
  fake.know({
    outgoing: {
      c1: { id: 'c1', type: 'payment.take', orderId: orderIdOf(2), since },
    },
  });
  expect(sheet.getByText('Ainda não confirmado').elements()).toHaveLength(0);
  fake.know({
    outgoing: {
      c1: { id: 'c1', type: 'payment.take', orderId: orderIdOf(1), since },
    },
  });
  await expect.element(sheet.getByText('Ainda não confirmado')).toBeVisible();
});

test('[SCR104] a command on its way names its order', () => {
  const world = new World();
  const client = world.paired();
  world.peer.open();
  world.peer.say(welcome(world, 1));
  void client.send('order.start', { orderId: orderIdOf(1) });
  void client.send('order.place', { lines: [{ itemId: 'agua', quantity: 1 }] });
  const named = Object.values(client.store.getState().outgoing).map(({ type, orderId }) => [
    type,
    orderId,
  ]);
  expect(named).toEqual([
    ['order.start', orderIdOf(1)],
    ['order.place', undefined],
  ]);
});
