import { beforeEach, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { accessibilityFaults } from '../support/axe.ts';
import { at, line, order } from './fixtures.ts';
import {
  button,
  card,
  commands,
  freshDisplay,
  numbers,
  openKitchen,
  slowHands,
  tap,
} from './open-kitchen.tsx';

beforeEach(freshDisplay);

test('[KDS5] one button starts, then readies, and waits for the broker each time', async () => {
  const client = await openKitchen([order(1)]);
  client.hold(true);
  await button('Iniciar: pedido #001').click();
  await expect.element(button('Enviando…: pedido #001')).toBeVisible();
  expect(client.get(order(1).id).status).toBe('pending');
  await client.answer();
  client.hold(false);
  await expect.element(button('Pronto: pedido #001')).toBeVisible();
  await button('Pronto: pedido #001').click();
  await expect.element(page.getByText('Nenhum pedido na fila')).toBeVisible();
  expect(commands(client)).toEqual(['ticket.start', 'ticket.bump']);
});

test('[KDS5] a double tap or a double Enter on "start" starts, and does nothing more', async () => {
  const hands = slowHands();
  const client = await openKitchen([order(2), order(1)], hands);
  tap(button('Iniciar: pedido #002'));
  await expect.element(button('Pronto: pedido #002')).toBeVisible();
  tap(button('Pronto: pedido #002'));
  await expect.element(button('Pronto: pedido #002')).toHaveAttribute('aria-disabled', 'true');
  await userEvent.keyboard('2{Enter}');
  await expect.element(button('Pronto: pedido #001')).toHaveFocus();
  await userEvent.keyboard('{Enter}');
  expect(commands(client)).toEqual(['ticket.start', 'ticket.start']);
  hands.settle();
  await userEvent.keyboard('{Enter}');
  await expect
    .poll(() => commands(client))
    .toEqual(['ticket.start', 'ticket.start', 'ticket.bump']);
});

test('[KDS5] a tap does not bump what another display has just started', async () => {
  const hands = slowHands();
  const client = await openKitchen([order(1)], hands);
  await expect.element(button('Iniciar: pedido #001')).toBeVisible();
  client.put(order(1, { status: 'preparing', shownAt: at(0) }));
  await expect.element(button('Pronto: pedido #001')).toBeVisible();
  tap(button('Pronto: pedido #001'));
  hands.settle();
  await expect.element(button('Pronto: pedido #001')).toHaveAttribute('aria-disabled', 'false');
  expect(commands(client)).toEqual([]);
});

test('[KDS5] a press is meant for what the button said when it went down, however late it is let go', async () => {
  const hands = slowHands();
  const client = await openKitchen([order(1)], hands);
  const step = (): Element => button(/(Iniciar|Pronto): pedido #001/).element();
  step().dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }));
  client.put(order(1, { status: 'preparing', shownAt: at(0) }));
  await expect.element(button('Pronto: pedido #001')).toBeVisible();
  hands.settle();
  step().dispatchEvent(new MouseEvent('click', { bubbles: true, detail: 1 }));
  expect(commands(client)).toEqual([]);
  tap(button('Pronto: pedido #001'));
  await expect.poll(() => commands(client)).toEqual(['ticket.bump']);
});

