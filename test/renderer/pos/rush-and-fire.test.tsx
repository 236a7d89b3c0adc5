import { beforeEach, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { Order } from '../../../src/shared/order.ts';
import { accessibilityFaults } from '../support/axe.ts';
import { openOrders, renderCounter, shieldedCounter } from '../support/counter.tsx';
import { createFakeClient } from '../support/fake-client.ts';
import { lineOf, orderIdOf, orderOf } from '../support/fixtures.ts';

beforeEach(async () => {
  localStorage.clear();
  await page.viewport(1280, 800);
});

const SENT_AT = '2026-03-01T22:00:00.000Z';

/** An order of three courses, of which the kitchen has begun with these. */
function coursedOrder(fired: number, part: Partial<Order> = {}): Order {
  return orderOf(1, {
    shownAt: SENT_AT,
    lines: [1, 2, 3].map((course) =>
      lineOf({
        id: `0190bbbb-0000-7000-8000-00000000000${course}`,
        course,
        firedAt: course <= fired ? SENT_AT : null,
        ledger: [{ at: SENT_AT, sent: 1 }],
      }),
    ),
    allowedActions: ['start', 'cancel'],
    allowedChanges: fired < 3 ? ['rush', 'fire'] : ['rush'],
    version: fired,
    ...part,
  });
}

const sheet = () => page.getByRole('dialog', { name: '#001' });
const deed = (name: string) => sheet().getByRole('button', { name, exact: true });
const calm = async (): Promise<void> => {
  await vi.waitUntil(() => document.querySelector('[data-press-shield]') === null);
};

async function opened(order: Order, look: Parameters<typeof renderCounter>[1] = {}) {
  const fake = createFakeClient({ orders: { [order.id]: order } });
  await renderCounter(fake, look);
  await openOrders().getByRole('button', { name: /#001/ }).click();
  await expect.element(sheet()).toBeVisible();
  return fake;
}

test('[SCR113] an order is put before all others and back again, where it may be', async () => {
  const order = orderOf(1, { allowedChanges: ['rush'] });
  const fake = await opened(order);
  await deed('Urgente').click();
  expect(fake.sent).toMatchObject([
    { type: 'order.rush', data: { orderId: orderIdOf(1), rush: true } },
  ]);
  fake.ack({ ...order, rush: true, version: 2 });
  await expect.element(deed('Tirar urgência')).toBeVisible();
  expect(await accessibilityFaults()).toEqual([]);
  await calm();
  await deed('Tirar urgência').click();
  expect(fake.sent[1]).toMatchObject({ type: 'order.rush', data: { rush: false } });
  fake.ack({ ...order, allowedChanges: [], version: 3 });
  await expect.element(deed('Urgente')).not.toBeInTheDocument();
});

test('[SCR112] the haste of an open order is marked in strip, list and sheet', async () => {
  await opened(orderOf(1, { rush: true }));
  await expect.element(sheet().getByText('Urgente')).toBeVisible();
  await userEvent.keyboard('{Escape}');
  await expect
    .element(openOrders().getByRole('button', { name: /#001/ }))
    .toMatchTextContent('Urgente');
  await calm();
  await page.getByRole('button', { name: /Aberto$/ }).click();
  await expect
    .element(page.getByRole('dialog').getByRole('button', { name: /#001/ }))
    .toMatchTextContent('Urgente');
});

test('[SCR114] the next course that waits is fired, and then the one after it', async () => {
  const fake = await opened(coursedOrder(1));
  await deed('Disparar 2º tempo').click();
  expect(fake.sent).toMatchObject([
    { type: 'order.fire', data: { orderId: orderIdOf(1), course: 2 } },
  ]);
  fake.ack(coursedOrder(2));
  await expect.element(deed('Disparar 3º tempo')).toBeVisible();
  expect(await accessibilityFaults()).toEqual([]);
  await calm();
  await deed('Disparar 3º tempo').click();
  expect(fake.sent[1]?.data).toEqual({ orderId: orderIdOf(1), course: 3 });
  fake.ack(coursedOrder(3));
  await expect.element(sheet().getByRole('button', { name: /^Disparar/ })).not.toBeInTheDocument();
});

test('[SCR114] a second tap does not fire the course after', async () => {
  const { App, pass } = shieldedCounter();
  const fake = await opened(coursedOrder(1), { App });
  pass();
  await deed('Disparar 2º tempo').click();
  fake.ack(coursedOrder(2));
  await expect.element(deed('Disparar 3º tempo')).toBeVisible();
  await deed('Disparar 3º tempo').click({ force: true });
  expect(fake.sent).toHaveLength(1);
  pass();
  await deed('Disparar 3º tempo').click();
  expect(fake.sent).toHaveLength(2);
  await userEvent.keyboard('{Escape}');
  await expect.element(page.getByRole('dialog')).not.toBeInTheDocument();
  // What closing it raised would lie over the next test.
  pass();
});

test('[SCR114] a course that nobody may fire now is not offered', async () => {
  await opened(coursedOrder(1, { status: 'held', allowedChanges: ['rush'] }));
  await expect.element(deed('Urgente')).toBeVisible();
  expect(
    sheet()
      .getByRole('button', { name: /^Disparar/ })
      .elements(),
  ).toHaveLength(0);
});

test('[SCR116] while one is under way nothing else is begun; closing the sheet leaves it, and a refusal is told', async () => {
  const fake = await opened(coursedOrder(1));
  await deed('Disparar 2º tempo').click();
  await expect.element(deed('Urgente')).toBeDisabled();
  await expect.element(deed('Iniciar preparo')).toBeDisabled();
  await deed('Disparar 2º tempo').click({ force: true });
  expect(fake.sent).toHaveLength(1);
  await userEvent.keyboard('{Escape}');
  await expect.element(page.getByRole('dialog')).not.toBeInTheDocument();
  fake.reject({ code: 'not_found', detail: '', data: {} });
  await expect.element(page.getByRole('alert')).toMatchTextContent('#001');
});

test('[SCR116] without contact it is marked as not yet confirmed', async () => {
  const fake = await opened(coursedOrder(1));
  fake.know({ connection: { state: 'lost', since: Date.now() } });
  await deed('Urgente').click();
  await expect.element(sheet().getByText('Ainda não confirmado')).toBeVisible();
});
