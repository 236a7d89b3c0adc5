import type { BrowserContext, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { cashierAt } from '../support/cashier.ts';
import { chromiumPath } from '../support/chromium.ts';
import { shopOfCooks } from '../support/kitchen-shop.ts';

describe.skipIf(chromiumPath() === null)('a kitchen of several, as persons work in it', () => {
  const { open, screen, another, display, orderOf, allOrders, product, complaints } = shopOfCooks();

  /** A counter with its drawer open, and what its cashier does most. */
  async function counterAt(page: Page) {
    const cashier = cashierAt(page);
    await cashier.openDrawer('', 'R$ 0,00');
    const strip = page.getByRole('region', { name: 'Pedidos abertos' });
    return {
      page,
      cashier,
      /** Takes items of any category into the order. */
      take: async (...items: readonly (readonly [category: string, item: string])[]) => {
        for (const [category, item] of items) {
          await page.getByRole('radio', { name: category, exact: true }).click();
          await cashier.add(item);
        }
      },
      /** The line of the order goes out with this course. */
      course: async (item: string, course: number) => {
        await cashier.button(`Editar ${item}`).click();
        const sheet = cashier.dialog(item);
        const courses = sheet.getByRole('radiogroup', { name: 'Tempo' });
        await courses.getByRole('radio', { name: `${course}º` }).check({ force: true });
        await cashier.button(/^Salvar/, sheet).click();
        await sheet.waitFor({ state: 'detached' });
        await page.locator('[data-press-shield]').first().waitFor({ state: 'detached' });
      },
      /** Sends the order; its number, once the broker has it. */
      send: async (): Promise<string> => {
        await cashier.button('Enviar').click();
        const said = page.getByText(/^Registrado #\d+/);
        await said.waitFor();
        const [number = ''] = /#\d+/.exec(await said.innerText()) ?? [];
        await cashier.next();
        return number;
      },
      /** Waits until the strip of open orders says this of an order. */
      sees: (number: string, word: string) =>
        cashier
          .button(new RegExp(number), strip)
          .getByText(word, { exact: true })
          .first()
          .waitFor(),
    };
  }

  test('[JOB13] three displays and two counters at once: each shows its part, all of them the same, and nothing is lost', async () => {
    await open();
    const cable = sharedCable();
    const [oven, grill, pass, one, other] = await Promise.all([
      display(['Forno'], { prepare: cable.lay }),
      display(['Grelha', 'Bar'], { prepare: cable.lay }),
      display(['Expedição'], { prepare: (context) => context.clock.install() }),
      screen(product().links.counter).then(counterAt),
      another('counter').then(counterAt),
    ]);
    const { cook: baker } = oven;
    const { cook: griller } = grill;
    const { cook: expediter } = pass;

    // Both counters sell at once, twice each.
    await Promise.all([
      one.take(['Pizzas', 'Pizza Margherita'], ['Bebidas', 'Guaraná Lata']),
      other.take(['Lanches', 'Beirute'], ['Bebidas', 'Guaraná Lata']),
    ]);
    const [pizza, beirute] = await Promise.all([one.send(), other.send()]);
    await Promise.all([
      one.take(['Lanches', 'X-Salada'], ['Massas', 'Lasanha']),
      other.take(['Sobremesas', 'Petit Gâteau'], ['Acompanhamentos', 'Batata Frita']),
    ]);
    await one.course('Lasanha à Bolonhesa', 2);
    const [dinner, sweet] = await Promise.all([one.send(), other.send()]);
    const numbers = [pizza, beirute, dinner, sweet];
    expect(numbers.toSorted()).toEqual(['#001', '#002', '#003', '#004']);

    // Each display has its part, with what others make beside it; a dish of two stations stands on both.
    await Promise.all(
      [baker, griller, expediter].flatMap(({ card }) =>
        numbers.map((number) => card(number).waitFor()),
      ),
    );
    expect(await baker.lines(pizza)).toEqual([
      '1× Pizza Margherita',
      `1× Guaraná Lata${made('Bar')}`,
    ]);
    expect(await griller.lines(pizza)).toEqual([
      '1× Guaraná Lata',
      `1× Pizza Margherita${made('Forno')}`,
    ]);
    expect(await baker.lines(beirute)).toEqual([
      '1× Beirute de Filé também em: Grelha',
      `1× Guaraná Lata${made('Bar')}`,
    ]);
    expect(await griller.lines(beirute)).toEqual([
      '1× Beirute de Filé também em: Forno',
      '1× Guaraná Lata',
    ]);
    expect(await expediter.lines(sweet)).toEqual([
      `1× Petit Gâteau${made('Forno')}${made('Bar')}`,
      `1× Batata Frita${made('Grelha')}`,
    ]);
    await Promise.all([
      ...[pizza, dinner].map((number) => one.sees(number, 'Visto pela cozinha')),
      ...[beirute, sweet].map((number) => other.sees(number, 'Visto pela cozinha')),
    ]);

    // Done at the bar, it is done for who hands over, who waits for the oven.
    await griller.strike(pizza, 'Guaraná');
    await griller.leaves(pizza);
    const drink = expediter.cardsOf(pizza).getByRole('listitem').filter({ hasText: 'Guaraná' });
    await drink.getByText('feito', { exact: true }).waitFor();
    await expediter.cardsOf(pizza).getByText('Falta: Forno').waitFor();

    // Two bakers strike the same pizza before either display hears of the other.
    const beside = await display(['Forno'], { prepare: cable.lay });
    const { version } = await orderOf(numberOf(pizza));
    for (const { settled } of [baker, beside.cook]) await settled(pizza);
    cable.hold();
    await baker.line(pizza, 'Pizza Margherita').click();
    await beside.cook.line(pizza, 'Pizza Margherita').click();
    cable.release();
    await Promise.all([baker.leaves(pizza), beside.cook.leaves(pizza)]);
    expect(await orderOf(numberOf(pizza))).toMatchObject({ status: 'ready', version: version + 1 });
    expect([...(await baker.alerts()), ...(await beside.cook.alerts())]).toEqual([]);
    await one.sees(pizza, 'Pronto');

    // A dish of two stations is done with the second of them; until then nobody hands it over.
    await griller.settled(beirute);
    await griller.strike(beirute, 'Beirute');
    await griller.isStruck(beirute, 'Beirute');
    const dish = baker.cardsOf(beirute).getByRole('listitem').filter({ hasText: 'Beirute' });
    await dish.getByRole('img', { name: 'pronto' }).waitFor();
    await griller.strike(beirute, 'Guaraná');
    await griller.leaves(beirute);
    await expediter.cardsOf(beirute).getByText('Falta: Forno').waitFor();
    expect(await expediter.step('Entregue', beirute).count()).toBe(0);
    await baker.strike(beirute, 'Beirute');
    await expediter.step('Entregue', beirute).waitFor();
    await other.sees(beirute, 'Pronto');

    // The second course waits at the oven until the first is done.
    await baker.cardsOf(dinner).getByText('em espera').waitFor();
    await griller.strike(dinner, 'X-Salada');
    await griller.leaves(dinner);
    await baker.press('Disparar 2º tempo', dinner);
    await baker.press('Iniciar', dinner);
    await baker.press('Pronto', dinner);
    await griller.press('Iniciar', sweet);
    await griller.press('Pronto', sweet);
    await baker.press('Pronto', sweet);
    await Promise.all([baker.leaves(sweet), beside.cook.leaves(sweet)]);

    for (const number of numbers) {
      await expediter.press('Entregue', number);
      await expediter
        .cardsOf(number)
        .getByText(/^Entregando/)
        .waitFor();
    }
    await pass.page.clock.fastForward(5000);
    await Promise.all(numbers.map((number) => expediter.leaves(number)));

    // The broker says what the screens say.
    const orders = await allOrders();
    expect(orders.map(({ number, status }) => [number, status])).toEqual(
      [1, 2, 3, 4].map((number) => [number, 'completed']),
    );
    const soldBy = (number: string): string[] =>
      orders.find((order) => order.number === numberOf(number))?.lines.map(({ name }) => name) ??
      [];
    expect(numbers.map(soldBy)).toEqual([
      ['Pizza Margherita', 'Guaraná Lata'],
      ['Beirute de Filé', 'Guaraná Lata'],
      ['X-Salada', 'Lasanha à Bolonhesa'],
      ['Petit Gâteau', 'Batata Frita'],
    ]);
    const tasks = orders.flatMap(({ lines }) => lines.flatMap((line) => line.tasks));
    expect(tasks).toHaveLength(10);
    expect(tasks.every(({ shownAt, doneAt }) => shownAt !== null && doneAt !== null)).toBe(true);
    for (const { page } of [oven, grill, pass]) {
      await page.getByText('Nenhum pedido na fila').waitFor();
    }
    expect(complaints).toEqual([]);
  });
});

/** How a line names a station that is not this display's, to the eye and to the ear. */
const made = (station: string): string => ` ▸ ${station} a fazer em ${station}`;

const numberOf = (text: string): number => Number(text.slice(1));

/** The cable of several screens to the server, in which what they say can be held back. */
function sharedCable() {
  const held: (() => void)[] = [];
  let isHeld = false;
  return {
    lay: (context: BrowserContext): Promise<void> =>
      context.routeWebSocket(/\/ws$/, (page) => {
        const server = page.connectToServer();
        page.onMessage((message) => {
          if (isHeld) held.push(() => server.send(message));
          else server.send(message);
        });
      }),
    hold: (): void => {
      isHeld = true;
    },
    release: (): void => {
      isHeld = false;
      for (const send of held.splice(0)) send();
    },
  };
}
