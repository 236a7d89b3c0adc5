import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { accessibilityFaults } from '../support/axe.ts';
import { lowContrasts } from './contrast.ts';
import { line, order } from './fixtures.ts';
import {
  button,
  cards,
  commands,
  COUNTER_SIZE,
  PHONE,
  choose,
  freshDisplay,
  noShield,
  numbers,
  openKitchen,
  rushHour,
  slowHands,
  WALL,
} from './open-kitchen.tsx';

beforeEach(freshDisplay);

test('[KDS11] the keyboard alone does it all: select, advance, undo, totals, recall', async () => {
  const hands = slowHands();
  const client = await openKitchen([order(1), order(2, { status: 'preparing' }), order(3)], hands);
  await expect.poll(numbers).toEqual(['#003', '#002', '#001']);
  await userEvent.keyboard('2');
  await expect.element(button('Pronto: pedido #002')).toHaveFocus();
  await userEvent.keyboard('{Enter}');
  await expect.poll(numbers).toEqual(['#003', '#001']);
  // The next card has taken the place, and the keyboard with it.
  await expect.element(button('Iniciar: pedido #001')).toHaveFocus();
  await userEvent.keyboard('u');
  await expect.poll(numbers).toEqual(['#003', '#002', '#001']);
  await userEvent.keyboard('1{ArrowDown}');
  await expect.element(button('Pronto: pedido #002')).toHaveFocus();
  hands.settle();
  await userEvent.keyboard('{Enter}');
  await expect.poll(numbers).toEqual(['#003', '#001']);
  await userEvent.keyboard('r');
  await expect.poll(numbers).toEqual(['#003', '#002', '#001']);
  hands.settle();
  await userEvent.keyboard('1{Shift>}{Tab}{/Shift} ');
  await expect.poll(() => client.get(order(3).id).status).toBe('ready');
  const totals = page.getByRole('complementary', { name: 'Total por item' });
  await userEvent.keyboard('a');
  await expect.element(totals).toBeVisible();
  await userEvent.keyboard('a');
  await expect.element(totals).not.toBeInTheDocument();
  expect(commands(client)).toEqual([
    'ticket.bump',
    'ticket.recall',
    'ticket.bump',
    'ticket.recall',
    'ticket.bump',
  ]);
});

test('[KDS11] Enter twice bumps one order, also where the keyboard moves to a card that stood still', async () => {
  const hands = slowHands();
  const preparing = (number: number) => order(number, { status: 'preparing' });
  const client = await openKitchen([preparing(3), preparing(2), preparing(1)], hands);
  await expect.poll(numbers).toEqual(['#003', '#002', '#001']);
  await userEvent.keyboard('3{Enter}');
  await expect.element(button('Pronto: pedido #002')).toHaveFocus();
  await userEvent.keyboard('{Enter}');
  expect(commands(client)).toEqual(['ticket.bump']);
  hands.settle();
  await userEvent.keyboard('1{Enter}');
  await expect.poll(numbers).toEqual(['#002']);
  await expect.element(button('Pronto: pedido #002')).toHaveFocus();
  await userEvent.keyboard('{Enter}');
  expect(commands(client)).toEqual(['ticket.bump', 'ticket.bump']);
});

test('[KDS11] keys number orders: a torn ticket has one, on its first card', async () => {
  const lines = Array.from({ length: 20 }, (_, n) => line({ name: `Prato número ${n}` }));
  await openKitchen([order(2, { lines }), order(1)]);
  await expect.poll(() => cards().elements().length).toBe(3);
  expect(
    cards()
      .elements()
      .map((each) => each.querySelector('kbd')?.textContent ?? null),
  ).toEqual(['1', null, '2']);
  await userEvent.keyboard('2');
  await expect.element(button('Iniciar: pedido #001')).toHaveFocus();
});

test('[KDS14] the warning that the screen may have changed is read where there is room for it', async () => {
  for (const [width, height] of [WALL, COUNTER_SIZE]) {
    await page.viewport(width, height);
    const client = await openKitchen([order(1), order(20)]);
    client.set({ lastWordAt: Date.now() - 10_500 });
    const words = page.getByText(/pode ter mudado/);
    await expect.element(words).toBeVisible();
    const box = words.element().getBoundingClientRect();
    expect(box.width).toBeGreaterThan(150);
    expect(box.bottom).toBeLessThanOrEqual(
      document.querySelector('header')?.getBoundingClientRect().bottom ?? 0,
    );
    await client.close();
  }
});

test('[KDS15] totals that do not fit can be scrolled by keys', async () => {
  await page.viewport(...PHONE);
  choose({ totalsOf: 'queue' });
  await openKitchen(rushHour(30));
  await button(/^Total por item/).click();
  const list = page.getByRole('region', { name: 'Total por item' });
  await expect.element(list).toHaveAttribute('tabindex', '0');
  expect(await accessibilityFaults()).toEqual([]);
  await userEvent.keyboard('{Escape}');
  await expect.poll(() => page.getByRole('dialog').elements().length).toBe(0);
});

