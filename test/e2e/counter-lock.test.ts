import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { cashierAt } from '../support/cashier.ts';
import { shopOfCashiers } from '../support/cashier-shop.ts';
import { chromiumPath } from '../support/chromium.ts';

const eventsSchema = z.object({
  events: z.array(
    z.object({
      type: z.string(),
      by: z.object({ personId: z.string().optional() }).nullable(),
      data: z.object({
        order: z.object({ number: z.number(), payments: z.array(z.unknown()) }).optional(),
      }),
    }),
  ),
});

describe.skipIf(chromiumPath() === null)('a counter that nobody touches', () => {
  const { open, screen, complaints } = shopOfCashiers();

  test('[JOB12] it locks, keeps the order being taken for the next person, and the log tells who did what', async () => {
    // Longer than any step of this test, on the slowest machine.
    const shop = await open({ lockAfterSeconds: 12 });
    const page = await screen(shop.links.counter);
    const counter = cashierAt(page);
    const panel = page.getByRole('complementary', { name: 'Pedido' });
    await counter.registerFirst('Marta', '4711');
    await counter.register('Ana', 'Caixa', '1234');
    await counter.signIn('Ana', '1234');
    await counter.openDrawer('5000', 'R$ 50,00');
    await counter.add('Guaraná Lata');
    await counter.send('#001');
    await counter.next();

    // She is called away in the middle of an order.
    await panel.getByRole('radio', { name: 'Mesa' }).click();
    await counter.add('Batata Frita');
    await counter.add('X-Salada');
    await panel.getByLabel('Mesa nº').fill('4');
    const lock = counter.dialog('Quem está no caixa?');
    await lock.waitFor({ timeout: 30_000 });
    await counter.button(/^No caixa/).waitFor({ state: 'detached' });
    await counter.button(/Marta/, lock).click();
    for (const digit of '4711') await counter.button(digit, lock).click();
    await counter.button('Entrar', lock).click();
    await counter.button('No caixa: Marta').waitFor();

    // What Ana typed is there as it was; it is Marta who sends it and takes the money.
    expect(await panel.getByLabel('Mesa nº').inputValue()).toBe('4');
    await counter.button('Editar Batata Frita', panel).waitFor();
    await counter.button('Editar X-Salada', panel).waitFor();
    await counter.send('#002');
    await counter.receive('#002');
    await counter.payCash('R$ 60,00', 'R$ 0,82');

    const log = eventsSchema.parse(await shop.call('GET', '/api/v1/events'));
    const { people } = z
      .object({ people: z.array(z.object({ id: z.string(), name: z.string() })) })
      .parse(await shop.call('GET', '/api/v1/people'));
    const nameOf = (id: string | undefined): string =>
      people.find((person) => person.id === id)?.name ?? 'nobody';
    const deeds = log.events.flatMap(({ type, by, data: { order } }) => {
      const who = nameOf(by?.personId);
      if (type === 'shift.changed') return [`${who}: drawer`];
      if (!order || by === null) return [];
      return [`${who}: #${order.number}, ${order.payments.length} paid (${type})`];
    });
    // A payment is told of its order and of the drawer.
    expect(new Set(deeds)).toEqual(
      new Set([
        'Ana: drawer',
        'Ana: #1, 0 paid (order.placed)',
        'Marta: #2, 0 paid (order.placed)',
        'Marta: #2, 1 paid (order.changed)',
        'Marta: drawer',
      ]),
    );
    expect(complaints).toEqual([]);
  });
});
