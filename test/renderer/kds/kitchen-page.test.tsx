import fc from 'fast-check';
import { beforeEach, expect, test } from 'vitest';
import { page, userEvent, type Locator } from 'vitest/browser';
import { browserTimers } from '../../../src/renderer/client/browser.ts';
import type { Timers } from '../../../src/renderer/client/ports.ts';
import { App } from '../../../src/renderer/kds/app.tsx';
import { SETTLE_MS } from '../../../src/renderer/kds/tap-guard.ts';
import { kds as en } from '../../../src/renderer/i18n/en/kds.ts';
import { kds as es } from '../../../src/renderer/i18n/es/kds.ts';
import { kds as ptBr } from '../../../src/renderer/i18n/pt-br/kds.ts';
import type { Language } from '../../../src/shared/languages.ts';
import type { Order } from '../../../src/shared/order.ts';
import { accessibilityFaults } from '../support/axe.ts';
import { renderPage } from '../support/render-page.tsx';
import { lowContrasts } from './contrast.ts';
import { fakeClient, type FakeClient } from './fake-client.ts';
import { addedLine, at, line, NOON, order, sentLine, takenOff } from './fixtures.ts';

const WALL = [1920, 1080] as const;
const COUNTER_SIZE = [1280, 800] as const;
const PHONE = [390, 844] as const;

/** For a moment after a panel has closed nothing may be pressed: see press-shield.ts. */
async function noShield(): Promise<void> {
  await expect.poll(() => document.querySelector('body > [data-react-aria-top-layer]')).toBeNull();
}

beforeEach(async () => {
  localStorage.clear();
  await noShield();
  await page.viewport(...WALL);
});

/** The kitchen's page over these orders, at noon by the broker's clock. */
async function open(
  orders: Order[],
  {
    language = 'pt-BR',
    theme = 'dark',
    timers = browserTimers,
    ...over
  }: Parameters<typeof fakeClient>[1] & {
    language?: Language;
    theme?: 'light' | 'dark';
    timers?: Timers;
  } = {},
): Promise<FakeClient & { close(): Promise<void> }> {
  const client = fakeClient(orders, {
    clockOffsetMs: NOON - Date.now(),
    lastWordAt: Date.now(),
    ...over,
  });
  const words = { 'pt-BR': ptBr, en, es };
  const screen = await renderPage({
    page: 'kds',
    App: () => <App timers={timers} />,
    words,
    client,
    language,
    theme,
  });
  return { ...client, close: () => screen.unmount() };
}

/** The page's own timers, but what settles stays unsettled until it is let go. */
function slowHands() {
  let held: (() => void)[] = [];
  return {
    timers: {
      after(ms: number, task: () => void) {
        if (ms !== SETTLE_MS) return browserTimers.after(ms, task);
        held.push(task);
        return () => {
          held = held.filter((each) => each !== task);
        };
      },
    },
    /** The time to see what is there now has passed. */
    settle(): void {
      for (const task of held.splice(0)) task();
    },
  };
}

/** A tap or click that does not wait until it is welcome, as a finger doesn't. */
const tap = (locator: Locator): void => {
  const element = locator.element();
  if (!(element instanceof HTMLElement)) throw new Error('nothing to tap');
  const options = { bubbles: true, cancelable: true, detail: 1 };
  element.dispatchEvent(new PointerEvent('pointerdown', options));
  element.dispatchEvent(new MouseEvent('click', options));
};

