import { beforeEach, describe, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { BOUNCE_MS, createTapSeries, SERIES_MS } from '../../../src/renderer/pos/tap-series.ts';
import { MORE_MS } from '../../../src/renderer/pos/use-more-taps.ts';
import { HOLD_MS } from '../../../src/renderer/pos/use-tile-press.ts';
import { accessibilityFaults } from '../support/axe.ts';
import { handTime, lines, renderCounter, sendButton, tile } from '../support/counter.tsx';
import { createFakeClient } from '../support/fake-client.ts';

beforeEach(async () => {
  localStorage.clear();
  sessionStorage.clear();
  await page.viewport(1280, 800);
  await vi.waitUntil(() => document.querySelector('[data-press-shield]') === null);
});

describe('what a tap is for', () => {
  const pizza = { itemId: 'pizza', hasOptions: true, isTouch: false };
  test('[SCR70] a quick series counts, a later tap on the same item customises, and once only', () => {
    const series = createTapSeries();
    expect(series.tap({ ...pizza, at: 0 })).toBe('add');
    expect(series.tap({ ...pizza, at: SERIES_MS - 1 })).toBe('add');
    expect(series.tap({ ...pizza, at: 2 * SERIES_MS - 1 })).toBe('customise');
    expect(series.tap({ ...pizza, at: 3 * SERIES_MS })).toBe('add');
  });

  test('[SCR70] another item between, or none with options, and it is one more', () => {
    const series = createTapSeries();
    series.tap({ ...pizza, at: 0 });
    series.tap({ itemId: 'cola', hasOptions: false, isTouch: false, at: 1000 });
    expect(series.tap({ itemId: 'cola', hasOptions: false, isTouch: false, at: 9000 })).toBe('add');
    expect(series.tap({ ...pizza, at: 10_000 })).toBe('add');
    series.forget();
    expect(series.tap({ ...pizza, at: 20_000 })).toBe('add');
  });

  test('[SCR70] a touch that a screen reports twice counts once; two clicks are two', () => {
    const series = createTapSeries();
    series.tap({ ...pizza, at: 0, isTouch: true });
    expect(series.tap({ ...pizza, at: BOUNCE_MS - 1, isTouch: true })).toBe('nothing');
    expect(series.tap({ ...pizza, at: BOUNCE_MS, isTouch: true })).toBe('add');
    expect(series.tap({ ...pizza, at: BOUNCE_MS + 1 })).toBe('add');
  });
});

const margherita = page.getByRole('dialog', { name: 'Pizza Margherita' });
const quantityOf = (name: RegExp) => page.getByRole('group', { name }).first();

test('[SCR70] a second tap opens the options of what was just added; one more is one touch there', async () => {
  const { time, pass } = handTime();
  const fake = createFakeClient();
  await renderCounter(fake, { time });
  await tile('Pizza Margherita').click();
  pass(SERIES_MS);
  await tile('Pizza Margherita').click();
  await expect.element(margherita).toBeVisible();
  expect(await accessibilityFaults()).toEqual([]);
  await margherita.getByRole('button', { name: 'Mais um igual' }).click();
  await expect.element(quantityOf(/Margherita/)).toMatchTextContent('2');
  pass(SERIES_MS);
  await tile('Pizza Margherita').click();
  await expect.element(quantityOf(/Margherita/)).toMatchTextContent('3');
  pass(SERIES_MS);
  await tile('Pizza Margherita').click();
  await margherita.getByRole('button', { name: /^Queijo/ }).click();
  await margherita.getByRole('button', { name: /^Salvar/ }).click();
  await expect.element(lines().first()).toMatchTextContent('+ Queijo');
  await sendButton().click();
  expect(fake.sent[0]?.data).toMatchObject({
    lines: [{ itemId: 'margherita', quantity: 3, modifiers: ['queijo'] }],
  });
});

test('[SCR70] a slow second tap on what has no options is one more', async () => {
  const { time, pass } = handTime();
  await renderCounter(createFakeClient(), { time });
  await tile('Guaraná lata').click();
  pass(SERIES_MS * 10);
  await tile('Guaraná lata').click();
  await expect.element(quantityOf(/Guaraná/)).toMatchTextContent('2');
  expect(page.getByRole('dialog').elements()).toHaveLength(0);
});

/** A finger down and up on a point of the page, wherever that is by now. */
async function tapAt({ x, y }: { readonly x: number; readonly y: number }): Promise<void> {
  await page.elementLocator(document.body).click({ force: true, position: { x, y } });
}

function middleOf(name: string): { readonly x: number; readonly y: number } {
  const { x, y, width, height } = tile(name).element().getBoundingClientRect();
  return { x: x + width / 2, y: y + height / 2 };
}

test('[SCR70] a third slow tap, which the sheet of the second would get, is one more and closes nothing', async () => {
  const { time, pass } = handTime();
  await renderCounter(createFakeClient(), { time });
  const at = middleOf('Pizza Margherita');
  await tapAt(at);
  pass(550);
  await tapAt(at);
  await expect.element(margherita).toBeVisible();
  pass(550);
  await tapAt(at);
  await expect.element(quantityOf(/Margherita/)).toMatchTextContent('2');
  pass(MORE_MS - 1);
  await tapAt(at);
  await expect
    .element(margherita.getByRole('group', { name: /Margherita/ }))
    .toMatchTextContent('3');
  await expect.element(margherita).toBeVisible();
  // Shields stand for a time of the browser's own; the hand's has passed.
  await vi.waitUntil(() => document.querySelector('[data-press-shield]') === null);
  pass(MORE_MS);
  await tapAt(at);
  await expect.element(margherita).not.toBeInTheDocument();
  await expect.element(quantityOf(/Margherita/)).toMatchTextContent('3');
});

test('[SCR70] so it is while something must be chosen first', async () => {
  const { time, pass } = handTime();
  await renderCounter(createFakeClient(), { time });
  const picanha = page.getByRole('dialog', { name: 'Picanha' });
  const at = middleOf('Picanha');
  await tapAt(at);
  await expect.element(picanha).toBeVisible();
  pass(300);
  await tapAt(at);
  await expect.element(picanha.getByRole('group', { name: /Picanha/ })).toMatchTextContent('2');
  await picanha.getByText('Mal passada').click();
  await picanha.getByRole('button', { name: /^Adicionar/ }).click();
  await expect.element(quantityOf(/Picanha/)).toMatchTextContent('2');
});

test('[SCR70] a long press opens the details and adds nothing; so does a right click', async () => {
  const { time, pass } = handTime();
  await renderCounter(createFakeClient(), { time });
  const element = tile('Guaraná lata').element();
  const { x, y } = element.getBoundingClientRect();
  const pointer = { pointerId: 1, pointerType: 'touch', clientX: x + 20, clientY: y + 20 };
  const say = (name: string): boolean =>
    element.dispatchEvent(
      new PointerEvent(name, { ...pointer, bubbles: true, isPrimary: true, width: 20, height: 20 }),
    );
  const guarana = page.getByRole('dialog', { name: 'Guaraná lata' });
  say('pointerdown');
  pass(HOLD_MS - 1);
  expect(guarana.elements()).toHaveLength(0);
  pass(1);
  await expect.element(guarana).toBeVisible();
  say('pointerup');
  // What a browser makes of a touch that was lifted, however long it lasted.
  element.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, detail: 1 }));
  await userEvent.keyboard('{Escape}');
  await expect.element(guarana).not.toBeInTheDocument();
  expect(lines().elements()).toHaveLength(0);
  await vi.waitUntil(() => document.querySelector('[data-press-shield]') === null);
  await tile('Guaraná lata').click({ button: 'right' });
  await expect.element(guarana).toBeVisible();
});

