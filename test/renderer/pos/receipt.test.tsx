import { beforeEach, expect, test, vi } from 'vitest';
import { cdp, page } from 'vitest/browser';
import { LANGUAGES } from '../../../src/shared/languages.ts';
import { accessibilityFaults } from '../support/axe.ts';
import { createFakeClient } from '../support/fake-client.ts';
import { lineOf, SHIFT } from '../support/fixtures.ts';
import { dueOrder, paidOrder, paymentOf, PIX_SHOP, renderTill } from './payment-page.tsx';

beforeEach(async () => {
  localStorage.clear();
  await page.viewport(1280, 800);
});

/** All that a receipt can have on it. */
const [pizza = lineOf(), guarana = lineOf()] = dueOrder().lines;
const order = paidOrder(
  dueOrder({
    service: 'dine_in',
    table: '7',
    customer: { name: 'Ana', email: 'ana@exemplo.com', phone: null, language: null },
    lines: [
      {
        ...pizza,
        modifiers: [{ id: 'bacon', name: 'Bacon', priceCents: 600 }],
        discount: { kind: 'amount', cents: 800 },
        discountCents: 800,
      },
      guarana,
      { ...guarana, id: '0190bbbb-0000-7000-8000-000000000003', name: 'Pudim', quantity: 0 },
    ],
    serviceCharge: { basisPoints: 1000, waived: false },
    totals: {
      subtotalCents: 8680,
      discountCents: 800,
      serviceCents: 788,
      totalCents: 8668,
      paidCents: 0,
      dueCents: 8668,
    },
  }),
  [
    paymentOf({
      amountCents: 3000,
      tenderedCents: 5000,
      changeCents: 2000,
      refunds: [
        {
          id: '0190ffff-0000-7000-8000-000000000001',
          method: 'pix',
          amountCents: 500,
          reason: 'Erro',
          at: '2026-03-01T22:10:00.000Z',
          shiftId: SHIFT.id,
          by: null,
        },
      ],
    }),
  ],
);
const flow = { kind: 'receipt', orderId: order.id } as const;
const knows = (part = order) => createFakeClient({ shop: PIX_SHOP, orders: { [part.id]: part } });
const paper = () => page.getByRole('article');

test('[SCR59] the receipt tells shop, order, lines, totals, payments with change, and how to pay the rest', async () => {
  await renderTill(knows(), flow);
  await expect.element(paper()).toBeVisible();
  const words = paper().element().textContent.replaceAll('\u00a0', ' ');
  for (const word of [
    'Cantina da Praça',
    'CNPJ 12.345.678/0001-95',
    '#043',
    'Ana · Mesa 7',
    // 22:00 UTC in São Paulo.
    '01/03/2026, 19:00',
    '2 Pizza Margherita 79,80',
    '+ Bacon',
    'desconto −8,00',
    '1 Guaraná lata 7,00',
    'Subtotal 86,80',
    'Descontos −8,00',
    'Serviço 10% 7,88',
    'Total R$ 86,68',
    'Dinheiro 30,00',
    'Recebido 50,00',
    'Troco 20,00',
    'Devolução (PIX) −5,00',
    'Falta pagar R$ 61,68',
    'Pague com PIX',
    '540561.68',
    'Não é documento fiscal',
  ]) {
    expect(words).toContain(word);
  }
  expect(words).not.toContain('Pudim');
  const number = page.getByText('#043', { exact: true }).element();
  expect(Number.parseFloat(getComputedStyle(number).fontSize)).toBeGreaterThanOrEqual(40);
  await expect.element(page.getByRole('img', { name: 'QR code PIX de R$ 61,68' })).toBeVisible();
  expect(await accessibilityFaults()).toEqual([]);
});

test('[SCR59] one that is paid asks for nothing, one of a cancelled order says so', async () => {
  const paid = paidOrder(dueOrder({ status: 'cancelled' }), [paymentOf()]);
  await renderTill(knows(paid), flow);
  await expect.element(page.getByText('PEDIDO CANCELADO')).toBeVisible();
  expect(page.getByText('Pague com PIX').elements()).toHaveLength(0);
  expect(page.getByText(/Falta pagar/).elements()).toHaveLength(0);
});

