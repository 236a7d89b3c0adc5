import type { Page } from 'playwright-core';
import PostalMime from 'postal-mime';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { cashierAt } from '../support/cashier.ts';
import { shopOfCashiers } from '../support/cashier-shop.ts';
import { chromiumPath } from '../support/chromium.ts';

describe.skipIf(chromiumPath() === null)('at the counter, as persons do it', () => {
  const { open, screen, orderOf, product, complaints } = shopOfCashiers();

  /** A counter beside the first one. */
  async function secondCounter(): Promise<Page> {
    const answer = await product().call('POST', '/api/v1/pairing-codes', { role: 'counter' });
    return screen(z.object({ url: z.string() }).parse(answer).url);
  }

  test('[JOB4] from the first sign-in to the closed drawer', async () => {
    await open({ managerFor: ['refund'] });
    const page = await screen(product().links.counter);
    const counter = cashierAt(page);
    const kitchen = await screen(product().links.kitchen);
    await counter.registerFirst('Marta', '4711');
    await counter.register('Ana', 'Caixa', '1234');
    await counter.signIn('Ana', '1234');
    await counter.openDrawer('10000', 'R$ 100,00');

    // A usual order of three items.
    const before = counter.taps();
    await counter.add('Pizza Margherita');
    await counter.add('Batata Frita');
    await counter.add('Guaraná Lata');
    await counter.send('#001');
    expect(counter.taps() - before).toBeLessThanOrEqual(6);
    await kitchen.getByRole('article', { name: /#001/ }).waitFor();

    await counter.receive('#001');
    await counter.payCash('R$ 100,00', 'R$ 27,70');
    await counter.mailReceipt('#001', 'carlos@example.com');
    await expect.poll(() => product().mails().length, { timeout: 15_000 }).toBe(1);
    const receipt = await PostalMime.parse(product().mails()[0] ?? '');
    expect(receipt.to?.map(({ address }) => address)).toEqual(['carlos@example.com']);
    expect(receipt.subject).toBe('Recibo do pedido #001 — Cantina do Largo');
    expect(receipt.text).toMatch(/Recebido R\$\s100,00, troco R\$\s27,70/);

    // A second order changes after it was sent: the kitchen is told the difference alone.
    await counter.add('X-Salada');
    await counter.add('Batata Frita');
    await counter.send('#002');
    const ticket = kitchen.getByRole('article', { name: /#002/ });
    await ticket.getByRole('button', { name: /Iniciar/ }).click();
    await ticket.getByRole('button', { name: /Pronto/ }).waitFor();
    await counter.next();
    const edit = await counter.edit('#002');
    await counter.tapItem(edit, 'Guaraná Lata');
    await counter.takeOff(edit, 'Batata Frita', 'Erro de digitação');
    await counter.sendChange(edit);
    await ticket.getByText('Pedido alterado').waitFor();
    expect(await ticket.getByRole('listitem').allTextContents()).toEqual([
      '1×X-Salada',
      '1 retirado1×Batata Frita',
      'Novo1×Guaraná Lata',
    ]);
    const second = await orderOf(2);
    expect(second.lines.map(({ name, ledger }) => [name, ledger.map(({ sent }) => sent)])).toEqual([
      ['X-Salada', [1]],
      ['Batata Frita', [1, -1]],
      ['Guaraná Lata', [1]],
    ]);

    // It is paid by two: a card and PIX. A part of the card's comes back, which takes a manager.
    const bill = await counter.pay('#002');
    await counter.splitInTwo(bill, 'R$ 18,20');
    await counter.payCard(bill, 'R$ 18,20', 'AUT-77');
    await counter.payPix(bill);
    await counter.refund('#002', { card: '500', amount: 'R$ 5,00' }, 'Marta', '4711');
    const paid = await orderOf(2);
    expect(paid.takenBy?.name).toBe('Ana');
    expect(paid.payments).toMatchObject([
      {
        method: 'card',
        amountCents: 1820,
        authorisation: 'AUT-77',
        by: { name: 'Ana' },
        refunds: [{ method: 'cash', amountCents: 500 }],
      },
      { method: 'pix', amountCents: 1820, refunds: [] },
    ]);

    // Somebody leaves without paying; cash goes to the safe; the drawer is counted and closed.
    await counter.add('Guaraná Lata');
    await counter.send('#003');
    await counter.next();
    await counter.sangria('5000', 'Cofre', 'R$ 50,00');
    await counter.count({ 'R$ 100,00': '1', 'R$ 10,00': '1', 'R$ 5,00': '1', 'R$ 2,00': '1' });
    await counter.close({
      expected: 'R$ 117,30',
      counted: 'R$ 117,00',
      difference: 'R$ 0,30',
      // What came back to the card's owner is due again, beside the order that nobody paid.
      unpaid: '2 pedidos não foram pagos (R$ 12,50).',
    });
    const csv = await counter.keepReport();
    expect(csv.name).toBe('comanda-z-1.csv');
    for (const row of [
      'Vendas;Total vendido;;116,20',
      'Vendas;Itens retirados depois do envio;1;24,90',
      'Pagamentos;PIX;1;18,20',
      'Estornos;Dinheiro;1;-5,00',
      'Gaveta;Dinheiro esperado;;117,30',
      'Gaveta;Diferença;;-0,30',
    ]) {
      expect(csv.text).toContain(row);
    }
    await counter.leaveReport();

    // From now on this counter sells nothing; other channels go on.
    await counter.add('Guaraná Lata');
    await counter.refusesToSell();
    const order = { lines: [{ itemId: 'guarana', quantity: 1 }] };
    expect(await placeByHand(page, order)).toEqual({ status: 409, code: 'no_open_shift' });
    await product().call('POST', '/api/v1/orders', order, 'from-elsewhere');
    await kitchen.getByRole('article', { name: /#004/ }).waitFor();
    expect(complaints).toEqual([]);
  }, 240_000);

  test('[JOB5] two counters sell the last one: one gets it, the other mends its order and sends it', async () => {
    await open();
    await product().call('PUT', '/api/v1/stock/lasanha-bolonhesa', { available: 1 });
    const pages = [await screen(product().links.counter), await secondCounter()];
    const counters = pages.map(cashierAt);
    for (const counter of counters) {
      await counter.openDrawer('', 'R$ 0,00');
      await counter.add('Lasanha à Bolonhesa');
      await counter.add('Guaraná Lata');
    }
    await Promise.all(counters.map((counter) => counter.button('Enviar').click()));
    const [one, other] = counters;
    const loser = (await one?.sent('#001')) ? other : one;
    if (!loser) throw new Error('no second counter');
    await loser.dropSoldOut('Lasanha à Bolonhesa');
    await loser.send('#002');
    const sold = [await orderOf(1), await orderOf(2)].map(({ lines }) =>
      lines.map(({ name }) => name),
    );
    expect(sold).toEqual([['Lasanha à Bolonhesa', 'Guaraná Lata'], ['Guaraná Lata']]);
    expect(complaints).toEqual([]);
  });

  test('[JOB6] where the kitchen is told on payment, it gets the order with the money', async () => {
    await open({ fireOn: { counter: 'payment' } });
    const counter = cashierAt(await screen(product().links.counter));
    const kitchen = await screen(product().links.kitchen);
    await counter.openDrawer('5000', 'R$ 50,00');
    await counter.add('X-Salada');
    await counter.receive('#001');
    await expect.poll(() => product().orders('held')).toHaveLength(1);
    expect(await kitchen.getByRole('article').count()).toBe(0);
    await counter.payCash('R$ 50,00', 'R$ 21,10');
    await kitchen.getByRole('article', { name: /#001/ }).getByText('X-Salada').waitFor();
    expect(await orderOf(1)).toMatchObject({ status: 'pending', awaitsPayment: false });
    expect(complaints).toEqual([]);
  });

  test('[JOB7] the order of a table waits, is recalled, added to and sent; later it is had again', async () => {
    await open();
    const page = await screen(product().links.counter);
    const counter = cashierAt(page);
    const kitchen = await screen(product().links.kitchen);
    await counter.openDrawer('', 'R$ 0,00');
    const panel = page.getByRole('complementary', { name: 'Pedido' });
    await panel.getByRole('radio', { name: 'Mesa' }).click();
    await panel.getByLabel('Mesa nº').fill('7');
    await counter.add('X-Salada');
    await panel.getByText('R$ 31,79', { exact: true }).waitFor();
    await counter.discount('10%', 'R$ 2,89');
    await panel.getByText('R$ 28,61', { exact: true }).waitFor();
    await panel.getByText('Serviço 10%').click();
    await panel.getByText('R$ 26,01', { exact: true }).waitFor();
    await counter.hold('#001');
    expect(await kitchen.getByRole('article').count()).toBe(0);

    const recalled = await counter.recall('#001');
    await counter.tapItem(recalled, 'Guaraná Lata');
    await counter.sendParked(recalled);
    const ticket = kitchen.getByRole('article', { name: /#001, Mesa 7/ });
    await ticket.waitFor();
    // The kitchen had not heard of it before: nothing of it is new.
    expect(await ticket.getByRole('listitem').allTextContents()).toEqual([
      '1×X-Salada',
      '1×Guaraná Lata',
    ]);
    const { totals, table } = await orderOf(1);
    expect({ table, ...totals }).toMatchObject({
      table: '7',
      subtotalCents: 3640,
      discountCents: 364,
      serviceCents: 0,
      totalCents: 3276,
    });

    await counter.repeat('#001');
    await counter.send('#002');
    const again = await orderOf(2);
    expect(again.lines.map(({ name }) => name)).toEqual(['X-Salada', 'Guaraná Lata']);
    expect(complaints).toEqual([]);
  });
});

/** What the broker says to an order of this counter, whatever its screen offers. */
async function placeByHand(
  page: Page,
  order: object,
): Promise<{ readonly status: number; readonly code: unknown }> {
  const token = await page.evaluate("localStorage['comanda.pos.token']");
  const session = await page.evaluate("JSON.parse(sessionStorage['comanda.pos.session']).token");
  const response = await page.request.post(new URL('/api/v1/orders', page.url()).href, {
    headers: {
      authorization: `Bearer ${String(token)}`,
      'comanda-session': String(session),
      'idempotency-key': 'by-hand',
    },
    data: order,
  });
  const { code } = z.object({ code: z.unknown() }).parse(await response.json());
  return { status: response.status(), code };
}
