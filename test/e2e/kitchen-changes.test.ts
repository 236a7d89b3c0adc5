import { describe, expect, test } from 'vitest';
import { chromiumPath } from '../support/chromium.ts';
import { shopOfCooks, SOON } from '../support/kitchen-shop.ts';

describe.skipIf(chromiumPath() === null)('what changes while the kitchen cooks', () => {
  const { open, display, place, tell, orderOf, product, complaints } = shopOfCooks();

  /** The stations that have had something of an order in view. */
  const seenAt = async (number: number): Promise<string[]> => {
    const { lines } = await orderOf(number);
    const tasks = lines.flatMap((line) => line.tasks);
    const seen = tasks.filter(({ shownAt }) => shownAt !== null);
    return [...new Set(seen.map(({ station }) => station))].toSorted();
  };

  test('[JOB14] what is added, taken off and cancelled stands on the cards until a cook of the station confirms it', async () => {
    await open();
    const [grill, beside, oven, pass] = await Promise.all([
      display(['Grelha']),
      display(['Grelha']),
      display(['Forno']),
      display(['Expedição']),
    ]);
    const displays = [grill, beside, oven, pass];
    const order = await place([
      { itemId: 'x-salada', quantity: 2 },
      { itemId: 'batata-frita' },
      { itemId: 'pizza-margherita' },
      { itemId: 'guarana' },
    ]);
    await expect.poll(() => seenAt(1), SOON).toEqual(['forno', 'grelha']);

    const lineOf = (itemId: string): string =>
      order.lines.find((line) => line.itemId === itemId)?.id ?? '';
    await tell(order, 'change', {
      add: [{ itemId: 'arroz-alho', quantity: 1 }],
      takeOff: [
        { lineId: lineOf('x-salada'), quantity: 1, reasonId: 'mistyped' },
        { lineId: lineOf('batata-frita'), quantity: 1, reasonId: 'mistyped' },
        { lineId: lineOf('guarana'), quantity: 1, reasonId: 'mistyped' },
      ],
    });
    const told = [
      '1 de 2 retirado 1× X-Salada',
      '1 retirado 1× Batata Frita',
      'NOVO 1× Arroz de Alho',
    ];
    for (const { cook } of [grill, beside]) {
      await cook.card('#001').getByText('Pedido alterado').waitFor();
      expect((await cook.lines('#001')).slice(0, 3)).toEqual(told);
      // What is not to be made cannot be struck as if it had been.
      expect(await cook.line('#001', 'Batata Frita').count()).toBe(0);
    }
    // The oven has nothing to take note of: of the bar's drink, which no bar had in view, there is nothing left.
    await oven.cook.step('Iniciar', '#001').waitFor();
    expect(await oven.cook.lines('#001')).not.toContainEqual(expect.stringContaining('Guaraná'));
    await grill.cook.picture('changes');

    await grill.page.reload();
    await grill.cook.step('Entendi', '#001').waitFor();
    expect((await grill.cook.lines('#001')).slice(0, 3)).toEqual(told);
    await grill.cook.press('Entendi', '#001');
    for (const { cook } of [grill, beside]) {
      await cook.step('Iniciar', '#001').waitFor();
      expect((await cook.lines('#001')).slice(0, 2)).toEqual(['1× X-Salada', '1× Arroz de Alho']);
    }

    // Cancelled: whoever had it in view takes note of it, nobody can serve it.
    // Who begins, begins for their own station.
    await beside.cook.press('Iniciar', '#001');
    await grill.cook.step('Pronto', '#001').waitFor();
    expect(await oven.cook.step('Iniciar', '#001').count()).toBe(1);
    await tell(order, 'cancel', { reason: 'desistiu' });
    for (const { cook } of displays) {
      const words = cook === pass.cook ? 'Cancelado: não entregar' : 'Cancelado: não preparar';
      await cook.card('#001').getByText(words).waitFor();
      for (const step of ['Iniciar', 'Pronto', 'Entregue'] as const) {
        expect(await cook.step(step, '#001').count()).toBe(0);
      }
    }
    await grill.cook.picture('cancelled');
    await beside.page.reload();
    await beside.cook.press('Entendi', '#001');
    await Promise.all([grill.cook.leaves('#001'), beside.cook.leaves('#001')]);
    expect(await oven.cook.numbers()).toEqual(['#001']);
    expect(await pass.cook.numbers()).toEqual(['#001']);
    await oven.cook.press('Entendi', '#001');
    await Promise.all([oven.cook.leaves('#001'), pass.cook.leaves('#001')]);

    // No cook had this one in view: there is nothing to take note of, and nobody is asked.
    const drink = await place([{ itemId: 'guarana' }]);
    await pass.cook.card('#002').waitFor();
    await tell(drink, 'cancel', { reason: 'desistiu' });
    await pass.cook.leaves('#002');
    expect(await product().orders('pending,preparing,ready')).toEqual([]);
    expect(complaints).toEqual([]);
  });

  test('[JOB15] what hurries comes first on every display; a course waits for its word and is as old as that', async () => {
    await open();
    const [grill, oven, pass] = await Promise.all([
      display(['Grelha']),
      display(['Forno']),
      display(['Expedição']),
    ]);
    const dinner = [
      { itemId: 'beirute' },
      { itemId: 'picanha', modifiers: ['ponto-mal'], course: 2 },
    ];
    await place(dinner, { service: 'dine_in', table: '4' });
    await place([{ itemId: 'x-salada' }, { itemId: 'pizza-margherita' }]);
    await place([{ itemId: 'beirute' }, { itemId: 'lasanha-bolonhesa', course: 2 }]);
    const displays = [grill.cook, oven.cook, pass.cook];
    for (const { numbers } of displays) {
      await expect.poll(numbers, SOON).toEqual(['#001', '#002', '#003']);
    }
    await pass.cook.press('Urgente', '#003');
    for (const { numbers, card } of displays) {
      await expect.poll(numbers, SOON).toEqual(['#003', '#001', '#002']);
      await card('#003').getByText('Urgente', { exact: true }).first().waitFor();
    }
    expect(await orderOf(3)).toMatchObject({ rush: true });
    await grill.cook.picture('courses');
    await pass.cook.picture('expediter');

    // The cook fires the second course with the first one done, by the large button.
    expect(await grill.cook.line('#001', 'Picanha').count()).toBe(0);
    await grill.cook.strike('#001', 'Beirute');
    await oven.cook.strike('#001', 'Beirute');
    // It asks for nothing now: others are before it.
    await expect.poll(grill.cook.numbers, SOON).toEqual(['#003', '#002', '#001']);
    await expect.poll(() => grill.cook.waited('#001'), SOON).toBeGreaterThanOrEqual(5);
    expect((await orderOf(1)).lines[1]).toMatchObject({ firedAt: null, status: 'pending' });
    await grill.cook.press('Disparar 2º tempo', '#001');
    await expect.poll(() => grill.cook.waited('#001'), SOON).toBeLessThan(5);
    await grill.cook.line('#001', 'Picanha').waitFor();
    const fired = await orderOf(1);
    expect(fired.lines[1]?.firedAt).not.toBeNull();
    expect(String(fired.lines[1]?.firedAt) > String(fired.sentAt)).toBe(true);

    // The expediter fires another one while the first is still being made.
    await pass.cook.press('Disparar 2º tempo', '#003');
    await oven.cook.line('#003', 'Lasanha').waitFor();
    await expect.poll(async () => (await orderOf(3)).lines[1]?.firedAt, SOON).not.toBeNull();
    expect(complaints).toEqual([]);
  });
});
