import { beforeEach, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { CounterContext } from '../../../src/renderer/pos/counter-context.tsx';
import { createDraftStore } from '../../../src/renderer/pos/draft-store.ts';
import { createFlowStore } from '../../../src/renderer/pos/flows.ts';
import { HistoryFlow } from '../../../src/renderer/pos/history-flow.tsx';
import { createActionStore } from '../../../src/renderer/pos/order-actions.ts';
import type { Order } from '../../../src/shared/order.ts';
import { accessibilityFaults } from '../support/axe.ts';
import { renderCounter } from '../support/counter.tsx';
import { createFakeClient, type FakeClient } from '../support/fake-client.ts';
import { lineOf, orderIdOf, orderOf } from '../support/fixtures.ts';

beforeEach(async () => {
  localStorage.clear();
  await page.viewport(1280, 800);
});

const closed = (number: number, part: Partial<Order> = {}): Order =>
  orderOf(number, {
    status: 'completed',
    allowedChanges: ['refund'],
    totals: { ...orderOf(number).totals, paidCents: 3990, dueCents: 0 },
    ...part,
  });
const named = (name: string) => ({ name, email: null, phone: null, language: null });

/** What the door has, newest first, in pages of two. */
function serve(fake: FakeClient, orders: readonly Order[]): void {
  fake.door(({ path }) => {
    const url = new URL(path, 'http://broker');
    const id = /^\/api\/v1\/orders\/(.+)$/.exec(url.pathname)?.[1];
    if (id !== undefined) {
      const order = orders.find((each) => each.id === id);
      return order
        ? { ok: true, value: { order } }
        : { ok: false, refusal: { code: 'not_found', detail: '', data: {} } };
    }
    if (url.pathname !== '/api/v1/orders') return undefined;
    const { businessDate, number, cursor = '0' } = Object.fromEntries(url.searchParams);
    const fitting = orders
      .filter((each) => businessDate === undefined || each.businessDate === businessDate)
      .filter((each) => number === undefined || each.number === Number(number));
    const at = Number(cursor);
    const nextCursor = at + 2 < fitting.length ? String(at + 2) : null;
    return { ok: true, value: { orders: fitting.slice(at, at + 2), nextCursor } };
  });
}

/** The counter's history and its order being taken, without the way in. */
async function history(fake: FakeClient) {
  const box = {
    read: () => ({ drafts: [], activeId: null }),
    write: () => undefined,
    takeOrphans: () => [],
  };
  const counter = {
    drafts: createDraftStore(box),
    actions: createActionStore(),
    flows: createFlowStore(),
  };
  counter.flows.getState().open({ kind: 'history' });
  await renderCounter(fake, {
    App: () => (
      <CounterContext value={counter}>
        <HistoryFlow />
      </CounterContext>
    ),
  });
  return counter;
}

const list = () => page.getByRole('list', { name: 'Pedidos anteriores' });
const rows = () =>
  list()
    .getByRole('button', { name: /^#/ })
    .elements()
    .map((row) => row.textContent?.slice(0, 4));

test('[SCR90] earlier orders come newest first, page by page, with their state, total and what is due', async () => {
  const fake = createFakeClient();
  serve(fake, [
    closed(5, { customer: named('Ana') }),
    closed(4, { totals: { ...orderOf(4).totals, dueCents: 1250 } }),
    closed(3, { status: 'cancelled', totals: { ...orderOf(3).totals, dueCents: -3990 } }),
  ]);
  await history(fake);
  await expect.poll(rows).toEqual(['#005', '#004']);
  await expect
    .element(list().getByRole('button', { name: /^#005.*Ana.*Concluído.*39,90/ }))
    .toBeVisible();
  await expect
    .element(list().getByRole('button', { name: /^#004.*falta R\$\s12,50/ }))
    .toBeVisible();
  expect(await accessibilityFaults()).toEqual([]);
  await page.getByRole('button', { name: 'Carregar mais antigos' }).click();
  await expect.poll(rows).toEqual(['#005', '#004', '#003']);
  await expect
    .element(list().getByRole('button', { name: /^#003.*Cancelado.*devolver/ }))
    .toBeVisible();
  expect(fake.asked[0]?.path).toBe('/api/v1/orders?order=newest&limit=40');
});

test('[SCR90] an order is found by its number, its day and its customer’s name', async () => {
  const fake = createFakeClient();
  serve(fake, [
    closed(7, { customer: named('Antônia Reis') }),
    closed(6, { customer: named('Bruno') }),
    closed(2, { businessDate: '2026-02-28' }),
  ]);
  await history(fake);
  await expect.poll(rows).toEqual(['#007', '#006']);
  const find = page.getByRole('textbox', { name: 'Número ou nome' });
  await find.fill('antonia');
  await expect.poll(rows).toEqual(['#007']);
  await find.fill('carla');
  await expect.element(page.getByText('2 pedidos carregados foram olhados.')).toBeVisible();
  await find.fill('#002');
  await expect.poll(rows).toEqual(['#002']);
  await find.fill('');
  await page.getByLabelText('Dia', { exact: true }).fill('2026-02-28');
  await expect.poll(rows).toEqual(['#002']);
  expect(fake.asked.at(-1)?.path).toBe(
    '/api/v1/orders?order=newest&limit=40&businessDate=2026-02-28',
  );
  await page.getByRole('button', { name: 'Todos os dias' }).click();
  await expect.poll(rows).toEqual(['#007', '#006']);
});

test('[SCR90] a silent server is told, and asked again', async () => {
  const fake = createFakeClient();
  await history(fake);
  await expect.element(page.getByRole('alert')).toMatchTextContent('O servidor não respondeu');
  expect(await accessibilityFaults()).toEqual([]);
  serve(fake, [closed(1)]);
  await page.getByRole('button', { name: 'Tentar de novo' }).click();
  await expect.poll(rows).toEqual(['#001']);
});

test('[SCR91] an order that the page has never seen opens, with refund and receipt, and follows what happens to it', async () => {
  const fake = createFakeClient();
  serve(fake, [closed(5)]);
  const counter = await history(fake);
  await list().getByRole('button', { name: /^#005/ }).click();
  const sheet = page.getByRole('dialog', { name: '#005' });
  await expect.element(sheet.getByRole('button', { name: 'Recibo' })).toBeVisible();
  fake.tell(closed(5, { version: 2, customer: named('Ana'), allowedChanges: [] }));
  await expect.element(sheet.getByText('Ana · Balcão')).toBeVisible();
  expect(sheet.getByRole('button', { name: 'Devolver' }).elements()).toHaveLength(0);
  fake.tell(closed(5, { version: 3 }));
  await sheet.getByRole('button', { name: 'Devolver' }).click();
  expect(counter.flows.getState().flow).toEqual({ kind: 'refund', orderId: orderIdOf(5) });
});

test('[SCR91] closing an order leads back to the orders that were found', async () => {
  const fake = createFakeClient();
  serve(fake, [closed(5), closed(4)]);
  await history(fake);
  await page.getByRole('textbox', { name: 'Número ou nome' }).fill('4');
  await expect.poll(rows).toEqual(['#004']);
  await list().getByRole('button', { name: /^#004/ }).click();
  await expect.element(page.getByRole('dialog', { name: '#004' })).toBeVisible();
  await userEvent.keyboard('{Escape}');
  await expect.poll(rows).toEqual(['#004']);
});

test('[SCR92] repeating puts what can be had into the order being taken, and names what cannot', async () => {
  const line = (id: number, part: Parameters<typeof lineOf>[0]) =>
    lineOf({ id: `0190bbbb-0000-7000-8000-00000000000${id}`, ...part });
  const option = (id: string, name: string) => ({ id, name, priceCents: 100 });
  const fake = createFakeClient();
  serve(fake, [
    closed(5, {
      lines: [
        line(1, {
          quantity: 2,
          unitPriceCents: 1,
          modifiers: [option('queijo', 'Queijo'), option('trufa', 'Trufa')],
          note: 'sem cebola',
        }),
        line(2, { itemId: 'pudim', name: 'Pudim de leite' }),
        line(3, { itemId: 'lagosta', name: 'Lagosta' }),
        line(4, { itemId: 'portuguesa', name: 'Pizza Portuguesa' }),
        line(5, { itemId: 'picanha', name: 'Picanha' }),
        line(6, { itemId: 'agua', name: 'Água com gás', quantity: 0, status: 'cancelled' }),
      ],
    }),
  ]);
  const counter = await history(fake);
  await list().getByRole('button', { name: 'Repetir o pedido #005' }).click();
  const told = page.getByRole('alertdialog', { name: 'Repetindo o pedido #005' });
  await expect.element(told).toMatchTextContent('3 itens entraram no pedido, a preço de hoje');
  const words = told
    .getByRole('listitem')
    .elements()
    .map((item) => item.textContent);
  expect(words).toEqual([
    'Pizza Margherita: a opção “Trufa” não existe mais',
    'Pudim de leite: esgotado',
    'Lagosta: saiu do cardápio',
    'Pizza Portuguesa: esgotado',
    'Picanha: falta escolher uma opção: toque no item',
  ]);
  expect(await accessibilityFaults()).toEqual([]);
  const { drafts, activeId } = counter.drafts.getState();
  expect(drafts.find(({ id }) => id === activeId)?.lines).toMatchObject([
    { itemId: 'margherita', quantity: 2, modifiers: ['queijo'], note: 'sem cebola' },
    { itemId: 'picanha', quantity: 1, modifiers: [] },
  ]);
  await told.getByRole('button', { name: 'Entendi' }).click();
  await expect.element(page.getByRole('alertdialog')).not.toBeInTheDocument();
  expect(counter.flows.getState().flow).toBeNull();
});

test('[SCR92] what can all be had is repeated without a word', async () => {
  const fake = createFakeClient();
  serve(fake, [closed(5)]);
  const counter = await history(fake);
  await list().getByRole('button', { name: /^#005/ }).click();
  await page.getByRole('dialog', { name: '#005' }).getByRole('button', { name: 'Repetir' }).click();
  await expect.element(page.getByRole('dialog')).not.toBeInTheDocument();
  const { drafts, activeId } = counter.drafts.getState();
  expect(drafts.find(({ id }) => id === activeId)?.lines).toMatchObject([{ itemId: 'margherita' }]);
  expect(page.getByRole('alertdialog').elements()).toHaveLength(0);
});
