import fc from 'fast-check';
import { beforeEach, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { accessibilityFaults } from '../support/axe.ts';
import { at, line, order, sentLine, takenOff, task } from './fixtures.ts';
import {
  button,
  card,
  cards,
  choose,
  COUNTER_SIZE,
  freshDisplay,
  numbers,
  openKitchen,
  PHONE,
  rushHour,
  tap,
  WALL,
} from './open-kitchen.tsx';

beforeEach(freshDisplay);

const pageText = () => page.getByText(/^\d+ de \d+$/).element().textContent;

test('[KDS9] a long ticket goes on in a next card, and each of its lines is on one of them', async () => {
  const lines = Array.from({ length: 20 }, (_, n) => line({ name: `Prato número ${n}` }));
  await openKitchen([order(1, { lines })]);
  await expect.poll(() => cards().elements().length).toBe(2);
  await expect.element(page.getByText('Continua no próximo cartão')).toBeVisible();
  expect(page.getByRole('button', { name: /Prato número/ }).elements()).toHaveLength(20);
  expect(page.getByRole('button', { name: /Iniciar/ }).elements()).toHaveLength(1);
});

test('[KDS15] at 200 % zoom on a small screen, cards stay readable and nothing overlaps', async () => {
  await page.viewport(640, 400);
  const done = order(90, { status: 'ready', readyAt: at(0) });
  const client = await openKitchen([...rushHour(12), done, order(95, { status: 'preparing' })]);
  await expect.poll(() => cards().elements().length).toBeGreaterThan(0);
  tap(button('Pronto: pedido #095'));
  await expect.element(button(/^Desfazer/)).toBeVisible();
  const box = (selector: string): DOMRect => {
    const element = document.querySelector(selector);
    if (!element) throw new Error(`no ${selector}`);
    return element.getBoundingClientRect();
  };
  for (const stale of [false, true]) {
    if (stale) {
      client.set({ lastWordAt: Date.now() - 10_500 });
      await expect.element(page.getByText(/^Sem contato há/)).toBeVisible();
    }
    expect(box('header').bottom).toBeLessThanOrEqual(box('main').top + 1);
    expect(box('main').bottom).toBeLessThanOrEqual(box('footer').top + 1);
    expect(box('footer').height).toBeLessThanOrEqual(70);
    expect(box('main').height).toBeGreaterThan(200);
    for (const bar of ['body > * header', 'footer']) {
      const inside = [...document.querySelectorAll(`${bar} > *`)].filter(
        (each) => getComputedStyle(each).position !== 'absolute',
      );
      for (const each of inside) {
        const { right } = each.getBoundingClientRect();
        expect(right, `${bar}: ${each.className}`).toBeLessThanOrEqual(641);
      }
    }
  }
  // A card is as tall as it needs to be, and the area scrolls to it.
  const area = document.querySelector('main');
  expect(area && area.scrollHeight).toBeGreaterThan(area?.clientHeight ?? 0);
  expect(await accessibilityFaults()).toEqual([]);
});

test('[KDS9] what does not fit is counted, and one touch away', async () => {
  await page.viewport(...COUNTER_SIZE);
  await openKitchen(rushHour(30));
  await expect.poll(() => cards().elements().length).toBeGreaterThan(3);
  await expect
    .poll(() => page.getByText(/fora da tela/).element().textContent)
    .toMatch(new RegExp(`^\\+${30 - new Set(numbers()).size} fora da tela`));
  await button('Próxima página').click();
  await expect.element(page.getByText(/^2 de \d/)).toBeVisible();
  expect(numbers()).not.toContain('#030');
});

const text = fc
  .array(fc.constantFrom('Sem', 'Picanha', 'na', 'chapa', 'com', 'farofa', 'X-Salada', 'çÃ'), {
    minLength: 1,
    maxLength: 7,
  })
  .map((each) => each.join(' '));

/** A line with all that can stand on it. */
const lineArb = fc
  .record({
    name: text,
    quantity: fc.constantFrom(1, 2, 12, 999),
    note: fc.option(text),
    modifiers: fc.array(
      text.map((name) => ({ id: 'm', name, priceCents: 0 })),
      { maxLength: 3 },
    ),
    stations: fc.constantFrom<[string, ...string[]][]>(
      ['grelha'],
      ['bar'],
      ['grelha', 'forno'],
      ['bar', 'grelha', 'forno'],
    ),
    course: fc.integer({ min: 1, max: 3 }),
    allergy: fc.boolean(),
    done: fc.boolean(),
    told: fc.constantFrom('sent', 'added', 'waits'),
    off: fc.constantFrom(0, 0, 1, 999),
  })
  .map(({ told, off, stations, done, ...over }) => {
    const tasks = stations.map((station) =>
      task(station, { confirmed: told === 'added' ? 0 : 1, doneAt: done ? at(0) : null }),
    );
    const made = sentLine(told === 'added' ? 0 : 1, { ...over, station: stations[0], tasks });
    const units = Math.min(off, made.quantity);
    const each = told === 'waits' ? { ...made, firedAt: null } : made;
    return units === 0 ? each : takenOff(each, units);
  });

const orderArb = fc.record({
  lines: fc.array(lineArb, { minLength: 1, maxLength: 9 }),
  note: fc.option(text),
  recalled: fc.boolean(),
  rush: fc.boolean(),
  dueAt: fc.option(fc.constant(at(45 * 60_000))),
  wishedTime: fc.option(text),
  customer: fc.option(text.map((name) => ({ name, email: null, phone: null, language: null }))),
  channel: fc.constantFrom('counter' as const, 'online' as const, 'phone' as const),
});

/** Goes through all pages, and looks at each. */
async function onEachPage(look: () => Promise<void>): Promise<void> {
  for (;;) {
    await look();
    const next = button('Próxima página').elements()[0];
    if (!next || next.getAttribute('aria-disabled') === 'true') return;
    const before = pageText();
    await button('Próxima página').click();
    await expect.poll(pageText).not.toBe(before);
  }
}

/** What of the page in view is larger than its place, or covers another card. */
function cutOff(): string[] {
  const boxes = cards()
    .elements()
    .map((element) => ({ element, box: element.getBoundingClientRect() }));
  const covered = boxes.filter(({ box }, n) =>
    boxes.some(
      ({ box: other }, k) =>
        k !== n &&
        other.left < box.right - 1 &&
        box.left < other.right - 1 &&
        other.top < box.bottom - 1 &&
        box.top < other.bottom - 1,
    ),
  );
  const places = [
    ...covered.map(({ element }) => element),
    ...document.querySelectorAll('main, article, [data-body]'),
  ];
  return places
    .filter(
      (place, n) =>
        n < covered.length ||
        place.scrollHeight - place.clientHeight > 1 ||
        place.scrollWidth - place.clientWidth > 1,
    )
    .map(({ textContent }) => textContent);
}

for (const [name, [width, height], choices] of [
  ['a wall', WALL, { stations: ['grelha'] }],
  ['a tablet', COUNTER_SIZE, { layout: 'grid', stations: ['grelha'] }],
  ['a wall of cells', WALL, { layout: 'grid', expediter: true }],
  ['a phone', PHONE, { expediter: true }],
] as const) {
  test(`[KDS9] on ${name}, cards are drawn no taller than they were planned, so that no line is cut off`, async () => {
    const orders = fc
      .sample(orderArb, { numRuns: 7, seed: 7 })
      .map((over, n) => order(n + 1, { status: 'preparing', ...over }));
    choose(choices);
    await page.viewport(width, height);
    await openKitchen(orders);
    await expect.poll(() => cards().elements().length).toBeGreaterThan(0);
    const seen = new Set<string>();
    await onEachPage(async () => {
      // Where the footer has just become higher, the page is laid out once more.
      await expect.poll(cutOff).toEqual([]);
      for (const number of numbers()) seen.add(number);
    });
    // What concerns this display was looked at: the test would else show nothing.
    expect(seen.size).toBeGreaterThan(4);
  });
}

test('[KDS26] cells of a page are of one size, the most urgent first, and their steps on one line', async () => {
  choose({ layout: 'grid' });
  const long = Array.from({ length: 12 }, (_, n) => line({ name: `Prato número ${n}` }));
  await openKitchen([...rushHour(4), order(9, { lines: long })]);
  await expect.poll(() => cards().elements().length).toBeGreaterThan(5);
  expect(numbers().slice(-4)).toEqual(['#004', '#003', '#002', '#001']);
  const boxes = cards()
    .elements()
    .map((each) => each.getBoundingClientRect());
  expect(new Set(boxes.map(({ width }) => Math.round(width))).size).toBe(1);
  expect(new Set(boxes.map(({ height }) => Math.round(height))).size).toBe(1);
  expect(boxes.slice(0, 5).every(({ top }) => top === boxes[0]?.top)).toBe(true);
  const steps = card('003').getByRole('button', { name: /Iniciar/ });
  const bottom = (element: Element): number => element.getBoundingClientRect().bottom;
  expect(bottom(card('003').element()) - bottom(steps.element())).toBeLessThan(16);
});

test('[KDS13] only orders on the page in view are reported as shown', async () => {
  await page.viewport(...COUNTER_SIZE);
  const client = await openKitchen(rushHour(30));
  const shown = (): string[] =>
    Object.values(client.store.getState().orders)
      .filter(({ shownAt }) => shownAt !== null)
      .map(({ number }) => `#${String(number).padStart(3, '0')}`)
      .toSorted();
  await expect.poll(() => cards().elements().length).toBeGreaterThan(3);
  const first = [...new Set(numbers())];
  await expect.poll(shown).toEqual(first.toSorted());
  await button('Próxima página').click();
  await expect.poll(() => numbers().includes('#030')).toBe(false);
  const both = [...new Set([...first, ...numbers()])];
  await expect.poll(shown).toEqual(both.toSorted());
});

for (const layout of ['flow', 'grid'] as const) {
  test(`[KDS9] a wall shows at least ten orders of three lines, in a ${layout}`, async () => {
    choose({ layout });
    const orders = Array.from({ length: 14 }, (_, n) =>
      order(n + 1, {
        customer: { name: `Cliente ${n}`, email: null, phone: null, language: null },
        // Each of two rows.
        lines: Array.from({ length: 3 }, (_each, k) =>
          line({ name: `Picanha na chapa com farofa ${k}` }),
        ),
      }),
    );
    await openKitchen(orders);
    await expect.poll(() => new Set(numbers()).size).toBeGreaterThanOrEqual(10);
    expect(cards().elements()).toHaveLength(new Set(numbers()).size);
  });
}

test('[KDS9] an order that goes on on the next page says on which', async () => {
  await page.viewport(...COUNTER_SIZE);
  const long = Array.from({ length: 30 }, (_, n) => line({ name: `Prato número ${n}` }));
  await openKitchen([order(2, { lines: [line()] }), order(1, { lines: long })]);
  await expect.element(page.getByText('Segue na página 2')).toBeVisible();
  expect(page.getByText('Continua no próximo cartão').elements().length).toBeGreaterThan(0);
  await button('Próxima página').click();
  await expect.element(button(/Iniciar: pedido #001/)).toBeVisible();
  await expect.element(page.getByText(/Segue na página/)).not.toBeInTheDocument();
});
