import { beforeEach, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { addLine } from '../../../src/renderer/pos/draft.ts';
import { activeOf } from '../../../src/renderer/pos/draft-store.ts';
import { accessibilityFaults } from '../support/axe.ts';
import { createFakeClient } from '../support/fake-client.ts';
import { SHOP } from '../support/fixtures.ts';
import { dueOrder, paidOrder, paymentOf, renderTill } from './payment-page.tsx';

beforeEach(async () => {
  localStorage.clear();
  await page.viewport(1280, 800);
});

const order = dueOrder();
const knows = (part = order) => createFakeClient({ orders: { [part.id]: part } });
const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true });

test('[SCR57] a discount by percent on the order says what it comes to before it is given', async () => {
  const fake = knows();
  const till = await renderTill(fake, { kind: 'discount', orderId: order.id, lineId: null });
  await expect.element(page.getByRole('dialog', { name: 'Desconto no pedido' })).toBeVisible();
  await button('10%').click();
  await expect.element(page.getByText('R$ 78,12')).toBeVisible();
  expect(await accessibilityFaults()).toEqual([]);
  await button('Dar desconto de R$ 8,68').click();
  expect(fake.sent[0]).toMatchObject({
    type: 'order.discount',
    data: { orderId: order.id, lineId: null, discount: { kind: 'percent', basisPoints: 1000 } },
  });
  fake.ack(order);
  await expect.element(page.getByRole('dialog')).not.toBeInTheDocument();
  expect(till.flows.getState().flow).toBeNull();
});

test('[SCR57] by amount on a line: never more than the line costs, and taken off again', async () => {
  const [pizza] = order.lines;
  const given = dueOrder({
    lines: order.lines.map((line) => ({ ...line, discount: { kind: 'amount', cents: 500 } })),
  });
  const fake = knows(given);
  await renderTill(fake, {
    kind: 'discount',
    orderId: order.id,
    lineId: pizza?.id ?? '',
  });
  await expect.element(page.getByRole('dialog', { name: /Pizza Margherita/ })).toBeVisible();
  await expect.element(button('Dar desconto de R$ 5,00')).toBeVisible();
  await userEvent.keyboard('79800');
  await expect.element(button('Dar desconto de R$ 79,80')).toBeVisible();
  await button('Retirar desconto').click();
  expect(fake.sent[0]?.data).toEqual({
    orderId: order.id,
    lineId: pizza?.id,
    discount: null,
  });
  fake.reject({ code: 'approval_required', detail: '', data: { action: 'discount' } });
  await expect.element(page.getByRole('alert')).toMatchTextContent('autorização de um gerente');
});

test('[SCR57] on the order being taken it goes into the order, and nothing is sent', async () => {
  const fake = knows();
  const till = await renderTill(fake, { kind: 'discount', orderId: 'draft', lineId: null });
  const add = (itemId: string) =>
    till.drafts
      .getState()
      .edit((draft) => addLine(draft, { itemId, quantity: 2, modifiers: [], note: '' }));
  add('margherita');
  await button('10%').click();
  await button('Dar desconto de R$ 7,98').click();
  const draft = activeOf(till.drafts.getState());
  expect(draft.discount).toEqual({ kind: 'percent', basisPoints: 1000 });
  till.pass();
  till.flows
    .getState()
    .open({ kind: 'discount', orderId: 'draft', lineId: draft.lines[0]?.id ?? '' });
  await page.getByRole('radio', { name: 'Valor' }).click();
  await userEvent.keyboard('300');
  await button('Dar desconto de R$ 3,00').click();
  expect(activeOf(till.drafts.getState()).lines[0]?.discount).toEqual({
    kind: 'amount',
    cents: 300,
  });
  expect(fake.sent).toHaveLength(0);
});

