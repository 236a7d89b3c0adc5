import { beforeEach, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { Order } from '../../../src/shared/order.ts';
import type { Shift } from '../../../src/shared/shift.ts';
import { LANGUAGES } from '../../../src/shared/languages.ts';
import type { MirrorState } from '../../../src/renderer/client/contract.ts';
import { accessibilityFaults } from '../support/axe.ts';
import { renderCounter } from '../support/counter.tsx';
import { createFakeClient, type FakeClient } from '../support/fake-client.ts';
import { orderOf, SHIFT, SHOP } from '../support/fixtures.ts';
import { ANA, BIA, signedInAs, withPins } from '../support/people.ts';

beforeEach(async () => {
  localStorage.clear();
  await page.viewport(1280, 800);
  await settled();
});

/** The sheet of the test before, or the answer just now, holds presses off no longer. */
const settled = () => vi.waitUntil(() => document.querySelector('[data-press-shield]') === null);

const OPEN: Shift = { ...SHIFT, expectedCashCents: 84_300 };
const CLOSED: Shift = {
  ...OPEN,
  status: 'closed',
  closedAt: '2026-03-02T02:00:00.000Z',
  closedBy: { id: BIA.id, name: BIA.name },
  sales: {
    orders: 42,
    grossCents: 312_040,
    discountCents: 4_500,
    serviceCents: 21_050,
    totalCents: 328_590,
  },
  movements: [
    {
      id: '0190eeee-0000-7000-8000-000000000001',
      kind: 'out',
      amountCents: 50_000,
      reason: 'Cofre',
      at: '2026-03-01T22:00:00.000Z',
      by: { id: BIA.id, name: BIA.name },
    },
  ],
  counts: [{ valueCents: 5_000, count: 16 }],
  countedCents: 80_000,
  differenceCents: -4_300,
  unpaid: { count: 1, cents: 3_990 },
  note: 'Troco errado.',
};

/** The button of the drawer; the panel of an order that cannot be sent has one of the same name. */
const bar = (name: string | RegExp) => page.getByRole('button', { name }).first();
const sheet = (name: string | RegExp) => page.getByRole('dialog', { name });
const press = (name: string | RegExp) => page.getByRole('dialog').getByRole('button', { name });

/** The counter with its drawer, whose sheet is open. */
async function drawer(part: Partial<MirrorState> = {}): Promise<FakeClient> {
  const fake = createFakeClient({ shifts: { [OPEN.id]: OPEN }, ...part });
  await renderCounter(fake);
  const name = Object.keys(fake.client.store.getState().shifts).length > 0;
  await bar(name ? /^Caixa aberto desde/ : 'Abrir o caixa').click();
  return fake;
}

const answer = async (fake: FakeClient, shift: Shift): Promise<void> => {
  fake.know({ shifts: { [shift.id]: shift } });
  fake.sent.at(-1)?.answer({ ok: true, seq: 2, data: { shift } });
  await settled();
};

test('[SCR49] the drawer opens with what was counted last, or with what is typed, by keys alone', async () => {
  const fake = createFakeClient({ shifts: {} });
  const other: Shift = { ...CLOSED, id: 'other', deviceId: 'counter-2', countedCents: 1 };
  fake.door(() => ({ ok: true, value: { shifts: [other, CLOSED], nextCursor: null } }));
  await renderCounter(fake);
  await bar('Abrir o caixa').click();
  await expect
    .element(sheet('Abrir o caixa').getByText(/No último fechamento .* foram contados R\$.800,00/))
    .toBeVisible();
  await expect.element(press('Abrir com R$ 800,00')).toBeVisible();
  await userEvent.keyboard('15000{Backspace}');
  await expect.element(press('Abrir com R$ 15,00')).toBeVisible();
  await press(/^Usar/).click();
  await userEvent.keyboard('12345');
  await userEvent.keyboard('{Enter}');
  expect(fake.sent).toMatchObject([{ type: 'shift.open', data: { floatCents: 12_345 } }]);
  await answer(fake, OPEN);
  await expect.element(sheet('Abrir o caixa')).not.toBeInTheDocument();
  await expect.element(bar(/^Caixa aberto desde 17:00/)).toBeVisible();
});

test('[SCR49] the bar shows since when it is open, and no amount', async () => {
  await drawer();
  const { textContent } = bar(/^Caixa aberto desde 17:00$/).element();
  expect(textContent).toMatch(/^Caixa aberto desde 17:00/);
  expect(textContent).not.toMatch(/R\$|\d,\d\d/);
});

test('[SCR49] cash in and out carry a reason, and once: the second tap sends nothing', async () => {
  const fake = await drawer();
  await press('Sangria').click();
  await press(/^Tirar/).click();
  await expect.element(page.getByText('Digite o valor.')).toBeVisible();
  await expect.element(page.getByText('Diga o motivo: ele fica no relatório.')).toBeVisible();
  expect(fake.sent).toEqual([]);
  await userEvent.keyboard('5');
  await press('00').first().click();
  await press('Cofre').click();
  await press('Tirar R$ 5,00 da gaveta').click();
  await expect.element(page.getByText('Aguardando o servidor…')).toBeVisible();
  await userEvent.keyboard('{Enter}');
  expect(fake.sent).toMatchObject([
    { type: 'shift.cash_out', data: { amountCents: 500, reason: 'Cofre' } },
  ]);
  fake.reject({ code: 'amount_too_high', detail: '', data: { maxCents: 300 } });
  await expect.element(page.getByRole('alert')).toMatchTextContent(/no máximo R\$ 3,00/);
  await settled();
  await userEvent.keyboard('{Backspace}{Backspace}{Backspace}300{Enter}');
  await expect.poll(() => fake.sent.length).toBe(2);
  expect(fake.sent[1]?.data).toEqual({ amountCents: 300, reason: 'Cofre' });
  expect(fake.sent[1]?.id).not.toBe(fake.sent[0]?.id);
  await answer(fake, OPEN);
  await press('Suprimento').click();
  await userEvent.keyboard('2000');
  await press('Troco').click();
  await press('Pôr R$ 20,00 na gaveta').click();
  expect(fake.sent[2]).toMatchObject({
    type: 'shift.cash_in',
    data: { amountCents: 2_000, reason: 'Troco' },
  });
});

test('[SCR49] after an answer that leaves it open, the same words go out under the same id', async () => {
  const fake = await drawer();
  await press('Suprimento').click();
  await userEvent.keyboard('2000');
  await press('Troco').click();
  await press(/^Pôr/).click();
  fake.reject({ code: 'storage_failed', detail: '', data: {} });
  await settled();
  await press(/^Pôr/).click();
  await expect.poll(() => fake.sent.length).toBe(2);
  expect(fake.sent[1]?.id).toBe(fake.sent[0]?.id);
  fake.sent[1]?.answer({ ok: true, seq: 2, data: { shift: OPEN } });
  await expect.element(sheet('Caixa')).toBeVisible();
});

test('[SCR48] taking cash out asks a manager where the owner says so', async () => {
  const shop = { ...SHOP, counter: { ...SHOP.counter, managerFor: ['cash_out' as const] } };
  const fake = createFakeClient({
    shifts: { [OPEN.id]: OPEN },
    people: [ANA, BIA],
    signedIn: signedInAs(BIA),
    shop,
  });
  withPins(fake);
  await renderCounter(fake);
  await bar(/^Caixa aberto/).click();
  await press('Sangria').click();
  await userEvent.keyboard('100');
  await press('Cofre').click();
  await press(/^Tirar/).click();
  const manager = page.getByRole('alertdialog', { name: 'Autorização de gerente' });
  await expect.element(manager).toMatchTextContent(/tirar dinheiro da gaveta/);
  // The digits are the manager's now: the amount beneath stays.
  await userEvent.keyboard('1234{Enter}');
  await expect.element(manager).not.toBeInTheDocument();
  await expect.poll(() => fake.sent.length).toBe(1);
  expect(fake.sent[0]).toMatchObject({
    type: 'shift.cash_out',
    data: { amountCents: 100, reason: 'Cofre' },
    approval: 'allowed by Ana',
  });
});

/** Counts R$ 640,00 with the keys. */
async function count(): Promise<void> {
  await press('Fechar o caixa').click();
  await userEvent.keyboard('{Enter}4{Enter}{Enter}12{Enter}');
}

test('[SCR49] the drawer is counted blind; what was counted stays when the sheet is left', async () => {
  await drawer();
  expect(page.getByRole('dialog').element().textContent).not.toContain('843,00');
  await count();
  const counting = sheet('Contagem da gaveta');
  await expect
    .element(counting.getByRole('status', { name: 'Contado' }))
    .toMatchTextContent('640,00');
  expect(counting.element().textContent).not.toMatch(/843|Esperado/);
  await counting.getByRole('button', { name: 'R$ 0,50: 0' }).click();
  await userEvent.keyboard('10');
  await expect.element(counting.getByRole('button', { name: 'R$ 0,50: 10' })).toBeVisible();
  await userEvent.keyboard('{Escape}');
  await settled();
  await bar(/^Caixa aberto/).click();
  await press('Continuar o fechamento').click();
  await press('Contei tudo').click();
  const text = sheet('Fechar o caixa').element().textContent;
  expect(text).toContain('EsperadoR$ 843,00'.replace(' ', '\u00A0'));
  expect(text).toContain('−R$\u00A0198,00');
  await expect.element(page.getByText('Falta', { exact: true })).toBeVisible();
});

test('[SCR49] unpaid orders are named with the way to their payment, or left; then the Z report stands', async () => {
  const orders: Order[] = [
    orderOf(43, { shiftId: OPEN.id }),
    orderOf(44, { shiftId: 'another' }),
    // Handed over is not paid; cancelled is not owed.
    orderOf(45, { shiftId: OPEN.id, status: 'completed' }),
    orderOf(46, { shiftId: OPEN.id, status: 'cancelled' }),
  ];
  const fake = await drawer({
    orders: Object.fromEntries(orders.map((order) => [order.id, order])),
  });
  await count();
  await press('Contei tudo').click();
  await page.getByLabelText('Observação', { exact: true }).last().fill('Troco errado.');
  await press('Fechar o caixa').click();
  fake.reject({ code: 'unpaid_orders', detail: '', data: { count: 4, dueCents: 15_960 } });
  const unpaid = page.getByRole('dialog').getByRole('alert');
  await expect.element(unpaid).toMatchTextContent(/4 pedidos não foram pagos \(R\$.159,60\)/);
  expect(unpaid.getByRole('button', { name: /^#/ }).elements()).toHaveLength(2);
  await expect.element(unpaid.getByRole('button', { name: /^#043/ })).toBeVisible();
  await expect.element(unpaid.getByRole('button', { name: /^#045/ })).toBeVisible();
  // Two of them were handed over before this page was opened.
  await expect.element(unpaid.getByRole('button', { name: /^Mais 2/ })).toBeVisible();
  await settled();
  await press('Fechar mesmo assim').click();
  expect(fake.sent.map(({ data }) => data)).toEqual([
    {
      counts: [
        { valueCents: 10_000, count: 4 },
        { valueCents: 2_000, count: 12 },
      ],
      note: 'Troco errado.',
    },
    {
      counts: [
        { valueCents: 10_000, count: 4 },
        { valueCents: 2_000, count: 12 },
      ],
      note: 'Troco errado.',
      leaveUnpaid: true,
    },
  ]);
  await answer(fake, CLOSED);
  const report = page.getByRole('article', { name: 'Relatório Z nº 7' });
  await expect.element(report).toBeVisible();
  for (const words of [
    'Bia',
    '42',
    '3.285,90',
    'Cofre',
    '16 ×',
    '843,00',
    '800,00',
    'Troco errado.',
  ]) {
    await expect.element(report).toMatchTextContent(new RegExp(words));
  }
  const text = report.element().textContent;
  expect(text).toContain('Falta −R$\u00A043,00');
  expect(text).toContain('Não pago (1 pedido) R$\u00A039,90');
  // Nothing given back is nothing, and has no sign.
  expect(text).toContain('Estornos em dinheiro R$\u00A00,00');
  expect(text).not.toMatch(/[-−]R\$.0,00/);
  await press('Concluir').click();
  await expect.element(bar('Abrir o caixa')).toBeVisible();
});

test('[SCR49] a report is printed alone, on 80 mm, and kept as CSV; earlier ones are found', async () => {
  const fake = await drawer();
  const file = new Blob(['a;b']);
  const older = { ...CLOSED, id: 'older', number: 6, differenceCents: 0 };
  fake.door(({ path }) =>
    path.includes('report.csv')
      ? { ok: true, value: file }
      : path.includes('cursor=next')
        ? { ok: true, value: { shifts: [older], nextCursor: null } }
        : { ok: true, value: { shifts: [OPEN, CLOSED], nextCursor: 'next' } },
  );
  await press(/^Relatório X/).click();
  await expect.element(page.getByRole('article', { name: 'Relatório X nº 7' })).toBeVisible();
  await press('Voltar').click();
  await press('Relatórios anteriores').click();
  const rows = page.getByRole('list', { name: 'Relatórios anteriores' }).getByRole('listitem');
  await expect.element(rows.first()).toMatchTextContent(/Relatório Z nº 7.*Falta −R\$.43,00/);
  await press('Mais').click();
  await expect.element(rows.nth(1)).toMatchTextContent(/Relatório Z nº 6.*Confere/);
  await press(/^Relatório Z nº 7/).click();

  const links: { name: string; href: string }[] = [];
  const click = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (
    this: HTMLAnchorElement,
  ) {
    links.push({ name: this.download, href: this.href });
  });
  await press('Baixar CSV').click();
  await expect.poll(() => links).toHaveLength(1);
  expect(links[0]).toMatchObject({
    name: 'comanda-z-7.csv',
    href: expect.stringMatching(/^blob:/),
  });
  expect(fake.asked.at(-1)?.path).toBe(`/api/v1/shifts/${CLOSED.id}/report.csv?language=pt-BR`);
  click.mockRestore();
  const print = vi.spyOn(window, 'print').mockImplementation(() => undefined);
  await press('Imprimir').click();
  expect(print).toHaveBeenCalledOnce();
  print.mockRestore();
  const rules = document.adoptedStyleSheets.flatMap((each) => [...each.cssRules]);
  expect(rules.map(({ cssText }) => cssText).join(' ')).toMatch(/@page receipt.*80mm/);
});

test('[SCR49] a currency whose notes are not known is counted as one sum', async () => {
  const fake = await drawer({ shop: { ...SHOP, currency: 'CLP' } });
  await press('Fechar o caixa').click();
  // By touch: so many digits at once and Enter are a scan.
  for (const key of ['2', '00', '00', '00', '0', '1']) {
    await press(key).click();
  }
  await press('Contei tudo').click();
  await expect.element(sheet('Fechar o caixa')).toBeVisible();
  await press('Fechar o caixa').click();
  // A count names a value of at most 100,000.00.
  await expect.poll(() => fake.sent.length).toBe(1);
  expect(fake.sent[0]?.data).toEqual({
    counts: [
      { valueCents: 10_000_000, count: 20 },
      { valueCents: 1, count: 1 },
    ],
  });
});

const LOOKS = LANGUAGES.flatMap((language) =>
  (['light', 'dark'] as const).map((theme) => [language, theme] as const),
);

test.for(LOOKS)('[SCR29] the drawer is whole in %s, %s', async ([language, theme]) => {
  const fake = createFakeClient({ shifts: { [OPEN.id]: OPEN } });
  fake.door(() => ({ ok: true, value: { shifts: [CLOSED], nextCursor: null } }));
  await renderCounter(fake, { language, theme });
  const faultless = async () => expect(await accessibilityFaults()).toEqual([]);
  await bar(/17:00|5:00/).click();
  await faultless();
  const tiles = page.getByRole('dialog').getByRole('button');
  await tiles.nth(2).click();
  await faultless();
  await userEvent.keyboard('{Escape}');
  await settled();
  await bar(/17:00|5:00/).click();
  await tiles.nth(5).click();
  await faultless();
  await page.viewport(390, 844);
  expect(document.documentElement.scrollWidth).toBe(390);
  await page.viewport(1280, 800);
  await tiles.last().click();
  await faultless();
  await page.getByRole('dialog').getByRole('button').last().click();
  fake.reject({ code: 'unpaid_orders', detail: '', data: { count: 2, dueCents: 3_990 } });
  await settled();
  await faultless();
  await page.getByRole('dialog').getByRole('alert').getByRole('button').last().click();
  await answer(fake, CLOSED);
  await expect.element(page.getByRole('article')).toBeVisible();
  await faultless();
});
