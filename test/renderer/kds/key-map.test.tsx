import { beforeEach, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { DEFAULT_KEYS } from '../../../src/renderer/kds/key-map.ts';
import { accessibilityFaults } from '../support/axe.ts';
import { lowContrasts } from './contrast.ts';
import { order } from './fixtures.ts';
import {
  button,
  card,
  choose,
  commands,
  freshDisplay,
  noShield,
  numbers,
  openKitchen,
  tap,
} from './open-kitchen.tsx';

beforeEach(freshDisplay);

const sheet = () => page.getByRole('dialog', { name: 'Teclas' });
const row = (action: string) =>
  sheet().getByRole('button', { name: new RegExp(`^Mudar: ${action} `) });

/** The screen of keys, as it is come to from the settings. */
async function openKeys(): Promise<void> {
  await userEvent.keyboard('d');
  await button('Mudar as teclas').click();
  await expect.element(sheet()).toBeVisible();
  await noShield();
}

async function closeKeys(): Promise<void> {
  await userEvent.keyboard('{Escape}');
  await expect.poll(() => page.getByRole('dialog').elements().length).toBe(0);
  await noShield();
}

test('[KDS34] a key is set by pressing it, on a bump bar or a number pad, and cards, footer and keys follow at once', async () => {
  const client = await openKitchen([order(2), order(1)]);
  await openKeys();
  await row('Cartão 2').click();
  await expect.element(sheet().getByText(/Esc cancela/)).toBeVisible();
  expect(await accessibilityFaults()).toEqual([]);
  expect(lowContrasts(sheet().element(), 7)).toEqual([]);
  await userEvent.keyboard('{F8}');
  await expect.element(row('Cartão 2')).toHaveAccessibleName('Mudar: Cartão 2 F8');
  await row('Avançar o cartão escolhido').click();
  await userEvent.keyboard('+');
  await row('Total por item').click();
  await userEvent.keyboard('{Home}');
  await closeKeys();
  await expect.element(card('001').getByLabelText('Tecla F8')).toBeVisible();
  await expect.element(button(/^Total por item/)).toMatchTextContent(/Home/);
  await userEvent.keyboard('2');
  expect(document.activeElement?.hasAttribute('data-step')).toBe(false);
  await userEvent.keyboard('{F8}');
  await expect.element(button('Iniciar: pedido #001')).toHaveFocus();
  await userEvent.keyboard('+');
  await expect.poll(() => commands(client)).toEqual(['ticket.start']);
  await userEvent.keyboard('h');
  await expect
    .element(page.getByRole('dialog', { name: 'Teclado' }))
    .toMatchTextContent(/1F834567890Escolher o cartão/);
});

test('[KDS34] another action’s key is taken only when pressed again after the word, and the two swap', async () => {
  await openKitchen([order(1)]);
  await openKeys();
  await row('Desfazer').click();
  await userEvent.keyboard('r');
  const word = sheet().getByText(/^R já é de “Chamar de volta o último pronto”/);
  await expect.element(word).toBeVisible();
  await expect.element(row('Desfazer')).toHaveAccessibleName('Mudar: Desfazer Aperte a tecla…');
  // Another key in between is another question.
  await userEvent.keyboard('p');
  await expect.element(sheet().getByText(/^P já é de “Lista de prontos”/)).toBeVisible();
  await userEvent.keyboard('r');
  await expect.element(word).toBeVisible();
  await userEvent.keyboard('r');
  await expect.element(row('Desfazer')).toHaveAccessibleName('Mudar: Desfazer R');
  await expect
    .element(row('Chamar de volta o último pronto'))
    .toHaveAccessibleName('Mudar: Chamar de volta o último pronto U');
  // By a finger, too.
  await row('Desfazer').click();
  await userEvent.keyboard('g');
  await sheet().getByRole('button', { name: 'Trocar' }).click();
  await expect.element(row('Números do dia')).toHaveAccessibleName('Mudar: Números do dia R');
});

test('[KDS34] Esc leaves the key and the panel as they are, Delete clears it, the browser’s keys are refused', async () => {
  await openKitchen([order(1)]);
  await openKeys();
  await row('Som').click();
  await userEvent.keyboard('{Escape}');
  await expect.element(sheet()).toBeVisible();
  await expect.element(row('Som')).toHaveAccessibleName('Mudar: Som S');
  await row('Som').click();
  await userEvent.keyboard('{F12}');
  await expect.element(sheet().getByText('F12 é do navegador: escolha outra.')).toBeVisible();
  await userEvent.keyboard('{Delete}');
  await expect.element(row('Som')).toHaveAccessibleName('Mudar: Som sem tecla');
  await sheet().getByRole('button', { name: 'Voltar às teclas de fábrica' }).click();
  await expect.element(row('Som')).toHaveAccessibleName('Mudar: Som S');
});

test('[KDS35] while a key is waited for, no key does what it did, and Tab still leads on', async () => {
  const client = await openKitchen([order(1, { status: 'preparing' })]);
  await expect.poll(numbers).toEqual(['#001']);
  await openKeys();
  await row('Cartão 3').click();
  await userEvent.keyboard('s1{Enter}');
  await expect.element(sheet().getByText(/^⏎ já é de/)).toBeVisible();
  await userEvent.keyboard('{Tab}');
  await expect.element(row('Cartão 4')).toHaveFocus();
  await expect.element(row('Cartão 3')).toHaveAccessibleName('Mudar: Cartão 3 3');
  expect(
    sheet()
      .getByText(/Esc cancela/)
      .elements(),
  ).toHaveLength(0);
  await expect.element(page.getByText('Sem som').first()).toBeInTheDocument();
  expect(commands(client)).toEqual([]);
});

test('[KDS36] a bump bar that has only a few keys sets all the others by itself', async () => {
  choose({
    keys: {
      ...DEFAULT_KEYS,
      up: ['i'],
      down: ['k'],
      bump: ['b'],
      display: ['d'],
      'select-1': ['1'],
    },
  });
  await openKitchen([order(1)]);
  await userEvent.keyboard('d');
  await expect.element(page.getByRole('dialog')).toBeVisible();
  const walkTo = async (name: RegExp): Promise<void> => {
    for (let step = 0; step < 60; step += 1) {
      const active = document.activeElement;
      if (name.test(active?.textContent ?? '')) return;
      await userEvent.keyboard('k');
    }
    throw new Error(`no way to ${name}`);
  };
  await walkTo(/^Mudar as teclas$/);
  await userEvent.keyboard('b');
  await expect.element(sheet()).toBeVisible();
  await noShield();
  await walkTo(/^Mudar: ?Desfazer/);
  await userEvent.keyboard('b');
  await userEvent.keyboard('q');
  await expect.element(row('Desfazer')).toHaveAccessibleName('Mudar: Desfazer Q');
  await expect.element(row('Desfazer')).toHaveFocus();
});

test('[KDS35] a key held down is chosen once, and the key that opened the row is not chosen by being held', async () => {
  await openKitchen([order(1)]);
  await openKeys();
  const key = (name: string, repeat: boolean): void => {
    const event = { key: name, bubbles: true, cancelable: true, repeat };
    document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', event));
  };
  tap(row('Desfazer'));
  await expect.element(sheet().getByText(/Esc cancela/)).toBeVisible();
  key('Enter', true);
  key('r', false);
  key('r', true);
  await expect.element(sheet().getByText(/^R já é de/)).toBeVisible();
  await expect.element(row('Desfazer')).toHaveAccessibleName('Mudar: Desfazer Aperte a tecla…');
});