test('[SCR57] where the owner keeps discounts for managers, their word goes along; giving up sends nothing', async () => {
  const fake = knows();
  const manager = { id: 'm', name: 'Marta', role: 'manager', active: true } as const;
  const cashier = { id: 'c', name: 'Caio', role: 'cashier', active: true } as const;
  fake.know({
    shop: { ...SHOP, counter: { ...SHOP.counter, managerFor: ['discount'] } },
    people: [manager, cashier],
    signedIn: { personId: 'c', name: 'Caio', role: 'cashier' },
  });
  fake.door(({ path }) =>
    path === '/api/v1/approvals' ? { ok: true, value: 'word-of-marta' } : undefined,
  );
  const till = await renderTill(fake, { kind: 'discount', orderId: order.id, lineId: null });
  await button('10%').click();
  const give = button('Dar desconto de R$ 8,68');
  await give.click();
  const asking = page.getByRole('alertdialog', { name: 'Autorização de gerente' });
  await asking.getByRole('button', { name: 'Fechar' }).click();
  await expect.element(asking).not.toBeInTheDocument();
  expect(fake.sent).toHaveLength(0);
  till.pass();
  await give.click();
  await userEvent.keyboard('1234{Enter}');
  await expect.poll(() => fake.sent.map(({ approval }) => approval)).toEqual(['word-of-marta']);
});

test('[SCR57] the charge for service is taken off and added again where the money is taken', async () => {
  const table = dueOrder({
    serviceCharge: { basisPoints: 1000, waived: false },
    totals: { ...order.totals, serviceCents: 868, totalCents: 9548, dueCents: 9548 },
  });
  const fake = knows(table);
  const till = await renderTill(fake, { kind: 'payment', orderId: order.id });
  await expect.element(page.getByText('Serviço 10%')).toBeVisible();
  await button('Retirar serviço').click();
  expect(fake.sent[0]).toMatchObject({
    type: 'order.service_charge',
    data: { orderId: order.id, charged: false },
  });
  fake.ack({ ...order, serviceCharge: { basisPoints: 1000, waived: true } });
  await expect.element(page.getByText('Serviço 10%, retirado')).toBeVisible();
  till.pass();
  await button('Cobrar serviço').click();
  expect(fake.sent[1]?.data).toEqual({ orderId: order.id, charged: true });
  // An order that bears none by its service may be given it too.
  fake.ack(order);
  await expect.element(page.getByText('Serviço 10%, retirado')).not.toBeInTheDocument();
  till.pass();
  await button('Cobrar serviço').click();
  expect(fake.sent[2]?.data).toEqual({ orderId: order.id, charged: true });
});

test('[SCR57] off a paid order the charge goes only after it was said what is to be given back', async () => {
  const table = dueOrder({
    serviceCharge: { basisPoints: 1000, waived: false },
    totals: { ...order.totals, serviceCents: 868, totalCents: 9548, dueCents: 9548 },
  });
  const paid = {
    ...paidOrder(table, [paymentOf({ amountCents: 9000, tenderedCents: 9000 })]),
    allowedChanges: ['discount' as const, 'pay' as const, 'refund' as const],
  };
  const fake = knows(paid);
  const till = await renderTill(fake, { kind: 'payment', orderId: order.id });
  await button('Retirar serviço').click();
  const asking = page.getByRole('alertdialog');
  await expect.element(asking).toMatchTextContent('R$ 3,20');
  expect(await accessibilityFaults()).toEqual([]);
  await asking.getByRole('button', { name: 'Manter' }).click();
  await expect.element(asking).not.toBeInTheDocument();
  expect(fake.sent).toHaveLength(0);
  till.pass();
  await button('Retirar serviço').click();
  await asking.getByRole('button', { name: 'Retirar serviço' }).click();
  expect(fake.sent[0]?.data).toEqual({ orderId: order.id, charged: false });
});

test('[SCR57] a discount is given from the payment too, and the new amount stands there', async () => {
  const fake = knows();
  const till = await renderTill(fake, { kind: 'payment', orderId: order.id });
  await button('Desconto').click();
  const sheet = page.getByRole('dialog', { name: 'Desconto no pedido' });
  await sheet.getByRole('button', { name: '10%', exact: true }).click();
  await sheet.getByRole('button', { name: /^Dar desconto/ }).click();
  fake.ack(
    dueOrder({
      discount: { kind: 'percent', basisPoints: 1000 },
      totals: { ...order.totals, discountCents: 868, totalCents: 7812, dueCents: 7812 },
    }),
  );
  await expect.element(sheet).not.toBeInTheDocument();
  till.pass();
  await button('Dinheiro').click();
  await expect.element(button('Receber R$ 78,12')).toBeVisible();
});

test('[SCR57] an order that takes no discount any more says so', async () => {
  const fake = knows(dueOrder({ allowedChanges: ['pay'] }));
  await renderTill(fake, { kind: 'discount', orderId: order.id, lineId: null });
  await expect.element(page.getByText('Este pedido não aceita mais desconto.')).toBeVisible();
});
