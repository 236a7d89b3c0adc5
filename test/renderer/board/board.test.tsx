import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { cdp, page } from 'vitest/browser';
import { App } from '../../../src/renderer/board/app.tsx';
import { board as en } from '../../../src/renderer/i18n/en/board.ts';
import { board as es } from '../../../src/renderer/i18n/es/board.ts';
import { board as ptBr } from '../../../src/renderer/i18n/pt-br/board.ts';
import type { Language } from '../../../src/shared/languages.ts';
import type { Order } from '../../../src/shared/order.ts';
import { lowContrasts } from '../kds/contrast.ts';
import { fakeClient, type FakeClient } from '../kds/fake-client.ts';
import { at, NOON, order, SHOP } from '../kds/fixtures.ts';
import { accessibilityFaults } from '../support/axe.ts';
import { renderPage } from '../support/render-page.tsx';

beforeEach(async () => {
  localStorage.clear();
  await page.viewport(1920, 1080);
});

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

async function open(
  orders: Order[],
  {
    language = 'pt-BR',
    theme = 'dark',
    ...over
  }: Parameters<typeof fakeClient>[1] & { language?: Language; theme?: 'light' | 'dark' } = {},
): Promise<FakeClient & { close(): Promise<void> }> {
  const client = fakeClient(orders, {
    role: 'board',
    clockOffsetMs: NOON - Date.now(),
    lastWordAt: Date.now(),
    ...over,
  });
  const words = { 'pt-BR': ptBr, en, es };
  const screen = await renderPage({ page: 'board', App, words, client, language, theme });
  return { ...client, close: () => screen.unmount() };
}

const half = (name: string) => page.getByRole('region', { name });
const numbers = (name: string): (string | null)[] =>
  half(name)
    .getByRole('listitem')
    .elements()
    .map((each) => each.textContent);

/** A board's order, as the broker sends it: no lines, no customer. */
const bare = (number: number, over: Partial<Order> = {}): Order =>
  order(number, { lines: [], customer: null, ...over });

const ready = (number: number, secondsAgo: number, over: Partial<Order> = {}): Order =>
  bare(number, { status: 'ready', readiness: 1, readyAt: at(-secondsAgo * 1000), ...over });

const called = (name: string): Pick<Order, 'customer'> => ({
  customer: { name, email: null, phone: null, language: null },
});

/** Of every length that the server lets through, and in more than one script. */
const NAMES = [
  'Ana S.',
  'Maximilianus W.',
  'Rui',
  'Wolfeschleg… S.',
  '王小明',
  'Ñandú É.',
] as const;

const WITH_NAMES = { ...SHOP, board: { names: true, readySeconds: 900 } };

/** Holds the clock of the page at noon; the answer lets it go on by seconds. */
function holdClock(): (seconds: number) => void {
  vi.useFakeTimers({ toFake: ['Date', 'setInterval', 'clearInterval'], now: NOON });
  return (seconds) => vi.advanceTimersByTime(seconds * 1000);
}

/** Numbers that stand out, and those of them that also move. */
function outstanding(): { readonly marked: string[]; readonly moving: (number | undefined)[] } {
  const marked = half('Pronto')
    .getByRole('listitem')
    .elements()
    .filter(({ classList }) => [...classList].some((name) => name.includes('marked')));
  return {
    marked: marked.map((each) => each.textContent),
    moving: marked
      .flatMap((each) => each.getAnimations())
      .map(({ effect }) => effect?.getTiming().iterations),
  };
}

test('[BRD1] an order moves from preparing to ready, the newest first, and leaves when fetched', async () => {
  const client = await open([bare(5), bare(7, { status: 'preparing' }), ready(3, 60)]);
  await expect.poll(() => numbers('Preparando')).toEqual(['007', '005']);
  expect(numbers('Pronto')).toEqual(['003']);
  client.put(ready(7, 0));
  await expect.poll(() => numbers('Pronto')).toEqual(['007', '003']);
  expect(numbers('Preparando')).toEqual(['005']);
  client.put(bare(3, { status: 'completed' }));
  await expect.poll(() => numbers('Pronto')).toEqual(['007']);
});

