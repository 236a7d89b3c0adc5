import { beforeEach, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import type { Order } from '../../../src/shared/order.ts';
import { accessibilityFaults } from '../support/axe.ts';
import { lowContrasts } from './contrast.ts';
import {
  addedLine,
  at,
  cancelled,
  line,
  order,
  sentLine,
  sharedLine,
  takenOff,
  waitingLine,
} from './fixtures.ts';
import {
  cards,
  choose,
  COUNTER_SIZE,
  freshDisplay,
  openKitchen,
  PHONE,
  rushHour,
  WALL,
} from './open-kitchen.tsx';

beforeEach(freshDisplay);

/** Orders with all that a card can say. */
const fullKitchen = (): Order[] => [
  order(40, { status: 'preparing', recalled: true, table: '4', channel: 'phone' }),
  order(6, {
    note: 'alergia: leite',
    lines: [
      line({ note: 'sem cebola' }),
      line({ name: 'Arroz', status: 'ready' }),
      addedLine({ name: 'Vinagrete', allergy: true }),
      takenOff(sentLine(6, { name: 'Batata', quantity: 2, note: 'sem sal' })),
      takenOff(sentLine(6, { name: 'Suco', quantity: 3 }), 1),
    ],
  }),
  order(5, {
    status: 'preparing',
    rush: true,
    dueAt: at(20 * 60_000),
    lines: [
      sharedLine(['grelha', 'forno'], { name: 'Frango' }, ['forno']),
      line({ name: 'Vinho', station: 'bar', status: 'ready' }),
      waitingLine(2, { name: 'Pudim', note: 'sem calda' }),
    ],
  }),
  cancelled(order(4, { shownAt: at(-1000), lines: [sentLine(4), sentLine(4, { note: 'sal' })] })),
  order(3, { status: 'ready', readyAt: at(-1000), lines: [line({ status: 'ready' })] }),
  ...rushHour(2),
];

for (const theme of ['dark', 'light'] as const) {
  for (const language of ['pt-BR', 'en', 'es'] as const) {
    for (const choices of [{ stations: ['grelha'] }, { expediter: true }]) {
      const who = 'expediter' in choices ? 'an expediter' : 'a cook';
      test(`[KDS15] a full kitchen is accessible to ${who} and readable from afar: ${theme}, ${language}`, async () => {
        choose(choices);
        await openKitchen(fullKitchen(), { theme, language });
        await expect.poll(() => cards().elements().length).toBeGreaterThan(5);
        expect(await accessibilityFaults()).toEqual([]);
        const floor = theme === 'dark' ? 7 : 4.5;
        expect(lowContrasts(document.body, floor)).toEqual([]);
      });
    }
  }
}

for (const [width, height] of [WALL, COUNTER_SIZE, PHONE]) {
  test(`[KDS15] everything to touch is at least 64 pixels high, on ${width} × ${height}`, async () => {
    for (const choices of [
      { stations: ['grelha'] },
      { expediter: true, layout: 'grid' },
    ] as const) {
      choose(choices);
      await page.viewport(width, height);
      const screen = await openKitchen([...fullKitchen(), ...rushHour(30)]);
      await expect.poll(() => cards().elements().length).toBeGreaterThan(0);
      const low = page
        .getByRole('button')
        .elements()
        .filter((each) => each.getBoundingClientRect().height < 64)
        .map((each) => each.getAttribute('aria-label') ?? each.textContent);
      expect(low).toEqual([]);
      await screen.close();
    }
  });

  test(`[KDS15] items are written in 26 pixels, numbers and times in 32 or more, on ${width} × ${height}`, async () => {
    await page.viewport(width, height);
    await openKitchen([order(999, { placedAt: at(-3 * 3_600_000), status: 'preparing' })]);
    const [card] = cards().elements();
    const sizeOf = (text: string | RegExp): number =>
      parseFloat(getComputedStyle(cards().first().getByText(text).element()).fontSize);
    expect(sizeOf('X-Salada')).toBeGreaterThanOrEqual(26);
    expect(sizeOf('#999')).toBeGreaterThanOrEqual(34);
    expect(sizeOf(/^3:00:0\d$/)).toBeGreaterThanOrEqual(32);
    // Also after three hours nothing of the header is cut off.
    const header = card?.querySelector('header');
    expect(header && header.scrollWidth - header.clientWidth).toBe(0);
  });
}
