import { beforeEach, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { Refund } from '../../../src/shared/payment.ts';
import { accessibilityFaults } from '../support/axe.ts';
import { createFakeClient } from '../support/fake-client.ts';
import { SHIFT } from '../support/fixtures.ts';
import { dueOrder, paidOrder, paymentOf, renderTill } from './payment-page.tsx';

beforeEach(async () => {
  localStorage.clear();
  await page.viewport(1280, 800);
});

const cash = paymentOf({ amountCents: 5000, tenderedCents: 5000 });
const card = paymentOf({
  id: '0190dddd-0000-7000-8000-000000000002',
  method: 'card',
  amountCents: 3680,
  tenderedCents: null,
});
const order = paidOrder(dueOrder(), [cash, card]);
const flow = { kind: 'refund', orderId: order.id } as const;
const knows = (part = order) => createFakeClient({ orders: { [part.id]: part } });
const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true });

const refundOf = (amountCents: number): Refund => ({
  id: '0190ffff-0000-7000-8000-000000000001',
  method: 'cash',
  amountCents,
  reason: 'Cobrança errada',
  at: '2026-03-01T22:10:00.000Z',
  shiftId: SHIFT.id,
  by: null,
});

test('[SCR58] what is left of the chosen payment goes back the way it came, unless told otherwise, with a reason', async () => {
  const fake = knows();
  const till = await renderTill(fake, flow);
  await button(/^Cartão/).click();
  const back = button('Devolver R$ 36,80');
  await back.click();
  await expect.element(page.getByText(/Diga o motivo/)).toBeVisible();
  expect(await accessibilityFaults()).toEqual([]);
  expect(fake.sent).toHaveLength(0);
  await button('Cobrança errada').click();
  await back.click();
  expect(fake.sent[0]).toMatchObject({
    type: 'payment.refund',
    data: {
      orderId: order.id,
      paymentId: card.id,
      amountCents: 3680,
      method: 'card',
      reason: 'Cobrança errada',
    },
  });
  await userEvent.keyboard('{Enter}');
  expect(fake.sent).toHaveLength(1);
  fake.ack(paidOrder(order, [cash, { ...card, refunds: [refundOf(3680)] }]));
  await expect.element(page.getByText('Devolvido: R$ 36,80')).toBeVisible();
  till.pass();
  await expect.element(page.getByText('Estorne também na maquininha.')).toBeVisible();
  expect(await accessibilityFaults()).toEqual([]);
  // Nothing more goes back until that is asked for.
  expect(button(/^Devolver R\$/).elements()).toHaveLength(0);
  await button('Devolver mais').click();
  // Given back whole, it is no longer among those to choose from.
  await expect.element(button('Devolver R$ 50,00')).toBeVisible();
  expect(button(/^Cartão ·/).elements()).toHaveLength(0);
});

test('[SCR58] never more than is left of it; a refusal is told on the spot', async () => {
  const fake = knows(paidOrder(dueOrder(), [{ ...cash, refunds: [refundOf(2000)] }]));
  const till = await renderTill(fake, flow);
  await expect.element(page.getByText('ainda R$ 30,00')).toBeVisible();
  await page.getByRole('radio', { name: 'PIX' }).click();
  await userEvent.keyboard('3001');
  await expect.element(page.getByText('No máximo R$ 30,00.')).toBeVisible();
  await expect.element(button('Devolver R$ 30,01')).toBeDisabled();
  await userEvent.keyboard('{Delete}1000');
  await button('Cliente desistiu').click();
  await button('Devolver R$ 10,00').click();
  expect(fake.sent[0]?.data).toMatchObject({ amountCents: 1000, method: 'pix' });
  fake.reject({ code: 'no_open_shift', detail: '', data: {} });
  await expect.element(page.getByRole('alert')).toMatchTextContent('está fechado');
  till.pass();
  await button('Abrir o caixa').click();
  expect(till.flows.getState().flow).toEqual({ kind: 'drawer' });
});

test('[SCR58] of an order that was paid too much, the excess is what is offered', async () => {
  const cheaper = { ...order, totals: { ...order.totals, totalCents: 7980, dueCents: -700 } };
  const fake = knows(cheaper);
  const till = await renderTill(fake, { kind: 'payment', orderId: order.id });
  await expect.element(page.getByText('A devolver R$ 7,00').first()).toBeVisible();
  expect(page.getByText('Pago', { exact: true }).elements()).toHaveLength(0);
  till.pass();
  await button('Devolver').click();
  await expect.element(button('Devolver R$ 7,00')).toBeVisible();
  await button('Cobrança errada').click();
  await button('Devolver R$ 7,00').click();
  const [first] = cheaper.payments;
  fake.ack({
    ...cheaper,
    totals: { ...cheaper.totals, paidCents: 7980, dueCents: 0 },
    payments: [{ ...cash, ...first, refunds: [refundOf(700)] }, card],
  });
  await expect.element(page.getByText('Devolvido: R$ 7,00')).toBeVisible();
  till.pass();
  // What is not owed is not offered first; and it leads back to the payment that it came from.
  await expect.element(button('Concluir')).toHaveFocus();
  await userEvent.keyboard('{Enter}');
  await expect.element(page.getByText('Pago', { exact: true })).toBeVisible();
});

test('[SCR58] an order without a payment says that there is nothing to give back', async () => {
  await renderTill(knows(dueOrder()), flow);
  await expect.element(page.getByText(/Não há pagamento para devolver/)).toBeVisible();
});
