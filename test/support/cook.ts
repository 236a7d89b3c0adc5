import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserContext, Locator, Page } from 'playwright-core';
import { TONES, type Tone } from '../../src/renderer/sound/tones.ts';

/** With a folder here, pictures of the display are put into it, for a person to look at. */
const pictures = process.env['COMANDA_PICTURES'];

/** The sizes and looks in which pictures are taken: a wall screen, and what is also a tablet of ten inches. */
const SIZES = [
  { width: 1920, height: 1080 },
  { width: 1280, height: 800 },
] as const;
const LOOKS = ['dark', 'light'] as const;

/** Pictures of a page in each size and look; the page is as it was when they are taken. */
export async function takePictures(page: Page, name: string): Promise<void> {
  if (pictures === undefined) return;
  mkdirSync(pictures, { recursive: true });
  const before = page.viewportSize();
  const look = await page.evaluate<string>('document.documentElement.dataset.theme');
  for (const size of SIZES) {
    await page.setViewportSize(size);
    for (const each of LOOKS) {
      await page.evaluate(`document.documentElement.dataset.theme = '${each}'`);
      const file = `${name}-${each}-${size.width}x${size.height}.png`;
      await page.screenshot({ path: join(pictures, file) });
    }
  }
  await page.evaluate(`document.documentElement.dataset.theme = '${look}'`);
  if (before) await page.setViewportSize(before);
}

/** An element of the page, as far as it matters here. */
interface Named {
  getAttribute(name: string): string | null;
}

/** What a card can be asked to do next, as its large button says it. */
export type StepName =
  'Iniciar' | 'Pronto' | 'Entendi' | 'Entregue' | 'Urgente' | `Disparar ${number}º tempo`;

/** What a cook does with one display, by the roles and names that stand on its screen (pt-BR). */
export function cookAt(page: Page) {
  const button = (name: string | RegExp, within: Page | Locator = page): Locator =>
    within.getByRole('button', typeof name === 'string' ? { name, exact: true } : { name });
  const dialog = (name: string): Locator => page.getByRole('dialog', { name });
  const queue = page.getByRole('main', { name: 'Pedidos na fila' });
  const cards = queue.getByRole('article');

  /** All cards of an order: a torn ticket has several. */
  const cardsOf = (number: string): Locator =>
    cards.filter({ has: page.getByText(number, { exact: true }) });

  /** The card of an order; of a torn ticket the first. */
  const card = (number: string): Locator => cardsOf(number).first();

  /** Firing a course has a button at the head of the course, and the large one once nothing else is to be made. */
  const step = (name: StepName, number: string): Locator =>
    button(`${name}: pedido ${number}`, cardsOf(number)).last();

  /** What has just moved or changed under a hand takes no press for a moment: a person is slower than that. */
  const settled = async (number: string): Promise<void> => {
    await card(number).waitFor();
    const held = cardsOf(number).getByRole('button', { disabled: true, name: `pedido ${number}` });
    await held
      .filter({ hasNotText: /Falta|Entregando/ })
      .first()
      .waitFor({ state: 'detached' });
  };

  const line = (number: string, item: string): Locator =>
    button(new RegExp(item), cardsOf(number)).first();

  return {
    button,
    dialog,
    card,
    cardsOf,
    step,
    line,
    settled,
    picture: (name: string): Promise<void> => takePictures(page, name),

    /** The orders on the page in view, in the order in which they stand there; each as often as it has a card. */
    numbers: async (): Promise<string[]> => {
      const names = await cards.evaluateAll((all: readonly Named[]) =>
        all.map((each) => each.getAttribute('aria-label') ?? ''),
      );
      // A torn ticket has several cards, next to each other.
      return [...new Set(names.map((name) => /#\d+/.exec(name)?.[0] ?? name))];
    },

    /** The lines of a ticket as they can be read and heard, on all its cards. */
    async lines(number: string): Promise<string[]> {
      const texts = await cardsOf(number).getByRole('listitem').allInnerTexts();
      return texts.map((text) => text.replaceAll(/\s+/g, ' ').trim());
    },

    /** Makes this the display of these stations, or the expediter's. */
    async isFor(...stations: readonly string[]): Promise<void> {
      await button(/^Praças desta tela/).click();
      const menu = page.getByRole('menu');
      for (const station of stations) {
        await menu.getByRole('menuitemcheckbox', { name: station, exact: true }).click();
      }
      await page.keyboard.press('Escape');
      await menu.waitFor({ state: 'detached' });
      await button(`Praças desta tela: ${stations.join(' + ')}`).waitFor();
    },

    /** Presses a button of the card, once it is there and takes a press. */
    async press(name: StepName, number: string): Promise<void> {
      await step(name, number).click();
    },

    /** Waits until the card takes this step, of a key as well. */
    async offers(name: StepName, number: string): Promise<void> {
      await step(name, number)
        .and(page.getByRole('button', { disabled: false }))
        .waitFor();
    },

    /** Strikes a line, or brings it back. */
    async strike(number: string, item: string): Promise<void> {
      await settled(number);
      await line(number, item).click();
    },

    /** Waits until a line is struck on this display. */
    async isStruck(number: string, item: string): Promise<void> {
      const struck = { name: new RegExp(`${item}.*feito`), pressed: true } as const;
      await card(number).getByRole('button', struck).waitFor();
    },

    /** How long an order has been waiting, as its card says it. Whole seconds. */
    async waited(number: string): Promise<number> {
      const parts = (await card(number).getByRole('timer').innerText()).split(':').map(Number);
      return parts.reduce((sum, part) => sum * 60 + part, 0);
    },

    async leaves(number: string): Promise<void> {
      await card(number).waitFor({ state: 'detached' });
    },

    /** Opens the settings of the display. */
    async settings(): Promise<Locator> {
      await button('Ajustes da tela').click();
      const sheet = dialog('Ajustes da tela');
      await sheet.waitFor();
      return sheet;
    },

    async close(sheet: Locator): Promise<void> {
      await button('Fechar', sheet).click();
      await sheet.waitFor({ state: 'detached' });
      await page.locator('[data-press-shield]').first().waitFor({ state: 'detached' });
    },

    /** Waits until the display says that it is in touch and up to date. */
    async isLive(): Promise<void> {
      await page.getByRole('banner').getByText('Ao vivo', { exact: true }).waitFor();
    },

    /** What the display complains of; empty when nothing frightens anybody. */
    alerts: async (): Promise<string[]> =>
      (await page.getByRole('alert').allInnerTexts()).filter((text) => text !== ''),

    /** The sounds played since the page was opened, where `listen` was laid before. */
    heard: async (): Promise<Tone[]> => {
      const struck = await page.evaluate<number[]>('globalThis.struckHertz');
      return struck.flatMap((hertz, at) => {
        const tones = Object.entries(TONES) as [Tone, (typeof TONES)[Tone]][];
        const begun = tones.find(([, notes]) =>
          notes.every((note, nth) => Math.abs((struck[at + nth] ?? 0) - note.hertz) < 1),
        );
        return begun && Math.abs(begun[1][0].hertz - hertz) < 1 ? [begun[0]] : [];
      });
    },
  };
}

/** Writes down every note that a page plays, without its overtones. */
export async function listen(context: BrowserContext): Promise<void> {
  await context.addInitScript(`
    globalThis.struckHertz = [];
    const start = OscillatorNode.prototype.start;
    let nth = 0;
    OscillatorNode.prototype.start = function (at) {
      // Each note has two overtones, struck after it.
      if (nth % 3 === 0) struckHertz.push(this.frequency.value);
      nth += 1;
      return start.call(this, at);
    };
  `);
}