const cards = () => page.getByRole('article');
const card = (number: string) => page.getByRole('article', { name: new RegExp(`#${number}`) });
const numbers = (): string[] =>
  cards()
    .elements()
    .map((each) => /#\d+/.exec(each.getAttribute('aria-label') ?? '')?.[0] ?? '');
const pageText = () => page.getByText(/^\d+ de \d+$/).element().textContent;
const button = (name: string | RegExp) => page.getByRole('button', { name });
const commands = (client: FakeClient): string[] =>
  client.sent.map(({ type }) => type).filter((type) => type !== 'order.shown');

const rush = (count: number): Order[] =>
  Array.from({ length: count }, (_, n) =>
    order(n + 1, {
      lines: Array.from({ length: 1 + (n % 3) }, (_each, k) =>
        line({ name: `Prato ${n} ${k}`, quantity: 1 + (n % 4) }),
      ),
    }),
  );

test('[KDS1] cards stand oldest first, with number, service, age by word and every line', async () => {
  await open([
    order(2),
    order(7, { service: 'dine_in', table: '12' }),
    order(6, { lines: [line({ name: 'Batata', quantity: 3, note: 'sem sal' })] }),
    order(9),
  ]);
  await expect.poll(numbers).toEqual(['#009', '#007', '#006', '#002']);
  await expect.element(card('009')).toHaveAccessibleName('Pedido #009, Balcão, Atrasado');
  await expect.element(card('007')).toHaveAccessibleName('Pedido #007, Mesa 12, No prazo');
  await expect.element(card('006')).toHaveAccessibleName('Pedido #006, Balcão, Atenção');
  await expect.element(card('006').getByRole('button', { name: /3× ?Batata/ })).toBeVisible();
  await expect.element(card('009').getByRole('timer')).toMatchTextContent(/^9:0\d$/);
  await expect.element(page.getByText('4 abertos')).toBeVisible();
  await expect.element(page.getByText('1 atrasado', { exact: true })).toBeVisible();
});

test('[KDS5] one button starts, then readies, and waits for the broker each time', async () => {
  const client = await open([order(1)]);
  client.hold(true);
  await button('Iniciar: pedido #001').click();
  await expect.element(button('Enviando…: pedido #001')).toBeVisible();
  expect(client.get(order(1).id).status).toBe('pending');
  await client.answer();
  client.hold(false);
  await expect.element(button('Pronto: pedido #001')).toBeVisible();
  await button('Pronto: pedido #001').click();
  await expect.element(page.getByText('Nenhum pedido na fila')).toBeVisible();
  expect(commands(client)).toEqual(['order.start', 'order.ready']);
});

test('[KDS5] a double tap or a double Enter on "start" starts, and does nothing more', async () => {
  const hands = slowHands();
  const client = await open([order(2), order(1)], hands);
  tap(button('Iniciar: pedido #002'));
  await expect.element(button('Pronto: pedido #002')).toBeVisible();
  tap(button('Pronto: pedido #002'));
  await expect.element(button('Pronto: pedido #002')).toHaveAttribute('aria-disabled', 'true');
  await userEvent.keyboard('2{Enter}');
  await expect.element(button('Pronto: pedido #001')).toHaveFocus();
  await userEvent.keyboard('{Enter}');
  expect(commands(client)).toEqual(['order.start', 'order.start']);
  hands.settle();
  await userEvent.keyboard('{Enter}');
  await expect.poll(() => commands(client)).toEqual(['order.start', 'order.start', 'order.ready']);
});

test('[KDS5] a tap does not bump what another display has just started', async () => {
  const hands = slowHands();
  const client = await open([order(1)], hands);
  await expect.element(button('Iniciar: pedido #001')).toBeVisible();
  client.put(order(1, { status: 'preparing', shownAt: at(0) }));
  await expect.element(button('Pronto: pedido #001')).toBeVisible();
  tap(button('Pronto: pedido #001'));
  hands.settle();
  await expect.element(button('Pronto: pedido #001')).toHaveAttribute('aria-disabled', 'false');
  expect(commands(client)).toEqual([]);
});

test('[KDS5] a press is meant for what the button said when it went down, however late it is let go', async () => {
  const hands = slowHands();
  const client = await open([order(1)], hands);
  const step = (): Element => button(/(Iniciar|Pronto): pedido #001/).element();
  step().dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }));
  client.put(order(1, { status: 'preparing', shownAt: at(0) }));
  await expect.element(button('Pronto: pedido #001')).toBeVisible();
  hands.settle();
  step().dispatchEvent(new MouseEvent('click', { bubbles: true, detail: 1 }));
  expect(commands(client)).toEqual([]);
  tap(button('Pronto: pedido #001'));
  await expect.poll(() => commands(client)).toEqual(['order.ready']);
});

