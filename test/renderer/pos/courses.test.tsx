import { beforeEach, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { emptyDraft } from '../../../src/renderer/pos/draft.ts';
import { repeatOf } from '../../../src/renderer/pos/history-repeat.ts';
import { readDrafts } from '../../../src/renderer/pos/saved-drafts.ts';
import type { ChangeOrder, PlaceOrder } from '../../../src/shared/commands.ts';
import type { Order } from '../../../src/shared/order.ts';
import { accessibilityFaults } from '../support/axe.ts';
import { lines, openOrders, renderCounter, sendButton, tile } from '../support/counter.tsx';
import { createFakeClient } from '../support/fake-client.ts';
import { lineOf, MENU, orderIdOf, orderOf } from '../support/fixtures.ts';

beforeEach(async () => {
  localStorage.clear();
  sessionStorage.clear();
  await page.viewport(1280, 800);
});

const SENT_AT = '2026-03-01T22:00:00.000Z';
const PIZZA = '0190bbbb-0000-7000-8000-000000000001';
const CAN = '0190bbbb-0000-7000-8000-000000000002';

const said = (list: ReturnType<typeof lines>): string[] =>
  list
    .elements()
    .map((line) => /º tempo|Pizza|Guaraná|Pudim|Água/.exec(line.textContent ?? '')?.[0] ?? '');

/** Opens a line of the order in front and gives it a course. */
async function serve(name: string, course: string): Promise<void> {
  await page.getByRole('button', { name: new RegExp(`^Editar.*${name}`) }).click();
  await page
    .getByRole('dialog', { name: new RegExp(name) })
    .getByRole('radiogroup', { name: 'Tempo' })
    .getByRole('radio', { name: course })
    .click();
  await page.getByRole('button', { name: /^Salvar/ }).click();
}

/** A pizza that is being made and a can that waits for the second course. */
function coursedOrder(part: Partial<Order> = {}): Order {
  return orderOf(1, {
    shownAt: SENT_AT,
    lines: [
      lineOf({
        id: CAN,
        itemId: 'guarana',
        name: 'Guaraná lata',
        course: 2,
        firedAt: null,
        ledger: [{ at: SENT_AT, sent: 1 }],
      }),
      lineOf({ id: PIZZA, ledger: [{ at: SENT_AT, sent: 1 }] }),
    ],
    allowedChanges: ['edit', 'fire'],
    ...part,
  });
}

test('[SCR110] an order whose lines all go out first says nothing of courses, on the screen and to the broker', async () => {
  const fake = createFakeClient();
  await renderCounter(fake);
  await tile('Pizza Margherita').click();
  await tile('Guaraná lata').click();
  expect(said(lines())).toEqual(['Pizza', 'Guaraná']);
  await sendButton().click();
  expect(fake.sent[0]?.data).toEqual({
    lines: [
      { itemId: 'margherita', quantity: 1 },
      { itemId: 'guarana', quantity: 1 },
    ],
    service: 'counter',
  } satisfies PlaceOrder);
});

test('[SCR110] a course is chosen in the line’s sheet; the lines stand under their courses, and it is sent', async () => {
  const fake = createFakeClient();
  await renderCounter(fake);
  await tile('Pizza Margherita').click();
  await tile('Guaraná lata').click();
  await serve('Pizza Margherita', '2º');
  expect(said(lines())).toEqual(['º tempo', 'Guaraná', 'º tempo', 'Pizza']);
  await expect.element(lines().nth(0)).toMatchTextContent('1º tempo');
  await expect.element(lines().nth(2)).toMatchTextContent('2º tempo');
  // Another pizza goes out first: it does not join the one that comes later.
  await tile('Pizza Margherita').click();
  expect(said(lines())).toEqual(['º tempo', 'Guaraná', 'Pizza', 'º tempo', 'Pizza']);
  expect(await accessibilityFaults()).toEqual([]);
  await sendButton().click();
  expect(fake.sent[0]?.data).toMatchObject({
    lines: [
      { itemId: 'margherita', course: 2 },
      { itemId: 'guarana', quantity: 1 },
      { itemId: 'margherita', quantity: 1 },
    ],
  });
});

test('[SCR110] the keys alone choose a course, and come back to the line that has moved', async () => {
  await renderCounter(createFakeClient());
  await tile('Pizza Margherita').click();
  await tile('Guaraná lata').click();
  const pizza = page.getByRole('button', { name: /^Editar.*Pizza Margherita/ });
  pizza.element().focus();
  await userEvent.keyboard('{Enter}');
  const course = (name: string) => page.getByRole('dialog').getByRole('radio', { name });
  await expect.element(course('1º')).toBeVisible();
  course('1º').element().focus();
  await userEvent.keyboard('{ArrowRight}{ArrowRight} ');
  await expect.element(course('3º')).toBeChecked();
  page
    .getByRole('button', { name: /^Salvar/ })
    .element()
    .focus();
  await userEvent.keyboard('{Enter}');
  await expect.element(page.getByRole('dialog')).not.toBeInTheDocument();
  await expect.element(pizza).toHaveFocus();
  await expect.element(lines().last()).toMatchTextContent('Pizza Margherita');
});

test('[SCR110] a course stays over a reload; what is none is the first', () => {
  const line = { id: 'a', itemId: 'margherita', quantity: 1, modifiers: [], note: '' };
  const saved = {
    drafts: [
      {
        ...emptyDraft(),
        lines: [3, 0, 10, 1.5, '2', undefined].map((course) => ({ ...line, course })),
      },
    ],
    activeId: null,
  };
  const [draft] = readDrafts(JSON.parse(JSON.stringify(saved))).drafts;
  expect(draft?.lines.map(({ course }) => course)).toEqual([3, 1, 1, 1, 1, 1]);
});

test('[SCR110] an order that is repeated keeps its courses', () => {
  const { lines: repeated } = repeatOf(coursedOrder(), MENU, {});
  expect(repeated.map(({ itemId, course }) => [itemId, course])).toEqual([
    ['guarana', 2],
    ['margherita', 1],
  ]);
});

test('[SCR110] what is added to a sent order has its course, and one more of a line has that line’s', async () => {
  const order = coursedOrder();
  const fake = createFakeClient({ orders: { [order.id]: order } });
  await renderCounter(fake);
  await openOrders().getByRole('button', { name: /#001/ }).click();
  await page.getByRole('button', { name: 'Alterar' }).click();
  const sheet = page.getByRole('dialog', { name: /o pedido #001/ });
  const sent = sheet.getByRole('region', { name: 'Já enviado' }).getByRole('listitem');
  expect(said(sent)).toEqual(['º tempo', 'Pizza', 'º tempo', 'Guaraná']);
  await sent.getByRole('button', { name: 'Mais um igual: Guaraná lata' }).click();
  await sheet.getByRole('button', { name: /^Pizza Margherita .*,\d\d/ }).click();
  await serve('Pizza Margherita', '4º');
  const added = sheet.getByRole('region', { name: 'Novo', exact: true }).getByRole('listitem');
  expect(said(added)).toEqual(['º tempo', 'Guaraná', 'º tempo', 'Pizza']);
  expect(await accessibilityFaults()).toEqual([]);
  await sheet.getByRole('button', { name: 'Enviar mudança' }).click();
  expect(fake.sent[0]?.data).toEqual({
    orderId: orderIdOf(1),
    add: [
      { itemId: 'guarana', quantity: 1, course: 2 },
      { itemId: 'margherita', quantity: 1, course: 4 },
    ],
  } satisfies ChangeOrder);
});

test('[SCR110] of a parked order a line that changes its course goes out as taken off and added', async () => {
  const parked = coursedOrder({
    status: 'held',
    lines: coursedOrder().lines.map((line) => ({ ...line, firedAt: null, ledger: [] })),
    allowedChanges: ['edit'],
  });
  const fake = createFakeClient({ orders: { [parked.id]: parked } });
  await renderCounter(fake);
  await openOrders().getByRole('button', { name: /#001/ }).click();
  await page.getByRole('button', { name: 'Recuperar' }).click();
  const sheet = page.getByRole('dialog', { name: /o pedido #001/ });
  await serve('Guaraná lata', '3º');
  const standing = sheet.getByRole('region', { name: 'No pedido' }).getByRole('listitem');
  await expect.element(standing.last()).toMatchTextContent('Guaraná');
  await expect.element(standing.nth(2)).toMatchTextContent('3º tempo');
  await sheet.getByRole('button', { name: 'Deixar em espera' }).click();
  expect(fake.sent[0]?.data).toEqual({
    orderId: orderIdOf(1),
    add: [{ itemId: 'guarana', quantity: 1, course: 3 }],
    takeOff: [{ lineId: CAN, quantity: 1 }],
  } satisfies ChangeOrder);
});

test('[SCR115] a line that waits for its course says so in the place of its state', async () => {
  const order = coursedOrder();
  await renderCounter(createFakeClient({ orders: { [order.id]: order } }));
  await openOrders().getByRole('button', { name: /#001/ }).click();
  const sent = page.getByRole('dialog', { name: '#001' }).getByRole('listitem');
  expect(said(sent)).toEqual(['º tempo', 'Pizza', 'º tempo', 'Guaraná']);
  await expect.element(sent.nth(1)).toMatchTextContent('Pendente');
  await expect.element(sent.nth(1)).not.toMatchTextContent('Aguarda');
  await expect.element(sent.nth(3)).toMatchTextContent('Aguarda');
  await expect.element(sent.nth(3)).not.toMatchTextContent('Pendente');
  expect(await accessibilityFaults()).toEqual([]);
});
