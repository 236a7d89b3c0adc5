import { describe, expect, test } from 'vitest';
import type { Order } from '../../src/shared/order.ts';
import { chromiumPath } from '../support/chromium.ts';
import { listen } from '../support/cook.ts';
import { type AskedLine, shopOfCooks, SOON } from '../support/kitchen-shop.ts';

const TAKEAWAY = { service: 'takeaway', channel: 'phone', customer: { name: 'Bruno' } };

describe.skipIf(chromiumPath() === null)('what a kitchen may rely on', () => {
  const { open, display, place, tell, orderOf, allOrders, kill, comeBack, complaints } =
    shopOfCooks();

  test('[JOB17] a display that lost its server says so; back in touch it shows what the broker has, and is silent about what it knew', async () => {
    await open();
    const { page, cook } = await display([], {
      prepare: async (context) => {
        await listen(context);
        await context.clock.install();
      },
    });
    await cook.button(/^Sem som/).click();
    await cook.button(/^Som: /).waitFor();
    const first = await place([{ itemId: 'x-salada' }, { itemId: 'guarana' }]);
    await cook.card('#001').waitFor();
    await expect.poll(cook.heard, SOON).toEqual(['new']);
    const second = await place([{ itemId: 'pizza-margherita' }, { itemId: 'batata-frita' }]);
    await place([{ itemId: 'lasanha-bolonhesa' }]);
    await expect
      .poll(async () => (await allOrders()).filter(({ shownAt }) => shownAt !== null), SOON)
      .toHaveLength(3);
    const loud = page.getByRole('banner').getByRole('alert');
    expect(await loud.count()).toBe(0);

    // The power goes: after ten seconds nobody can overlook it.
    await kill();
    await page.clock.fastForward(11_000);
    await loud.getByText('O que está na tela pode ter mudado').waitFor();
    await page
      .getByRole('banner')
      .getByText(/Sem contato há 1\d s/)
      .waitFor();
    expect(await cook.numbers()).toEqual(['#001', '#002', '#003']);
    await cook.picture('lost');

    // While it is away others go on: it hears of all of it, and of nothing twice.
    await page.clock.pauseAt(Date.now() + 60_000);
    const before = await cook.heard();
    await comeBack();
    await tell(first, 'start');
    await tell(first, 'ready');
    await tell(second, 'change', { add: [{ itemId: 'arroz-alho', quantity: 2 }] });
    expect(await cook.numbers()).toEqual(['#001', '#002', '#003']);
    await page.clock.resume();
    await page.clock.fastForward(5000);
    await cook.isLive();
    await expect.poll(cook.numbers, SOON).toEqual(['#002', '#003']);
    expect(await loud.count()).toBe(0);
    for (const number of [2, 3]) {
      const { lines } = await orderOf(number);
      expect(await cook.lines(`#00${number}`)).toEqual(
        lines.map(({ name, quantity }, at) =>
          at === 2 ? `NOVO ${quantity}× ${name}` : `${quantity}× ${name}`,
        ),
      );
    }
    await expect
      .poll(async () => (await cook.heard()).slice(before.length), SOON)
      .toEqual(['changed']);

    // Over a reload too: what is there is no news.
    await page.reload();
    await cook.card('#003').waitFor();
    await page.keyboard.press('Escape');
    await cook.button(/^Som: /).waitFor();
    expect(await cook.numbers()).toEqual(['#002', '#003']);
    await place([{ itemId: 'guarana' }]);
    await expect.poll(cook.heard, SOON).toEqual(['new']);
    // All that the console had to say was that nobody answered.
    expect(complaints.filter((each) => !/WebSocket|ERR_CONNECTION/.test(each))).toEqual([]);
  });

  test.each([
    { layout: 'Em colunas', name: 'flow' },
    { layout: 'Em grade', name: 'grid' },
  ])(
    '[JOB18] what is on another page is counted, and not taken for seen ($name)',
    async ({ layout, name }) => {
      await open();
      const { page, cook } = await display();
      const settings = await cook.settings();
      await settings.getByRole('radio', { name: layout }).check({ force: true });
      await cook.close(settings);
      const placed: Order[] = [];
      for (let nth = 0; nth < 26; nth += 1) placed.push(await place(...eveningOrder(nth)));
      const pages = page.getByRole('navigation', { name: 'Páginas' });
      const unseen = async (): Promise<number> => {
        const text = await pages.getByRole('status').innerText();
        return Number(/\+(\d+) fora da tela/.exec(text)?.[1]);
      };
      const shown = async (): Promise<number[]> =>
        [...new Set(await cook.numbers())].map((text) => Number(text.slice(1)));
      await expect.poll(async () => (await shown()).length + (await unseen()), SOON).toBe(26);
      const seen = async (): Promise<number[]> => {
        const orders = await allOrders();
        return orders.filter(({ shownAt }) => shownAt !== null).map(({ number }) => number);
      };
      const first = await shown();
      expect(first).toEqual(placed.slice(0, first.length).map(({ number }) => number));
      await expect.poll(seen, SOON).toEqual(first);

      await cook.button('Próxima página', pages).click();
      await expect.poll(shown, SOON).not.toEqual(first);
      const second = await shown();
      expect(second[0]).toBe(first.length + 1);
      await expect.poll(seen, SOON).toEqual([...first, ...second]);
      await cook.button('Página anterior', pages).click();
      await cook.card('#001').waitFor();
      await cook.picture(`full-${name}`);
      await page.keyboard.press('a');
      await page.getByRole('complementary', { name: 'Total por item' }).waitFor();
      await cook.picture(`totals-${name}`);
      expect(complaints).toEqual([]);
    },
  );
});

/** What a kitchen gets in an evening, over and over: short and long, for here and for elsewhere, with all there is to say. */
function eveningOrder(nth: number): [lines: readonly AskedLine[], order: object] {
  const evening: readonly [readonly AskedLine[], object][] = [
    [
      [{ itemId: 'x-salada', quantity: 2 }, { itemId: 'batata-frita' }],
      { customer: { name: 'Lia' } },
    ],
    [[{ itemId: 'pizza-calabresa', modifiers: ['pizza-grande', 'pizza-sem-cebola'] }], TAKEAWAY],
    [
      [
        { itemId: 'picanha', modifiers: ['ponto-mal'], note: 'ALERGIA: leite', allergy: true },
        { itemId: 'arroz-alho', quantity: 2 },
        { itemId: 'petit-gateau', course: 2 },
      ],
      { service: 'dine_in', table: '7' },
    ],
    [[{ itemId: 'guarana', quantity: 3 }], {}],
    [
      [{ itemId: 'beirute' }, { itemId: 'suco-laranja' }, { itemId: 'farofa', note: 'à parte' }],
      { ...TAKEAWAY, note: 'Cliente espera no carro' },
    ],
    [[{ itemId: 'lasanha-bolonhesa' }], { service: 'delivery', customer: { name: 'Elisa Prado' } }],
  ];
  return [...(evening[nth % evening.length] ?? [[], {}])];
}
