import fc from 'fast-check';
import { beforeEach, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { centsOf, moveUnit, partsOf, unitsLeft } from '../../../src/renderer/pos/split-shares.ts';
import type { Shares } from '../../../src/renderer/pos/split-shares.ts';
import type { Split } from '../../../src/shared/payment.ts';
import { accessibilityFaults } from '../support/axe.ts';
import { createFakeClient } from '../support/fake-client.ts';
import { lineOf } from '../support/fixtures.ts';
import { dueOrder, paidOrder, paymentOf, renderTill } from './payment-page.tsx';

beforeEach(async () => {
  localStorage.clear();
  await page.viewport(1280, 800);
});

const order = dueOrder();
const [pizza, guarana] = order.lines.map(({ id }) => id);
const flow = { kind: 'payment', orderId: order.id } as const;
const knows = (part = order) => createFakeClient({ orders: { [part.id]: part } });
const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true });

const PARTS = ['a', 'b'].map((letter) => `0190eeee-0000-7000-8000-00000000000${letter}`);

/** R$ 86,80 in two parts, as the broker would answer. */
function halves(by: Split['by'], paid = [0, 0]): Split {
  const parts = PARTS.map((id, at) => ({
    id,
    amountCents: 4340,
    paidCents: paid[at] ?? 0,
    lines: [],
  }));
  return { by, parts };
}

test('[SCR56] a bill is shared out by people, and each part is paid for itself', async () => {
  const fake = knows();
  const till = await renderTill(fake, flow);
  await button('Dividir').click();
  await page.getByRole('button', { name: 'Aumentar Pessoas' }).click();
  await expect.element(page.getByText('1 × R$ 28,94')).toBeVisible();
  await expect.element(page.getByText('2 × R$ 28,93')).toBeVisible();
  await page.getByRole('button', { name: 'Diminuir Pessoas' }).click();
  await expect.element(page.getByText('2 × R$ 43,40')).toBeVisible();
  expect(await accessibilityFaults()).toEqual([]);
  await button('Dividir em 2 partes').click();
  expect(fake.sent[0]).toMatchObject({
    type: 'order.split',
    data: { orderId: order.id, by: 'people', people: 2 },
  });
  const split = { ...order, split: halves('people') };
  fake.ack(split);
  const parts = page.getByRole('list', { name: 'Partes da conta' }).getByRole('button');
  await expect.element(parts.nth(1)).toMatchTextContent('43,40');
  // The first is to be paid, and the keys are at the ways to do so.
  await expect.element(page.getByText('Parte 1: como paga?')).toBeVisible();
  await expect.element(button('Dinheiro')).toHaveFocus();
  till.pass();
  expect(await accessibilityFaults()).toEqual([]);
  await parts.nth(1).click();
  await button('Cartão').click();
  await button('Aprovado: R$ 43,40').click();
  expect(fake.sent[1]?.data).toMatchObject({ amountCents: 4340, partId: PARTS[1] });
  const paid = paidOrder({ ...split, split: halves('people', [0, 4340]) }, [
    paymentOf({ method: 'card', amountCents: 4340, tenderedCents: null, partId: PARTS[1] ?? null }),
  ]);
  fake.ack(paid);
  await expect.element(page.getByText('Recebido no cartão: R$ 43,40')).toBeVisible();
  till.pass();
  await expect.element(parts.nth(1)).toMatchTextContent('Paga');
  await expect.element(parts.nth(1)).toBeDisabled();
  await button('Próximo pagamento').click();
  await button('Dinheiro').click();
  await button('Receber R$ 43,40').click();
  expect(fake.sent[2]?.data).toMatchObject({ amountCents: 4340, partId: PARTS[0] });
});

test('[SCR56] by items: each touch gives one unit to the chosen payer, and what is left is one more part', async () => {
  const fake = knows();
  await renderTill(fake, flow);
  await button('Dividir').click();
  await page.getByRole('radio', { name: 'Por itens' }).click();
  await expect.element(button('Dividir').nth(1)).toBeDisabled();
  const give = page.getByRole('button', { name: /^2 Pizza Margherita.*1 unidade para/ });
  await give.click();
  await page.getByRole('button', { name: /^Pagante 2/ }).click();
  await give.click();
  await expect.element(give).toBeDisabled();
  await page.getByRole('button', { name: /^1 Guaraná lata.*1 unidade para Pagante 2/ }).click();
  await expect
    .element(page.getByRole('button', { name: /^Pagante 2/ }).first())
    .toMatchTextContent('46,90');
  await page.getByRole('button', { name: /^Pagante 2.*tirar 1 unidade de Guaraná/ }).click();
  await expect.element(page.getByText('Resto')).toBeVisible();
  expect(await accessibilityFaults()).toEqual([]);
  await button('Dividir em 3 partes').click();
  expect(fake.sent[0]?.data).toEqual({
    orderId: order.id,
    by: 'items',
    parts: [[{ lineId: pizza, quantity: 1 }], [{ lineId: pizza, quantity: 1 }]],
  });
  fake.reject({
    code: 'change_not_possible',
    detail: '',
    data: { orderId: order.id, from: 'pending', allowedChanges: ['pay'] },
  });
  await expect.element(page.getByRole('alert')).toMatchTextContent('Não dá mais');
});

