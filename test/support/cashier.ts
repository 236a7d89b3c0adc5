import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { drawerDeeds } from './cashier-drawer.ts';

/** With a folder here, a picture of each step is put into it, for a person to look at. */
const pictures = process.env['COMANDA_PICTURES'];

/** What a cashier does with one counter, by the roles and names that stand on its screen (pt-BR). */
export function cashierAt(page: Page) {
  let taps = 0;
  let count = 0;
  const tap = async (target: Locator): Promise<void> => {
    taps += 1;
    await target.click();
  };
  const button = (name: string | RegExp, within: Page | Locator = page): Locator =>
    within.getByRole('button', typeof name === 'string' ? { name, exact: true } : { name });
  const dialog = (name?: string | RegExp): Locator =>
    page.getByRole('dialog', name === undefined ? {} : { name });

  /** For a person to look at, when one asks for pictures. */
  const picture = async (name: string): Promise<void> => {
    if (pictures === undefined) return;
    mkdirSync(pictures, { recursive: true });
    count += 1;
    const file = `${String(count).padStart(2, '0')}-${name}.png`;
    await page.screenshot({ path: join(pictures, file) });
  };

  return {
    ...drawerDeeds({ page, button, dialog, picture }),
    button,
    dialog,
    /** Touches that it took to place orders so far. */
    taps: () => taps,

    async registerFirst(name: string, pin: string): Promise<void> {
      await button('Pessoas…').click();
      await button('Cadastrar o primeiro gerente', dialog('Pessoas')).click();
      await this.fillPerson(name, pin);
      await button(new RegExp(name), dialog('Pessoas')).waitFor();
    },

    async register(name: string, role: string, pin: string): Promise<void> {
      await button('Adicionar pessoa', dialog('Pessoas')).click();
      await dialog('Pessoas').getByRole('radio', { name: role }).check({ force: true });
      await this.fillPerson(name, pin);
      await button(new RegExp(name), dialog('Pessoas')).waitFor();
      await button('Fechar', dialog('Pessoas')).click();
    },

    async fillPerson(name: string, pin: string): Promise<void> {
      const form = dialog('Pessoas');
      await form.getByLabel('Nome').fill(name);
      await form.getByLabel('PIN', { exact: true }).fill(pin);
      await form.getByLabel('PIN, outra vez').fill(pin);
      await button('Salvar', form).click();
    },

    async signIn(name: string, pin: string): Promise<void> {
      await button(/^No caixa: /).click();
      await page.getByRole('menuitem', { name: 'Trocar de pessoa' }).click();
      const lock = dialog('Quem está no caixa?');
      await button(new RegExp(name), lock).click();
      for (const digit of pin) await button(digit, lock).click();
      await picture('sign-in');
      await button('Entrar', lock).click();
      await button(`No caixa: ${name}`).waitFor();
    },

    async add(item: string): Promise<void> {
      await tap(
        page
          .getByRole('region', { name: /^Itens/ })
          .getByRole('button', { name: new RegExp(`^${item}`) }),
      );
    },

    async send(number: string): Promise<void> {
      await picture('draft');
      await tap(button('Enviar'));
      await page.getByText(`Registrado ${number}`).waitFor();
    },

    /** Whether the order of this number was placed here; waits until the broker has answered this counter. */
    async sent(number: string): Promise<boolean> {
      const placed = page.getByText(`Registrado ${number}`);
      const soldOut = page.getByText('Acabou: não resta nenhum.');
      await placed.or(soldOut).first().waitFor();
      return placed.isVisible();
    },

    /** Takes off what another counter has sold meanwhile; the rest stays as it was typed. */
    async dropSoldOut(item: string): Promise<void> {
      await page.getByText('Acabou: não resta nenhum.').waitFor();
      await picture('sold-out');
      await button('Retirar', page.getByRole('complementary', { name: 'Pedido' })).click();
      await button(`Editar ${item}`).waitFor({ state: 'detached' });
    },

    /** On the whole order that is being taken. */
    async discount(percent: string, amount: string): Promise<void> {
      await button('Desconto no pedido').click();
      const sheet = dialog('Desconto no pedido');
      await button(percent, sheet).click();
      await picture('discount');
      await button(`Dar desconto de ${amount}`, sheet).click();
      await sheet.waitFor({ state: 'detached' });
    },

    /** Parks the order that is being taken. */
    async hold(number: string): Promise<void> {
      await picture('table');
      await button('Pôr em espera').click();
      await page.getByText(`Registrado ${number}`).waitFor();
      await this.next();
    },

    async recall(number: string): Promise<Locator> {
      await button('Recuperar', await this.openOrder(number)).click();
      const sheet = dialog(`Recuperar o pedido ${number}`);
      await sheet.waitFor();
      return sheet;
    },

    async sendParked(sheet: Locator): Promise<void> {
      await picture('recalled');
      await button('Enviar para a cozinha', sheet).click();
      await sheet.waitFor({ state: 'detached' });
    },

    /** Puts an earlier order into the one being taken. */
    async repeat(number: string): Promise<void> {
      const open = dialog(number);
      if (await open.isVisible()) await button('Fechar', open).click();
      await button('Pedidos anteriores').click();
      const sheet = dialog('Pedidos anteriores');
      await picture('history');
      await button(`Repetir o pedido ${number}`, sheet).click();
      await sheet.waitFor({ state: 'detached' });
    },

    async next(): Promise<void> {
      await button('Próximo pedido').click();
    },

    /** Opens the payment of the order that was just placed. */
    async receive(number: string): Promise<Locator> {
      await button(/^Receber R\$/).click();
      const sheet = dialog(`Receber ${number}`);
      await sheet.waitFor();
      return sheet;
    },

    async payCash(note: string, change: string): Promise<void> {
      const sheet = dialog(/^Receber/);
      await button('Dinheiro', sheet).click();
      await button(note, sheet).click();
      await picture('cash');
      await button(/^Receber R\$/, sheet).click();
      await sheet.getByText('Pago', { exact: true }).waitFor();
      await sheet.getByText(change).waitFor();
      await picture('change');
    },

    /** From the payment that was just taken, to the next customer. */
    async mailReceipt(number: string, email: string): Promise<void> {
      const bill = dialog(/^Receber/);
      await button('Recibo', bill).click();
      const sheet = dialog(`Recibo ${number}`);
      await sheet.getByLabel('E-mail do cliente').fill(email);
      await picture('receipt');
      await button('Enviar por e-mail', sheet).click();
      await sheet.getByText(`Na fila de envio para ${email}.`).waitFor();
      await button('Fechar', sheet).click();
      // Back at the payment, with its change.
      await button('Próximo', bill).click();
      await bill.waitFor({ state: 'detached' });
      await button('Próximo pedido').click();
    },

    async openOrder(number: string): Promise<Locator> {
      const strip = page.getByRole('region', { name: 'Pedidos abertos' });
      await button(new RegExp(number), strip).click();
      const sheet = dialog(number);
      await sheet.waitFor();
      return sheet;
    },

    async edit(number: string): Promise<Locator> {
      const sheet = await this.openOrder(number);
      await picture('order');
      await button('Alterar', sheet).click();
      const edit = dialog(`Alterar o pedido ${number}`);
      await edit.waitFor();
      return edit;
    },

    async tapItem(within: Locator, item: string): Promise<void> {
      const items = within.getByRole('region', { name: /^Itens/ });
      await button(new RegExp(`^${item}`), items).click();
    },

    async takeOff(edit: Locator, item: string, reason: string): Promise<void> {
      await button(`Diminuir ${item}`, edit).click();
      const why = edit.getByRole('radiogroup', { name: `Por que sai ${item}?` });
      await why.getByRole('radio', { name: new RegExp(reason) }).check({ force: true });
      await picture('edit');
    },

    async sendChange(edit: Locator): Promise<void> {
      await button('Enviar mudança', edit).click();
      await edit.waitFor({ state: 'detached' });
    },

    /** From the order's own sheet. */
    async pay(number: string): Promise<Locator> {
      const open = dialog(number);
      const sheet = (await open.isVisible()) ? open : await this.openOrder(number);
      await picture('changed');
      await button(/^Receber R\$/, sheet).click();
      const bill = dialog(`Receber ${number}`);
      await bill.waitFor();
      return bill;
    },

    async splitInTwo(bill: Locator, share: string): Promise<void> {
      await button('Dividir', bill).click();
      await bill.getByText(`2 × ${share}`).waitFor();
      await picture('split');
      await button('Dividir em 2 partes', bill).click();
      await bill.getByRole('list', { name: 'Partes da conta' }).waitFor();
    },

    async payCard(bill: Locator, amount: string, authorisation: string): Promise<void> {
      await button('Cartão', bill).click();
      await bill.getByLabel('Autorização (opcional)').fill(authorisation);
      await picture('card');
      await button(`Aprovado: ${amount}`, bill).click();
      await bill.getByText(`Recebido no cartão: ${amount}`).waitFor();
      await button('Próximo pagamento', bill).click();
    },

    async payPix(bill: Locator): Promise<void> {
      await button('PIX', bill).click();
      await bill.getByRole('img', { name: /^QR code PIX de/ }).waitFor();
      await picture('pix');
      await button('Recebi o PIX', bill).click();
      await bill.getByText('Pago', { exact: true }).waitFor();
      await button('Próximo', bill).click();
      await bill.waitFor({ state: 'detached' });
    },

    async refund(
      number: string,
      { card, amount }: { readonly card: string; readonly amount: string },
      manager: string,
      pin: string,
    ): Promise<void> {
      const open = dialog(number);
      const sheet = (await open.isVisible()) ? open : await this.openOrder(number);
      await button('Devolver', sheet).click();
      const back = dialog(`Devolver ${number}`);
      await button(/^Cartão/, back.getByRole('group', { name: 'Qual pagamento' })).click();
      await back.getByRole('radio', { name: 'Dinheiro' }).check({ force: true });
      for (const digit of card) await button(digit, back).click();
      await button('Problema no pedido', back).click();
      await picture('refund');
      await button(`Devolver ${amount}`, back).click();
      const word = page.getByRole('alertdialog', { name: 'Autorização de gerente' });
      // The only manager is chosen already.
      const pad = word.getByRole('group', { name: `PIN de ${manager}`, exact: true });
      for (const digit of pin) await button(digit, pad).click();
      await picture('approval');
      await button('Autorizar', word).click();
      await back.getByText(`Devolvido: ${amount}`).waitFor();
      await button('Fechar', back).click();
      await back.waitFor({ state: 'detached' });
    },
  };
}
