import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { at, line, order, waitingLine } from './fixtures.ts';
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
  // What has slid there is not what Enter was pressed for; the key of the card means what it sees.
  await userEvent.keyboard('{Enter}');
  expect(commands(client)).toEqual(['ticket.bump']);
  await userEvent.keyboard('2');
  await expect.poll(numbers).toEqual(['#002']);
  expect(commands(client)).toEqual(['ticket.bump', 'ticket.bump']);
});

test('[KDS37] direct: three keys in a row bump three orders, one each', async () => {
  choose({ directBump: true });
  const client = await openKitchen([preparing(3), preparing(2), preparing(1)], slowHands());
  for (const left of [['#002', '#001'], ['#001'], []]) {
    await userEvent.keyboard('1');
    await expect.poll(numbers).toEqual(left);
  }
  expect(commands(client)).toEqual(['ticket.bump', 'ticket.bump', 'ticket.bump']);
});

test('[KDS11] the key of a card and Enter are for what stands there now, also just after the card before has left', async () => {
  const client = await openKitchen([preparing(3), preparing(2), preparing(1)], slowHands());
  for (const left of [['#002', '#001'], ['#001'], []]) {
    await userEvent.keyboard('1{Enter}');
    await expect.poll(numbers).toEqual(left);
  }
  expect(commands(client)).toEqual(['ticket.bump', 'ticket.bump', 'ticket.bump']);
});

test('[KDS11] a press that a card does not take is seen and told', async () => {
  const shakes = vi.spyOn(Element.prototype, 'animate');
  onTestFinished(() => shakes.mockRestore());
  const client = await openKitchen([preparing(3), preparing(2)], slowHands());
  await userEvent.keyboard('1{Enter}');
  await expect.element(button('Pronto: pedido #002')).toHaveFocus();
  await userEvent.keyboard('{Enter}');
  await expect
    .element(page.getByText('Pedido #002 acabou de mudar: olhe e aperte de novo'))
    .toBeInTheDocument();
  expect(shakes.mock.contexts).toEqual([card('002').element()]);
  expect(shakes.mock.calls[0]?.[1]).toBeLessThanOrEqual(150);
  expect(commands(client)).toEqual(['ticket.bump']);
});

test('[KDS11] the keyboard goes with the chosen card, and chooses no other when somebody else takes it away', async () => {
  const orders = [5, 4, 3, 2, 1].map(preparing);
  const client = await openKitchen(orders, slowHands());
  await expect.poll(numbers).toEqual(['#005', '#004', '#003', '#002', '#001']);
  const finish = (number: number): void =>
    client.put(order(number, { status: 'ready', readyAt: at(0) }));
  await userEvent.keyboard('2');
  finish(5);
  await expect.poll(numbers).toEqual(['#004', '#003', '#002', '#001']);
  await expect.element(button('Pronto: pedido #004')).toHaveFocus();
  finish(4);
  await expect.poll(numbers).toEqual(['#003', '#002', '#001']);
  expect(document.activeElement).toBe(document.body);
  await userEvent.keyboard('{Enter}');
  expect(commands(client)).toEqual([]);
});

test('[KDS11] after its own bump the keyboard moves to the next card, by where the card stood at last', async () => {
  const client = await openKitchen([5, 4, 3, 2].map(preparing), slowHands());
  await expect.poll(numbers).toEqual(['#005', '#004', '#003', '#002']);
  await userEvent.keyboard('2');
  client.put(order(5, { status: 'ready', readyAt: at(0) }));
  await expect.poll(numbers).toEqual(['#004', '#003', '#002']);
  await userEvent.keyboard('1{Enter}');
  await expect.element(button('Pronto: pedido #003')).toHaveFocus();
});

test('[KDS11] F pressed twice fires one course, and none of a card that has just slid', async () => {
  const courses = [1, 2, 3].map((course) =>
    course === 1 ? line() : line({ course, firedAt: null }),
  );
  const hands = slowHands();
  const client = await openKitchen(
    [preparing(9), order(3, { status: 'preparing', lines: courses })],
    hands,
  );
  await userEvent.keyboard('1{Enter}');
  await expect.element(button('Pronto: pedido #003')).toHaveFocus();
  await userEvent.keyboard('f');
  expect(commands(client)).toEqual(['ticket.bump']);
  hands.settle();
  await userEvent.keyboard('f');
  await expect.poll(() => client.get(order(3).id).lines[1]?.firedAt).not.toBeNull();
  await userEvent.keyboard('f');
  expect(commands(client)).toEqual(['ticket.bump', 'order.fire']);
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

test('[KDS11] X rushes the selected order and takes that back where whole orders are seen, and nowhere else', async () => {
  const orders = [preparing(9), preparing(3)];
  const cooks = await openKitchen(orders);
  await expect.poll(numbers).toEqual(['#009', '#003']);
  await userEvent.keyboard('2x');
  expect(commands(cooks)).toEqual([]);
  await cooks.close();

  choose({ expediter: true });
  const hands = slowHands();
  const client = await openKitchen(orders, hands);
  await expect.poll(numbers).toEqual(['#009', '#003']);
  await userEvent.keyboard('x');
  expect(commands(client)).toEqual([]);
  await userEvent.keyboard('2x');
  await expect.poll(numbers).toEqual(['#003', '#009']);
  expect(card('003').element().contains(document.activeElement)).toBe(true);
  await userEvent.keyboard('x');
  expect(commands(client)).toEqual(['order.rush']);
  hands.settle();
  await userEvent.keyboard('x');
  await expect.poll(numbers).toEqual(['#009', '#003']);
  expect(commands(client)).toEqual(['order.rush', 'order.rush']);
});

test('[KDS44] the keyboard passes a torn ticket in one step, and comes back', async () => {
  const linesOf = (length: number) =>
    Array.from({ length }, (_, n) => line({ name: `Prato número ${n}` }));
  // The first one leaves no room below it in which the torn one could begin.
  for (const [layout, first, torn] of [
    ['flow', 8, 20],
    ['grid', 1, 8],
  ] as const) {
    choose({ layout });
    const screen = await openKitchen([
      order(3, { lines: linesOf(first) }),
      order(2, { lines: linesOf(torn) }),
      order(1),
    ]);
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
  client.put({ ...waits, version: 2, allowedChanges: ['rush', 'fire'] });
  const fire = button(/^Disparar .*: pedido #003/);
  await expect.element(fire).toHaveFocus();
  await userEvent.keyboard('{Enter}');
  await expect.element(fire).toHaveAttribute('aria-disabled', 'true');
  expect(commands(client)).toEqual([]);
  hands.settle();
  await userEvent.keyboard('{Enter}');
  await expect.poll(() => commands(client)).toEqual(['order.fire']);
});
