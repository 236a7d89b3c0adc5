import { beforeEach, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { accessibilityFaults } from '../support/axe.ts';
import { lowContrasts } from './contrast.ts';
import { at, cancelled, line, order, sentLine, sharedLine, waitingLine } from './fixtures.ts';
import {
  button,
  card,
  choose,
  commands,
  freshDisplay,
  numbers,
  openKitchen,
} from './open-kitchen.tsx';

beforeEach(async () => {
  await freshDisplay();
  choose({ expediter: true });
});

test('[KDS30] an expediter sees every line with its stations and their checks, and touches none', async () => {
  const lines = [
    line({ name: 'X-Salada', status: 'ready' }),
    sharedLine(['grelha', 'forno'], { name: 'Frango' }, ['grelha']),
    line({ name: 'Suco', station: 'bar' }),
  ];
  await openKitchen([order(1, { status: 'preparing', lines })]);
  const items = card('001').getByRole('listitem');
  await expect.element(items.nth(0)).toMatchTextContent(/▸ Grelha.*feito$/);
  await expect.element(items.nth(1)).toMatchTextContent(/▸ Grelha.*▸ Forno/);
  expect(items.nth(1).getByRole('img', { name: 'pronto' }).elements()).toHaveLength(1);
  await expect.element(items.nth(2)).toMatchTextContent(/▸ Bar/);
  expect(items.nth(0).getByRole('button').elements()).toHaveLength(0);
  await expect.element(card('001').getByText('Falta: Forno e Bar')).toBeVisible();
  expect(await accessibilityFaults()).toEqual([]);
  expect(lowContrasts(document.body, 7)).toEqual([]);
});

test('[KDS30] what is missing is no step: Enter on the selected card does nothing', async () => {
  const client = await openKitchen([order(1, { status: 'preparing' })]);
  await expect.element(card('001').getByText('Falta: Grelha')).toBeVisible();
  await userEvent.keyboard('1{Enter}');
  await expect.element(card('001').getByText('Falta: Grelha')).toBeVisible();
  expect(card('001').element().contains(document.activeElement)).toBe(true);
  expect(commands(client)).toEqual([]);
});

test('[KDS30] an expediter rushes an order, and takes that back', async () => {
  const client = await openKitchen([order(9), order(1)]);
  await expect.poll(numbers).toEqual(['#009', '#001']);
  const rush = button('Urgente: pedido #001');
  await expect.element(rush).toHaveAttribute('aria-pressed', 'false');
  expect(rush.element().getBoundingClientRect().width).toBeGreaterThanOrEqual(64);
  await rush.click();
  await expect.poll(numbers).toEqual(['#001', '#009']);
  await expect.element(rush).toHaveAttribute('aria-pressed', 'true');
  await rush.click();
  await expect.poll(numbers).toEqual(['#009', '#001']);
  expect(commands(client)).toEqual(['order.rush', 'order.rush']);
});

test('[KDS30] a ready order has no age any more: its header says that it can be fetched', async () => {
  const ready = order(30, {
    status: 'ready',
    readyAt: at(-1000),
    lines: [line({ status: 'ready' })],
  });
  await openKitchen([ready, order(20, { status: 'preparing' })]);
  await expect.element(card('030')).toHaveAccessibleName('Pedido #030, Balcão, Pronto');
  await expect.element(card('020')).toHaveAccessibleName('Pedido #020, Balcão, Atrasado');
  expect(card('030').getByText('Atrasado').elements()).toHaveLength(0);
  const ground = (number: string) => {
    const header = card(number).element().querySelector('header');
    return header && getComputedStyle(header).backgroundColor;
  };
  expect(ground('030')).not.toBe(ground('020'));
  expect(lowContrasts(document.body, 7)).toEqual([]);
});

test('[KDS30] a ready order is handed over from its card, which counts down and takes no press meanwhile', async () => {
  const ready = order(1, {
    status: 'ready',
    readyAt: at(-1000),
    lines: [line({ status: 'ready' }), line({ name: 'Suco', station: 'bar', status: 'ready' })],
  });
  const client = await openKitchen([ready]);
  await button('Entregue: pedido #001').click();
  const leaving = card('001').getByText(/^Entregando… [1-5] s$/);
  await expect.element(leaving).toBeVisible();
  expect(
    card('001')
      .getByRole('button', { name: /Entregue|Urgente/ })
      .elements(),
  ).toHaveLength(0);
  expect(await accessibilityFaults()).toEqual([]);
  expect(lowContrasts(document.body, 7)).toEqual([]);
  await page.getByRole('button', { name: /^Desfazer #001/ }).click();
  await expect.element(button('Entregue: pedido #001')).toBeVisible();
  expect(commands(client)).toEqual([]);
});

test('[KDS30] an expediter sees that a cancelled order is off, and can take note of it for all stations', async () => {
  const one = order(1, { shownAt: at(-1000), lines: [sentLine(1, { name: 'Picanha' })] });
  const client = await openKitchen([cancelled(one)]);
  await expect.element(card('001').getByText('Cancelado: não entregar')).toBeVisible();
  await userEvent.keyboard('1');
  await expect.element(button('Entendi por todas as praças: pedido #001')).toHaveFocus();
  await userEvent.keyboard('{Enter}');
  await expect.poll(numbers).toEqual([]);
  expect(commands(client)).toEqual(['ticket.confirm']);
});

test('[KDS30] an expediter fires the next course from the card', async () => {
  const lines = [line({ name: 'Salada', status: 'ready' }), waitingLine(2, { name: 'Moqueca' })];
  const client = await openKitchen([order(1, { status: 'preparing', lines })]);
  await button('Disparar 2º tempo: pedido #001').click();
  await expect.element(card('001').getByText('Falta: Grelha')).toBeVisible();
  expect(commands(client)).toEqual(['order.fire']);
});