test('[KDS10] one touch shows how many of each item are still to be made', async () => {
  const ovo = [{ id: 'ovo', name: 'Ovo', priceCents: 0 }];
  await page.viewport(...PHONE);
  choose({ totalsOf: 'queue' });
  await openKitchen([
    order(1, { lines: [line({ quantity: 2 }), line({ quantity: 3, modifiers: ovo })] }),
    order(2, {
      lines: [line({ quantity: 4 }), line({ name: 'Suco', itemId: 'suco', status: 'ready' })],
    }),
  ]);
  await button(/^Total por item/).click();
  const panel = page.getByRole('dialog', { name: 'Total por item' });
  await expect
    .element(panel.getByRole('listitem').first())
    .toMatchTextContent(/^9X-Salada6Sem adicionais3Ovo$/);
  expect(panel.getByText('Suco').elements()).toHaveLength(0);
  expect(await accessibilityFaults()).toEqual([]);
  await userEvent.keyboard('{Escape}');
  await expect.poll(() => page.getByRole('dialog').elements().length).toBe(0);
});

test('[KDS14] live says so; ten seconds of silence say for how long, loudly', async () => {
  const client = await openKitchen([order(1)]);
  await expect.element(page.getByText('Ao vivo')).toBeVisible();
  client.set({ lastWordAt: Date.now() - 10_500 });
  await expect.element(page.getByText(/^Sem contato há 1\d s$/)).toBeVisible();
  await expect.element(page.getByRole('alert').getByText(/pode ter mudado/)).toBeVisible();
  expect(await accessibilityFaults()).toEqual([]);
  expect(lowContrasts(document.body, 7)).toEqual([]);
});

test('[KDS12] sound is off until somebody turns it on, and says so', async () => {
  await openKitchen([]);
  // The name says what is and what a press does; a pressed state beside it would say it twice, or the contrary.
  await expect.element(button('Sem som: ligar o som')).not.toHaveAttribute('aria-pressed');
  await button('Sem som: ligar o som').click();
  await expect.element(button('Som: desligar o som')).not.toHaveAttribute('aria-pressed');
});

test('[KDS45] the very touch that lets a waiting sound be heard does not turn it off', async () => {
  choose({ sound: true });
  let isTouched = false;
  vi.spyOn(AudioContext.prototype, 'state', 'get').mockImplementation(() =>
    isTouched ? 'running' : 'suspended',
  );
  vi.spyOn(AudioContext.prototype, 'resume').mockImplementation(async () => undefined);
  onTestFinished(() => {
    vi.restoreAllMocks();
  });
  await openKitchen([]);
  const element = button('Toque p/ som: o navegador espera um toque na tela').element();
  element.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }));
  // The browser lets it play before the finger is up.
  isTouched = true;
  await expect.element(button('Som: desligar o som')).toBeVisible();
  element.dispatchEvent(new MouseEvent('click', { bubbles: true }));
  await expect.element(button('Som: desligar o som')).toBeVisible();
  await button('Som: desligar o som').click();
  await expect.element(button('Sem som: ligar o som')).toBeVisible();
});

test('[KDS45] the screen is kept awake where the browser lets it', async () => {
  const lock = Object.assign(new EventTarget(), {
    released: false,
    release: async () => undefined,
  });
  const request = vi.fn(async () => lock);
  // Where the page of the test has none, as on plain http, it gets one for a while.
  const had = Object.getOwnPropertyDescriptor(navigator, 'wakeLock');
  Object.defineProperty(navigator, 'wakeLock', { value: { request }, configurable: true });
  onTestFinished(() => {
    if (had) Object.defineProperty(navigator, 'wakeLock', had);
    else Reflect.deleteProperty(navigator, 'wakeLock');
  });
  await openKitchen([]);
  await expect.poll(() => request.mock.calls.length).toBeGreaterThan(0);
});

test('an empty kitchen is calm, and accessible', async () => {
  await openKitchen([]);
  await expect.element(page.getByText('Nenhum pedido na fila')).toBeVisible();
  expect(await accessibilityFaults()).toEqual([]);
  await userEvent.keyboard('h');
  await expect.element(page.getByRole('dialog', { name: 'Teclado' })).toBeVisible();
  expect(await accessibilityFaults()).toEqual([]);
});

test('[KDS11] the keys work again after a panel was read', async () => {
  const client = await openKitchen([order(1)]);
  await expect.poll(numbers).toEqual(['#001']);
  await userEvent.keyboard('p');
  await expect.element(page.getByRole('dialog', { name: 'Prontos' })).toBeVisible();
  await userEvent.keyboard('p');
  await expect.poll(() => page.getByRole('dialog').elements().length).toBe(0);
  await noShield();
  await userEvent.keyboard('1');
  await expect.element(button('Iniciar: pedido #001')).toHaveFocus();
  await userEvent.keyboard('{Enter}');
  await expect.poll(() => commands(client)).toEqual(['ticket.start']);
});

test('the clock is written as the language writes it', async () => {
  const screen = await openKitchen([], { language: 'en' });
  await expect.element(page.getByText(/^9:0\d AM$/)).toBeVisible();
  await screen.close();
  await openKitchen([], { language: 'es' });
  await expect.element(page.getByText(/^09:0\d$/)).toBeVisible();
});