test('[BRD1] what is held, handed over or cancelled is on neither side', async () => {
  await open([
    bare(1),
    ...(['held', 'completed', 'cancelled'] as const).map((status, n) => bare(n + 2, { status })),
  ]);
  await expect.poll(() => numbers('Preparando')).toEqual(['001']);
  expect(numbers('Pronto')).toEqual([]);
});

test('[BRD2] nothing private is on the board, even if it were told', async () => {
  const customer = { name: 'Ana Souza', email: 'ana@example.com', phone: '1', language: null };
  await open([order(1, { customer }), { ...order(2, { note: 'alergia' }), ...ready(2, 5) }]);
  await expect.poll(() => numbers('Preparando')).toEqual(['001']);
  expect(document.body.textContent).not.toMatch(/Ana|example|alergia|Salada/);
});

test('[BRD2] names stand with their numbers where they are wanted, and are read out with them', async () => {
  const client = await open([bare(5, called('Ana S.')), ready(3, 60, called('Rui'))], {
    shop: WITH_NAMES,
  });
  await expect.poll(() => numbers('Preparando')).toEqual(['005 Ana S.']);
  expect(numbers('Pronto')).toEqual(['003 Rui']);
  client.put(ready(5, 0, called('Ana S.')));
  await expect.element(page.getByText('Pronto: 005 Ana S.')).toBeInTheDocument();
  expect(await accessibilityFaults()).toEqual([]);
});

test('[BRD3] a number that becomes ready is called, once, and not on opening', async () => {
  const client = await open([bare(5), ready(3, 1)]);
  await expect.poll(() => numbers('Pronto')).toEqual(['003']);
  expect(page.getByText(/^Prontos?: /).elements()).toHaveLength(0);
  client.put(ready(5, 0));
  await expect.element(page.getByText('Pronto: 005')).toBeInTheDocument();
});

test('[BRD3] a number that is called pulses three times, and stays marked for half a minute', async () => {
  const pass = holdClock();
  const client = await open([bare(5), ready(3, 1)]);
  await expect.poll(() => numbers('Pronto')).toEqual(['003']);
  expect(outstanding()).toEqual({ marked: [], moving: [] });
  client.put(ready(5, 0));
  await expect.poll(outstanding).toEqual({ marked: ['005'], moving: [3] });
  pass(29);
  await expect.poll(outstanding).toEqual({ marked: ['005'], moving: [] });
  expect(lowContrasts(document.body, 7)).toEqual([]);
  pass(1);
  await expect.poll(outstanding).toEqual({ marked: [], moving: [] });
  expect(page.getByText(/^Prontos?: /).elements()).toHaveLength(0);
});

test('[BRD3] nothing moves where the system asks for less motion', async () => {
  // The provider's session has this method; the runner's type does not say so.
  const devtools = cdp() as unknown as { send(method: string, params: object): Promise<unknown> };
  const media = (value: string) =>
    devtools.send('Emulation.setEmulatedMedia', {
      features: [{ name: 'prefers-reduced-motion', value }],
    });
  holdClock();
  await media('reduce');
  try {
    const client = await open([bare(5)]);
    await expect.poll(() => numbers('Preparando')).toEqual(['005']);
    client.put(ready(5, 0));
    await expect.poll(outstanding).toEqual({ marked: ['005'], moving: [] });
  } finally {
    await media('');
  }
});

test('[BRD3] [BRD8] an order that was called back is called anew when it is ready again', async () => {
  const pass = holdClock();
  const client = await open([bare(7), bare(5)]);
  client.put(ready(5, 0));
  await expect.element(page.getByText('Pronto: 005')).toBeInTheDocument();
  const first = page.getByText('Pronto: 005').element();
  pass(5);
  client.put(bare(5, { status: 'preparing', readiness: 1, recalled: true }));
  await expect.poll(() => numbers('Preparando')).toEqual(['007', '005']);
  client.put(ready(5, -10, { readiness: 2 }));
  await expect.poll(outstanding).toEqual({ marked: ['005'], moving: [3] });
  // A screen reader says the same words again only when they come in an element of their own.
  expect(first.isConnected).toBe(false);
  await expect.element(page.getByText('Pronto: 005')).toBeInTheDocument();
});

