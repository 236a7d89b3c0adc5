import { beforeEach, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { Menu } from '../../../src/shared/menu.ts';
import { lines, openOrders, renderCounter, shieldedCounter, tile } from '../support/counter.tsx';
import { createFakeClient } from '../support/fake-client.ts';
import { MENU, orderOf } from '../support/fixtures.ts';

const CODES: Readonly<Record<string, string>> = {
  guarana: '7891991010856',
  picanha: '7891000315507',
  pudim: '7891000100103',
};

const SCANNED: Menu = {
  ...MENU,
  items: MENU.items.map((item) => {
    const barcode = CODES[item.id];
    return barcode === undefined ? item : { ...item, barcode };
  }),
};

beforeEach(async () => {
  localStorage.clear();
  sessionStorage.clear();
  await page.viewport(1280, 800);
  // The sheet of the test before has just closed, and a shield takes Enter for a moment.
  await vi.waitUntil(() => document.querySelector('[data-press-shield]') === null);
});

/** Milliseconds of the page's own time, of which the real keys also speak: never behind them. */
let now = 0;

/** A key as a keyboard makes it, at a moment of the test's own: the character lands where the focus is by then. */
function press(key: string): void {
  const target = document.activeElement ?? document.body;
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true });
  Object.defineProperty(event, 'timeStamp', { value: now });
  const goesOn = target.dispatchEvent(event);
  const field = document.activeElement;
  if (!goesOn || key.length > 1 || !(field instanceof HTMLInputElement)) return;
  // Past React, as the browser does it: it compares with what it wrote itself.
  Reflect.set(HTMLInputElement.prototype, 'value', field.value + key, field);
  field.dispatchEvent(new InputEvent('input', { bubbles: true, data: key }));
}

/** Types like a scanner (8 ms a key) or like a person (120 ms). */
function type(keys: readonly string[], gap: number): void {
  now = Math.max(now, performance.now()) + 5000;
  for (const key of keys) {
    press(key);
    now += gap;
  }
}

const scan = (code: string): void => type([...code.split(''), 'Enter'], 8);

test('[SCR75] a scan adds its item wherever the focus is, and leaves no digit behind', async () => {
  await renderCounter(createFakeClient({ menu: SCANNED }));
  scan('7891991010856');
  await expect.element(lines().first()).toMatchTextContent('Guaraná lata');
  await expect.element(page.getByRole('searchbox')).toHaveValue('');
  expect(document.activeElement).toBe(document.body);

  await page.getByRole('searchbox').fill('piz');
  scan('7891991010856');
  await expect.element(page.getByRole('searchbox')).toHaveValue('piz');
  await expect.element(page.getByRole('searchbox')).toHaveFocus();
  await expect.element(page.getByRole('group', { name: /Guaraná/ })).toMatchTextContent('2');

  await page.getByRole('radio', { name: 'Mesa' }).click();
  await page.getByLabelText('Mesa nº').fill('7');
  scan('7891991010856');
  await expect.element(page.getByLabelText('Mesa nº')).toHaveValue('7');
  await expect.element(page.getByRole('group', { name: /Guaraná/ })).toMatchTextContent('3');
  expect(lines().elements()).toHaveLength(1);
});

test('[SCR75] the same digits from a person are a search', async () => {
  await renderCounter(createFakeClient({ menu: SCANNED }));
  type('7891991010856'.split(''), 120);
  await expect.element(page.getByRole('searchbox')).toHaveValue('7891991010856');
  expect(lines().elements()).toHaveLength(0);
});

test('[SCR75] a code that no item bears is named; what is sold out or must be chosen says so', async () => {
  const { App, pass } = shieldedCounter();
  await renderCounter(createFakeClient({ menu: SCANNED }), { App });
  scan('4006381333931');
  await expect
    .element(page.getByRole('alert'))
    .toMatchTextContent('Nenhum item com o código 4006381333931.');
  await page.getByRole('button', { name: 'Fechar aviso' }).click();
  scan('7891000100103');
  await expect.element(page.getByText('Esgotado: Pudim de leite.')).toBeVisible();
  scan('7891000315507');
  const sheet = page.getByRole('dialog', { name: 'Picanha' });
  await expect.element(sheet).toBeVisible();
  // A sheet is about one thing: what is scanned over it is not for it.
  scan('7891991010856');
  await expect.element(page.getByText('Leitor ignorado aqui.')).toBeVisible();
  await expect.element(sheet).toBeVisible();
  await userEvent.keyboard('{Escape}');
  await expect.element(sheet).not.toBeInTheDocument();
  // The shield that the closing raised must not outlive this test.
  pass();
  expect(lines().elements()).toHaveLength(0);
});

