import { beforeEach, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { kds as en } from '../../../src/renderer/i18n/en/kds.ts';
import { kds as es } from '../../../src/renderer/i18n/es/kds.ts';
import { kds as ptBr } from '../../../src/renderer/i18n/pt-br/kds.ts';
import { DEFAULT_KEYS } from '../../../src/renderer/kds/key-map.ts';
import { accessibilityFaults } from '../support/axe.ts';
import { lowContrasts } from './contrast.ts';
import { line, order } from './fixtures.ts';
import {
  button,
  card,
  cards,
  choose,
  COUNTER_SIZE,
  freshDisplay,
  noShield,
  numbers,
  openKitchen,
  PHONE,
  rushHour,
  WALL,
} from './open-kitchen.tsx';

beforeEach(freshDisplay);

const dialog = (name: string) => page.getByRole('dialog', { name });
const radio = (group: string, name: string) =>
  page.getByRole('radiogroup', { name: group }).getByRole('radio', { name });
async function closed(): Promise<void> {
  await expect.poll(() => page.getByRole('dialog').elements().length).toBe(0);
}
const preparing = (number: number) => order(number, { status: 'preparing' });

test('[KDS38] what a display is for, how it lies and what stands beside it is chosen on one screen, and stays', async () => {
  const mixed = order(2, { lines: [line({ station: 'bar' })] });
  const first = await openKitchen([mixed, order(1)]);
  await button('Ajustes da tela').click();
  await expect.element(dialog('Ajustes da tela')).toBeVisible();
  await page.getByRole('button', { name: 'Bar', exact: true }).click();
  await radio('Cartões', 'Em grade').click();
  await radio('Totais ao lado dos cartões', 'Mostrar').click();
  await radio('A tecla de um cartão', 'Avança já').click();
  await userEvent.keyboard('{Escape}');
  await closed();
  await expect.poll(numbers).toEqual(['#002']);
  await first.close();
  await noShield();
  await openKitchen([mixed, order(1)]);
  await expect.poll(numbers).toEqual(['#002']);
  await expect.element(page.getByRole('complementary', { name: 'Total por item' })).toBeVisible();
  expect(document.querySelector('[data-layout="grid"]')).not.toBeNull();
  await userEvent.keyboard('1');
  await expect.element(button('Pronto: pedido #002')).toBeVisible();
});

test('[KDS38] an expediter’s display is chosen in the header or in the settings, and keeps the stations it had', async () => {
  choose({ stations: ['bar'] });
  await openKitchen([order(1), order(2, { lines: [line({ station: 'bar' })] })]);
  await expect.poll(numbers).toEqual(['#002']);
  await button('Praças desta tela: Bar').click();
  await page.getByRole('menuitemcheckbox', { name: 'Expedição' }).click();
  await userEvent.keyboard('{Escape}');
  await expect.poll(numbers).toEqual(['#002', '#001']);
  await button('Ajustes da tela').click();
  await expect.element(radio('Esta tela é de', 'Expedição')).toBeChecked();
  await radio('Esta tela é de', 'Praças').click();
  await userEvent.keyboard('{Escape}');
  await expect.poll(numbers).toEqual(['#002']);
});

test('[KDS41] the header counts what is open and what of it is late, not what only waits to be confirmed', async () => {
  const cancelled = order(40, { shownAt: order(40).placedAt, status: 'cancelled' });
  const told = {
    ...cancelled,
    lines: cancelled.lines.map((each) => ({
      ...each,
      tasks: each.tasks.map((task) => ({ ...task, shownAt: cancelled.placedAt, confirmed: 0 })),
    })),
  };
  await openKitchen([told, order(20), order(1)]);
  await expect.poll(() => cards().elements().length).toBe(3);
  await expect.element(page.getByText('2 abertos')).toBeVisible();
  await expect.element(page.getByText('1 atrasado', { exact: true })).toBeVisible();
});

test('[KDS43] the list of ready orders says which were called back, and an expediter hands over from it', async () => {
  choose({ expediter: true });
  const ready = (number: number, recalled: boolean) =>
    order(number, {
      status: 'ready',
      recalled,
      readyAt: order(0).placedAt,
      lines: [line({ status: 'ready' })],
    });
  await openKitchen([ready(2, true), ready(1, false)]);
  await userEvent.keyboard('p');
  const list = dialog('Prontos');
  await expect.element(list).toBeVisible();
  expect(list.getByText('Chamado de volta', { exact: true }).elements()).toHaveLength(1);
  await list.getByRole('button', { name: 'Entregar o pedido #002' }).click();
  await expect.element(list.getByRole('button', { name: 'Entregar o pedido #002' })).toBeDisabled();
  expect(await accessibilityFaults()).toEqual([]);
  await userEvent.keyboard('p');
  await closed();
  await noShield();
  await userEvent.keyboard('u');
  await userEvent.keyboard('p');
  await expect.element(list.getByRole('button', { name: 'Entregar o pedido #002' })).toBeEnabled();
});

/** What of the header is cut off, leaves the screen or lies on something else. */
function misfits(): string[] {
  const bar = document.querySelector('body > * header');
  if (!bar) throw new Error('no header');
  const edge = bar.getBoundingClientRect();
  const parts = [...bar.children].filter((each) => each.getBoundingClientRect().width > 1);
  const covers = (each: Element, other: Element): boolean => {
    const [one, two] = [each.getBoundingClientRect(), other.getBoundingClientRect()];
    const across = Math.min(one.right, two.right) - Math.max(one.left, two.left);
    const down = Math.min(one.bottom, two.bottom) - Math.max(one.top, two.top);
    return across > 0.5 && down > 0.5;
  };
  return parts
    .filter((each) => {
      const { left, right, bottom } = each.getBoundingClientRect();
      const outside = left < 0 || right > window.innerWidth || bottom > edge.bottom + 0.5;
      // A spinner that turns reaches some pixels beyond its place.
      const cut = each.scrollWidth > each.clientWidth + 8;
      return outside || cut || parts.some((other) => other !== each && covers(each, other));
    })
    .map((each) => each.textContent);
}

test('[KDS14] what a display says of its truth fits on every screen, and the silence has its whole width', async () => {
  for (const [width, height] of [WALL, COUNTER_SIZE, [1024, 768], PHONE] as const) {
    await page.viewport(width, height);
    const client = await openKitchen(rushHour(20));
    await expect.element(page.getByText('Ao vivo')).toBeVisible();
    expect(misfits(), `live at ${width}`).toEqual([]);
    client.set({ connection: { state: 'lost', since: Date.now() } });
    await expect.element(page.getByText('Sem contato', { exact: true })).toBeVisible();
    expect(misfits(), `out of touch at ${width}`).toEqual([]);
    client.set({ lastWordAt: Date.now() - 10_500 });
    await expect.element(page.getByText(/^Sem contato há/)).toBeVisible();
    expect(misfits(), `silent at ${width}`).toEqual([]);
    const bar = document.querySelector('body > * header');
    expect(bar?.getBoundingClientRect().width).toBe(width);
    expect(bar && getComputedStyle(bar).backgroundColor).toBe('rgb(176, 18, 43)');
    await client.close();
  }
});

const WORDS = { 'pt-BR': ptBr, en, es };
for (const theme of ['dark', 'light'] as const) {
  for (const language of ['pt-BR', 'en', 'es'] as const) {
    test(`[KDS15] every panel is accessible and readable: ${theme}, ${language}`, async () => {
      const words = WORDS[language];
      const floor = theme === 'dark' ? 7 : 4.5;
      await openKitchen([order(1), preparing(2)], { theme, language });
      for (const [key, title] of [
        ['d', words.display.title],
        ['a', words.allDay.title],
        ['p', words.readyList.title],
        ['h', words.help.title],
      ] as const) {
        // The totals open over the cards where there is no room beside them.
        const [width, height] = key === 'a' ? PHONE : COUNTER_SIZE;
        await page.viewport(width, height);
        await userEvent.keyboard(key);
        await expect.element(dialog(title)).toBeVisible();
        expect(await accessibilityFaults(), title).toEqual([]);
        expect(lowContrasts(dialog(title).element(), floor), title).toEqual([]);
        await userEvent.keyboard(key);
        await closed();
        await noShield();
      }
    });
  }
}

test('[KDS36] the keys of the cards walk through an open panel, and the key of the step presses', async () => {
  choose({ keys: { ...DEFAULT_KEYS, up: ['i'], down: ['k'], bump: ['b'] } });
  await openKitchen([order(1)]);
  await expect.element(card('001')).toBeVisible();
  await userEvent.keyboard('d');
  await expect.element(dialog('Ajustes da tela')).toBeVisible();
  const seen = new Set<string>();
  for (let step = 0; step < 30; step += 1) {
    await userEvent.keyboard('k');
    const name = document.activeElement?.textContent ?? '';
    if (name === 'Mudar as teclas') break;
    seen.add(name);
  }
  expect(seen).toContain('Em grade');
  await userEvent.keyboard('b');
  await expect.element(dialog('Teclas')).toBeVisible();
});

test('[KDS15] everything to touch in a panel is at least 64 pixels high', async () => {
  await openKitchen([order(1)]);
  for (const [key, title] of [
    ['d', 'Ajustes da tela'],
    ['p', 'Prontos'],
  ] as const) {
    await userEvent.keyboard(key);
    await expect.element(dialog(title)).toBeVisible();
    const low = [...dialog(title).element().querySelectorAll('button')]
      .filter((each) => each.getBoundingClientRect().height < 64)
      .map((each) => each.getAttribute('aria-label') ?? each.textContent);
    // The cross is the same on all screens; Esc and a touch beside the panel close it too.
    expect(low, title).toEqual(['Fechar']);
    await userEvent.keyboard(key);
    await closed();
    await noShield();
  }
});

test('[KDS39] the volume goes from 1 to 10, is kept, and is of no use while the sound is off', async () => {
  choose({ volume: 9 });
  const first = await openKitchen([]);
  await userEvent.keyboard('d');
  const volume = page.getByRole('group', { name: 'Volume' });
  await expect.element(volume.getByText('9 de 10')).toBeInTheDocument();
  await expect.element(volume.getByRole('button', { name: 'Mais alto' })).toBeDisabled();
  await radio('Som', 'Ligado').click();
  await volume.getByRole('button', { name: 'Mais alto' }).click();
  await expect.element(volume.getByText('10 de 10')).toBeInTheDocument();
  await expect.element(volume.getByRole('button', { name: 'Mais alto' })).toBeDisabled();
  await userEvent.keyboard('{Escape}');
  await closed();
  await first.close();
  await noShield();
  await openKitchen([]);
  await userEvent.keyboard('d');
  await expect.element(volume.getByText('10 de 10')).toBeInTheDocument();
});