test('[BRD3] what became ready while the board was out of touch is called once it is back', async () => {
  const client = await open([bare(5), bare(6)]);
  await expect.poll(() => numbers('Preparando')).toHaveLength(2);
  client.set({ connection: { state: 'lost', since: Date.now() } });
  client.put(ready(5, 20), ready(6, 901));
  await expect.poll(() => numbers('Pronto')).toEqual(['005']);
  expect(outstanding().marked).toEqual([]);
  client.set({ connection: { state: 'live' } });
  await expect.poll(outstanding).toMatchObject({ marked: ['005'] });
  expect(page.getByText(/^Pronto: 005$/).elements()).toHaveLength(1);
});

test('[BRD8] a ready number leaves by the broker’s clock, and alone', async () => {
  const pass = holdClock();
  await open([ready(3, 890), ready(4, 100)]);
  await expect.poll(() => numbers('Pronto')).toEqual(['004', '003']);
  pass(9);
  await expect.poll(() => numbers('Pronto')).toEqual(['004', '003']);
  pass(1);
  await expect.poll(() => numbers('Pronto')).toEqual(['004']);
});

for (const shop of [SHOP, WITH_NAMES]) {
  const names = shop.board.names ? ' with names' : '';
  test(`[BRD4] [BRD12] numbers${names} shrink before they take turns, and never leave their half`, async () => {
    for (const [width, height] of [
      [1920, 1080],
      [1280, 800],
      [1080, 1920],
      [390, 844],
    ] as const) {
      await page.viewport(width, height);
      for (const count of [1, 5, 30, 90, 200]) {
        const many = Array.from({ length: count }, (_, n) =>
          n % 2
            ? bare(n + 1, called(NAMES[n % NAMES.length] ?? ''))
            : ready(n + 1, n + 20, called('Ana S.')),
        );
        const screen = await open(many, { shop });
        await expect.poll(() => numbers('Pronto').length).toBeGreaterThan(0);
        for (const list of document.querySelectorAll('ol')) {
          const room = list.parentElement;
          expect(list.scrollHeight).toBeLessThanOrEqual(room?.clientHeight ?? 0);
          for (const each of list.children) {
            const { right } = each.getBoundingClientRect();
            expect(right).toBeLessThanOrEqual((room?.getBoundingClientRect().right ?? 0) + 1);
          }
        }
        await screen.close();
      }
    }
  });
}

/** Where the numbers of a half stand, in the order in which they are read. */
const boxes = (name: string): DOMRect[] =>
  half(name)
    .getByRole('listitem')
    .elements()
    .map((each) => each.getBoundingClientRect());

for (const shop of [SHOP, WITH_NAMES]) {
  const names = shop.board.names ? 'with names' : 'without names';
  test(`[BRD4] numbers that stand out never touch, ${names}`, async () => {
    const client = await open(
      Array.from({ length: 24 }, (_, n) => bare(n + 1, called('Ana S.'))),
      { shop },
    );
    await expect.poll(() => numbers('Preparando')).toHaveLength(24);
    for (let n = 1; n <= 24; n += 1) client.put(ready(n, 0, called('Maximilianus W.')));
    await expect.poll(() => outstanding().marked.length).toBe(24);
    const all = boxes('Pronto');
    const touching = all.filter((one, k) =>
      all.some(
        (other, n) =>
          n !== k &&
          one.left < other.right + 4 &&
          other.left < one.right + 4 &&
          one.top < other.bottom + 4 &&
          other.top < one.bottom + 4,
      ),
    );
    expect(touching).toEqual([]);
  });
}

test('[BRD4] rows are of one height, with a name and without one, and use the height that is there', async () => {
  const many = Array.from({ length: 21 }, (_, n) =>
    ready(n + 1, n + 40, n % 4 === 0 ? called('Ana S.') : {}),
  );
  await open(many, { shop: WITH_NAMES });
  await expect.poll(() => numbers('Pronto')).toHaveLength(21);
  const all = boxes('Pronto');
  expect(new Set(all.map(({ height }) => Math.round(height))).size).toBe(1);
  const room = half('Pronto').element().querySelector('ol')?.parentElement;
  const bottom = room?.getBoundingClientRect().bottom ?? 0;
  const last = Math.max(...all.map((each) => each.bottom));
  expect(bottom - last).toBeLessThan(all[0]?.height ?? 0);
});