test('[KDS11] the keyboard alone does it all: select, advance, undo, totals, recall', async () => {
  const hands = slowHands();
  const client = await open([order(1), order(2, { status: 'preparing' }), order(3)], hands);
  await expect.poll(numbers).toEqual(['#003', '#002', '#001']);
  await userEvent.keyboard('2');
  await expect.element(button('Pronto: pedido #002')).toHaveFocus();
  await userEvent.keyboard('{Enter}');
  await expect.poll(numbers).toEqual(['#003', '#001']);
  // The next card has taken the place, and the keyboard with it.
  await expect.element(button('Iniciar: pedido #001')).toHaveFocus();
  await userEvent.keyboard('u');
  await expect.poll(numbers).toEqual(['#003', '#002', '#001']);
  await userEvent.keyboard('1{ArrowDown}');
  await expect.element(button('Pronto: pedido #002')).toHaveFocus();
  hands.settle();
  await userEvent.keyboard('{Enter}');
  await expect.poll(numbers).toEqual(['#003', '#001']);
  await userEvent.keyboard('r');
  await expect.poll(numbers).toEqual(['#003', '#002', '#001']);
  hands.settle();
  await userEvent.keyboard('1{Shift>}{Tab}{/Shift} ');
  await expect.poll(() => client.get(order(3).id).status).toBe('ready');
  await userEvent.keyboard('a');
  await expect.element(page.getByRole('dialog', { name: 'Total por item' })).toBeVisible();
  await userEvent.keyboard('a');
  await expect.poll(() => page.getByRole('dialog').elements().length).toBe(0);
  expect(commands(client)).toEqual([
    'order.ready',
    'order.recall',
    'order.ready',
    'order.recall',
    'line.bump',
  ]);
});

test('[KDS11] Enter twice bumps one order, also where the keyboard moves to a card that stood still', async () => {
  const hands = slowHands();
  const preparing = (number: number) => order(number, { status: 'preparing' });
  const client = await open([preparing(3), preparing(2), preparing(1)], hands);
  await expect.poll(numbers).toEqual(['#003', '#002', '#001']);
  await userEvent.keyboard('3{Enter}');
  await expect.element(button('Pronto: pedido #002')).toHaveFocus();
  await userEvent.keyboard('{Enter}');
  expect(commands(client)).toEqual(['order.ready']);
  hands.settle();
  await userEvent.keyboard('1{Enter}');
  await expect.poll(numbers).toEqual(['#002']);
  await expect.element(button('Pronto: pedido #002')).toHaveFocus();
  await userEvent.keyboard('{Enter}');
  expect(commands(client)).toEqual(['order.ready', 'order.ready']);
});

