import { describe, expect, test } from 'vitest';
import { countPointers, keysAt } from '../support/cashier-keys.ts';
import { chromiumPath } from '../support/chromium.ts';
import { cookAt } from '../support/cook.ts';
import { shopOfCooks, SOON } from '../support/kitchen-shop.ts';

describe.skipIf(chromiumPath() === null)('in the kitchen without a finger on the screen', () => {
  const { open, screen, place, orderOf, product, complaints } = shopOfCooks();

  test('[JOB16] a bump bar selects, bumps, undoes and calls back; its keys are what the kitchen made them', async () => {
    const { links } = await open();
    const page = await screen(links.kitchen, {
      prepare: async (context) => {
        await countPointers(context);
        await context.clock.install();
      },
    });
    const cook = cookAt(page);
    const { press, tabTo, settle } = keysAt(page);
    const stateOf = async (number: number): Promise<string> => (await orderOf(number)).status;
    const undo = cook.button(/^Desfazer #/);
    for (const itemId of ['x-salada', 'pizza-margherita', 'guarana']) await place([{ itemId }]);
    await cook.card('#003').waitFor();

    // Selected, then bumped. Pressed twice, it bumps no other.
    await press('2', 'Enter');
    await cook.offers('Pronto', '#002');
    expect(await stateOf(2)).toBe('preparing');
    await press('Enter', 'Enter');
    await cook.leaves('#002');
    expect([await stateOf(1), await stateOf(2), await stateOf(3)]).toEqual([
      'pending',
      'ready',
      'pending',
    ]);

    // Undone at its old place; bumped again it can be undone for five seconds, and called back after that.
    await undo.waitFor();
    await press('u');
    await cook.card('#002').getByText('Chamado de volta').waitFor();
    expect(await cook.numbers()).toEqual(['#001', '#002', '#003']);
    await cook.offers('Pronto', '#002');
    await press('2', 'Enter');
    await cook.leaves('#002');
    await undo.waitFor();
    await page.clock.fastForward(5000);
    await undo.waitFor({ state: 'detached' });
    await press('u');
    await press('r');
    await cook.card('#002').waitFor();
    expect(await cook.numbers()).toEqual(['#001', '#002', '#003']);

    // A key of its own for the bump, and number keys that bump at once; both are kept.
    await press('d');
    const settings = cook.dialog('Ajustes da tela');
    await tabTo(
      settings.getByRole('radiogroup', { name: 'A tecla de um cartão' }).getByRole('radio').first(),
    );
    await press('ArrowRight', 'Space');
    await settings.getByRole('radio', { name: 'Avança já', checked: true }).waitFor();
    await tabTo(cook.button('Mudar as teclas', settings));
    await settle();
    await press('Enter');
    const keys = cook.dialog('Teclas');
    await tabTo(cook.button(/^Mudar: Avançar o cartão escolhido/, keys));
    await settle();
    await press('Enter');
    await keys.getByRole('alert').getByText('Aperte a tecla…').waitFor();
    await press('+');
    await keys.getByText('Avançar o cartão escolhido: +').waitFor();
    await cook.picture('key-map');
    await press('Escape');
    await keys.waitFor({ state: 'detached' });
    await page.reload();
    await cook.card('#003').waitFor();
    await press('3');
    await cook.offers('Pronto', '#003');
    expect(await stateOf(3)).toBe('preparing');
    await press('+');
    await expect.poll(() => stateOf(3), SOON).toBe('ready');
    expect(await product().orders('pending,preparing')).toMatchObject([
      { number: 1 },
      { number: 2 },
    ]);
    expect(await page.evaluate('pointersSeen')).toEqual([]);
    expect(complaints).toEqual([]);
  });
});
