import { beforeEach, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { accessibilityFaults } from '../support/axe.ts';
import { openOrders, renderCounter } from '../support/counter.tsx';
import { createFakeClient } from '../support/fake-client.ts';
import { lineOf, orderIdOf, orderOf, SHOP } from '../support/fixtures.ts';
import type { ChangeOrder } from '../../../src/shared/commands.ts';

beforeEach(async () => {
  localStorage.clear();
  await page.viewport(1280, 800);
});

const PIZZA = '0190bbbb-0000-7000-8000-000000000001';
const WATER = '0190bbbb-0000-7000-8000-000000000002';
const SENT_AT = '2026-03-01T22:00:00.000Z';
const ledger = (sent: number) => [{ at: SENT_AT, sent }];

const ORDER = orderOf(1, {
  shownAt: SENT_AT,
  lines: [
    lineOf({ id: PIZZA, quantity: 2, totalCents: 7980, ledger: ledger(2) }),
    lineOf({
      id: WATER,
      itemId: 'agua',
      name: 'Água com gás',
      totalCents: 500,
      ledger: ledger(1),
    }),
  ],
  allowedChanges: ['edit'],
});

const sheet = () => page.getByRole('dialog', { name: 'Alterar o pedido #001' });
const less = (name: string) => sheet().getByRole('button', { name: `Diminuir ${name}` });
const sendChange = () => sheet().getByRole('button', { name: 'Enviar mudança' });

async function editing(part: Parameters<typeof createFakeClient>[0] = {}) {
  const fake = createFakeClient({ orders: { [ORDER.id]: ORDER }, ...part });
  await renderCounter(fake);
  await openOrders().getByRole('button', { name: /#001/ }).click();
  await page.getByRole('button', { name: 'Alterar' }).click();
  await expect.element(sheet()).toBeVisible();
  return fake;
}

test('[SCR107] what the kitchen knows comes off for a reason, which says whether the stock gets it back', async () => {
  const fake = await editing();
  await less('Água com gás').click();
  const reasons = sheet().getByRole('radiogroup', { name: 'Por que sai Água com gás?' });
  await expect
    .element(reasons.getByRole('radio', { name: /volta ao estoque/ }).first())
    .toBeVisible();
  await sendChange().click();
  await expect.element(sheet().getByRole('alert')).toMatchTextContent('Escolha o motivo');
  expect(await accessibilityFaults()).toEqual([]);
  expect(fake.sent).toEqual([]);
  await reasons.getByRole('radio', { name: 'Preparo perdido não volta ao estoque' }).click();
  // The next line's reason is likely the same: it may be changed, and need not.
  await less('Pizza Margherita').click();
  const second = sheet().getByRole('radiogroup', { name: 'Por que sai Pizza Margherita?' });
  await expect.element(second.getByRole('radio', { name: /Preparo perdido/ })).toBeChecked();
  await second.getByRole('radio', { name: /Erro de digitação/ }).click();
  await sendChange().click();
  expect(fake.sent[0]?.data).toEqual({
    orderId: orderIdOf(1),
    takeOff: [
      { lineId: PIZZA, quantity: 1, reasonId: 'mistyped' },
      { lineId: WATER, quantity: 1, reasonId: 'spoiled' },
    ],
  } satisfies ChangeOrder);
});

test('[SCR107] the reason that the broker misses is asked for, and what was set stays', async () => {
  const fake = await editing();
  await less('Água com gás').click();
  await sheet()
    .getByRole('radio', { name: /Preparo perdido/ })
    .click();
  await sendChange().click();
  fake.reject({ code: 'reason_required', detail: '', data: { reasonIds: ['mistyped'] } });
  await expect
    .element(
      sheet()
        .getByText(/Falta o motivo|motivo/)
        .first(),
    )
    .toBeVisible();
  await sheet()
    .getByRole('radio', { name: /Erro de digitação/ })
    .click();
  await sendChange().click();
  expect(fake.sent[1]?.data).toMatchObject({ takeOff: [{ reasonId: 'mistyped' }] });
});

test('[SCR109] taking everything off offers to cancel the order instead', async () => {
  const fake = await editing();
  await less('Pizza Margherita').click();
  await less('Pizza Margherita').click();
  await less('Água com gás').click();
  expect(sendChange().elements()).toHaveLength(0);
  await expect.element(sheet().getByText('Não sobra nada deste pedido.')).toBeVisible();
  expect(await accessibilityFaults()).toEqual([]);
  await sheet().getByRole('button', { name: 'Cancelar o pedido inteiro' }).click();
  const dialog = page.getByRole('alertdialog');
  await dialog.getByRole('radio', { name: /Erro de digitação/ }).click();
  await dialog.getByRole('button', { name: 'Cancelar pedido' }).click();
  await expect
    .poll(() => fake.sent)
    .toMatchObject([
      { type: 'order.cancel', data: { orderId: orderIdOf(1), reasonId: 'mistyped' } },
    ]);
  await expect.element(page.getByRole('dialog')).not.toBeInTheDocument();
});

test('[SCR109] when the broker says that nothing would be left, it offers to cancel', async () => {
  const fake = await editing();
  await less('Água com gás').click();
  await sheet()
    .getByRole('radio', { name: /Erro de digitação/ })
    .click();
  await sendChange().click();
  fake.reject({ code: 'nothing_left', detail: '', data: { orderId: orderIdOf(1) } });
  await sheet().getByRole('alert').getByRole('button', { name: 'Cancelar pedido' }).click();
  await expect.element(page.getByRole('alertdialog')).toMatchTextContent('Cancelar o pedido #001?');
});

const BIA = { id: '0190dddd-0000-7000-8000-000000000001', name: 'Bia', role: 'manager' } as const;
const JOAO = { id: '0190dddd-0000-7000-8000-000000000002', name: 'João', role: 'cashier' } as const;

test('[SCR107] a void that the owner keeps for managers goes out with a manager’s word', async () => {
  const fake = await editing({
    shop: { ...SHOP, counter: { ...SHOP.counter, managerFor: ['void'] } },
    people: [
      { ...BIA, active: true },
      { ...JOAO, active: true },
    ],
    signedIn: { personId: JOAO.id, name: JOAO.name, role: JOAO.role },
  });
  fake.door(({ path }) =>
    path === '/api/v1/approvals' ? { ok: true, value: 'word-of-bia' } : undefined,
  );
  await less('Água com gás').click();
  await sheet()
    .getByRole('radio', { name: /Erro de digitação/ })
    .click();
  await sendChange().click();
  const asked = page.getByRole('alertdialog', { name: 'Autorização de gerente' });
  await expect.element(asked).toBeVisible();
  await userEvent.keyboard('{Escape}');
  await expect.element(asked).not.toBeInTheDocument();
  expect(fake.sent).toEqual([]);
  await vi.waitUntil(() => document.querySelector('[data-press-shield]') === null);
  await sendChange().click();
  await expect.element(asked).toBeVisible();
  await userEvent.keyboard('1234{Enter}');
  await expect
    .poll(() => fake.sent)
    .toMatchObject([{ type: 'order.change', approval: 'word-of-bia' }]);
});

test('[SCR107] a refused approval is told, and asked for again', async () => {
  const fake = await editing();
  await less('Água com gás').click();
  await sheet()
    .getByRole('radio', { name: /Erro de digitação/ })
    .click();
  await sendChange().click();
  fake.reject({ code: 'approval_required', detail: '', data: { action: 'void' } });
  await expect.element(sheet().getByRole('alert')).toMatchTextContent(/gerente/);
  await sendChange().click();
  expect(fake.sent).toHaveLength(2);
});

test('[SCR107] cancelling what the kitchen knows of takes the word of a manager for voiding, too', async () => {
  const fake = await editing({
    shop: { ...SHOP, counter: { ...SHOP.counter, managerFor: ['void'] } },
    people: [
      { ...BIA, active: true },
      { ...JOAO, active: true },
    ],
    signedIn: { personId: JOAO.id, name: JOAO.name, role: JOAO.role },
  });
  fake.door(({ path }) =>
    path === '/api/v1/approvals' ? { ok: true, value: 'word-of-bia' } : undefined,
  );
  await userEvent.keyboard('{Escape}');
  await openOrders().getByRole('button', { name: /#001/ }).click();
  await page.getByRole('button', { name: 'Cancelar pedido' }).click();
  const question = page.getByRole('alertdialog', { name: 'Cancelar o pedido #001?' });
  await question.getByRole('radio', { name: /Erro de digitação/ }).click();
  await question.getByRole('button', { name: 'Cancelar pedido' }).click();
  const asked = page.getByRole('alertdialog', { name: 'Autorização de gerente' });
  await expect.element(asked).toBeVisible();
  expect(fake.sent).toEqual([]);
  await vi.waitUntil(() => document.querySelector('[data-press-shield]') === null);
  await userEvent.keyboard('1234{Enter}');
  await expect
    .poll(() => fake.sent)
    .toMatchObject([{ type: 'order.cancel', approval: 'word-of-bia' }]);
});
