import { beforeEach, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { accessibilityFaults } from '../support/axe.ts';
import { openOrders, renderCounter } from '../support/counter.tsx';
import { createFakeClient } from '../support/fake-client.ts';
import { lineOf, orderIdOf, orderOf } from '../support/fixtures.ts';
import type { ChangeOrder } from '../../../src/shared/commands.ts';
import type { Order } from '../../../src/shared/order.ts';

beforeEach(async () => {
  localStorage.clear();
  await page.viewport(1280, 800);
});

const PIZZA = '0190bbbb-0000-7000-8000-000000000001';
const CANS = '0190bbbb-0000-7000-8000-000000000002';
const SENT_AT = '2026-03-01T22:00:00.000Z';

/** Two pizzas and two cans, of which the kitchen knows. */
function sentOrder(part: Partial<Order> = {}): Order {
  return orderOf(1, {
    shownAt: SENT_AT,
    lines: [
      lineOf({ id: PIZZA, quantity: 2, totalCents: 7980, ledger: [{ at: SENT_AT, sent: 2 }] }),
      lineOf({
        id: CANS,
        itemId: 'guarana',
        name: 'Guaraná lata',
        quantity: 2,
        unitPriceCents: 700,
        totalCents: 1400,
        ledger: [{ at: SENT_AT, sent: 2 }],
      }),
    ],
    allowedChanges: ['edit'],
    ...part,
  });
}

const sheet = () => page.getByRole('dialog', { name: /o pedido #001/ });
const sentLines = () => sheet().getByRole('region', { name: /Já enviado|No pedido/ });
const added = () => sheet().getByRole('region', { name: 'Novo', exact: true });
const sendChange = () => sheet().getByRole('button', { name: 'Enviar mudança' });
const less = (name: string) =>
  sentLines().getByRole('button', { name: `Diminuir ${name}`, exact: true });
const tileOf = (name: string) =>
  sheet().getByRole('button', { name: new RegExp(`^${name} .*,\\d\\d`) });

async function editing(order: Order) {
  const fake = createFakeClient({ orders: { [order.id]: order } });
  await renderCounter(fake);
  await openOrders().getByRole('button', { name: /#001/ }).click();
  await page.getByRole('button', { name: /^(Alterar|Recuperar)$/ }).click();
  await expect.element(sheet()).toBeVisible();
  return fake;
}

test('[SCR105] a change goes out as one command, with the difference alone', async () => {
  const fake = await editing(sentOrder());
  expect(await accessibilityFaults()).toEqual([]);
  await expect.element(sendChange()).toBeDisabled();
  await tileOf('Pudim').click({ force: true });
  await expect.element(added()).toMatchTextContent('Nada acrescentado');
  await sheet().getByRole('textbox', { name: 'Acrescentar itens' }).fill('agua');
  await userEvent.keyboard('{Enter}');
  await expect.element(added().getByText('Água com gás')).toBeVisible();
  await less('Pizza Margherita').click();
  await sheet().getByRole('radio', { name: 'Erro de digitação volta ao estoque' }).click();
  await sheet().getByRole('radio', { name: 'Mesa', exact: true }).click();
  await sheet().getByRole('textbox', { name: 'Mesa nº' }).fill('7');
  await expect.element(sheet().getByText('entra 1 · sai 1')).toBeVisible();
  expect(await accessibilityFaults()).toEqual([]);
  await sendChange().click();
  expect(fake.sent).toMatchObject([{ type: 'order.change', approval: undefined }]);
  expect(fake.sent[0]?.data).toEqual({
    orderId: orderIdOf(1),
    add: [{ itemId: 'agua', quantity: 1 }],
    takeOff: [{ lineId: PIZZA, quantity: 1, reasonId: 'mistyped' }],
    service: 'dine_in',
    table: '7',
  } satisfies ChangeOrder);
  fake.ack(sentOrder({ version: 2 }));
  await expect.element(page.getByRole('dialog')).not.toBeInTheDocument();
});

test('[SCR105] one more of a line is a new line with the same options', async () => {
  const fake = await editing(sentOrder());
  await sentLines().getByRole('button', { name: 'Mais um igual: Guaraná lata' }).click();
  await expect.element(added().getByText('Guaraná lata')).toBeVisible();
  await userEvent.keyboard('{F9}');
  expect(fake.sent[0]?.data).toEqual({
    orderId: orderIdOf(1),
    add: [{ itemId: 'guarana', quantity: 1 }],
  } satisfies ChangeOrder);
});

test('[SCR105] the keys alone add, send and leave', async () => {
  const fake = await editing(sentOrder());
  const find = sheet().getByRole('textbox', { name: 'Acrescentar itens' });
  await find.click();
  await userEvent.keyboard('{Escape}');
  await expect.element(page.getByRole('dialog')).not.toBeInTheDocument();
  await vi.waitUntil(() => document.querySelector('[data-press-shield]') === null);
  await openOrders().getByRole('button', { name: /#001/ }).click();
  await page.getByRole('button', { name: 'Alterar' }).click();
  await find.click();
  await userEvent.keyboard('agua{Enter}{F9}');
  await expect
    .poll(() => fake.sent)
    .toMatchObject([{ data: { add: [{ itemId: 'agua', quantity: 1 }] } }]);
});

test('[SCR106] a shortage stands on the added line, with its cure; nothing is typed again', async () => {
  const fake = await editing(sentOrder());
  await tileOf('Guaraná lata').click();
  await tileOf('Guaraná lata').click();
  await sendChange().click();
  fake.know({ stock: { guarana: 1, pudim: 0 } });
  fake.reject({
    code: 'out_of_stock',
    detail: '',
    data: { items: [{ itemId: 'guarana', requested: 2, available: 1 }] },
  });
  await expect.element(added()).toMatchTextContent('Só resta 1.');
  expect(await accessibilityFaults()).toEqual([]);
  await added().getByRole('button', { name: 'Diminuir para 1' }).click();
  await sendChange().click();
  expect(fake.sent[1]?.data).toEqual({
    orderId: orderIdOf(1),
    add: [{ itemId: 'guarana', quantity: 1 }],
  } satisfies ChangeOrder);
  expect(fake.sent[1]?.id).not.toBe(fake.sent[0]?.id);
});

test('[SCR106] when another screen was faster, the line says how many are left, and the rest stays', async () => {
  const fake = await editing(sentOrder());
  await less('Guaraná lata').click();
  await less('Guaraná lata').click();
  await sheet()
    .getByRole('radio', { name: /Preparo perdido/ })
    .click();
  await tileOf('Pizza Margherita').click();
  await sendChange().click();
  const [pizza, cans] = sentOrder().lines;
  if (!pizza || !cans) throw new Error('two lines');
  fake.tell(sentOrder({ version: 2, lines: [pizza, { ...cans, quantity: 1, totalCents: 700 }] }));
  fake.reject({ code: 'too_many_units', detail: '', data: { lineId: CANS, quantity: 1 } });
  await expect.element(sentLines()).toMatchTextContent('Outra tela foi mais rápida: resta só 1');
  await expect.element(sentLines()).toMatchTextContent('eram 2, agora 1');
  await expect.element(sheet().getByText(/mudou em outra tela/)).toBeVisible();
  await expect.element(added().getByText('Pizza Margherita')).toBeVisible();
  expect(await accessibilityFaults()).toEqual([]);
  await sheet().getByRole('button', { name: 'Entendi' }).click();
  await expect.element(sheet().getByText(/mudou em outra tela/)).not.toBeInTheDocument();
  await sendChange().click();
  expect(fake.sent[1]?.data).toEqual({
    orderId: orderIdOf(1),
    add: [{ itemId: 'margherita', quantity: 1 }],
    takeOff: [{ lineId: CANS, quantity: 1, reasonId: 'spoiled' }],
  } satisfies ChangeOrder);
});

test('[SCR106] an order that cannot be changed any more says so, and takes nothing', async () => {
  const fake = await editing(sentOrder());
  await tileOf('Pizza Margherita').click();
  fake.tell(sentOrder({ status: 'completed', version: 2, allowedChanges: [], allowedActions: [] }));
  await expect.element(sheet().getByText(/Não dá mais para alterar.*concluído/)).toBeVisible();
  await expect.element(sendChange()).toBeDisabled();
});

test('[SCR106] after a failure that leaves open what was kept, the same change goes out under its first id', async () => {
  const fake = await editing(sentOrder());
  await tileOf('Pizza Margherita').click();
  await sendChange().click();
  fake.reject({ code: 'storage_failed', detail: '', data: {} });
  await expect.element(sheet().getByText(/não conseguiu gravar/)).toBeVisible();
  await sendChange().click();
  expect(fake.sent[1]?.id).toBe(fake.sent[0]?.id);
  fake.reject({ code: 'storage_failed', detail: '', data: {} });
  await tileOf('Pizza Margherita').click();
  await sendChange().click();
  expect(fake.sent[2]?.id).not.toBe(fake.sent[0]?.id);
});

test('[SCR104] without contact a change waits, is marked, survives its sheet and is not doubled', async () => {
  const fake = await editing(sentOrder());
  await tileOf('Pizza Margherita').click();
  fake.know({ connection: { state: 'lost', since: Date.now() } });
  await sendChange().click();
  await expect.element(sheet().getByText('Guardado aqui, aguardando o servidor')).toBeVisible();
  await expect.element(sheet().getByText('Ainda não confirmado')).toBeVisible();
  await tileOf('Pizza Margherita').click({ force: true });
  await userEvent.keyboard('{Escape}');
  await expect.element(page.getByRole('dialog')).not.toBeInTheDocument();
  const chip = openOrders().getByRole('button', { name: /#001/ });
  await expect.element(chip).toMatchTextContent('Ainda não confirmado');
  await chip.click();
  await page.getByRole('button', { name: 'Alterar' }).click();
  await expect.element(sheet().getByText('Guardado aqui, aguardando o servidor')).toBeVisible();
  await userEvent.keyboard('{F9}');
  expect(fake.sent).toHaveLength(1);
  expect(fake.sent[0]?.data).toMatchObject({ add: [{ itemId: 'margherita', quantity: 1 }] });
  fake.know({ connection: { state: 'live' } });
  fake.ack(sentOrder({ version: 2 }));
  await expect.element(page.getByRole('dialog')).not.toBeInTheDocument();
});

test('[SCR104] a change refused while its sheet is closed is told, and is still there', async () => {
  const fake = await editing(sentOrder());
  await tileOf('Guaraná lata').click();
  await sendChange().click();
  await userEvent.keyboard('{Escape}');
  await expect.element(page.getByRole('dialog')).not.toBeInTheDocument();
  fake.reject({
    code: 'out_of_stock',
    detail: '',
    data: { items: [{ itemId: 'guarana', requested: 1, available: 0 }] },
  });
  await expect.element(page.getByRole('alert')).toMatchTextContent(/#001.*Guaraná lata/);
  await openOrders().getByRole('button', { name: /#001/ }).click();
  await page.getByRole('button', { name: 'Continuar alteração' }).click();
  await expect.element(added()).toMatchTextContent('Guaraná lata');
});

test('[SCR106] with its drawer closed the counter leads there, and the change waits', async () => {
  const fake = await editing(sentOrder());
  await tileOf('Guaraná lata').click();
  await sendChange().click();
  fake.reject({ code: 'no_open_shift', detail: '', data: {} });
  await sheet().getByRole('alert').getByRole('button', { name: 'Abrir o caixa' }).click();
  await expect.element(sheet()).not.toBeInTheDocument();
  await userEvent.keyboard('{Escape}');
  await expect.element(page.getByRole('dialog')).not.toBeInTheDocument();
  await vi.waitUntil(() => document.querySelector('[data-press-shield]') === null);
  await openOrders().getByRole('button', { name: /#001/ }).click();
  await page.getByRole('button', { name: 'Continuar alteração' }).click();
  await expect.element(added()).toMatchTextContent('Guaraná lata');
});

test('[SCR105] what was changed and not sent is not lost by a slip', async () => {
  const fake = await editing(sentOrder());
  await tileOf('Pizza Margherita').click();
  await sheet().getByRole('button', { name: 'Fechar' }).first().click();
  const question = page.getByRole('alertdialog', { name: 'Descartar as mudanças?' });
  await question.getByRole('button', { name: 'Continuar editando' }).click();
  await expect.element(added().getByText('Pizza Margherita')).toBeVisible();
  // The keys are back in the sheet a frame after the question has gone.
  await expect.poll(() => sheet().element().contains(document.activeElement)).toBe(true);
  await userEvent.keyboard('{Escape}');
  await question.getByRole('button', { name: 'Descartar mudanças' }).click();
  await expect.element(page.getByRole('dialog')).not.toBeInTheDocument();
  expect(fake.sent).toEqual([]);
});

test('[SCR108] a parked order is brought back: changed, then sent to the kitchen', async () => {
  const held = orderOf(1, {
    status: 'held',
    lines: [lineOf({ id: PIZZA, quantity: 2, totalCents: 7980 })],
    allowedChanges: ['edit', 'pay'],
  });
  const fake = await editing(held);
  await less('Pizza Margherita').click();
  expect(
    sheet()
      .getByRole('radio', { name: /estoque/ })
      .elements(),
  ).toHaveLength(0);
  await tileOf('Guaraná lata').click();
  expect(await accessibilityFaults()).toEqual([]);
  await sheet().getByRole('button', { name: 'Enviar para a cozinha' }).click();
  expect(fake.sent[0]?.data).toEqual({
    orderId: orderIdOf(1),
    add: [{ itemId: 'guarana', quantity: 1 }],
    takeOff: [{ lineId: PIZZA, quantity: 1 }],
  } satisfies ChangeOrder);
  fake.ack({ ...held, version: 2 });
  await expect
    .poll(() => fake.sent.map(({ type }) => type))
    .toEqual(['order.change', 'order.send']);
});

/** A parked order of two pizzas and two cans: the kitchen knows of none. */
const parked = (): Order => {
  const order = sentOrder({ status: 'held', allowedChanges: ['edit'] });
  return { ...order, lines: order.lines.map((line) => ({ ...line, ledger: [] })) };
};

test('[SCR108] units of a parked order go up and down, and a line opens with its options and its note', async () => {
  const fake = await editing(parked());
  const standing = sentLines();
  const cans = standing.getByRole('group', { name: 'Quantidade: Guaraná lata' });
  // What it was is no change, however often it was touched.
  await standing.getByRole('button', { name: 'Aumentar Guaraná lata', exact: true }).click();
  await expect.element(cans).toMatchTextContent('3');
  await less('Guaraná lata').click();
  await expect.element(sheet().getByRole('button', { name: 'Deixar em espera' })).toBeDisabled();
  await standing.getByRole('button', { name: 'Aumentar Guaraná lata', exact: true }).click();
  await expect.element(sheet().getByText('entra 1', { exact: true })).toBeVisible();
  await less('Pizza Margherita').click();
  await standing.getByRole('button', { name: /^Editar Pizza Margherita/ }).click();
  const line = page.getByRole('dialog', { name: 'Pizza Margherita' });
  await line.getByLabelText('Observação para a cozinha').fill('bem passada');
  await line.getByRole('button', { name: /^Salvar/ }).click();
  await expect.element(standing.getByText('“bem passada”')).toBeVisible();
  expect(added().getByRole('listitem').elements()).toHaveLength(0);
  expect(await accessibilityFaults()).toEqual([]);
  await sheet().getByRole('button', { name: 'Deixar em espera' }).click();
  expect(fake.sent.map(({ type, data }) => ({ type, data }))).toEqual([
    {
      type: 'order.change',
      data: {
        orderId: orderIdOf(1),
        takeOff: [
          { lineId: PIZZA, quantity: 2 },
          { lineId: CANS, quantity: 2 },
        ],
        add: [
          { itemId: 'guarana', quantity: 3 },
          { itemId: 'margherita', quantity: 1, note: 'bem passada' },
        ],
      } satisfies ChangeOrder,
    },
  ]);
});

test('[SCR108] fewer units of a parked line are only taken off, also when it was opened; what the kitchen knows of stays as it is', async () => {
  const order = parked();
  const [first] = order.lines;
  if (!first) throw new Error('no line');
  const told = { ...first, ledger: [{ at: SENT_AT, sent: 2 }] };
  const fake = await editing({ ...order, lines: [told, ...order.lines.slice(1)] });
  const standing = sentLines();
  expect(standing.getByRole('button', { name: /^Editar Pizza/ }).elements()).toHaveLength(0);
  const more = (name: string) =>
    standing.getByRole('button', { name: `Aumentar ${name}`, exact: true });
  await expect.element(more('Pizza Margherita')).toBeDisabled();
  await more('Guaraná lata').click();
  await less('Guaraná lata').click();
  await less('Guaraná lata').click();
  await sheet().getByRole('button', { name: 'Deixar em espera' }).click();
  expect(fake.sent[0]?.data).toEqual({
    orderId: orderIdOf(1),
    takeOff: [{ lineId: CANS, quantity: 1 }],
  } satisfies ChangeOrder);
});

test('[SCR108] a parked order with nothing to change is sent as it is', async () => {
  const fake = await editing(orderOf(1, { status: 'held', allowedChanges: ['edit'] }));
  await sheet().getByRole('button', { name: 'Enviar para a cozinha' }).click();
  await expect.poll(() => fake.sent.map(({ type }) => type)).toEqual(['order.send']);
  await expect.element(page.getByRole('dialog')).not.toBeInTheDocument();
});

test('[SCR108] a parked order that awaits its payment is not sent from here: it is paid', async () => {
  const held = orderOf(1, { status: 'held', awaitsPayment: true, allowedChanges: ['edit', 'pay'] });
  const fake = await editing(held);
  expect(sheet().getByRole('button', { name: 'Enviar para a cozinha' }).elements()).toHaveLength(0);
  await expect.element(sheet().getByRole('button', { name: 'Salvar e receber' })).toBeEnabled();
  expect(fake.sent).toEqual([]);
});
