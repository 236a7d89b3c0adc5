import { readFileSync } from 'node:fs';
import type { Locator, Page } from 'playwright-core';

/** What a cashier's hands are made of. */
interface Hands {
  readonly page: Page;
  readonly button: (name: string | RegExp, within?: Page | Locator) => Locator;
  readonly dialog: (name?: string | RegExp) => Locator;
  readonly picture: (name: string) => Promise<void>;
}

/** What a cashier does with the drawer of a counter: opening, taking cash out, counting and closing. */
export function drawerDeeds({ page, button, dialog, picture }: Hands) {
  return {
    /** @param digits as they are typed on the keypad, cents last */
    async openDrawer(digits: string, float: string): Promise<void> {
      await button('Abrir o caixa').last().click();
      const sheet = dialog('Abrir o caixa');
      for (const digit of digits) await button(digit, sheet).click();
      await picture('opening');
      await button(`Abrir com ${float}`, sheet).click();
      await sheet.waitFor({ state: 'detached' });
    },

    async sangria(digits: string, reason: string, amount: string): Promise<void> {
      await button(/^Caixa aberto desde/).click();
      const drawer = dialog('Caixa');
      await picture('x-report');
      await button('Sangria', drawer).click();
      const sheet = dialog('Sangria');
      await button(reason, sheet).click();
      for (const digit of digits) await button(digit, sheet).click();
      await picture('sangria');
      await button(`Tirar ${amount} da gaveta`, sheet).click();
      await drawer.waitFor();
    },

    async count(pieces: Readonly<Record<string, string>>): Promise<void> {
      await button('Fechar o caixa', dialog('Caixa')).click();
      const sheet = dialog('Contagem da gaveta');
      for (const [value, count] of Object.entries(pieces)) {
        await button(`${value}: 0`, sheet).click();
        for (const digit of count) await button(digit, sheet).click();
      }
      await picture('counting');
      await button('Contei tudo', sheet).click();
    },

    async close(said: {
      readonly expected: string;
      readonly counted: string;
      readonly difference: string;
      readonly unpaid: string;
    }): Promise<void> {
      const sheet = dialog('Fechar o caixa');
      const row = (word: string): Locator => sheet.locator('dl > div').filter({ hasText: word });
      await row('Esperado').getByText(said.expected).waitFor();
      await row('Contado').getByText(said.counted).waitFor();
      await row('Falta').getByText(said.difference).waitFor();
      await picture('review');
      await button('Fechar o caixa', sheet).click();
      await sheet.getByRole('alert').getByText(said.unpaid).waitFor();
      await picture('unpaid');
      await button('Fechar mesmo assim', sheet).click();
      await dialog('Relatório Z nº 1').waitFor();
      await picture('z-report');
    },

    async keepReport(): Promise<{ readonly name: string; readonly text: string }> {
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        button('Baixar CSV', dialog('Relatório Z nº 1')).click(),
      ]);
      const path = await download.path();
      return { name: download.suggestedFilename(), text: readFileSync(path, 'utf8') };
    },

    async leaveReport(): Promise<void> {
      const sheet = dialog('Relatório Z nº 1');
      await button('Concluir', sheet).click();
      await sheet.waitFor({ state: 'detached' });
    },

    async refusesToSell(): Promise<void> {
      await page.getByText('O caixa deste balcão está fechado').first().waitFor();
      await button('Enviar').waitFor({ state: 'detached' });
      await picture('closed');
    },
  };
}