test('[KDS7] U twice undoes two bumps; a double tap on the button only one', async () => {
  const hands = slowHands();
  const preparing = (number: number) => order(number, { status: 'preparing' });
  const client = await open([preparing(4), preparing(3), preparing(2), preparing(1)], hands);
  await expect.poll(numbers).toEqual(['#004', '#003', '#002', '#001']);
  for (const number of ['#004', '#003', '#002']) {
    tap(button(`Pronto: pedido ${number}`));
    await expect.element(button(new RegExp(`^Desfazer ${number}`))).toBeVisible();
    hands.settle();
  }
  tap(button(/^Desfazer/));
  await expect.element(button(/^Desfazer #003/)).toBeVisible();
  tap(button(/^Desfazer/));
  await expect.poll(numbers).toEqual(['#002', '#001']);
  await userEvent.keyboard('uu');
  await expect.poll(numbers).toEqual(['#004', '#003', '#002', '#001']);
  expect(commands(client).slice(3)).toEqual(['order.recall', 'order.recall', 'order.recall']);
});

test('[KDS7] a bumped order comes back by the undo, with its badge and its clock', async () => {
  const client = await open([order(3, { status: 'preparing' })]);
  await button('Pronto: pedido #003').click();
  await button(/^Desfazer #003/).click();
  await expect.element(card('003').getByText('Chamado de volta')).toBeVisible();
  await expect.element(card('003').getByRole('timer')).toMatchTextContent(/^3:0\d$/);
  expect(commands(client)).toEqual(['order.ready', 'order.recall']);
});

test('[KDS7] the list of ready orders calls one back', async () => {
  const ready = (number: number) => order(number, { status: 'ready', readyAt: at(-number * 1000) });
  const client = await open([ready(1), ready(2)]);
  await button(/^Prontos/).click();
  const list = page.getByRole('dialog', { name: 'Prontos' });
  expect(
    list
      .getByRole('button', { name: /Chamar de volta/ })
      .elements()
      .map((each) => each.getAttribute('aria-label')),
  ).toEqual(['Chamar de volta o pedido #001', 'Chamar de volta o pedido #002']);
  await list.getByRole('button', { name: /#002/ }).click();
  await expect.poll(() => client.get(order(2).id).status).toBe('preparing');
  expect(await accessibilityFaults()).toEqual([]);
});

test('[KDS5] a tapped line is struck, and comes back at the next tap', async () => {
  const lines = [line({ name: 'Picanha', status: 'preparing' }), line({ name: 'Arroz' })];
  const client = await open([order(1, { status: 'preparing', lines })]);
  const picanha = card('001').getByRole('button', { name: /Picanha/ });
  await expect.element(picanha).toHaveAttribute('aria-pressed', 'false');
  await picanha.click();
  await expect.element(picanha).toHaveAttribute('aria-pressed', 'true');
  await picanha.click();
  await expect.element(picanha).toHaveAttribute('aria-pressed', 'false');
  expect(commands(client)).toEqual(['line.bump', 'line.recall']);
});

test('[KDS2] a station chosen on this device shows its orders, and says where other lines are made', async () => {
  const mixed = order(2, {
    status: 'preparing',
    lines: [line({ name: 'Suco', station: 'bar' }), line({ name: 'Picanha' })],
  });
  const client = await open([mixed, order(1, { lines: [line({ station: 'forno' })] })]);
  await button('Praças desta tela: Todas as praças').click();
  expect(await accessibilityFaults()).toEqual([]);
  await page.getByRole('menuitemcheckbox', { name: 'Grelha' }).click();
  await userEvent.keyboard('{Escape}');
  await expect.poll(numbers).toEqual(['#002']);
  await expect
    .element(card('002').getByRole('button', { name: /Suco.*feito em Bar/ }))
    .toBeVisible();
  await button('Pronto aqui: pedido #002').click();
  await expect.element(page.getByText('Há 2 pedidos em outras praças.')).toBeVisible();
  expect(commands(client)).toEqual(['line.bump']);
  expect(localStorage.getItem('comanda.kds.choices.v1')).toContain('grelha');
});

test('[KDS4] an order cancelled on the screen stays struck until the cook confirms', async () => {
  const one = order(1, { shownAt: at(-5000) });
  const client = await open([one, order(2)]);
  await expect.element(card('001')).toBeVisible();
  client.put({ ...one, status: 'cancelled', allowedActions: [] });
  await expect.element(card('001').getByText('Cancelado: não preparar')).toBeVisible();
  await expect.element(page.getByText('1 aberto', { exact: true })).toBeVisible();
  expect(await accessibilityFaults()).toEqual([]);
  await button('Entendi: pedido #001').click();
  await expect.poll(numbers).toEqual(['#002']);
  expect(commands(client)).toEqual([]);
});

test('[KDS8] an allergy stands out and is spoken, on a line and on the order', async () => {
  await open([order(1, { note: 'alergia a camarão', lines: [line({ note: 'sem cebola' })] })]);
  await expect.element(page.getByRole('img', { name: 'Alergia ou restrição' })).toBeVisible();
  await expect.element(page.getByRole('img', { name: 'Observação' })).toBeVisible();
});

test('[KDS8] a line that the counter marked is a warning, with a note that says nothing of it or without one', async () => {
  await open([order(1, { lines: [line({ note: 'leite', allergy: true })] })]);
  const warned = card('001').getByRole('button', { name: /X-Salada/ });
  await expect.element(warned).toHaveAccessibleName(/Alergia ou restrição.*Alergia.*leite/);
  expect(page.getByRole('img', { name: 'Observação' }).elements()).toHaveLength(0);
  // The note says it already: once is enough.
  const said = line({ name: 'Pastel', note: 'alergia a nozes', allergy: true });
  const none = line({ name: 'Suco', allergy: true });
  await open([order(2, { lines: [said, none] })]);
  for (const name of [/Pastel/, /Suco/]) {
    const marks = card('002')
      .getByRole('button', { name })
      .getByRole('img', { name: 'Alergia ou restrição' });
    await expect.element(marks).toBeVisible();
  }
  await expect.element(card('002').getByText('Alergia', { exact: true })).toBeVisible();
});

test('[KDS17] a change is shown on the same card: new lines under the word, what was taken off struck with its count', async () => {
  const sent = [
    sentLine(9, { name: 'Batata', quantity: 2, status: 'preparing', note: 'alergia a glúten' }),
    sentLine(9, { name: 'Picanha', quantity: 3, status: 'preparing' }),
  ];
  const before = order(9, { status: 'preparing', lines: sent, shownAt: at(0) });
  const hands = slowHands();
  const client = await open([before], hands);
  await expect.element(card('009').getByRole('button', { name: /Batata/ })).toBeVisible();
  expect(card('009').getByText('Pedido alterado').elements()).toHaveLength(0);
  const [batata, picanha] = sent;
  if (!batata || !picanha) throw new Error('no lines');
  client.put({
    ...before,
    lines: [takenOff(batata), takenOff(picanha, 1), addedLine({ name: 'Vinagrete' })],
  });
  await expect.element(card('009').getByText('Pedido alterado')).toBeVisible();
  const items = card('009').getByRole('listitem');
  await expect.element(items.nth(0)).toMatchTextContent(/^2×Batata2 retirados/);
  expect(items.nth(0).getByRole('button').elements()).toHaveLength(0);
  expect(items.nth(0).getByRole('img', { name: 'Alergia ou restrição' }).elements()).toEqual([]);
  await expect
    .element(items.nth(1).getByRole('button'))
    .toMatchTextContent(/^2×Picanha1 de 3 retirado$/);
  await expect.element(items.nth(2).getByRole('button')).toMatchTextContent(/^1×VinagreteNovo$/);
  expect(await accessibilityFaults()).toEqual([]);
  expect(lowContrasts(document.body, 7)).toEqual([]);
  // Done is done: the word has been heeded. What has only just changed takes no touch.
  tap(items.nth(2).getByRole('button'));
  expect(commands(client)).toEqual([]);
  hands.settle();
  await items.nth(2).getByRole('button').click();
  await expect.element(items.nth(2)).toMatchTextContent(/^1×Vinagrete(?!Novo)/);
  await button('Pronto: pedido #009').click();
  await expect.element(page.getByText('Nenhum pedido na fila')).toBeVisible();
  expect(client.get(before.id).lines.map(({ status }) => status)).toEqual([
    'cancelled',
    'ready',
    'ready',
  ]);
});

test('[KDS9] a long ticket goes on in a next card, and each of its lines is on one of them', async () => {
  const lines = Array.from({ length: 20 }, (_, n) => line({ name: `Prato número ${n}` }));
  await open([order(1, { lines })]);
  await expect.poll(() => cards().elements().length).toBe(2);
  await expect.element(page.getByText('Continua no próximo cartão')).toBeVisible();
  expect(page.getByRole('button', { name: /Prato número/ }).elements()).toHaveLength(20);
  expect(page.getByRole('button', { name: /Iniciar/ }).elements()).toHaveLength(1);
});

test('[KDS11] keys number orders: a torn ticket has one, on its first card', async () => {
  const lines = Array.from({ length: 20 }, (_, n) => line({ name: `Prato número ${n}` }));
  await open([order(2, { lines }), order(1)]);
  await expect.poll(() => cards().elements().length).toBe(3);
  expect(
    cards()
      .elements()
      .map((each) => each.querySelector('kbd')?.textContent ?? null),
  ).toEqual(['1', null, '2']);
  await userEvent.keyboard('2');
  await expect.element(button('Iniciar: pedido #001')).toHaveFocus();
});

test('[KDS4] a long ticket that was cancelled takes little room, and has no age any more', async () => {
  const lines = Array.from({ length: 20 }, (_, n) => line({ name: `Prato número ${n}` }));
  const one = order(9, { lines, shownAt: at(-5000) });
  const client = await open([one]);
  await expect.poll(() => cards().elements().length).toBe(2);
  client.put({ ...one, status: 'cancelled', allowedActions: [] });
  await expect.poll(() => cards().elements().length).toBe(1);
  await expect.element(card('009').getByText('+17 itens')).toBeVisible();
  expect(
    card('009')
      .getByRole('button', { name: /Prato número/ })
      .elements(),
  ).toHaveLength(3);
  expect(
    card('009')
      .getByText(/No prazo|Atenção|Atrasado/)
      .elements(),
  ).toHaveLength(0);
  expect(card('009').element().getBoundingClientRect().height).toBeLessThan(500);
  await expect.element(button('Entendi: pedido #009')).toBeVisible();
});

test('[KDS15] at 200 % zoom on a small screen, cards stay readable and nothing overlaps', async () => {
  await page.viewport(640, 400);
  const done = order(90, { status: 'ready', readyAt: at(0) });
  const client = await open([...rush(12), done, order(95, { status: 'preparing' })]);
  await expect.poll(() => cards().elements().length).toBeGreaterThan(0);
  tap(button('Pronto: pedido #095'));
  await expect.element(button(/^Desfazer/)).toBeVisible();
  const box = (selector: string): DOMRect => {
    const element = document.querySelector(selector);
    if (!element) throw new Error(`no ${selector}`);
    return element.getBoundingClientRect();
  };
  for (const stale of [false, true]) {
    if (stale) {
      client.set({ lastWordAt: Date.now() - 10_500 });
      await expect.element(page.getByText(/^Sem contato há/)).toBeVisible();
    }
    expect(box('header').bottom).toBeLessThanOrEqual(box('main').top + 1);
    expect(box('main').bottom).toBeLessThanOrEqual(box('footer').top + 1);
    expect(box('footer').height).toBeLessThanOrEqual(70);
    expect(box('main').height).toBeGreaterThan(200);
    for (const bar of ['body > * header', 'footer']) {
      const inside = [...document.querySelectorAll(`${bar} > *`)].filter(
        (each) => getComputedStyle(each).position !== 'absolute',
      );
      for (const each of inside) {
        const { right } = each.getBoundingClientRect();
        expect(right, `${bar}: ${each.className}`).toBeLessThanOrEqual(641);
      }
    }
  }
  // A card is as tall as it needs to be, and the area scrolls to it.
  const area = document.querySelector('main');
  expect(area && area.scrollHeight).toBeGreaterThan(area?.clientHeight ?? 0);
  expect(await accessibilityFaults()).toEqual([]);
});

test('[KDS14] the warning that the screen may have changed is read where there is room for it', async () => {
  for (const [width, height] of [WALL, COUNTER_SIZE]) {
    await page.viewport(width, height);
    const client = await open([order(1), order(20)]);
    client.set({ lastWordAt: Date.now() - 10_500 });
    const words = page.getByText(/pode ter mudado/);
    await expect.element(words).toBeVisible();
    const box = words.element().getBoundingClientRect();
    expect(box.width).toBeGreaterThan(150);
    expect(box.bottom).toBeLessThanOrEqual(
      document.querySelector('header')?.getBoundingClientRect().bottom ?? 0,
    );
    await client.close();
  }
});

test('[KDS15] totals that do not fit can be scrolled by keys', async () => {
  await page.viewport(...COUNTER_SIZE);
  await open(rush(30));
  await button(/^Total por item/).click();
  const list = page.getByRole('region', { name: 'Total por item' });
  await expect.element(list).toHaveAttribute('tabindex', '0');
  expect(await accessibilityFaults()).toEqual([]);
  await userEvent.keyboard('{Escape}');
  await expect.poll(() => page.getByRole('dialog').elements().length).toBe(0);
});

test('a ticket without a step has no button', async () => {
  await open([order(1, { allowedActions: [] })]);
  await expect.element(card('001')).toBeVisible();
  expect(document.querySelector('[data-step]')).toBeNull();
});

test('[KDS9] what does not fit is counted, and one touch away', async () => {
  await page.viewport(...COUNTER_SIZE);
  await open(rush(30));
  await expect.poll(() => cards().elements().length).toBeGreaterThan(3);
  await expect
    .poll(() => page.getByText(/fora da tela/).element().textContent)
    .toMatch(new RegExp(`^\\+${30 - new Set(numbers()).size} fora da tela`));
  await button('Próxima página').click();
  await expect.element(page.getByText(/^2 de \d/)).toBeVisible();
  expect(numbers()).not.toContain('#030');
});

test('[KDS9] cards are drawn no taller than they were planned, so that no line is cut off', async () => {
  const words = fc.array(
    fc.constantFrom('Picanha', 'na', 'chapa', 'com', 'farofa', 'X-Salada', 'çÃ'),
    {
      minLength: 1,
      maxLength: 7,
    },
  );
  const text = words.map((each) => each.join(' '));
  const lines = fc.array(
    fc
      .record({
        name: text,
        quantity: fc.constantFrom(1, 2, 12, 999),
        note: fc.option(text),
        modifiers: fc.array(
          text.map((name) => ({ id: 'm', name, priceCents: 0 })),
          { maxLength: 3 },
        ),
        station: fc.constantFrom('grelha', 'bar'),
        allergy: fc.boolean(),
        later: fc.boolean(),
        off: fc.constantFrom(0, 1, 999),
      })
      .map(({ later, off, ...over }) => {
        const told = later ? addedLine(over) : sentLine(1, over);
        const units = Math.min(off, told.quantity);
        return units === 0 ? told : takenOff(told, units);
      }),
    { minLength: 1, maxLength: 9 },
  );
  const orders = fc
    .sample(fc.record({ lines, note: fc.option(text), recalled: fc.boolean() }), {
      numRuns: 12,
      seed: 7,
    })
    .map((over, n) => order(n + 1, over));
  localStorage.setItem('comanda.kds.choices.v1', JSON.stringify({ stations: ['grelha'] }));
  for (const [width, height] of [WALL, COUNTER_SIZE, PHONE]) {
    await page.viewport(width, height);
    const screen = await open(orders);
    await expect.poll(() => cards().elements().length).toBeGreaterThan(0);
    for (;;) {
      for (const each of cards().elements()) {
        const body = each.querySelector('div');
        expect(body && body.scrollHeight - body.clientHeight).toBeLessThanOrEqual(1);
      }
      for (const column of document.querySelectorAll('main > div')) {
        expect(column.scrollHeight).toBeLessThanOrEqual(column.parentElement?.clientHeight ?? 0);
      }
      const next = button('Próxima página').elements()[0];
      if (!next || next.getAttribute('aria-disabled') === 'true') break;
      const before = pageText();
      await button('Próxima página').click();
      await expect.poll(pageText).not.toBe(before);
    }
    await screen.close();
  }
});

test('[KDS10] one touch shows how many of each item are still to be made', async () => {
  const ovo = [{ id: 'ovo', name: 'Ovo', priceCents: 0 }];
  await open([
    order(1, { lines: [line({ quantity: 2 }), line({ quantity: 3, modifiers: ovo })] }),
    order(2, {
      lines: [line({ quantity: 4 }), line({ name: 'Suco', itemId: 'suco', status: 'ready' })],
    }),
  ]);
  await button(/^Total por item/).click();
  const panel = page.getByRole('dialog', { name: 'Total por item' });
  await expect
    .element(panel.getByRole('listitem').first())
    .toMatchTextContent(/^9X-Salada6Sem adicionais3Ovo$/);
  expect(panel.getByText('Suco').elements()).toHaveLength(0);
  expect(await accessibilityFaults()).toEqual([]);
  await userEvent.keyboard('{Escape}');
  await expect.poll(() => page.getByRole('dialog').elements().length).toBe(0);
});

test('[KDS13] only orders on the page in view are reported as shown', async () => {
  await page.viewport(...COUNTER_SIZE);
  const client = await open(rush(30));
  const shown = (): string[] =>
    Object.values(client.store.getState().orders)
      .filter(({ shownAt }) => shownAt !== null)
      .map(({ number }) => `#${String(number).padStart(3, '0')}`)
      .toSorted();
  await expect.poll(() => cards().elements().length).toBeGreaterThan(3);
  const first = [...new Set(numbers())];
  await expect.poll(shown).toEqual(first.toSorted());
  await button('Próxima página').click();
  await expect.poll(() => numbers().includes('#030')).toBe(false);
  const both = [...new Set([...first, ...numbers()])];
  await expect.poll(shown).toEqual(both.toSorted());
});

test('[KDS14] live says so; ten seconds of silence say for how long, loudly', async () => {
  const client = await open([order(1)]);
  await expect.element(page.getByText('Ao vivo')).toBeVisible();
  client.set({ lastWordAt: Date.now() - 10_500 });
  await expect.element(page.getByText(/^Sem contato há 1\d s$/)).toBeVisible();
  await expect.element(page.getByRole('alert').getByText(/pode ter mudado/)).toBeVisible();
  expect(await accessibilityFaults()).toEqual([]);
  expect(lowContrasts(document.body, 7)).toEqual([]);
});

test('[KDS5] a refusal is told in the language of the screen', async () => {
  const client = await open([order(1)], { language: 'en' });
  client.refuseWith({
    code: 'illegal_transition',
    detail: '',
    data: { orderId: order(1).id, from: 'ready', allowedActions: [] },
  });
  await button('Start: order #001').click();
  const alert = page.getByRole('alert').getByText(/another screen/);
  await expect.element(alert).toBeVisible();
  expect(await accessibilityFaults()).toEqual([]);
  await button('Close').click();
  await expect.poll(() => alert.elements().length).toBe(0);
});

test('[KDS12] sound is off until somebody turns it on, and says so', async () => {
  await open([]);
  // The name says what is and what a press does; a pressed state beside it would say it twice, or the contrary.
  await expect.element(button('Sem som: ligar o som')).not.toHaveAttribute('aria-pressed');
  await button('Sem som: ligar o som').click();
  await expect.element(button('Som: desligar o som')).not.toHaveAttribute('aria-pressed');
});

for (const theme of ['dark', 'light'] as const) {
  for (const language of ['pt-BR', 'en', 'es'] as const) {
    test(`[KDS15] a full kitchen is accessible and readable from afar: ${theme}, ${language}`, async () => {
      const late = order(40, { status: 'preparing', recalled: true, table: '4', channel: 'phone' });
      const noted = order(6, {
        note: 'alergia: leite',
        lines: [
          line({ note: 'sem cebola' }),
          line({ name: 'Arroz', status: 'ready' }),
          addedLine({ name: 'Vinagrete', allergy: true }),
          takenOff(sentLine(6, { name: 'Batata', quantity: 2, note: 'sem sal' })),
          takenOff(sentLine(6, { name: 'Suco', quantity: 3 }), 1),
        ],
      });
      await open([late, noted, ...rush(3)], { theme, language });
      await expect.poll(() => cards().elements().length).toBe(5);
      expect(await accessibilityFaults()).toEqual([]);
      const floor = theme === 'dark' ? 7 : 4.5;
      expect(lowContrasts(document.body, floor)).toEqual([]);
    });
  }
}

test('[KDS15] everything to touch is at least 64 pixels high', async () => {
  for (const [width, height] of [WALL, COUNTER_SIZE]) {
    await page.viewport(width, height);
    const screen = await open([...rush(30), order(99, { status: 'ready', readyAt: at(0) })]);
    await expect.poll(() => cards().elements().length).toBeGreaterThan(3);
    const low = page
      .getByRole('button')
      .elements()
      .filter((each) => each.getBoundingClientRect().height < 64)
      .map((each) => each.getAttribute('aria-label') ?? each.textContent);
    expect(low).toEqual([]);
    await screen.close();
  }
});

test('an empty kitchen is calm, and accessible', async () => {
  await open([]);
  await expect.element(page.getByText('Nenhum pedido na fila')).toBeVisible();
  expect(await accessibilityFaults()).toEqual([]);
  await userEvent.keyboard('h');
  await expect.element(page.getByRole('dialog', { name: 'Teclado' })).toBeVisible();
  expect(await accessibilityFaults()).toEqual([]);
});

test('[KDS11] the keys work again after a panel was read', async () => {
  const client = await open([order(1)]);
  await expect.poll(numbers).toEqual(['#001']);
  await userEvent.keyboard('a');
  await expect.element(page.getByRole('dialog', { name: 'Total por item' })).toBeVisible();
  await userEvent.keyboard('a');
  await expect.poll(() => page.getByRole('dialog').elements().length).toBe(0);
  await noShield();
  await userEvent.keyboard('1');
  await expect.element(button('Iniciar: pedido #001')).toHaveFocus();
  await userEvent.keyboard('{Enter}');
  await expect.poll(() => commands(client)).toEqual(['order.start']);
});

test('the clock is written as the language writes it', async () => {
  const screen = await open([], { language: 'en' });
  await expect.element(page.getByText(/^9:0\d AM$/)).toBeVisible();
  await screen.close();
  await open([], { language: 'es' });
  await expect.element(page.getByText(/^09:0\d$/)).toBeVisible();
});