test('[BRD4] on a screen of 1280 × 800, twenty names are on one page', async () => {
  await page.viewport(1280, 800);
  const many = Array.from({ length: 20 }, (_, n) =>
    ready(n + 1, n + 40, called('Maximilianus W.')),
  );
  await open(many, { shop: WITH_NAMES });
  await expect.poll(() => numbers('Pronto')).toHaveLength(20);
});

test('[BRD5] silence is told in the footer after ten seconds', async () => {
  const client = await open([ready(1, 30)]);
  await expect.element(page.getByText('Ao vivo')).toBeVisible();
  client.set({ lastWordAt: Date.now() - 11_000 });
  await expect.element(page.getByRole('alert').getByText(/podem estar atrasados/)).toBeVisible();
  expect(await accessibilityFaults()).toEqual([]);
});

test('[BRD9] a sound that waits for a touch says so in words, and a touch anywhere lets it ring', async () => {
  // A page that nobody has touched; whether the browser of the test has one depends on the tests before.
  let isTouched = false;
  vi.spyOn(AudioContext.prototype, 'state', 'get').mockImplementation(() =>
    isTouched ? 'running' : 'suspended',
  );
  vi.spyOn(AudioContext.prototype, 'resume').mockImplementation(async () => undefined);
  const client = await open([bare(5), bare(6)]);
  const rung = vi.spyOn(AudioContext.prototype, 'createOscillator');
  const sound = page.getByRole('button', { name: 'Toque para ligar o som' });
  await expect.element(sound.getByText('Toque para ligar o som')).toBeVisible();
  client.put(ready(5, 0));
  await expect.element(page.getByText('Pronto: 005')).toBeInTheDocument();
  expect(rung).not.toHaveBeenCalled();
  isTouched = true;
  document.body.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }));
  await expect.element(page.getByRole('button', { name: 'Desligar o som' })).toBeVisible();
  client.put(ready(6, 0));
  await expect.element(page.getByText('Pronto: 006')).toBeInTheDocument();
  const strokes = rung.mock.calls.length;
  expect(strokes).toBeGreaterThan(0);
  client.put(ready(6, 0, { version: 9 }));
  await expect.poll(() => client.get(bare(6).id).version).toBe(9);
  expect(rung).toHaveBeenCalledTimes(strokes);
});

test('[BRD9] the very touch that unlocks the sound does not turn it off', async () => {
  let isTouched = false;
  vi.spyOn(AudioContext.prototype, 'state', 'get').mockImplementation(() =>
    isTouched ? 'running' : 'suspended',
  );
  vi.spyOn(AudioContext.prototype, 'resume').mockImplementation(async () => undefined);
  await open([]);
  const button = page.getByRole('button', { name: 'Toque para ligar o som' }).element();
  button.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }));
  // The browser lets it play before the finger is up.
  isTouched = true;
  button.dispatchEvent(new MouseEvent('click', { bubbles: true }));
  const off = page.getByRole('button', { name: 'Desligar o som' });
  await expect.element(off).toBeVisible();
  await off.click();
  await expect.element(page.getByRole('button', { name: 'Ligar o som' })).toBeVisible();
});

test('[BRD3] the sound button says what a press does, by its name alone', async () => {
  await open([]);
  await page
    .getByRole('button', { name: 'Desligar o som' })
    .or(page.getByRole('button', { name: 'Toque para ligar o som' }))
    .click();
  const sound = page.getByRole('button', { name: /som/ });
  await expect.element(sound).not.toHaveAttribute('aria-pressed');
});

for (const theme of ['dark', 'light'] as const) {
  for (const language of ['pt-BR', 'en', 'es'] as const) {
    test(`[BRD6] the board is accessible and readable from afar: ${theme}, ${language}`, async () => {
      const empty = await open([], { theme, language });
      expect(await accessibilityFaults()).toEqual([]);
      expect(lowContrasts(document.body, 7)).toEqual([]);
      await empty.close();
      await open([bare(1, called('Ana S.')), ready(2, 30, called('Rui'))], {
        theme,
        language,
        shop: WITH_NAMES,
      });
      await expect.poll(() => page.getByRole('listitem').elements().length).toBe(2);
      expect(await accessibilityFaults()).toEqual([]);
      expect(lowContrasts(document.body, 7)).toEqual([]);
    });
  }
}