/** Makes the browser draw for paper, or for the screen again. */
async function paperOnly(isPaper: boolean): Promise<void> {
  const devtools = cdp() as unknown as { send(method: string, params: object): Promise<unknown> };
  await devtools.send('Emulation.setEmulatedMedia', { media: isPaper ? 'print' : '' });
}

/** What stands on paper, in rectangles that are not empty. */
function onPaper(): string[] {
  return [...document.body.querySelectorAll('*')]
    .filter((element) => element.getClientRects().length > 0)
    .filter((element) => !element.closest('article'))
    .map((element) => element.tagName);
}

test('[SCR59] only the receipt is printed, 80 mm wide on one page as long as it, black on white also in the dark', async () => {
  const print = vi.spyOn(window, 'print').mockImplementation(() => undefined);
  await renderTill(knows(), flow, { theme: 'dark' });
  await page.getByRole('button', { name: 'Imprimir' }).click();
  expect(print).toHaveBeenCalledTimes(1);
  const length = paper().element().getBoundingClientRect().height / (96 / 25.4);
  const rule = document.adoptedStyleSheets.at(-1)?.cssRules[0]?.cssText ?? '';
  const [, width, height] = /size: (\d+)mm (\d+)mm/.exec(rule) ?? [];
  expect(Number(width)).toBe(80);
  expect(Number(height)).toBeGreaterThan(length);
  expect(Number(height)).toBeLessThan(length + 3);
  await paperOnly(true);
  try {
    expect(onPaper()).toEqual([]);
    const look = getComputedStyle(paper().element());
    const { left, top, width: across } = paper().element().getBoundingClientRect();
    expect([look.color, look.backgroundColor, left, top]).toEqual([
      'rgb(0, 0, 0)',
      'rgb(255, 255, 255)',
      0,
      0,
    ]);
    expect(Math.round((across * 25.4) / 96)).toBe(80);
  } finally {
    await paperOnly(false);
    print.mockRestore();
  }
});

test('[SCR59] a copy goes to the customer’s address, or to another; it says that it was queued', async () => {
  const fake = knows();
  await renderTill(fake, flow);
  const field = page.getByLabelText('E-mail do cliente');
  await expect.element(field).toHaveValue('ana@exemplo.com');
  await field.fill('bia@exemplo');
  const send = page.getByRole('button', { name: 'Enviar por e-mail' });
  await send.click();
  await expect.element(page.getByText(/Falta algo neste e-mail/)).toBeVisible();
  expect(await accessibilityFaults()).toEqual([]);
  expect(fake.sent).toHaveLength(0);
  await field.fill(' bia@exemplo.com ');
  await send.click();
  expect(fake.sent[0]).toMatchObject({
    type: 'order.receipt',
    data: { orderId: order.id, email: 'bia@exemplo.com' },
  });
  fake.ack();
  await expect.element(page.getByText('Na fila de envio para bia@exemplo.com.')).toBeVisible();
});

test('[SCR60] the receipt of an order that closed long ago is there too', async () => {
  const fake = createFakeClient({ shop: PIX_SHOP });
  fake.door(({ path }) =>
    path === `/api/v1/orders/${order.id}` ? { ok: true, value: { order } } : undefined,
  );
  await renderTill(fake, flow);
  await expect.element(paper()).toMatchTextContent('#043');
});

test.for(LANGUAGES)('[SCR29] receipts are whole in %s, light and dark', async (language) => {
  for (const theme of ['light', 'dark'] as const) {
    const till = await renderTill(knows(), flow, { language, theme });
    await expect.element(paper()).toBeVisible();
    expect(document.body.innerText.match(/\btill\.[A-Za-z.]+/g) ?? []).toEqual([]);
    expect(await accessibilityFaults()).toEqual([]);
    await till.unmount();
  }
});