test('[SCR71] a usual order of three items is placed in six taps or fewer', async () => {
  const fake = createFakeClient();
  await renderCounter(fake);
  let taps = 0;
  const count = (): void => {
    taps += 1;
  };
  document.addEventListener('click', count, true);
  await tile('Pizza Margherita').click();
  await page.getByRole('radio', { name: 'Bebidas' }).click();
  await tile('Guaraná lata').click();
  await tile('Água com gás').click();
  await sendButton().click();
  document.removeEventListener('click', count, true);
  expect(fake.sent[0]).toMatchObject({
    type: 'order.place',
    data: { lines: [{ itemId: 'margherita' }, { itemId: 'guarana' }, { itemId: 'agua' }] },
  });
  expect(taps).toBe(5);
});

test('[SCR72] the quantity comes from a keypad, by touch or by key', async () => {
  const fake = createFakeClient();
  await renderCounter(fake);
  await tile('Pizza Margherita').click();
  await page.getByRole('button', { name: /Editar.*Margherita/ }).click();
  await margherita.getByRole('button', { name: 'Digitar a quantidade' }).click();
  const pad = margherita.getByRole('group', { name: /^Quantidade: teclado/ });
  await pad.getByRole('button', { name: '2', exact: true }).click();
  await userEvent.keyboard('5');
  expect(await accessibilityFaults()).toEqual([]);
  await margherita.getByRole('button', { name: /^Salvar/ }).click();
  await sendButton().click();
  expect(fake.sent[0]?.data).toMatchObject({ lines: [{ quantity: 25 }] });
});

test('[SCR73] no quick phrase says again what is among the options', async () => {
  const fake = createFakeClient();
  const { menu } = fake.client.store.getState();
  if (!menu) throw new Error('no menu');
  const [first] = menu.modifierGroups;
  if (!first) throw new Error('no group');
  const without = { id: 'sem', name: 'Sem Cebola', priceCents: 0 };
  fake.know({
    menu: {
      ...menu,
      modifierGroups: menu.modifierGroups.map((group) =>
        group.id === 'adicionais' ? { ...group, modifiers: [...group.modifiers, without] } : group,
      ),
    },
  });
  await renderCounter(fake);
  await page.getByRole('button', { name: 'Detalhes de Pizza Margherita' }).click();
  const phrases = margherita.getByRole('group', { name: 'Frases rápidas' });
  await expect.element(phrases.getByRole('button', { name: 'sem sal' })).toBeVisible();
  expect(phrases.getByRole('button', { name: 'sem cebola' }).elements()).toHaveLength(0);
});
