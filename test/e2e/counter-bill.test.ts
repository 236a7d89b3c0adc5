import type { BrowserContext, Page } from 'playwright-core';
import PostalMime from 'postal-mime';
import { describe, expect, test } from 'vitest';
import { cashierAt } from '../support/cashier.ts';
import { shopOfCashiers } from '../support/cashier-shop.ts';
import { chromiumPath } from '../support/chromium.ts';

/** Points (1/72 inch) in a millimetre, the unit of a PDF's pages. */
const PT_PER_MM = 72 / 25.4;

describe.skipIf(chromiumPath() === null)('one bill and several who pay it', () => {
  const { open, screen, orderOf, product, complaints } = shopOfCashiers();

  test('[JOB11] three share a bill by cash, card and PIX; the receipt of all is printed and mailed', async () => {
    const { links } = await open();
    const page = await screen(links.counter, { prepare: holdPrinting });
    const counter = cashierAt(page);
    await counter.openDrawer('', 'R$ 0,00');
    await counter.add('X-Salada');
    await counter.add('Batata Frita');
    await counter.add('Guaraná Lata');
    await counter.send('#001');

    // 61.30 by three does not come out even: the first pays the cent that is over.
    const bill = await counter.receive('#001');
    await counter.button('Dividir', bill).click();
    await counter.button('Aumentar Pessoas', bill).click();
    await bill.getByText('1 × R$ 20,44').waitFor();
    await bill.getByText('2 × R$ 20,43').waitFor();
    await counter.button('Dividir em 3 partes', bill).click();
    const parts = bill.getByRole('list', { name: 'Partes da conta' }).getByRole('listitem');
    await parts.filter({ hasText: 'Parte 3' }).waitFor();
    await counter.button('Dinheiro', bill).click();
    await counter.button('R$ 50,00', bill).click();
    await counter.button('Receber R$ 20,44', bill).click();
    await bill.getByText('R$ 29,56').waitFor();
    await counter.button('Próximo pagamento', bill).click();
    await counter.payCard(bill, 'R$ 20,43', 'AUT-9');
    await parts.filter({ hasText: 'Paga' }).nth(1).waitFor();
    await counter.button('PIX', bill).click();
    await bill.getByRole('img', { name: 'QR code PIX de R$ 20,43' }).waitFor();
    await counter.button('Recebi o PIX', bill).click();
    await bill.getByText('Pago', { exact: true }).waitFor();
    expect(await orderOf(1)).toMatchObject({
      payments: [
        { method: 'cash', amountCents: 2044, tenderedCents: 5000, changeCents: 2956 },
        { method: 'card', amountCents: 2043, authorisation: 'AUT-9' },
        { method: 'pix', amountCents: 2043 },
      ],
      split: {
        by: 'people',
        parts: [{ paidCents: 2044 }, { paidCents: 2043 }, { paidCents: 2043 }],
      },
      totals: { totalCents: 6130, dueCents: 0 },
    });

    await counter.button('Recibo', bill).click();
    const sheet = counter.dialog('Recibo #001');
    const paper = sheet.getByRole('article');
    const told = plain(await paper.innerText());
    for (const row of [
      'Cantina do Largo',
      '#001',
      '1 X-Salada 28,90',
      '1 Batata Frita 24,90',
      '1 Guaraná Lata 7,50',
      'Total R$ 61,30',
      'Dinheiro 20,44',
      'Recebido 50,00',
      'Troco 29,56',
      'Cartão 20,43',
      'AUT-9',
      'PIX 20,43',
    ]) {
      expect(told).toContain(row);
    }
    expect(told).not.toContain('Falta pagar');

    await counter.button('Imprimir', sheet).click();
    await expect.poll(() => page.evaluate('printed')).toBe(1);
    const printed = await onPaper(page);
    expect(printed.besideReceipt).toEqual([]);
    expect(printed.text).toBe(told);
    expect(printed.pagesMm).toEqual([80]);

    await sheet.getByLabel('E-mail do cliente').fill('carlos@example.com');
    await counter.button('Enviar por e-mail', sheet).click();
    await sheet.getByText('Na fila de envio para carlos@example.com.').waitFor();
    await expect.poll(() => product().mails().length, { timeout: 15_000 }).toBe(1);
    const mail = await PostalMime.parse(product().mails()[0] ?? '');
    expect(mail.to?.map(({ address }) => address)).toEqual(['carlos@example.com']);
    const text = plain(mail.text ?? '');
    for (const row of [/Dinheiro\D+20,44/, /Cartão\D+20,43/, /PIX\D+20,43/, /Total\D+61,30/]) {
      expect(text).toMatch(row);
    }
    expect(complaints).toEqual([]);
  });
});

/** There is no printer here: what the page wants printed is counted, and looked at in another way. */
async function holdPrinting(context: BrowserContext): Promise<void> {
  await context.addInitScript(`
    globalThis.printed = 0;
    window.print = () => { printed += 1; };
  `);
}

/** What a printer would be given: its text, what has a place on it beside the receipt, and the width of each page. */
async function onPaper(page: Page): Promise<{
  readonly text: string;
  readonly besideReceipt: unknown;
  readonly pagesMm: readonly number[];
}> {
  await page.emulateMedia({ media: 'print' });
  const besideReceipt = await page.evaluate(`
    [...document.body.querySelectorAll('*')]
      .filter((element) => element.getClientRects().length > 0 && !element.closest('article'))
      .map((element) => element.tagName)
  `);
  const text = plain(await page.locator('body').innerText());
  await page.emulateMedia({ media: null });
  const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true });
  const boxes = pdf.toString('latin1').matchAll(/\/MediaBox \[0 0 ([\d.]+) [\d.]+\]/g);
  const pagesMm = [...boxes].map(([, width]) => Math.round(Number(width) / PT_PER_MM));
  return { text, besideReceipt, pagesMm };
}

/** One space between words, as one reads it. */
function plain(text: string): string {
  return text.replace(/\s+/gu, ' ').trim();
}
