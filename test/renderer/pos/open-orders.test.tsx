import { beforeEach, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { lingers } from '../../../src/shared/told.ts';
import { accessibilityFaults } from '../support/axe.ts';
import { openOrders, renderCounter } from '../support/counter.tsx';
import { createFakeClient } from '../support/fake-client.ts';
import { lineOf, orderIdOf, orderOf } from '../support/fixtures.ts';

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

/** An order that the kitchen was told of in full, and then, so many seconds ago, of one thing more. */
function changedOrder(number: number, changed: number, part: Parameters<typeof orderOf>[1] = {}) {
  const sentAt = ago(60);
  return orderOf(number, {
    placedAt: sentAt,
    sentAt,
    shownAt: ago(55),
    lines: [
      lineOf({ ledger: [{ at: sentAt, sent: 1 }] }),
      lineOf({
        id: '0190bbbb-0000-7000-8000-000000000002',
        ledger: [{ at: ago(changed), sent: 1 }],
      }),
    ],
    ...part,
  });
}

test('[SCR27] a change that no kitchen display has shown for ten seconds is warned of, also while it is cooked', async () => {
  const fake = withOrders(
    changedOrder(1, 11),
    changedOrder(2, 11, { status: 'preparing', startedAt: ago(50) }),
    changedOrder(3, 11, { changeShownAt: ago(10) }),
    changedOrder(4, 1),
    changedOrder(5, 11, { shownAt: null }),
    changedOrder(6, 11, { status: 'ready', readyAt: ago(10) }),
  );
  await renderCounter(fake);
  const chip = (number: string) => openOrders().getByRole('button', { name: new RegExp(number) });
  await expect.element(chip('#001')).toMatchTextContent('Alteração não vista');
  await expect.element(chip('#002')).toMatchTextContent('Alteração não vista');
  await expect.element(chip('#003')).toMatchTextContent('Visto pela cozinha');
  // Fresh: neither a warning, nor what was true before the change.
  await expect.element(chip('#004')).not.toMatchTextContent(/vist[oa]/i);
  // Nothing of it was ever seen: that is the graver word.
  await expect.element(chip('#005')).toMatchTextContent('Não visto');
  await expect.element(chip('#006')).not.toMatchTextContent(/vist[oa]/i);
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
  expect(openOrders().getByRole('button', { name: /^#/ }).elements()).toHaveLength(0);
});

test('[SCR28] a cancellation needs a reason: one of the shop’s, which tells of the stock, words, or both', async () => {
  const fake = withOrders(orderOf(1), orderOf(2, { status: 'held' }));
  await renderCounter(fake);
  const dialog = page.getByRole('alertdialog');
  const cancelling = async (number: RegExp): Promise<void> => {
    await openOrders().getByRole('button', { name: number }).click();
    await page.getByRole('button', { name: 'Cancelar pedido' }).click();
  };
  await cancelling(/#001/);
  await dialog.getByRole('button', { name: 'Cancelar pedido' }).click();
  await expect.element(dialog.getByRole('alert')).toMatchTextContent('Escolha o motivo');
  expect(fake.sent).toEqual([]);
  await dialog.getByRole('radio', { name: 'Preparo perdido não volta ao estoque' }).click();
  await dialog.getByRole('textbox').fill('caiu no chão');
  expect(await accessibilityFaults()).toEqual([]);
  await dialog.getByRole('button', { name: 'Cancelar pedido' }).click();
  await expect
    .poll(() => fake.sent.map(({ data }) => data))
    .toEqual([{ orderId: orderIdOf(1), reasonId: 'spoiled', reason: 'caiu no chão' }]);
  fake.reject({ code: 'internal', detail: '', data: {} });
  await userEvent.keyboard('{Escape}');
  // Of what the kitchen never knew everything goes back: there is nothing to tell.
  await cancelling(/#002/);
  expect(dialog.getByText(/ao estoque/).elements()).toHaveLength(0);
  await dialog.getByRole('textbox').fill('desistiu');
  await dialog.getByRole('button', { name: 'Cancelar pedido' }).click();
  await expect
    .poll(() => fake.sent[1]?.data)
    .toEqual({ orderId: orderIdOf(2), reason: 'desistiu' });
});

test('[SCR28] cancelling what was paid says what is to be given back, and leads there', async () => {
  const totals = { ...orderOf(1).totals, paidCents: 3990, dueCents: 0 };
  const fake = withOrders(orderOf(1, { totals }));
  await renderCounter(fake);
  await openOrders().getByRole('button', { name: /#001/ }).click();
  await page.getByRole('button', { name: 'Cancelar pedido' }).click();
  const dialog = page.getByRole('alertdialog');
  await expect.element(dialog.getByText(/Já foram pagos R\$\s39,90/)).toBeVisible();
  await dialog.getByRole('radio', { name: /Erro de digitação/ }).click();
  await dialog.getByRole('button', { name: /Cancelar e devolver R\$\s39,90/ }).click();
  await expect.poll(() => fake.sent).toHaveLength(1);
  fake.ack(
    orderOf(1, {
      status: 'cancelled',
      totals: { ...totals, dueCents: -3990 },
      allowedActions: [],
      allowedChanges: ['refund'],
    }),
  );
  await expect.element(page.getByRole('dialog', { name: /Devolver.*#001/ })).toBeVisible();
});

test('[SCR103] what the kitchen has not seen comes first, then the newest; how many is told where they do not fit', async () => {
  const fake = withOrders(
    ...[1, 2, 3].map((number) => orderOf(number, { shownAt: ago(60) })),
    orderOf(4, { placedAt: ago(60), sentAt: ago(60) }),
    orderOf(5, { shownAt: ago(60), status: 'ready', readyAt: ago(5) }),
    orderOf(6, { shownAt: ago(1) }),
  );
  await renderCounter(fake);
  const numbers = () =>
    openOrders()
      .getByRole('button', { name: /^#/ })
      .elements()
      .map((element) => element.textContent?.slice(0, 4));
  expect(numbers()).toEqual(['#004', '#006', '#005', '#001', '#002', '#003']);
  expect(
    openOrders()
      .getByRole('button', { name: /não vistos?$/ })
      .elements(),
  ).toHaveLength(0);
  for (const number of [7, 8, 9, 10]) {
    fake.tell(orderOf(number, { placedAt: ago(60), sentAt: ago(60) }));
  }
  const told = openOrders().getByRole('button', { name: '5 não vistos' });
  await expect.element(told).toBeInViewport();
  expect(await accessibilityFaults()).toEqual([]);
  await told.click();
  const list = page.getByRole('dialog', { name: 'Pedidos abertos' });
  const [first] = list.getByRole('button', { name: /^#/ }).elements();
  expect(first?.textContent).toContain('Não visto');
});

test('[SCR103] money that is to be given back is marked on the order, wherever it shows', async () => {
  const totals = { ...orderOf(1).totals, paidCents: 5000, dueCents: -1010 };
  await renderCounter(withOrders(orderOf(1, { totals, allowedChanges: ['refund'] })));
  const chip = openOrders().getByRole('button', { name: /#001/ });
  await expect.element(chip).toMatchTextContent('A devolver');
  await expect.element(chip).not.toMatchTextContent('Pago');
  await chip.click();
  const sheet = page.getByRole('dialog', { name: '#001' });
  await expect.element(sheet.getByText(/^A devolver R\$\s10,10$/)).toBeVisible();
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

test('[SCR100] completing an order that is not paid asks first: receive now, or hand it over unpaid', async () => {
  const unpaid = orderOf(1, {
    status: 'ready',
    readyAt: ago(5),
    allowedActions: ['complete'],
    allowedChanges: ['pay', 'split'],
  });
  const fake = withOrders(unpaid);
  await renderCounter(fake);
  await openOrders().getByRole('button', { name: /#001/ }).click();
  const sheet = page.getByRole('dialog', { name: '#001' });
  await sheet.getByRole('button', { name: 'Entregar', exact: true }).click();
  const question = page.getByRole('alertdialog', { name: 'Entregar #001 sem receber?' });
  await expect.element(question).toMatchTextContent('faltam R$ 39,90');
  expect(await accessibilityFaults()).toEqual([]);
  expect(fake.sent).toEqual([]);
  await question.getByRole('button', { name: 'Entregar sem receber' }).click();
  expect(fake.sent).toMatchObject([{ type: 'order.complete', data: { orderId: orderIdOf(1) } }]);
});

test('[SCR100] an order offers exactly what its allowedActions and allowedChanges say', async () => {
  const fake = withOrders(
    orderOf(1, { allowedActions: ['cancel'], allowedChanges: ['edit', 'discount'] }),
    orderOf(2, { allowedActions: [], allowedChanges: ['pay', 'split', 'refund'] }),
  );
  await renderCounter(fake);
  const offered = async (number: RegExp): Promise<string[]> => {
    await openOrders().getByRole('button', { name: number }).click();
    const dialog = page.getByRole('dialog');
    await expect.element(dialog).toBeVisible();
    const names = dialog
      .getByRole('button')
      .elements()
      .map((button) => button.textContent || (button.getAttribute('aria-label') ?? ''))
      // Amounts are written with a space that does not break.
      .map((name) => name.replaceAll('\u00a0', ' '));
    await userEvent.keyboard('{Escape}');
    await expect.element(dialog).not.toBeInTheDocument();
    return names.toSorted();
  };
  expect(await offered(/#001/)).toEqual(
    ['Alterar', 'Cancelar pedido', 'Desconto', 'Fechar', 'Recibo', 'Repetir'].toSorted(),
  );
  expect(await offered(/#002/)).toEqual(
    ['Dividir', 'Devolver', 'Fechar', 'Receber R$ 39,90', 'Recibo', 'Repetir'].toSorted(),
  );
});

test('[SCR101] what was added later, what was taken off and why, and all money stand on the order', async () => {
  const by = { id: '0190dddd-0000-7000-8000-000000000001', name: 'Bia' };
  const sentAt = '2026-03-01T22:00:00.000Z';
  const later = '2026-03-01T22:10:00.000Z';
  const shiftId = '0190cccc-0000-7000-8000-000000000001';
  const fake = withOrders(
    orderOf(1, {
      sentAt,
      lines: [
        lineOf({
          quantity: 1,
          ledger: [
            { at: sentAt, sent: 2 },
            { at: later, sent: -1, reasonId: 'mistyped', reason: 'Erro de digitação', by },
          ],
        }),
        lineOf({
          id: '0190bbbb-0000-7000-8000-000000000002',
          name: 'Guaraná lata',
          itemId: 'guarana',
          totalCents: 700,
          ledger: [{ at: later, sent: 1, by }],
        }),
        lineOf({
          id: '0190bbbb-0000-7000-8000-000000000003',
          name: 'Pudim de leite',
          quantity: 0,
          status: 'cancelled',
          totalCents: 0,
          ledger: [
            { at: sentAt, sent: 3 },
            {
              at: later,
              sent: -3,
              reasonId: 'mistyped',
              reason: 'Erro de digitação',
              restocked: 3,
            },
          ],
        }),
      ],
      serviceCharge: { basisPoints: 1000, waived: false },
      totals: {
        subtotalCents: 4690,
        discountCents: 500,
        serviceCents: 419,
        totalCents: 4609,
        paidCents: 5000,
        dueCents: -391,
      },
      payments: [
        {
          id: '0190eeee-0000-7000-8000-000000000001',
          method: 'cash',
          amountCents: 6000,
          tenderedCents: 10_000,
          changeCents: 4000,
          authorisation: null,
          partId: null,
          at: later,
          shiftId,
          by,
          refunds: [
            {
              id: '0190ffff-0000-7000-8000-000000000001',
              method: 'cash',
              amountCents: 1000,
              reason: 'Cobrado a mais',
              at: later,
              shiftId,
              by: null,
            },
          ],
        },
      ],
      allowedChanges: ['refund'],
    }),
  );
  await renderCounter(fake);
  await openOrders().getByRole('button', { name: /#001/ }).click();
  const sheet = page.getByRole('dialog', { name: '#001' });
  const rows = sheet.getByRole('list', { name: 'Itens do pedido' }).getByRole('listitem');
  await expect
    .element(rows.nth(0))
    .toMatchTextContent(/^1Pizza Margherita.*1 × Pizza Margherita Erro de digitação.*19:10 · Bia/);
  await expect.element(rows.nth(1)).toMatchTextContent('acrescentado às 19:10 · Bia');
  await expect.element(rows.nth(2)).toMatchTextContent(/3 voltaram ao estoque.*Retirado/);
  expect(rows.nth(2).element().querySelector('del')?.textContent).toBe('3 × Pudim de leite');
  const amounts = sheet.getByRole('region', { name: 'Valores' });
  for (const text of [
    'Descontos− R$ 5,00',
    'Serviço 10%R$ 4,19',
    'recebido R$ 100,00, troco R$ 40,00',
    'Devolvido (Dinheiro) Cobrado a mais',
    'A devolverR$ 3,91',
  ]) {
    await expect.element(amounts).toMatchTextContent(text);
  }
  expect(await accessibilityFaults()).toEqual([]);
});

test('[SCR101] what the kitchen was told about the order itself is neither added nor taken off', async () => {
  const sentAt = '2026-03-01T22:00:00.000Z';
  const told = { at: '2026-03-01T22:10:00.000Z', sent: 0, details: ['note' as const] };
  const ledger = [{ at: sentAt, sent: 2 }, told];
  await renderCounter(withOrders(orderOf(1, { sentAt, lines: [lineOf({ quantity: 2, ledger })] })));
  await openOrders().getByRole('button', { name: /#001/ }).click();
  const sheet = page.getByRole('dialog', { name: '#001' });
  const row = sheet.getByRole('list', { name: 'Itens do pedido' }).getByRole('listitem');
  await expect.element(row).toMatchTextContent(/^2Pizza Margherita/);
  expect(row.element().textContent).not.toMatch(/19:10|acrescentado/);
  expect(row.element().querySelector('del')).toBeNull();
});

/** Two hundred orders take a busy machine a while to draw. */
const PATIENT = { timeout: 15_000 };

test('[SCR28] a long queue does not crowd the strip: the rest is in the list', async () => {
  const many = Array.from({ length: 30 }, (_, index) => orderOf(index + 1, { shownAt: ago(1) }));
  const fake = withOrders(...many);
  await renderCounter(fake);
  await expect
    .poll(() => openOrders().getByRole('button', { name: /^#/ }).elements().length, PATIENT)
    .toBe(24);
  await openOrders().getByRole('button', { name: 'Mais 6' }).click();
  const list = page.getByRole('dialog', { name: 'Pedidos abertos' });
  await expect
    .poll(() => list.getByRole('button', { name: /^#/ }).elements().length, PATIENT)
    .toBe(30);
});

test('[SCR102] parked orders are one touch away however long the queue, and the counts agree', async () => {
  const many = Array.from({ length: 200 }, (_, index) =>
    orderOf(index + 1, index > 197 ? { status: 'held' } : { shownAt: ago(1) }),
  );
  await renderCounter(withOrders(...many));
  await expect.element(page.getByRole('button', { name: '200 Abertos' })).toBeVisible();
  await expect.element(openOrders().getByRole('button', { name: 'Mais 176' })).toBeInTheDocument();
  await openOrders().getByRole('button', { name: 'Em espera (2)' }).click();
  const list = page.getByRole('dialog', { name: 'Pedidos abertos' });
  await expect.element(list.getByRole('radio', { name: 'Em espera (2)' })).toBeChecked();
  const chips = () => list.getByRole('button', { name: /^#/ }).elements().length;
  expect(chips()).toBe(2);
  expect(await accessibilityFaults()).toEqual([]);
  await list.getByRole('radio', { name: 'Todos (200)' }).click();
  await expect.poll(chips, PATIENT).toBe(40);
  await list.getByRole('button', { name: 'Mais 160' }).click();
  await expect.poll(chips, PATIENT).toBe(80);
});

test('[SCR102] a cancelled order that the kitchen has yet to confirm is none of the open ones', async () => {
  const at = ago(60);
  const tasks = [{ station: 'forno', shownAt: at, doneAt: null, confirmed: 1 }];
  const line = lineOf({ status: 'cancelled', ledger: [{ at, sent: 1 }], tasks });
  const lingering = orderOf(1, { status: 'cancelled', sentAt: at, lines: [line] });
  expect(lingers(lingering)).toBe(true);
  await renderCounter(withOrders(lingering, orderOf(2)));
  await expect.element(page.getByRole('button', { name: '1 Aberto' })).toBeVisible();
  expect(openOrders().getByRole('button', { name: /^#/ }).elements()).toHaveLength(1);
});

test('[SCR102] the list shows those that are still to be paid', async () => {
  const paid = { ...orderOf(1).totals, paidCents: 3990, dueCents: 0 };
  await renderCounter(withOrders(orderOf(1, { totals: paid }), orderOf(2)));
  const chip = openOrders().getByRole('button', { name: /#001/ });
  await expect.element(chip).toMatchTextContent('Pago');
  await page.getByRole('button', { name: '2 Abertos' }).click();
  const list = page.getByRole('dialog', { name: 'Pedidos abertos' });
  await list.getByRole('radio', { name: 'A receber (1)' }).click();
  await expect.poll(() => list.getByRole('button', { name: /^#/ }).elements().length).toBe(1);
  await expect.element(list.getByRole('button', { name: /#002/ })).toBeVisible();
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
  await expect.element(openOrders().getByRole('button', { name: /^#023/ })).toBeInTheDocument();
  expect(document.documentElement.scrollWidth).toBe(window.innerWidth);
});

test('[SCR7] a payment from before a reload that was refused is told to whoever is at the counter now', async () => {
  const order = orderOf(7);
  const fake = withOrders(order);
  await renderCounter(fake);
  const refusal = { code: 'amount_too_high', detail: '', data: { maxCents: 0 } } as const;
  fake.know({ unheard: [{ id: 'paid', type: 'payment.take', refusal, orderId: order.id }] });
  await expect.element(page.getByRole('alert')).toMatchTextContent(/#007: .*no máximo R\$\s0,00/);
});
