import type { Locator } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { kitchenFiguresSchema, type Figures } from '../../src/shared/kitchen-figures.ts';
import { chromiumPath } from '../support/chromium.ts';
import { takePictures } from '../support/cook.ts';
import { shopOfCooks, SOON } from '../support/kitchen-shop.ts';

const STATIONS = { bar: 'Bar', forno: 'Forno', grelha: 'Grelha' } as const;

describe.skipIf(chromiumPath() === null)('what a kitchen did, and what customers see of it', () => {
  const { open, display, screen, place, tell, product, kill, complaints } = shopOfCooks();

  test('[JOB19] the figures on a display are those of the API', async () => {
    await open();
    const { page, cook } = await display();
    for (const itemId of ['x-salada', 'pizza-margherita', 'beirute', 'guarana']) {
      const order = await place([{ itemId }, { itemId: 'arroz-alho' }]);
      const number = `#00${order.number}`;
      await cook.press('Iniciar', number);
      if (itemId === 'guarana') continue;
      await cook.press('Pronto', number);
      await cook.leaves(number);
    }
    await page.keyboard.press('g');
    const sheet = cook.dialog('Números do dia');
    await sheet.getByText('4 pedidos').waitFor();
    // An answer stands for ten seconds: this is the one that the display has.
    const answer = await product().call('GET', '/api/v1/kitchen-figures');
    const figures = kitchenFiguresSchema.parse(answer);
    expect(figures).toMatchObject({ orders: 4, all: { preparation: { count: 7 } } });

    for (const [word, measure] of [
      ['Preparo', 'preparation'],
      ['Até ser visto', 'seen'],
    ] as const) {
      await sheet.getByRole('radio', { name: word }).check({ force: true });
      const row = (name: string, of: Figures): string[] => {
        const { count, p50Ms, p90Ms } = of[measure];
        return [name, String(count), minutes(p50Ms), minutes(p90Ms)];
      };
      expect(await rows(sheet, 'Por praça')).toEqual(
        figures.stations.map((of) =>
          row(Object.entries(STATIONS).find(([id]) => id === of.station)?.[1] ?? '', of),
        ),
      );
      expect(await rows(sheet, 'Por item')).toEqual(figures.items.map((of) => row(of.name, of)));
      expect((await rows(sheet, 'Por hora')).map((cells) => cells.slice(1))).toEqual(
        figures.hours.map((of) => row('', of).slice(1)),
      );
    }
    await cook.picture('figures');
    expect(complaints).toEqual([]);
  });

  test('[JOB19] the board calls a number with its name where that is wanted, and lets it go after its time', async () => {
    const { links } = await open({}, { board: { names: true, readyMinutes: 1 } });
    const [{ cook }, board] = await Promise.all([
      display(),
      screen(links.board, { prepare: (context) => context.clock.install() }),
    ]);
    const preparing = board.getByRole('region', { name: 'Preparando' });
    const ready = board.getByRole('region', { name: 'Pronto' });
    const numbers = (side: Locator): Promise<string[]> =>
      side
        .getByRole('listitem')
        .allInnerTexts()
        .then((all) => all.map((text) => text.replaceAll(/\s+/g, ' ').trim()));

    const customer = { name: 'Ana Souza', email: 'ana@example.com' };
    await place([{ itemId: 'x-salada' }], { customer });
    const second = await place([{ itemId: 'guarana' }], { customer: { name: 'Bruno' } });
    await place([{ itemId: 'pizza-margherita' }]);
    await expect.poll(() => numbers(preparing), SOON).toEqual(['001 Ana S.', '002 Bruno', '003']);
    await cook.press('Iniciar', '#001');
    await cook.press('Pronto', '#001');
    await expect.poll(() => numbers(ready), SOON).toEqual(['001 Ana S.']);
    expect(await numbers(preparing)).toEqual(['002 Bruno', '003']);
    await takePictures(board, 'board');

    // The kitchen has yet to take note of a cancellation; customers have nothing to do with that.
    await cook.settled('#002');
    await tell(second, 'cancel', { reason: 'desistiu' });
    await cook.step('Entendi', '#002').waitFor();
    await expect.poll(() => numbers(preparing), SOON).toEqual(['003']);
    await board.reload();
    await expect.poll(() => numbers(preparing), SOON).toEqual(['003']);
    expect(await numbers(ready)).toEqual(['001 Ana S.']);
    expect(complaints).toEqual([]);

    // Nobody tells it the time any more: it goes on by itself, and what nobody fetched leaves.
    await kill();
    await board.clock.fastForward(60_000);
    await expect.poll(() => numbers(ready), SOON).toEqual([]);
    expect(await numbers(preparing)).toEqual(['003']);
    await takePictures(board, 'board-lost');
  });
});

/** A time as the display writes it. */
function minutes(ms: number | null): string {
  if (ms === null) return '–';
  const seconds = Math.floor(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

/** The rows of a table of the figures, cell by cell. */
async function rows(sheet: Locator, caption: string): Promise<string[][]> {
  const texts = await sheet
    .getByRole('table', { name: caption })
    .locator('tbody')
    .getByRole('row')
    .allInnerTexts();
  return texts.map((text) => text.split('\t').map((cell) => cell.trim()));
}
