import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { cashierAt } from '../support/cashier.ts';
import { countPointers, keysAt } from '../support/cashier-keys.ts';
import { shopOfCashiers } from '../support/cashier-shop.ts';
import { chromiumPath } from '../support/chromium.ts';

/** With a folder here, pictures of the page are put into it, for a person to look at. */
const pictures = process.env['COMANDA_PICTURES'];

describe.skipIf(chromiumPath() === null)('at the counter without a finger on it', () => {
  const { open, screen, orderOf, complaints } = shopOfCashiers();

  test.each([
    { look: 'light', size: { width: 1280, height: 800 } },
    { look: 'dark', size: { width: 1920, height: 1080 } },
  ] as const)(
    '[JOB8] keys alone take an order of a table, send it, take its money and begin the next one ($look)',
    async ({ look, size }) => {
      const { links } = await open();
      const page = await screen(links.counter, { size, prepare: countPointers });
      const { type, press, tabTo, settle } = keysAt(page);
      const { button, dialog } = cashierAt(page);
      const picture = async (name: string): Promise<void> => {
        if (pictures === undefined) return;
        mkdirSync(pictures, { recursive: true });
        await page.screenshot({ path: join(pictures, `keys-${look}-${name}.png`) });
      };
      const panel = page.getByRole('complementary', { name: 'Pedido' });
      const lines = panel.getByRole('list', { name: 'Itens do pedido' }).getByRole('listitem');

      await button('Abrir o caixa').last().waitFor();
      if (look === 'dark') {
        await tabTo(button('Idioma e aparência'));
        await press('Enter');
        await page.getByRole('menuitemradio', { name: 'Escura' }).waitFor();
        await press('End', 'Enter');
        await page.getByRole('menu').waitFor({ state: 'detached' });
      }
      // What F9 does next is to open the drawer.
      await press('F9');
      const drawer = dialog('Abrir o caixa');
      await drawer.waitFor();
      await type('10000');
      await button('Abrir com R$ 100,00', drawer).waitFor();
      await press('Enter');
      await drawer.waitFor({ state: 'detached' });
      await settle();

      // By name and arrows, by a number before the name, and with a choice that must be made.
      await type('pizza');
      await page.getByRole('region', { name: /itens encontrados/ }).waitFor();
      await press('ArrowDown', 'ArrowRight', 'Enter');
      await lines.filter({ hasText: 'Pizza Calabresa' }).waitFor();
      await press('/', 'Escape');
      await type('2*guara');
      await page.getByText('2× o próximo item').waitFor();
      await press('Enter');
      await lines.filter({ hasText: 'Guaraná Lata' }).waitFor();
      await type('pican');
      await press('Enter');
      const steak = dialog('Picanha na Brasa');
      await steak.waitFor();
      await tabTo(button('Ao ponto', steak));
      await press('Space');
      await tabTo(button(/^Alergia/, steak));
      await press('Space');
      // To what, is asked at once.
      await tabTo(button(/^camarão$/i, steak));
      await press('Space');
      await picture('line');
      await tabTo(button(/^Adicionar/, steak));
      await press('Enter');
      await steak.waitFor({ state: 'detached' });
      await settle();

      // The pizza is told to be shared, and there are two of it: its line is found from below.
      await press('Control+ArrowDown', 'ArrowUp', 'ArrowUp', '+', 'Enter');
      const pizza = dialog('Pizza Calabresa');
      await pizza.waitFor();
      await tabTo(pizza.getByLabel('Observação para a cozinha'));
      await type('para dividir');
      await tabTo(button(/^Salvar/, pizza));
      await press('Enter');
      await pizza.waitFor({ state: 'detached' });
      await settle();

      await tabTo(panel.getByRole('radio', { name: 'Balcão' }));
      await press('ArrowRight', 'Space');
      await panel.getByLabel('Mesa nº').waitFor();
      await type('7');
      await press('F2');
      const customer = dialog('Cliente e observação');
      await customer.waitFor();
      await type('Helena');
      await tabTo(customer.getByLabel('E-mail'));
      await type('helena@example.com');
      await tabTo(button('Feito', customer));
      await press('Enter');
      await customer.waitFor({ state: 'detached' });
      await picture('order');
      await press('F9');
      await page.getByText('Registrado #001').waitFor();

      expect(await orderOf(1)).toMatchObject({
        status: 'pending',
        service: 'dine_in',
        table: '7',
        customer: { name: 'Helena', email: 'helena@example.com' },
        lines: [
          { name: 'Pizza Calabresa', quantity: 2, note: 'para dividir', allergy: false },
          { name: 'Guaraná Lata', quantity: 2, note: null, allergy: false },
          {
            name: 'Picanha na Brasa',
            quantity: 1,
            note: 'ALERGIA: camarão',
            allergy: true,
            modifiers: [{ name: 'Ao ponto' }],
          },
        ],
        // 190.70 and the tenth for service.
        totals: { totalCents: 20_977 },
      });

      // Cash has the focus already; the change stands there until the cashier goes on.
      await press('F4');
      const bill = dialog('Receber #001');
      await bill.waitFor();
      await settle();
      await press('Enter');
      await bill.getByText('Recebido do cliente').waitFor();
      await type('25000');
      await bill.getByText('R$ 40,23').waitFor();
      await picture('cash');
      await press('Enter');
      await bill.getByText('Pago', { exact: true }).waitFor();
      await bill.getByText('R$ 40,23').waitFor();
      await picture('change');
      await settle();
      await press('Enter');
      await bill.waitFor({ state: 'detached' });
      await settle();
      expect((await orderOf(1)).payments).toMatchObject([
        { method: 'cash', amountCents: 20_977, tenderedCents: 25_000, changeCents: 4023 },
      ]);

      // The next customer is there already.
      await type('x-sal');
      await press('Enter');
      await lines.filter({ hasText: 'X-Salada' }).waitFor();
      expect(await lines.count()).toBe(1);
      await panel.getByText('Registrado #001').waitFor({ state: 'detached' });
      await press('F9');
      await page.getByText('Registrado #002').waitFor();
      await picture('next');
      expect(await page.evaluate('pointersSeen')).toEqual([]);
      expect(complaints).toEqual([]);
    },
  );

  test('[JOB9] a scanner is heard wherever the focus is; an earlier customer has the same again', async () => {
    const { links } = await open();
    const page = await screen(links.counter);
    const counter = cashierAt(page);
    const { scan, type } = keysAt(page);
    await counter.openDrawer('', 'R$ 0,00');
    const panel = page.getByRole('complementary', { name: 'Pedido' });
    const lines = panel.getByRole('list', { name: 'Itens do pedido' }).getByRole('listitem');
    const customer = counter.dialog('Cliente e observação');

    // The first bottle with the focus nowhere in particular, the others in the middle of a table's number.
    await scan('7899000000058');
    await lines.filter({ hasText: 'Cerveja Long Neck' }).waitFor();
    await panel.getByRole('radio', { name: 'Mesa' }).click();
    const table = panel.getByLabel('Mesa nº');
    await table.fill('12');
    await scan('7899000000010');
    await lines.filter({ hasText: 'Água Mineral 500 ml' }).waitFor();
    await scan('7899000000058');
    await lines.filter({ hasText: 'Cerveja Long Neck' }).getByText('2', { exact: true }).waitFor();
    expect(await table.inputValue()).toBe('12');
    await panel.getByRole('button', { name: 'Cliente', exact: true }).click();
    await customer.getByLabel('Nome').fill('Carolina Prado');
    await customer.getByLabel('Telefone').fill('11987654321');
    await customer.getByLabel('E-mail').fill('carolina@example.com');
    await counter.button('Feito', customer).click();
    await counter.send('#001');
    await counter.next();

    // Later: three letters of her name, and what she had.
    await panel.getByRole('button', { name: 'Cliente', exact: true }).click();
    await customer.getByLabel('Nome').focus();
    await type('car');
    const known = customer.getByRole('list', { name: 'Clientes anteriores' });
    await counter.button(/Carolina Prado/, known).click();
    expect(await customer.getByLabel('E-mail').inputValue()).toBe('carolina@example.com');
    await counter.button('Feito', customer).click();
    await counter.button('Pedidos anteriores').click();
    const history = counter.dialog('Pedidos anteriores');
    await history.getByLabel('Número ou nome').fill('carol');
    await counter.button('Repetir o pedido #001', history).click();
    await history.waitFor({ state: 'detached' });
    await counter.send('#002');
    const [first, again] = [await orderOf(1), await orderOf(2)];
    expect(first.lines.map(({ itemId, quantity }) => [itemId, quantity])).toEqual([
      ['cerveja', 2],
      ['agua', 1],
    ]);
    expect(again.lines.map(({ itemId, quantity }) => [itemId, quantity])).toEqual([
      ['cerveja', 2],
      ['agua', 1],
    ]);
    expect(first).toMatchObject({ table: '12' });
    expect(again).toMatchObject({
      service: 'counter',
      customer: { name: 'Carolina Prado', phone: '11987654321', email: 'carolina@example.com' },
    });
    expect(complaints).toEqual([]);
  });
});
