import { beforeEach, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { browserTimers } from '../../../src/renderer/client/browser.ts';
import { FIRST_PAGE_MS } from '../../../src/renderer/kds/use-first-page.ts';
import type { Order } from '../../../src/shared/order.ts';
import { accessibilityFaults } from '../support/axe.ts';
import { lowContrasts } from './contrast.ts';
import { at, line, order, sentLine, takenOff } from './fixtures.ts';
import {
  button,
  card,
  choose,
  COUNTER_SIZE,
  freshDisplay,
  numbers,
  openKitchen,
  PHONE,
} from './open-kitchen.tsx';

beforeEach(freshDisplay);

/** Enough orders for three pages of a wall, the oldest first. */
function manyOrders(last: readonly Order[]): Order[] {
  const lines = (): Order['lines'] => ['Arroz', 'Feijão', 'Farofa'].map((name) => line({ name }));
  const before = Array.from({ length: 40 }, (_, n) => order(60 - n, { lines: lines() }));
  return [...before, ...last];
}

/** Timers of the page, of which the way back to the first page waits until it is let go. */
function idleHands() {
  let waiting: (() => void)[] = [];
  return {
    timers: {
      after(ms: number, task: () => void) {
        if (ms !== FIRST_PAGE_MS) return browserTimers.after(ms, task);
        waiting.push(task);
        return () => {
          waiting = waiting.filter((each) => each !== task);
        };
      },
    },
    /** How many of them wait. */
    count: () => waiting.length,
    idle: (): void => {
      for (const task of waiting.splice(0)) task();
    },
  };
}

test('[KDS9] what was changed on another page is told in the footer, and one touch goes there', async () => {
  const sent = sentLine(2, { quantity: 2, status: 'preparing' });
  const changed = order(2, { status: 'preparing', lines: [takenOff(sent, 1)] });
  await openKitchen(manyOrders([changed]));
  const call = button('Fora da tela: 1 alterado. Ir até lá');
  await expect.element(call).toBeVisible();
  expect(call.element().getBoundingClientRect().height).toBeGreaterThanOrEqual(64);
  expect(await accessibilityFaults()).toEqual([]);
  expect(lowContrasts(document.body, 7)).toEqual([]);
  await call.click();
  await expect.element(card('002')).toBeVisible();
  // Here it is seen.
  await expect.element(call).not.toBeInTheDocument();
});

test('[KDS9] who hands over is told what is ready and rushed on other pages', async () => {
  choose({ expediter: true, layout: 'grid' });
  const ready = order(2, { status: 'ready', readyAt: at(0) });
  await openKitchen(manyOrders([ready]));
  await expect.element(button('Fora da tela: 1 pronto. Ir até lá')).toBeVisible();
  await userEvent.keyboard('{PageDown}');
  await expect.poll(numbers).not.toContain('#060');
});

test('[KDS9] the footer holds all of it on small screens too', async () => {
  choose({ expediter: true });
  const orders = manyOrders([order(2, { status: 'ready', readyAt: at(0) })]);
  for (const [width, height] of [COUNTER_SIZE, PHONE]) {
    await page.viewport(width, height);
    const screen = await openKitchen(orders);
    await expect.element(button(/^Fora da tela/)).toBeVisible();
    const call = button(/^Fora da tela/).element();
    expect(call.scrollWidth, `${width}`).toBeLessThanOrEqual(call.clientWidth);
    const footer = document.querySelector('footer');
    expect(footer?.scrollWidth, `${width}`).toBeLessThanOrEqual(footer?.clientWidth ?? 0);
    await screen.close();
  }
});

test('[KDS9] a page that was turned goes back to the first some time after the last touch or key', async () => {
  const hands = idleHands();
  await openKitchen(manyOrders([]), hands);
  await expect.poll(numbers).toContain('#060');
  expect(hands.count()).toBe(0);
  await button('Próxima página').click();
  await expect.poll(numbers).not.toContain('#060');
  await userEvent.keyboard('{ArrowRight}');
  expect(hands.count()).toBe(1);
  hands.idle();
  await expect.poll(numbers).toContain('#060');
  expect(hands.count()).toBe(0);
});

test('[KDS10] the footer says that its totals are of the page in view', async () => {
  const client = await openKitchen(manyOrders([]));
  const totals = button(/^Total por item/);
  await expect.element(totals).toMatchTextContent(/nesta página/);
  await client.close();
  choose({ totalsOf: 'queue' });
  await openKitchen(manyOrders([]));
  await expect.element(totals).toBeVisible();
  await expect.element(totals).not.toMatchTextContent(/nesta página/);
});

test('[KDS7] the list of ready orders says what these stations made, and nothing of the others', async () => {
  choose({ stations: ['grelha'] });
  const lines = [
    line({ name: 'Picanha', status: 'ready' }),
    line({ name: 'Suco', station: 'bar', status: 'ready' }),
  ];
  await openKitchen([order(1, { status: 'ready', readyAt: at(0), lines })]);
  await button(/^Prontos/).click();
  const list = page.getByRole('dialog', { name: 'Prontos' });
  await expect.element(list.getByText('1× Picanha', { exact: true })).toBeVisible();
  expect(list.getByText(/Suco/).elements()).toEqual([]);
});

test('[KDS7] the undo of one line of several says which', async () => {
  const lines = [line({ name: 'Picanha' }), line({ name: 'Arroz' })];
  await openKitchen([order(1, { status: 'preparing', lines })]);
  await card('001')
    .getByRole('button', { name: /Picanha/ })
    .click();
  await expect.element(button(/^Desfazer #001 · Picanha/)).toBeVisible();
});

test('[KDS14] out of touch, the age of the last word is said from the first second on', async () => {
  const client = await openKitchen([order(1)]);
  client.set({ connection: { state: 'lost', since: 0 }, lastWordAt: Date.now() - 2_500 });
  await expect.element(page.getByText(/^Sem contato há [2-5] s$/)).toBeVisible();
  expect(
    page
      .getByRole('alert')
      .getByText(/pode ter mudado/)
      .elements(),
  ).toEqual([]);
});

test('[KDS5] that somebody else was faster is a calm note, clear of the footer, and touches go through it', async () => {
  choose({ expediter: true });
  const ready = order(1, { status: 'ready', readyAt: at(0) });
  const client = await openKitchen([ready]);
  client.refuseWith({
    code: 'illegal_transition',
    detail: '',
    data: { orderId: ready.id, from: 'completed', allowedActions: [] },
  });
  await button('Entregue: pedido #001').click();
  const note = page.getByText('Pedido #001: já entregue em outra tela');
  await expect.element(note, { timeout: 9000 }).toBeVisible();
  const footer = document.querySelector('footer')?.getBoundingClientRect();
  expect(note.element().getBoundingClientRect().bottom).toBeLessThan(footer?.top ?? 0);
});
