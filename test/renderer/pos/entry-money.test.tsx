import { beforeEach, describe, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { addLine, emptyDraft, toPlaceOrder } from '../../../src/renderer/pos/draft.ts';
import { draftPrice, serviceBasisPoints } from '../../../src/renderer/pos/draft-price.ts';
import { readDrafts } from '../../../src/renderer/pos/saved-drafts.ts';
import type { Order } from '../../../src/shared/order.ts';
import { accessibilityFaults } from '../support/axe.ts';
import { openOrders, renderCounter, sendButton, tile } from '../support/counter.tsx';
import { createFakeClient } from '../support/fake-client.ts';
import { MENU, orderOf, SHIFT, SHOP } from '../support/fixtures.ts';

beforeEach(async () => {
  localStorage.clear();
  sessionStorage.clear();
  await page.viewport(1280, 800);
  await vi.waitUntil(() => document.querySelector('[data-press-shield]') === null);
});

const receiveButton = () => page.getByRole('button', { name: /^Receber/ });
const payable = (number: number, part: Partial<Order> = {}): Order =>
  orderOf(number, { allowedChanges: ['edit', 'discount', 'split', 'pay'], ...part });

const margherita = { itemId: 'margherita', quantity: 2, modifiers: ['queijo'], note: '' };

describe('what an order being taken comes to', () => {
  test('[SCR77] lines, their discounts, that of the order, and the charge at tables, to the cent', () => {
    const draft = {
      ...addLine(emptyDraft('dine_in'), {
        ...margherita,
        discount: { kind: 'percent', basisPoints: 1250 } as const,
      }),
      discount: { kind: 'amount', cents: 500 } as const,
    };
    const basisPoints = serviceBasisPoints(draft, SHOP.counter, 'counter');
    // 2 × (39,90 + 5,00) = 89,80, less 12.5 % (11,225, half up), less 5,00, and 10 % of that.
    expect(draftPrice(MENU, draft, basisPoints)).toEqual({
      subtotalCents: 8980,
      discountCents: 1123 + 500,
      serviceCents: 736,
      totalCents: 8093,
    });
    expect(draftPrice(MENU, { ...draft, serviceCharge: false }, basisPoints).totalCents).toBe(7357);
    expect(serviceBasisPoints(draft, SHOP.counter, 'admin')).toBe(0);
    expect(serviceBasisPoints({ ...draft, service: 'takeaway' }, SHOP.counter, 'counter')).toBe(0);
  });

  test('[SCR77] all of it goes with the order, and is there after a reload', () => {
    const discount = { kind: 'amount', cents: 500 } as const;
    const percent = { kind: 'percent', basisPoints: 1000 } as const;
    const draft = {
      ...addLine(emptyDraft('dine_in'), { ...margherita, allergy: true, discount: percent }),
      discount,
      serviceCharge: false,
    };
    expect(toPlaceOrder(draft, false)).toMatchObject({
      lines: [{ allergy: true, discount: percent }],
      discount,
      serviceCharge: false,
    });
    const kept = JSON.parse(JSON.stringify({ drafts: [draft], activeId: draft.id }));
    expect(readDrafts(kept).drafts).toEqual([draft]);
    const old = JSON.parse(JSON.stringify({ drafts: [{ id: 'a', lines: [] }], activeId: 'a' }));
    expect(readDrafts(old).drafts[0]).toMatchObject({ discount: null, serviceCharge: true });
  });

  test('[SCR77] a line with a discount is one for itself', () => {
    const discount = { kind: 'amount', cents: 100 } as const;
    const draft = addLine(addLine(emptyDraft(), { ...margherita, discount }), margherita);
    expect(draft.lines.map((line) => line.discount)).toEqual([discount, null]);
  });
});

test('[SCR77] at a table the charge is shown and can be taken off; a missing number holds nobody up', async () => {
  const fake = createFakeClient();
  await renderCounter(fake);
  await tile('Pizza Margherita').click();
  await page.getByRole('radio', { name: 'Mesa' }).click();
  await expect.element(page.getByText('Ainda sem número de mesa.')).toBeVisible();
  await expect.element(page.getByText('R$ 43,89', { exact: true })).toBeVisible();
  expect(await accessibilityFaults()).toEqual([]);
  await page.getByRole('checkbox', { name: 'Serviço 10%' }).click();
  await expect.element(page.getByText('R$ 39,90', { exact: true })).toBeVisible();
  await sendButton().click();
  expect(fake.sent[0]?.data).toMatchObject({ service: 'dine_in', serviceCharge: false });
});

const payment = (number: string) => page.getByRole('dialog', { name: `Receber ${number}` });

test('[SCR79] Enviar, then Receber while something is due, then the next order', async () => {
  const fake = createFakeClient();
  await renderCounter(fake);
  await tile('Pizza Margherita').click();
  await sendButton().click();
  fake.ack(payable(43));
  const receive = page.getByRole('button', { name: 'Receber R$ 39,90' });
  await expect.element(receive).toBeVisible();
  await expect.element(page.getByText('Em disco')).toBeVisible();
  await expect.element(page.getByRole('button', { name: 'Recibo' })).toBeVisible();
  expect(await accessibilityFaults()).toEqual([]);
  await userEvent.keyboard('{F9}');
  await expect.element(page.getByText('Registrado #043')).toBeVisible();
  await receive.click();
  await expect.element(payment('#043')).toBeVisible();
  await userEvent.keyboard('{Escape}');
  // The kitchen cooks, and nobody has paid.
  const unpaid = page.getByText('Enviado à cozinha, ainda não pago');
  await expect.element(unpaid).toBeVisible();
  // Paid, here or elsewhere.
  fake.tell(payable(43, { totals: { ...orderOf(43).totals, paidCents: 3990, dueCents: 0 } }));
  await expect.element(receive).not.toBeInTheDocument();
  await expect.element(unpaid).not.toBeInTheDocument();
  await vi.waitUntil(() => document.querySelector('[data-press-shield]') === null);
  await page.getByRole('button', { name: 'Próximo pedido' }).click();
  await expect.element(page.getByText('Toque em um item para começar')).toBeVisible();
});

test('[SCR79] Receber sends the order and takes its money as soon as the broker has it', async () => {
  const fake = createFakeClient();
  await renderCounter(fake);
  await tile('Pizza Margherita').click();
  await receiveButton().click();
  await expect.element(page.getByText('Enviando…')).toBeVisible();
  expect(page.getByRole('dialog').elements()).toHaveLength(0);
  fake.ack(payable(43));
  await expect.element(payment('#043')).toBeVisible();
  expect(fake.sent).toHaveLength(1);
});

test('[SCR79] when another order is being taken by then, nothing opens over it', async () => {
  const fake = createFakeClient();
  await renderCounter(fake);
  await tile('Pizza Margherita').click();
  await receiveButton().click();
  await tile('Guaraná lata').click();
  fake.ack(payable(43));
  await expect.element(page.getByText(/Registrado #043/)).toBeVisible();
  expect(page.getByRole('dialog').elements()).toHaveLength(0);
});

test('[SCR79] a reload keeps what was wanted of an order on its way', async () => {
  const before = createFakeClient();
  const screen = await renderCounter(before);
  await tile('Pizza Margherita').click();
  await receiveButton().click();
  await screen.unmount();
  const fake = createFakeClient();
  await renderCounter(fake);
  await expect.poll(() => fake.sent.length).toBe(1);
  fake.ack(payable(43));
  await expect.element(payment('#043')).toBeVisible();
});

test('[SCR80] where the kitchen waits for the money, the one thing to do is to take it', async () => {
  const rules = {
    ...SHOP.counter,
    fireOn: { ...SHOP.counter.fireOn, counter: 'payment' as const },
  };
  const fake = createFakeClient({ shop: { ...SHOP, counter: rules } });
  await renderCounter(fake);
  await tile('Pizza Margherita').click();
  await expect.element(page.getByText(/assim que for pago/)).toBeVisible();
  expect(sendButton().elements()).toHaveLength(0);
  expect(await accessibilityFaults()).toEqual([]);
  await userEvent.keyboard('{F9}');
  fake.ack(payable(43, { status: 'held', awaitsPayment: true }));
  await expect.element(payment('#043')).toBeVisible();
  await userEvent.keyboard('{Escape}');
  await expect.element(page.getByText(/A cozinha recebe assim que for pago/)).toBeVisible();
  await vi.waitUntil(() => document.querySelector('[data-press-shield]') === null);
  // At a table it is as ever.
  await tile('Pizza Margherita').click();
  await page.getByRole('radio', { name: 'Mesa' }).click();
  await expect.element(sendButton()).toBeVisible();
});

test('[SCR81] with the drawer closed the way to open it stands where sending was, and the order stays', async () => {
  const fake = createFakeClient({ shifts: {} });
  await renderCounter(fake);
  await tile('Pizza Margherita').click();
  await expect.element(page.getByText(/O caixa deste balcão está fechado: abra-o/)).toBeVisible();
  expect(sendButton().elements()).toHaveLength(0);
  expect(await accessibilityFaults()).toEqual([]);
  await userEvent.keyboard('{F9}');
  await expect.element(page.getByRole('dialog')).toBeVisible();
  expect(fake.sent).toEqual([]);
  await userEvent.keyboard('{Escape}');
  await vi.waitUntil(() => document.querySelector('[data-press-shield]') === null);
  // That of another counter is none of ours.
  fake.know({ shifts: { [SHIFT.id]: { ...SHIFT, deviceId: 'counter-2' } } });
  expect(sendButton().elements()).toHaveLength(0);
  fake.know({ shifts: { [SHIFT.id]: SHIFT } });
  await sendButton().click();
  expect(fake.sent).toHaveLength(1);
});

test('[SCR81] who has no drawer needs none open', async () => {
  await renderCounter(createFakeClient({ shifts: {}, role: 'admin', deviceId: 'owner' }));
  await tile('Pizza Margherita').click();
  await expect.element(sendButton()).toBeVisible();
});

test('[SCR81] a refusal for the closed drawer goes once it is open', async () => {
  const fake = createFakeClient();
  await renderCounter(fake);
  await tile('Pizza Margherita').click();
  await sendButton().click();
  fake.know({ shifts: {} });
  fake.reject({ code: 'no_open_shift', detail: '', data: {} });
  await expect.element(page.getByRole('alert')).toMatchTextContent('está fechado');
  fake.know({ shifts: { [SHIFT.id]: SHIFT } });
  await expect.element(page.getByRole('alert')).not.toBeInTheDocument();
  expect(
    openOrders()
      .getByRole('button', { name: /Recusado/ })
      .elements(),
  ).toHaveLength(0);
});

test('[SCR78] the order and each line can be given a discount; one above the price is told on its line', async () => {
  const fake = createFakeClient();
  await renderCounter(fake);
  await tile('Guaraná lata').click();
  await tile('Guaraná lata').click();
  await page.getByRole('button', { name: /Editar.*Guaraná/ }).click();
  await page.getByRole('button', { name: 'Desconto neste item' }).click();
  const sheet = page.getByRole('dialog', { name: /Desconto.*Guaraná/ });
  await expect.element(sheet).toBeVisible();
  await userEvent.keyboard('{Escape}');
  await expect.element(sheet).not.toBeInTheDocument();
  await vi.waitUntil(() => document.querySelector('[data-press-shield]') === null);
  await page.getByRole('button', { name: 'Desconto no pedido' }).click();
  await expect.element(page.getByRole('dialog', { name: /Desconto/ })).toBeVisible();
});

test('[SCR78] a discount above what is left of its line is foreseen, and taken off with one tap', async () => {
  const discount = { kind: 'amount', cents: 1000 } as const;
  const draft = addLine(emptyDraft(), {
    itemId: 'guarana',
    quantity: 2,
    modifiers: [],
    note: '',
    discount,
  });
  localStorage.setItem(
    'comanda.pos.drafts',
    JSON.stringify({ drafts: [draft], activeId: draft.id }),
  );
  const fake = createFakeClient();
  await renderCounter(fake);
  await expect.element(page.getByText('R$ 4,00', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Diminuir Guaraná lata' }).click();
  await expect.element(page.getByText('O desconto passa do valor.')).toBeVisible();
  await page.getByRole('button', { name: 'Tirar desconto' }).click();
  await expect.element(page.getByText('R$ 7,00', { exact: true })).toBeVisible();
});

test('[SCR78] a discount that needs a manager is asked for before anything is sent, and the word goes along', async () => {
  const people = [
    { id: 'p1', name: 'Bia', role: 'manager', active: true },
    { id: 'p2', name: 'Caio', role: 'cashier', active: true },
  ] as const;
  const draft = {
    ...addLine(emptyDraft(), { itemId: 'guarana', quantity: 2, modifiers: [], note: '' }),
    discount: { kind: 'percent', basisPoints: 1000 } as const,
  };
  localStorage.setItem(
    'comanda.pos.drafts',
    JSON.stringify({ drafts: [draft], activeId: draft.id }),
  );
  const fake = createFakeClient({
    people: [...people],
    signedIn: { personId: 'p2', name: 'Caio', role: 'cashier' },
    shop: { ...SHOP, counter: { ...SHOP.counter, managerFor: ['discount'] } },
  });
  fake.door(({ path }) => (path.endsWith('/approvals') ? { ok: true, value: 'word' } : undefined));
  await renderCounter(fake);
  await expect.element(page.getByText('R$ 12,60', { exact: true })).toBeVisible();
  await sendButton().click();
  await expect.element(page.getByRole('alertdialog')).toBeVisible();
  await userEvent.keyboard('{Escape}');
  await expect.element(page.getByRole('alertdialog')).not.toBeInTheDocument();
  expect(fake.sent).toEqual([]);
  await vi.waitUntil(() => document.querySelector('[data-press-shield]') === null);
  await sendButton().click();
  await userEvent.keyboard('1234{Enter}');
  await expect.poll(() => fake.sent.map(({ approval }) => approval)).toEqual(['word']);
  expect(fake.sent[0]?.data).toMatchObject({ discount: { kind: 'percent', basisPoints: 1000 } });
});
