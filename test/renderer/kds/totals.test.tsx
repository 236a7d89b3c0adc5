import { beforeEach, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { allDay } from '../../../src/renderer/kds/all-day.ts';
import { accessibilityFaults } from '../support/axe.ts';
import { lowContrasts } from './contrast.ts';
import {
  addedLine,
  cancelled,
  line,
  order,
  sentLine,
  sharedLine,
  takenOff,
  task,
  ticketOf,
  waitingLine,
} from './fixtures.ts';
import { button, choose, COUNTER_SIZE, freshDisplay, openKitchen, PHONE } from './open-kitchen.tsx';

beforeEach(freshDisplay);

const panel = () => page.getByRole('complementary', { name: 'Total por item' });
const counts = (): (string | null)[] =>
  panel()
    .getByRole('listitem')
    .elements()
    .map((each) => each.textContent);

test('[KDS10] what waits, was taken off, is done here or made elsewhere, or cancelled, does not count', () => {
  const grill = { stations: new Set(['grelha']) };
  const lines = [
    line({ name: 'Picanha', quantity: 2 }),
    addedLine({ name: 'Farofa', quantity: 3 }),
    waitingLine(2, { name: 'Pudim' }),
    takenOff(sentLine(9, { name: 'Batata', quantity: 2 })),
    takenOff(sentLine(9, { name: 'Arroz', quantity: 5 }), 1),
    line({ name: 'Vinagrete', status: 'ready' }),
    line({ name: 'Suco', station: 'bar' }),
    sharedLine(['grelha', 'bar'], { name: 'Combo', quantity: 4 }, ['bar']),
    sharedLine(['grelha', 'bar'], { name: 'Prato feito' }, ['grelha']),
  ];
  const gone = cancelled(
    order(8, {
      lines: [
        sentLine(8, {
          name: 'Moqueca',
          tasks: [task('grelha', { shownAt: order(8).sentAt, confirmed: 0 })],
        }),
      ],
      shownAt: order(8).sentAt,
    }),
  );
  const tickets = [ticketOf(order(9, { lines }), grill), ticketOf(gone, grill)];
  expect(allDay(tickets).map(({ name, quantity }) => `${quantity} ${name}`)).toEqual([
    '4 Arroz',
    '4 Combo',
    '3 Farofa',
    '2 Picanha',
  ]);
});

test('[KDS10] an item is counted by name, and by the way it is made whatever the order of its modifiers', () => {
  const ovo = { id: 'ovo', name: 'Ovo', priceCents: 0 };
  const bacon = { id: 'bacon', name: 'Bacon', priceCents: 0 };
  const lines = [
    line({ quantity: 1 }),
    line({ quantity: 2, modifiers: [ovo, bacon] }),
    line({ quantity: 3, modifiers: [bacon, ovo] }),
    line({ quantity: 4, name: 'X-Salada nova' }),
  ];
  const [first, second] = allDay([ticketOf(order(1, { lines }))]);
  expect(first).toMatchObject({ name: 'X-Salada', quantity: 6 });
  expect(first?.variants.map(({ modifiers, quantity }) => [quantity, ...modifiers])).toEqual([
    [5, 'Ovo', 'Bacon'],
    [1],
  ]);
  expect(second).toMatchObject({ name: 'X-Salada nova', quantity: 4 });
});

test('[KDS10] the totals stand beside the cards, count down with each bump and come back with an undo', async () => {
  await openKitchen([
    order(2, { status: 'preparing', lines: [line({ quantity: 3, status: 'preparing' })] }),
    order(1, { lines: [line({ quantity: 1 }), line({ name: 'Suco', itemId: 'suco' })] }),
  ]);
  await button(/^Total por item/).click();
  await expect.poll(counts).toEqual(['4X-Salada', '1Suco']);
  await button('Pronto: pedido #002').click();
  await expect.poll(counts).toEqual(['1Suco', '1X-Salada']);
  await button(/^Desfazer/).click();
  await expect.poll(counts).toEqual(['4X-Salada', '1Suco']);
  expect(await accessibilityFaults()).toEqual([]);
  expect(lowContrasts(panel().element(), 7)).toEqual([]);
  await userEvent.keyboard('a');
  await expect.poll(() => panel().elements()).toHaveLength(0);
});

test('[KDS10] they are counted over the page in view or over the whole queue, as is chosen, also after a reload', async () => {
  await page.viewport(...COUNTER_SIZE);
  choose({ totals: true });
  const nameOf = (number: number): string =>
    number === 30 ? 'Da primeira' : number === 1 ? 'Da última' : 'Outro';
  const orders = Array.from({ length: 30 }, (_, n) =>
    order(n + 1, { lines: [line({ name: nameOf(n + 1) })] }),
  );
  const first = await openKitchen(orders);
  await expect.element(panel().getByText('Da primeira')).toBeVisible();
  expect(panel().getByText('Da última').elements()).toHaveLength(0);
  await panel().getByRole('radio', { name: 'Toda a fila' }).click();
  await expect.element(panel().getByText('Da última')).toBeVisible();
  await first.close();
  await openKitchen(orders);
  await expect.element(panel().getByText('Da última')).toBeVisible();
});

test('[KDS10] where there is no room beside the cards, the totals open over them and leave the cards as they are', async () => {
  choose({ totals: true });
  await page.viewport(...PHONE);
  await openKitchen([order(1)]);
  await expect.element(button('Iniciar: pedido #001')).toBeVisible();
  expect(panel().elements()).toHaveLength(0);
  await button(/^Total por item/).click();
  await expect.element(page.getByRole('dialog', { name: 'Total por item' })).toBeVisible();
});