test('[KDS7] U twice undoes two bumps; a double tap on the button only one', async () => {
  const hands = slowHands();
  const preparing = (number: number) => order(number, { status: 'preparing' });
  const client = await openKitchen([preparing(4), preparing(3), preparing(2), preparing(1)], hands);
  await expect.poll(numbers).toEqual(['#004', '#003', '#002', '#001']);
  for (const number of ['#004', '#003', '#002']) {
    tap(button(`Pronto: pedido ${number}`));
    await expect.element(button(new RegExp(`^Desfazer ${number}`))).toBeVisible();
    hands.settle();
  }
  tap(button(/^Desfazer/));
  await expect.element(button(/^Desfazer #003/)).toBeVisible();
  tap(button(/^Desfazer/));
  await expect.poll(numbers).toEqual(['#002', '#001']);
  await userEvent.keyboard('uu');
  await expect.poll(numbers).toEqual(['#004', '#003', '#002', '#001']);
  expect(commands(client).slice(3)).toEqual(['ticket.recall', 'ticket.recall', 'ticket.recall']);
});

test('[KDS7] a bumped order comes back by the undo, with its badge and its clock', async () => {
  const client = await openKitchen([order(3, { status: 'preparing' })]);
  await button('Pronto: pedido #003').click();
  await button(/^Desfazer #003/).click();
  await expect.element(card('003').getByText('Chamado de volta')).toBeVisible();
  await expect.element(card('003').getByRole('timer')).toMatchTextContent(/^3:0\d$/);
  expect(commands(client)).toEqual(['ticket.bump', 'ticket.recall']);
});

test('[KDS7] the list of ready orders calls one back', async () => {
  const ready = (number: number) =>
    order(number, {
      status: 'ready',
      readyAt: at(-number * 1000),
      lines: [line({ status: 'ready' })],
    });
  const client = await openKitchen([ready(1), ready(2)]);
  await button(/^Prontos/).click();
  const list = page.getByRole('dialog', { name: 'Prontos' });
  expect(
    list
      .getByRole('button', { name: /Chamar de volta/ })
      .elements()
      .map((each) => each.getAttribute('aria-label')),
  ).toEqual(['Chamar de volta o pedido #001', 'Chamar de volta o pedido #002']);
  await list.getByRole('button', { name: /#002/ }).click();
  await expect.poll(() => client.get(order(2).id).status).toBe('preparing');
  expect(await accessibilityFaults()).toEqual([]);
});

test('[KDS5] a tapped line is struck, and comes back at the next tap', async () => {
  const lines = [line({ name: 'Picanha', status: 'preparing' }), line({ name: 'Arroz' })];
  const client = await openKitchen([order(1, { status: 'preparing', lines })]);
  const picanha = card('001').getByRole('button', { name: /Picanha/ });
  await expect.element(picanha).toHaveAttribute('aria-pressed', 'false');
  await picanha.click();
  await expect.element(picanha).toHaveAttribute('aria-pressed', 'true');
  await picanha.click();
  await expect.element(picanha).toHaveAttribute('aria-pressed', 'false');
  expect(commands(client)).toEqual(['ticket.bump', 'ticket.recall']);
});

test('[KDS2] a station chosen on this device shows its orders, and says where other lines are made', async () => {
  const mixed = order(2, {
    status: 'preparing',
    lines: [line({ name: 'Suco', station: 'bar' }), line({ name: 'Picanha' })],
  });
  const client = await openKitchen([mixed, order(1, { lines: [line({ station: 'forno' })] })]);
  await button('Praças desta tela: Todas as praças').click();
  expect(await accessibilityFaults()).toEqual([]);
  await page.getByRole('menuitemcheckbox', { name: 'Grelha' }).click();
  await userEvent.keyboard('{Escape}');
  await expect.poll(numbers).toEqual(['#002']);
  await expect.element(card('002').getByText('a fazer em Bar')).toBeInTheDocument();
  await button('Pronto: pedido #002').click();
  await expect.element(page.getByText('Há 2 pedidos em outras praças.')).toBeVisible();
  expect(commands(client)).toEqual(['ticket.bump']);
  expect(localStorage.getItem('comanda.kds.choices.v2')).toContain('grelha');
});

test('[KDS5] a refusal is told in the language of the screen', async () => {
  const client = await openKitchen([order(1)], { language: 'en' });
  client.refuseWith({
    code: 'illegal_transition',
    detail: '',
    data: { orderId: order(1).id, from: 'ready', allowedActions: [] },
  });
  await button('Start: order #001').click();
  const alert = page.getByRole('alert').getByText(/another screen/);
  await expect.element(alert).toBeVisible();
  expect(await accessibilityFaults()).toEqual([]);
  await button('Close').click();
  await expect.poll(() => alert.elements().length).toBe(0);
});