async function openKeypad(): Promise<void> {
  await page.getByRole('button', { name: 'Detalhes de Guaraná lata' }).click();
  await page.getByRole('button', { name: 'Digitar a quantidade' }).click();
}

const guarana = page.getByRole('dialog', { name: 'Guaraná lata' });
const typedQuantity = guarana.getByRole('group', { name: /^Quantidade: teclado/ });

test('[SCR75] a keypad takes no key of a scan, and Enter confirms nothing', async () => {
  await renderCounter(createFakeClient({ menu: SCANNED }));
  await openKeypad();
  await expect.element(typedQuantity).toBeVisible();
  scan('7891991010856');
  await expect.element(page.getByText('Leitor ignorado aqui.')).toBeVisible();
  await expect.element(guarana).toBeVisible();
  await expect
    .element(guarana.getByRole('button', { name: /^Adicionar/ }))
    .toMatchTextContent('7,00');
  // Of a person as fast as that, or of whom a finger follows at once, no digit is lost.
  type(['4', '2'], 20);
  await expect
    .element(guarana.getByRole('button', { name: /^Adicionar/ }))
    .toMatchTextContent('294,00');
  type(['7'], 20);
  window.dispatchEvent(new PointerEvent('pointerdown'));
  await guarana.getByRole('button', { name: /^Adicionar/ }).click();
  await expect.element(page.getByRole('group', { name: /Guaraná/ })).toMatchTextContent('427');
});

test('[SCR75] where the focus is in a field of a sheet, a scan leaves it as it was', async () => {
  await renderCounter(createFakeClient({ menu: SCANNED }));
  await page.getByRole('button', { name: 'Cliente', exact: true }).click();
  await page.getByLabelText('Nome').fill('Ana');
  scan('7891991010856');
  await expect.element(page.getByText('Leitor ignorado aqui.')).toBeVisible();
  await expect.element(page.getByLabelText('Nome')).toHaveValue('Ana');
  await expect.element(page.getByLabelText('Nome')).toHaveFocus();
  expect(lines().elements()).toHaveLength(0);
});

test('[SCR75] in the sheet that changes an order a scan adds its item there, or says why not', async () => {
  const order = orderOf(1, { allowedChanges: ['edit'] });
  await renderCounter(createFakeClient({ menu: SCANNED, orders: { [order.id]: order } }));
  await openOrders().getByRole('button', { name: /#001/ }).click();
  await page.getByRole('button', { name: 'Alterar', exact: true }).click();
  const sheet = page.getByRole('dialog', { name: /o pedido #001/ });
  const added = sheet.getByRole('region', { name: 'Novo', exact: true });
  await expect.element(added).toBeVisible();
  scan('7891991010856');
  await expect.element(added.getByRole('listitem')).toMatchTextContent('Guaraná lata');
  scan('4006381333931');
  await expect
    .element(sheet.getByRole('alert'))
    .toMatchTextContent('Nenhum item com o código 4006381333931.');
  scan('7891000315507');
  await expect.element(page.getByRole('dialog', { name: 'Picanha' })).toBeVisible();
  scan('7891991010856');
  await expect.element(page.getByText('Leitor ignorado aqui.')).toBeVisible();
  expect(added.getByRole('listitem').elements()).toHaveLength(1);
});

test('[SCR72] a number typed before a scan, a tap or a name is how many', async () => {
  await renderCounter(createFakeClient({ menu: SCANNED }));
  await userEvent.keyboard('3*');
  await expect.element(page.getByText('3× o próximo item')).toBeVisible();
  scan('7891991010856');
  await expect.element(page.getByRole('group', { name: /Guaraná/ })).toMatchTextContent('3');
  await expect.element(page.getByRole('searchbox')).toHaveValue('');
  await userEvent.keyboard('12x');
  await tile('Pizza Margherita').click();
  await expect.element(page.getByRole('group', { name: /Margherita/ })).toMatchTextContent('12');
  await expect.element(page.getByRole('searchbox')).toHaveValue('');
  await userEvent.keyboard('2*agua{Enter}');
  await expect.element(page.getByRole('group', { name: /Água/ })).toMatchTextContent('2');
  await expect.element(page.getByRole('searchbox')).toHaveValue('');
});
