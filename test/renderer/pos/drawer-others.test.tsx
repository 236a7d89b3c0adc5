import { beforeEach, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { LANGUAGES } from '../../../src/shared/languages.ts';
import type { Shift } from '../../../src/shared/shift.ts';
import type { MirrorState } from '../../../src/renderer/client/contract.ts';
import { accessibilityFaults } from '../support/axe.ts';
import { renderCounter } from '../support/counter.tsx';
import { createFakeClient, type FakeClient } from '../support/fake-client.ts';
import { orderOf, SHIFT } from '../support/fixtures.ts';
import { ANA, BIA, signedInAs, withPins } from '../support/people.ts';

beforeEach(async () => {
  localStorage.clear();
  await page.viewport(1280, 800);
  await settled();
});

/** The sheet of the test before, or the answer just now, holds presses off no longer. */
const settled = () => vi.waitUntil(() => document.querySelector('[data-press-shield]') === null);

/** Of the counter that was here before it was paired anew, under the same name. */
const GONE: Shift = {
  ...SHIFT,
  id: '0190cccc-0000-7000-8000-000000000009',
  number: 6,
  deviceId: 'counter-gone',
  openedAt: '2026-02-28T20:00:00.000Z',
  openedBy: { id: BIA.id, name: BIA.name },
  expectedCashCents: 20_000,
};
const CLOSED: Shift = {
  ...GONE,
  status: 'closed',
  closedAt: '2026-03-01T21:00:00.000Z',
  closedBy: { id: ANA.id, name: ANA.name },
  counts: [{ valueCents: 20_000, count: 1 }],
  countedCents: 20_000,
  differenceCents: 0,
};
const NAME = 'Balcão (turno nº 6)';

const sheet = (name: string | RegExp) => page.getByRole('dialog', { name });
const press = (name: string | RegExp) => page.getByRole('dialog').getByRole('button', { name });
const others = () => page.getByRole('region', { name: 'Outros caixas abertos' });

async function drawer(part: Partial<MirrorState>): Promise<FakeClient> {
  const fake = createFakeClient(part);
  fake.door(() => ({ ok: true, value: { shifts: [], nextCursor: null } }));
  withPins(fake);
  await renderCounter(fake);
  const isOpen = part.shifts?.[SHIFT.id] !== undefined;
  const name = isOpen ? /^Caixa aberto desde/ : 'Abrir o caixa';
  await page.getByRole('button', { name }).first().click();
  return fake;
}

/** From the list of other drawers to the end of counting one note of R$ 200,00, by keys. */
async function countOther(): Promise<void> {
  await press(`Contar e fechar: ${NAME}`).click();
  await userEvent.keyboard('1');
  await press('Contei tudo').click();
}

test('[SCR93] a drawer of another counter is named, counted and closed; this one’s own stays as it is', async () => {
  const fake = await drawer({ shifts: { [SHIFT.id]: SHIFT, [GONE.id]: GONE } });
  await expect.element(others()).toMatchTextContent(/Balcão \(turno nº 6\).*28\/02\/2026.*por Bia/);
  expect(others().getByRole('listitem').elements()).toHaveLength(1);
  await press(`Contar e fechar: ${NAME}`).click();
  const counting = sheet(`Contagem da gaveta de ${NAME}`);
  await expect
    .element(counting)
    .toMatchTextContent(/Esta gaveta é de outro balcão: Balcão \(turno/);
  await userEvent.keyboard('1');
  expect(counting.element().textContent).not.toMatch(/Esperado/);
  // What was counted of the one is not in the other, and stays when the sheet is left.
  await press('Voltar').click();
  await press('Fechar o caixa').click();
  const own = sheet('Contagem da gaveta');
  await expect.element(own.getByRole('status', { name: 'Contado' })).toMatchTextContent('0,00');
  await userEvent.keyboard('{Escape}');
  await settled();
  await page.getByRole('button', { name: /^Caixa aberto/ }).click();
  await press(`Continuar a contagem: ${NAME}`).click();
  await press('Contei tudo').click();
  const review = sheet(`Fechar o caixa de ${NAME}`);
  await expect.element(review).toMatchTextContent(/Esta gaveta é de outro balcão/);
  await expect.element(review.getByText('Confere', { exact: true })).toBeVisible();
  await press('Fechar o caixa de Balcão').click();
  expect(fake.sent).toMatchObject([{ type: 'shift.close' }]);
  expect(fake.sent[0]?.data).toEqual({
    shiftId: GONE.id,
    counts: [{ valueCents: 20_000, count: 1 }],
  });
  fake.know({ shifts: { [SHIFT.id]: SHIFT, [GONE.id]: CLOSED } });
  fake.sent[0]?.answer({ ok: true, seq: 2, data: { shift: CLOSED } });
  await settled();
  await expect.element(page.getByRole('article', { name: 'Relatório Z nº 6' })).toBeVisible();
  await press('Concluir').click();
  await expect.element(sheet('Caixa')).toBeVisible();
  await expect.element(others()).not.toBeInTheDocument();
  await expect.element(press('Sangria')).toBeVisible();
});

test('[SCR93] it is there also before this counter’s own is opened; closed elsewhere meanwhile, its report stands', async () => {
  const fake = await drawer({ shifts: { [GONE.id]: GONE } });
  await countOther();
  fake.know({ shifts: { [GONE.id]: CLOSED } });
  await expect.element(page.getByRole('article', { name: 'Relatório Z nº 6' })).toBeVisible();
  expect(fake.sent).toEqual([]);
  await press('Concluir').click();
  await expect.element(sheet('Abrir o caixa')).toBeVisible();
});

test('[SCR93] a cashier needs a manager for it in every shop, once: not for being told what is unpaid', async () => {
  const unpaid: Shift = { ...GONE, unpaid: { count: 1, cents: 3_990 } };
  const order = orderOf(43, { shiftId: GONE.id, status: 'completed' });
  const fake = await drawer({
    shifts: { [GONE.id]: unpaid },
    orders: { [order.id]: order },
    people: [ANA, BIA],
    signedIn: signedInAs(BIA),
  });
  await countOther();
  await press('Fechar o caixa de Balcão').click();
  expect(fake.sent).toHaveLength(1);
  expect(fake.sent[0]?.approval).toBeUndefined();
  fake.reject({ code: 'unpaid_orders', detail: '', data: { count: 1, dueCents: 3_990 } });
  await settled();
  await expect.element(press(/^#043/)).toBeVisible();
  await press('Fechar mesmo assim').click();
  const manager = page.getByRole('alertdialog', { name: 'Autorização de gerente' });
  await expect.element(manager).toMatchTextContent(/fechar o caixa de outro balcão/);
  await userEvent.keyboard('1234{Enter}');
  await expect.poll(() => fake.sent.length).toBe(2);
  expect(fake.sent[1]).toMatchObject({
    type: 'shift.close',
    data: { shiftId: GONE.id, leaveUnpaid: true },
    approval: 'allowed by Ana',
  });
});

test('[SCR49] the X report says what is still to come in', async () => {
  const unpaid = { count: 2, cents: 7_980 };
  await drawer({ shifts: { [SHIFT.id]: { ...SHIFT, unpaid } } });
  await press(/^Relatório X/).click();
  const text = page.getByRole('article').element().textContent;
  expect(text).toContain('A receber (2 pedidos) R$\u00A079,80');
  expect(text).not.toMatch(/[-−]R\$.0,00/);
});

const LOOKS = LANGUAGES.flatMap((language) =>
  (['light', 'dark'] as const).map((theme) => [language, theme] as const),
);

test.for(LOOKS)('[SCR29] other drawers are whole in %s, %s', async ([language, theme]) => {
  const fake = createFakeClient({ shifts: { [SHIFT.id]: SHIFT, [GONE.id]: GONE } });
  await renderCounter(fake, { language, theme });
  const faultless = async () => expect(await accessibilityFaults()).toEqual([]);
  await page
    .getByRole('button', { name: /17:00|5:00/ })
    .first()
    .click();
  await faultless();
  await page.viewport(390, 844);
  expect(document.documentElement.scrollWidth).toBe(390);
  await page.viewport(1280, 800);
  await page.getByRole('dialog').getByRole('listitem').getByRole('button').click();
  await faultless();
  await page.getByRole('dialog').getByRole('button').last().click();
  await faultless();
});
