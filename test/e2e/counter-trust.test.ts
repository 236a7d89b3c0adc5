import type { BrowserContext } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { cashierAt } from '../support/cashier.ts';
import { shopOfCashiers } from '../support/cashier-shop.ts';
import { chromiumPath } from '../support/chromium.ts';

describe.skipIf(chromiumPath() === null)('what a counter may rely on', () => {
  const { open, screen, kill, comeBack, product, orderOf } = shopOfCashiers();

  test('[JOB10] it warns of what the kitchen has not seen; what the server died over is there once', async () => {
    const { links } = await open();
    const cable = cableThatFails();
    const page = await screen(links.counter, { prepare: cable.lay });
    const counter = cashierAt(page);
    const panel = page.getByRole('complementary', { name: 'Pedido' });
    const strip = page.getByRole('region', { name: 'Pedidos abertos' });
    await counter.openDrawer('', 'R$ 0,00');

    // Nobody looks at it in the kitchen, until a display is switched on there.
    await counter.add('Guaraná Lata');
    await counter.send('#001');
    await panel.getByText('Em disco').waitFor();
    await panel.getByText('Não visto pela cozinha').waitFor({ timeout: 30_000 });
    const kitchen = await screen(links.kitchen);
    await kitchen.getByRole('article', { name: /#001/ }).waitFor();
    await panel.getByText('Visto pela cozinha', { exact: true }).waitFor();

    // A part of its price, which could be taken twice, and then an order reach the disk; the server's word of them
    // does not reach the counter.
    cable.silenceServer();
    const bill = await counter.receive('#001');
    await counter.button('Dinheiro', bill).click();
    for (const digit of '300') await counter.button(digit, bill).click();
    await counter.button('Receber R$ 3,00 (parcial)', bill).click();
    await expect.poll(async () => (await orderOf(1)).payments).toHaveLength(1);
    await counter.button('Fechar', bill).click();
    await panel.getByText('Ainda não confirmado').waitFor();
    await counter.next();
    await counter.add('X-Salada');
    await counter.button('Enviar').click();
    await panel.getByText('Guardado aqui, aguardando o servidor').waitFor();
    await expect.poll(() => product().orders('pending')).toHaveLength(2);
    await counter.next();

    // The third is being typed when the server dies.
    await panel.getByRole('radio', { name: 'Mesa' }).click();
    await counter.add('Batata Frita');
    await panel.getByLabel('Mesa nº').fill('9');
    await kill();
    cable.mend();
    await page.getByRole('status', { name: 'Conexão' }).getByText('Sem contato').waitFor();
    await strip.getByText('Aguardando envio').waitFor();
    await counter.button(/#001.*Ainda não confirmado/, strip).waitFor();
    await counter.add('Guaraná Lata');
    expect(await page.getByText('Registrado #002').count()).toBe(0);

    await comeBack();
    await page.getByText('Registrado #002').waitFor();
    await strip.getByText('Ainda não confirmado').waitFor({ state: 'detached' });
    await strip.getByText('Aguardando envio').waitFor({ state: 'detached' });
    expect(await orderOf(1)).toMatchObject({
      payments: [{ method: 'cash', amountCents: 300 }],
      totals: { paidCents: 300, dueCents: 450 },
    });
    const numbers = async (): Promise<number[]> =>
      (await product().orders('pending')).map(({ number }) => number).toSorted((a, b) => a - b);
    expect(await numbers()).toEqual([1, 2]);

    // What was typed is as it was, and goes out once.
    expect(await panel.getByLabel('Mesa nº').inputValue()).toBe('9');
    await counter.send('#003');
    expect(await orderOf(3)).toMatchObject({
      table: '9',
      lines: [
        { name: 'Batata Frita', quantity: 1 },
        { name: 'Guaraná Lata', quantity: 1 },
      ],
    });
    expect(await numbers()).toEqual([1, 2, 3]);
    await kitchen.getByRole('article', { name: /#003/ }).waitFor();
  });
});

/** The cable of a counter, in which the server's half can break: what is said to the server still arrives there. */
function cableThatFails() {
  let isBroken = false;
  return {
    lay: (context: BrowserContext): Promise<void> =>
      context.routeWebSocket(/\/ws$/, (page) => {
        page.connectToServer().onMessage((message) => {
          if (!isBroken) page.send(message);
        });
      }),
    silenceServer: (): void => {
      isBroken = true;
    },
    mend: (): void => {
      isBroken = false;
    },
  };
}
