import { beforeEach, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { addLine, emptyDraft, splitLine } from '../../../src/renderer/pos/draft.ts';
import type { Draft } from '../../../src/renderer/pos/draft.ts';
import { signedModifier } from '../../../src/renderer/pos/modifier-sign.ts';
import { accessibilityFaults } from '../support/axe.ts';
import { lines, renderCounter, sendButton, tile } from '../support/counter.tsx';
import { createFakeClient } from '../support/fake-client.ts';
import { MENU, orderOf } from '../support/fixtures.ts';

const calm = async (): Promise<void> => {
  await vi.waitUntil(() => document.querySelector('[data-press-shield]') === null);
};

beforeEach(async () => {
  localStorage.clear();
  sessionStorage.clear();
  await page.viewport(1280, 800);
  await calm();
});

const margherita = page.getByRole('dialog', { name: 'Pizza Margherita' });
const customer = () => page.getByRole('button', { name: /^(?:Confira o e-mail|Cliente)/ });
const topOf = (button: ReturnType<typeof customer>): number =>
  Math.round(button.element().getBoundingClientRect().top);

const keep = (draft: Draft): void =>
  localStorage.setItem(
    'comanda.pos.drafts',
    JSON.stringify({ drafts: [draft], activeId: draft.id }),
  );

test('[SCR74] one that was changed alone stands beside those it came from', async () => {
  const fake = createFakeClient();
  await renderCounter(fake);
  await tile('Pizza Margherita').click();
  await tile('Pizza Margherita').click();
  await tile('Guaraná lata').click();
  await page.getByRole('button', { name: /Editar.*Margherita/ }).click();
  await margherita.getByRole('button', { name: /^Bacon/ }).click();
  await margherita.getByRole('button', { name: 'Mudar só 1 dos 2' }).click();
  await sendButton().click();
  expect(fake.sent[0]?.data).toMatchObject({
    lines: [
      { itemId: 'margherita', quantity: 1 },
      { itemId: 'margherita', quantity: 1, modifiers: ['bacon'] },
      { itemId: 'guarana', quantity: 1 },
    ],
  });
});

test('[SCR74] one that becomes like another line joins it', () => {
  const plain = { itemId: 'margherita', quantity: 2, modifiers: [], note: '' };
  const bacon = { ...plain, quantity: 1, modifiers: ['bacon'] };
  const draft = addLine(addLine(emptyDraft(), plain), bacon);
  const split = splitLine(draft, draft.lines[0]?.id ?? '', bacon);
  expect(split.lines.map(({ quantity }) => quantity)).toEqual([1, 2]);
});

test('[SCR21] a full group says why it takes no more', async () => {
  await renderCounter(createFakeClient());
  await page.getByRole('button', { name: 'Detalhes de Pizza Margherita' }).click();
  const group = margherita.getByRole('group', { name: /^Adicionais/ });
  await group.getByRole('button', { name: /^Queijo/ }).click();
  await expect.element(group.getByRole('status')).toMatchTextContent('');
  await group.getByRole('button', { name: /^Bacon/ }).click();
  await expect.element(group.getByText('Já há 2: tire uma para trocar')).toBeVisible();
  await expect.element(group.getByRole('button', { name: /^Ovo/ })).toBeDisabled();
  expect(await accessibilityFaults()).toEqual([]);
});

test('[SCR86] neither a discount nor a table nor a closed drawer moves the foot of the order', async () => {
  const fake = createFakeClient();
  await renderCounter(fake);
  await tile('Pizza Margherita').click();
  await tile('Pizza Margherita').click();
  const before = topOf(customer());
  await page.getByRole('radio', { name: 'Mesa' }).click();
  await expect.element(page.getByRole('checkbox', { name: 'Serviço 10%' })).toBeVisible();
  expect(topOf(customer())).toBe(before);
  await page.getByRole('button', { name: 'Desconto no pedido' }).click();
  await userEvent.keyboard('5{Enter}');
  await expect.element(page.getByText(/^−\d/)).toBeVisible();
  expect(topOf(customer())).toBe(before);
  fake.know({ shifts: {} });
  await expect.element(page.getByText(/O caixa deste balcão está fechado/)).toBeVisible();
  expect(topOf(customer())).toBe(before);
});

test('[SCR86] what was added or changed is in sight, however long the order', async () => {
  keep(
    Array.from({ length: 15 }).reduce<Draft>(
      (draft, _, index) =>
        addLine(draft, { itemId: 'agua', quantity: 1, modifiers: [], note: `${index}` }),
      addLine(emptyDraft(), { itemId: 'pudim', quantity: 1, modifiers: [], note: '' }),
    ),
  );
  await renderCounter(createFakeClient());
  await tile('Pizza Margherita').click();
  await expect.element(lines().last()).toMatchTextContent('Pizza Margherita');
  await expect.element(lines().last()).toBeInViewport({ ratio: 0.99 });
  lines().first().element().scrollIntoView();
  await expect.element(lines().last()).not.toBeInViewport();
  await tile('Pizza Margherita').click();
  await expect.element(lines().last()).toBeInViewport({ ratio: 0.99 });
});

test('[SCR86] the order that was placed stands in the panel alone', async () => {
  const fake = createFakeClient();
  await renderCounter(fake);
  await tile('Pizza Margherita').click();
  await sendButton().click();
  fake.ack(orderOf(43));
  await expect.element(page.getByText('Registrado #043')).toBeVisible();
  await expect.element(page.getByRole('heading', { level: 1 })).toMatchTextContent('Pedido #043');
  expect(page.getByRole('radio', { name: 'Mesa' }).elements()).toHaveLength(0);
  expect(customer().elements()).toHaveLength(0);
  expect(await accessibilityFaults()).toEqual([]);
  await tile('Pizza Margherita').click();
  await expect.element(page.getByRole('radio', { name: 'Mesa' })).toBeVisible();
});

test('[SCR86] a finger hits: 56 px high at the counter, and no less than 48 wide', async () => {
  keep(
    addLine(emptyDraft('dine_in'), { itemId: 'margherita', quantity: 2, modifiers: [], note: '' }),
  );
  await renderCounter(createFakeClient());
  await tile('Guaraná lata').click();
  const small = (root: Element): string[] =>
    [...root.querySelectorAll('button, input:not([type=radio], [type=checkbox])')]
      .filter((each) => each.checkVisibility())
      .filter((each) => {
        const { width, height } = each.getBoundingClientRect();
        return height < 55.5 || width < 47.5;
      })
      .map((each) => each.outerHTML.slice(0, 120));
  const panel = page.getByRole('complementary', { name: 'Pedido' });
  expect(small(panel.element())).toEqual([]);
  await page.getByRole('button', { name: 'Detalhes de Pizza Margherita' }).click();
  await margherita.getByRole('button', { name: /^Alergia/ }).click();
  expect(small(margherita.element())).toEqual([]);
});

test('[SCR86] the number of a table comes from keys on the page, too', async () => {
  const fake = createFakeClient();
  await renderCounter(fake);
  await tile('Pizza Margherita').click();
  await page.getByRole('radio', { name: 'Mesa' }).click();
  await page.getByRole('button', { name: 'Teclado numérico' }).click();
  const pad = page.getByRole('alertdialog', { name: 'Mesa nº' });
  await pad.getByRole('button', { name: '1', exact: true }).click();
  await pad.getByRole('button', { name: '2', exact: true }).click();
  expect(await accessibilityFaults()).toEqual([]);
  await pad.getByRole('button', { name: 'Feito' }).click();
  await calm();
  await expect.element(page.getByLabelText('Mesa nº', { exact: true })).toHaveValue('12');
  await sendButton().click();
  expect(fake.sent[0]?.data).toMatchObject({ service: 'dine_in', table: '12' });
});

const sheet = page.getByRole('dialog', { name: 'Cliente e observação' });

test('[SCR87] Enter finishes the customer, and a malformed address does not pass', async () => {
  await renderCounter(createFakeClient());
  await tile('Pizza Margherita').click();
  await customer().click();
  await userEvent.keyboard('Ana Souza');
  await sheet.getByLabelText('E-mail').fill('ana@exemplo');
  await sheet.getByRole('button', { name: 'Feito' }).click();
  await expect.element(sheet.getByText(/o formato é ana@exemplo.com/)).toBeVisible();
  await expect.element(sheet.getByLabelText('E-mail')).toHaveFocus();
  await userEvent.keyboard('{Enter}');
  await expect.element(sheet).toBeVisible();
  await userEvent.keyboard('.com{Enter}');
  await expect.element(sheet).not.toBeInTheDocument();
  await expect.element(customer()).toMatchTextContent('Ana Souza');
});

test('[SCR87] whatever is wrong with the address, the panel names the customer', async () => {
  keep({
    ...addLine(emptyDraft(), { itemId: 'margherita', quantity: 1, modifiers: [], note: '' }),
    customer: { name: 'Ana Souza', email: 'ana@', phone: '' },
  });
  await renderCounter(createFakeClient());
  const button = customer().element();
  expect(button.getAttribute('aria-label') ?? button.textContent).toMatch(/Confira o e-mail/);
  const words = button.querySelector('span:last-of-type');
  expect(words?.textContent).toContain('Ana Souza');
  const note = page.getByRole('button', { name: 'Observação' }).element();
  const label = note.querySelector('span');
  expect(label && label.scrollWidth <= label.clientWidth).toBe(true);
});

test('[SCR87] an option that takes away is under a minus, in the words of the shop', async () => {
  expect(signedModifier('Sem cebola', 'pt-BR')).toBe('– Sem cebola');
  expect(signedModifier('No ponto', 'pt-BR')).toBe('+ No ponto');
  expect(signedModifier('No ice', 'en')).toBe('– No ice');
  expect(signedModifier('Sin sal', 'es')).toBe('– Sin sal');
  const group = {
    id: 'sem',
    name: 'Sem',
    min: 0,
    max: 2,
    modifiers: [{ id: 'sc', name: 'Sem cebola', priceCents: 0 }],
  };
  const menu = {
    ...MENU,
    modifierGroups: [...MENU.modifierGroups, group],
    items: MENU.items.map((item) =>
      item.id === 'margherita' ? { ...item, modifierGroupIds: ['adicionais', 'sem'] } : item,
    ),
  };
  keep(
    addLine(emptyDraft(), {
      itemId: 'margherita',
      quantity: 1,
      modifiers: ['queijo', 'sc'],
      note: '',
    }),
  );
  await renderCounter(createFakeClient({ menu }));
  await expect.element(page.getByText('– Sem cebola')).toBeVisible();
  await expect.element(page.getByText('+ Queijo')).toBeVisible();
});
