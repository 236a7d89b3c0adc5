import { beforeEach, expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { line, order, waitingLine } from './fixtures.ts';
import {
  button,
  card,
  cards,
  choose,
  commands,
  freshDisplay,
  numbers,
  openKitchen,
  slowHands,
} from './open-kitchen.tsx';

beforeEach(freshDisplay);

const preparing = (number: number) => order(number, { status: 'preparing' });

test('[KDS37] direct: the key of a card does its step at once, and not that of the card that slides in', async () => {
  choose({ directBump: true });
  const hands = slowHands();
  const client = await openKitchen([preparing(3), preparing(2), preparing(1)], hands);
  await expect.poll(numbers).toEqual(['#003', '#002', '#001']);
  await userEvent.keyboard('1');
  await expect.poll(numbers).toEqual(['#002', '#001']);
  await userEvent.keyboard('1');
  await userEvent.keyboard('2');
  expect(commands(client)).toEqual(['ticket.bump']);
  hands.settle();
  await userEvent.keyboard('2');
  await expect.poll(numbers).toEqual(['#002']);
  expect(commands(client)).toEqual(['ticket.bump', 'ticket.bump']);
});

test('[KDS37] direct: a key held down counts once, and a key without a card does nothing', async () => {
  choose({ directBump: true });
  const client = await openKitchen([order(2), order(1)]);
  await expect.poll(numbers).toEqual(['#002', '#001']);
  const down = (repeat: boolean) =>
    document.body.dispatchEvent(
      new KeyboardEvent('keydown', { key: '1', bubbles: true, cancelable: true, repeat }),
    );
  down(false);
  await expect.element(button('Pronto: pedido #002')).toHaveAttribute('aria-disabled', 'false');
  for (let held = 0; held < 5; held += 1) down(true);
  await userEvent.keyboard('7');
  expect(commands(client)).toEqual(['ticket.start']);
});

test('[KDS11] X rushes the selected order and takes that back, F fires its next course, and the keyboard stays with it', async () => {
  const courses = [line({ name: 'Entrada' }), line({ name: 'Prato', course: 2, firedAt: null })];
  const client = await openKitchen([
    preparing(9),
    order(3, { status: 'preparing', lines: courses }),
  ]);
  await expect.poll(numbers).toEqual(['#009', '#003']);
  await userEvent.keyboard('xf');
  expect(commands(client)).toEqual([]);
  await userEvent.keyboard('2x');
  await expect.poll(numbers).toEqual(['#003', '#009']);
  await expect.element(button('Pronto: pedido #003')).toHaveFocus();
  await userEvent.keyboard('f');
  await expect.poll(() => client.get(order(3).id).lines[1]?.firedAt).not.toBeNull();
  await userEvent.keyboard('x');
  await expect.poll(numbers).toEqual(['#009', '#003']);
  expect(commands(client)).toEqual(['order.rush', 'order.fire', 'order.rush']);
});

test('[KDS44] the keyboard passes a torn ticket in one step, and comes back', async () => {
  for (const [layout, length] of [
    ['flow', 20],
    ['grid', 8],
  ] as const) {
    const lines = Array.from({ length }, (_, n) => line({ name: `Prato número ${n}` }));
    choose({ layout });
    const screen = await openKitchen([order(3), order(2, { lines }), order(1)]);
    await expect.poll(() => cards().elements().length).toBeGreaterThan(3);
    await userEvent.keyboard('1');
    await expect.element(button('Iniciar: pedido #003')).toHaveFocus();
    const ends: string[] = [];
    for (const key of ['Right', 'Right', 'Right', 'Left', 'Left']) {
      await userEvent.keyboard(`{Arrow${key}}`);
      ends.push(/#\d+/.exec(document.activeElement?.getAttribute('aria-label') ?? '')?.[0] ?? '');
    }
    expect(ends, layout).toEqual(['#002', '#001', '#001', '#002', '#003']);
    await screen.close();
  }
});

test('[KDS44] a card without a step is selected as a whole: the step’s key does nothing, until there is one', async () => {
  const waits = order(3, {
    status: 'preparing',
    lines: [waitingLine(2), waitingLine(2, { name: 'Arroz' })],
    allowedChanges: ['rush'],
  });
  const hands = slowHands();
  const client = await openKitchen([waits, order(1)], hands);
  await expect.element(card('003')).toBeVisible();
  await expect.element(button('Iniciar: pedido #001')).toBeVisible();
  await userEvent.keyboard(`${numbers().indexOf('#003') + 1}`);
  await expect.element(card('003')).toHaveFocus();
  await userEvent.keyboard('{Enter} ');
  expect(commands(client)).toEqual([]);
  await userEvent.keyboard('x');
  await expect.poll(() => commands(client)).toEqual(['order.rush']);
  client.put({ ...waits, allowedChanges: ['rush', 'fire'] });
  const fire = button(/^Disparar .*: pedido #003/);
  await expect.element(fire).toHaveFocus();
  await userEvent.keyboard('{Enter}');
  await expect.element(fire).toHaveAttribute('aria-disabled', 'true');
  expect(commands(client)).toEqual(['order.rush']);
  hands.settle();
  await userEvent.keyboard('{Enter}');
  await expect.poll(() => commands(client)).toEqual(['order.rush', 'order.fire']);
});