test('[SCR56] what each comes to is the broker’s own share, with the discount on the order and the charge in it', async () => {
  const [first, second] = order.lines;
  const borda = { id: 'borda', name: 'Borda recheada', priceCents: 0 };
  const priced = dueOrder({
    lines: [
      lineOf({ ...first, modifiers: [borda] }),
      lineOf({ ...second, totalCents: 700, discountCents: 100 }),
    ],
    discount: { kind: 'amount', cents: 580 },
    serviceCharge: { basisPoints: 1000, waived: false },
    totals: {
      ...order.totals,
      discountCents: 680,
      serviceCents: 800,
      totalCents: 8800,
      dueCents: 8800,
    },
  });
  const fake = knows(priced);
  // Who comes to share it out begins with that.
  await renderTill(fake, { ...flow, start: 'split' });
  await page.getByRole('radio', { name: 'Por itens' }).click();
  await expect.element(page.getByText('+ Borda recheada')).toBeVisible();
  await expect.element(page.getByText('desconto −1,00')).toBeVisible();
  const give = page.getByRole('button', { name: /^2 Pizza Margherita.*1 unidade para/ });
  await give.click();
  // 39,90 of 85,80 of what the lines cost is 40,92 of the 88,00 that are to be paid.
  const payer = page.getByRole('group', { name: 'Pagantes' }).getByRole('button').first();
  await expect.element(payer).toMatchTextContent('40,92');
  await expect.element(page.getByText('47,08')).toBeVisible();
});

test('[SCR56] by amounts: each is typed, none exceeds what is left, and the rest is one more part', async () => {
  const fake = knows();
  await renderTill(fake, flow);
  await button('Dividir').click();
  await page.getByRole('radio', { name: 'Por valores' }).click();
  await userEvent.keyboard('9000');
  await expect.element(page.getByText('No máximo R$ 86,80.')).toBeVisible();
  await expect.element(button('Acrescentar parte')).toBeDisabled();
  await userEvent.keyboard('{Delete}3000');
  await button('Acrescentar parte').click();
  await userEvent.keyboard('2000');
  await button('Acrescentar parte').click();
  await button('Retirar parte de R$ 20,00').click();
  await expect.element(page.getByText('R$ 56,80')).toBeVisible();
  expect(await accessibilityFaults()).toEqual([]);
  await button('Dividir em 2 partes').click();
  expect(fake.sent[0]?.data).toEqual({ orderId: order.id, by: 'amounts', amountsCents: [3000] });
});

test('[SCR56] a split is undone, and offered only where the order allows it', async () => {
  const fake = knows({ ...order, split: halves('amounts') });
  const till = await renderTill(fake, flow);
  await button('Dividir').click();
  await button('Desfazer divisão').click();
  expect(fake.sent[0]?.data).toEqual({ orderId: order.id, by: 'none' });
  await till.unmount();
  await renderTill(knows({ ...order, allowedChanges: ['pay'] }), flow);
  await expect.element(button('Dividir')).toBeDisabled();
});

test('[SCR56] however units are given and taken back, none is lost and none is there twice', () => {
  const lines = [
    lineOf({ id: pizza ?? '', quantity: 3, totalCents: 10_000, discountCents: 1 }),
    lineOf({ id: guarana ?? '', quantity: 1, totalCents: 700 }),
  ];
  const move = fc.record({
    payer: fc.nat(3),
    line: fc.nat(1),
    by: fc.constantFrom(1 as const, -1 as const),
  });
  fc.assert(
    fc.property(fc.array(move, { maxLength: 30 }), (moves) => {
      let shares: Shares = [{}, {}, {}];
      for (const { payer, line, by } of moves) {
        const target = lines[line];
        if (target) shares = moveUnit(shares, payer, target, by);
      }
      for (const line of lines) {
        const given = partsOf(shares)
          .flat()
          .filter(({ lineId }) => lineId === line.id)
          .reduce((sum, { quantity }) => sum + quantity, 0);
        expect(given + unitsLeft(shares, line)).toBe(line.quantity);
        expect(unitsLeft(shares, line)).toBeGreaterThanOrEqual(0);
      }
      // As the broker shares it: cent by cent the total, and nothing for those who took nothing.
      const totals = { ...order.totals, totalCents: 11_999 };
      const { payers, restCents } = centsOf(shares, { lines, totals });
      expect(payers.reduce((sum, cents) => sum + cents, restCents)).toBe(11_999);
      for (const [at, cents] of payers.entries()) {
        if (Object.values(shares[at] ?? {}).every((units) => units === 0)) expect(cents).toBe(0);
      }
    }),
  );
});
