import { beforeEach, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { Person } from '../../../src/shared/people.ts';
import { LANGUAGES } from '../../../src/shared/languages.ts';
import type { MirrorState } from '../../../src/renderer/client/contract.ts';
import { App } from '../../../src/renderer/pos/app.tsx';
import { LockTimeContext } from '../../../src/renderer/pos/lock-idle.ts';
import { accessibilityFaults } from '../support/axe.ts';
import { lines, renderCounter, tile } from '../support/counter.tsx';
import { createFakeClient } from '../support/fake-client.ts';
import { SHOP } from '../support/fixtures.ts';
import { ANA, BIA, signedInAs, withPins } from '../support/people.ts';

beforeEach(async () => {
  localStorage.clear();
  await page.viewport(1280, 800);
  await vi.waitUntil(() => document.querySelector('[data-press-shield]') === null);
});

const CAIO: Person = {
  id: '0190dddd-0000-7000-8000-000000000003',
  name: 'Caio',
  role: 'cashier',
  active: false,
};

const lock = () => page.getByRole('dialog', { name: 'Quem está no caixa?' });
const name = (who: string) => lock().getByRole('button', { name: new RegExp(`^${who}`) });
const alertOf = () => lock().getByRole('alert');

/** A counter of Ana and Bia, with PINs. */
function counter(part: Partial<MirrorState> = {}) {
  const fake = createFakeClient({ people: [ANA, BIA, CAIO], ...part });
  return { fake, door: withPins(fake) };
}

/** The counter with a clock of its own. */
function timed() {
  const world = { now: 1_000_000, due: [] as { at: number; task: () => void }[] };
  const time = {
    clock: () => world.now,
    timers: {
      after: (ms: number, task: () => void) => {
        const timer = { at: world.now + ms, task };
        world.due.push(timer);
        return () => {
          world.due = world.due.filter((other) => other !== timer);
        };
      },
    },
  };
  return {
    App: () => (
      <LockTimeContext value={time}>
        <App />
      </LockTimeContext>
    ),
    pass: (ms: number) => {
      world.now += ms;
      for (const timer of world.due.filter(({ at }) => at <= world.now)) {
        world.due = world.due.filter((other) => other !== timer);
        timer.task();
      }
    },
  };
}

test('[SCR45] a name and its PIN open the counter; who has left has no name there', async () => {
  const { fake } = counter();
  await renderCounter(fake);
  await expect.element(lock()).toBeVisible();
  expect(name('Caio').elements()).toHaveLength(0);
  await name('Bia').click();
  for (const digit of '1234')
    await lock().getByRole('button', { name: digit, exact: true }).click();
  await lock().getByRole('button', { name: 'Entrar' }).click();
  await expect.element(lock()).not.toBeInTheDocument();
  await expect.element(page.getByRole('button', { name: 'No caixa: Bia' })).toBeVisible();
});

test('[SCR45] where nobody is registered nobody has to sign in', async () => {
  await renderCounter(createFakeClient({ people: [CAIO] }));
  await tile('Guaraná').click();
  expect(lock().elements()).toHaveLength(0);
});

test('[SCR45] keys alone: arrows to the name, digits, Backspace, Enter; Escape goes back to the names', async () => {
  const { fake } = counter();
  await renderCounter(fake);
  await expect.element(name('Ana')).toBeVisible();
  const ana = name('Ana').element();
  if (ana instanceof HTMLElement) ana.focus();
  await userEvent.keyboard('{Enter}');
  await expect
    .element(lock().getByRole('group', { name: 'PIN de Ana', exact: true }))
    .toBeVisible();
  await userEvent.keyboard('12{Escape}');
  await expect.element(lock().getByText('Escolha seu nome.')).toBeVisible();
  if (ana instanceof HTMLElement) ana.focus();
  await userEvent.keyboard('{ArrowRight}{Enter}');
  await userEvent.keyboard('19{Backspace}234{Enter}');
  await expect.element(lock()).not.toBeInTheDocument();
  expect(fake.client.store.getState().signedIn?.name).toBe('Bia');
});

test('[SCR45] the counter locks itself when nobody has touched it, and keeps what was being done', async () => {
  const { fake } = counter({ signedIn: signedInAs(BIA) });
  const { App: Timed, pass } = timed();
  await renderCounter(fake, { App: Timed });
  await tile('Guaraná').click();
  await page.getByRole('button', { name: 'Detalhes de Pizza Margherita' }).click();
  const sheet = page.getByRole('dialog', { name: 'Pizza Margherita' });
  await sheet.getByRole('button', { name: /^Queijo/ }).click();
  pass(299_000);
  await userEvent.keyboard('{Shift}');
  pass(299_000);
  expect(fake.client.store.getState().signedIn?.name).toBe('Bia');
  pass(1000);
  await expect.element(lock()).toBeVisible();
  expect(fake.client.store.getState().signedIn).toBeNull();
  // Nobody has been here yet since the page was opened: no name is chosen before its time.
  await name('Bia').click();
  await userEvent.keyboard('1234{Enter}');
  await expect.element(lock()).not.toBeInTheDocument();
  await expect.element(sheet.getByRole('button', { name: /^Queijo/ })).toBeVisible();
  await sheet.getByRole('button', { name: /^Adicionar/ }).click();
  expect(lines().elements()).toHaveLength(2);
});

test('[SCR45] it does not lock while contact is lost, and does at once when it is back', async () => {
  const { fake } = counter({ signedIn: signedInAs(BIA) });
  const { App: Timed, pass } = timed();
  await renderCounter(fake, { App: Timed });
  fake.know({ connection: { state: 'lost', since: Date.now() } });
  await expect.element(page.getByText('Sem contato', { exact: true }).first()).toBeVisible();
  pass(600_000);
  expect(fake.client.store.getState().signedIn?.name).toBe('Bia');
  fake.know({ connection: { state: 'live' } });
  await expect.element(lock()).toBeVisible();
});

test('[SCR45] zero seconds never lock', async () => {
  const shop = { ...SHOP, counter: { ...SHOP.counter, lockAfterSeconds: 0 } };
  const { fake } = counter({ signedIn: signedInAs(BIA), shop });
  const { App: Timed, pass } = timed();
  await renderCounter(fake, { App: Timed });
  await tile('Guaraná').click();
  pass(86_400_000);
  expect(fake.client.store.getState().signedIn).not.toBeNull();
});

test('[SCR45] locking asks for the PIN of who was there; switching asks who it is; last used names come first', async () => {
  const { fake } = counter();
  await renderCounter(fake);
  await name('Bia').click();
  await userEvent.keyboard('1234{Enter}');
  await page.getByRole('button', { name: 'No caixa: Bia' }).click();
  await page.getByRole('menuitem', { name: 'Bloquear' }).click();
  await expect
    .element(lock().getByRole('group', { name: 'PIN de Bia', exact: true }))
    .toBeVisible();
  await userEvent.keyboard('1234{Enter}');
  await page.getByRole('button', { name: 'No caixa: Bia' }).click();
  await page.getByRole('menuitem', { name: 'Trocar de pessoa' }).click();
  await expect.element(lock().getByText('Escolha seu nome.')).toBeVisible();
  const tiles = lock().getByRole('group', { name: 'Quem está no caixa?' }).getByRole('button');
  expect(tiles.elements().map((each) => each.textContent)).toEqual(['BiaCaixa', 'AnaGerente']);
});

test('[SCR46] a wrong PIN is said, a pause is counted, and no contact is told', async () => {
  const { fake, door } = counter();
  await renderCounter(fake);
  await name('Bia').click();
  await userEvent.keyboard('12{Enter}');
  await expect.element(alertOf()).toMatchTextContent('O PIN tem de 4 a 8 dígitos.');
  await userEvent.keyboard('99{Enter}');
  await expect.element(alertOf()).toMatchTextContent('PIN incorreto. Tente de novo.');
  expect(fake.asked.at(-1)?.body).toEqual({ personId: BIA.id, pin: '1299' });
  door.answer = { code: 'overloaded', detail: '', data: { retryAfterSeconds: 5 } };
  await userEvent.keyboard('1234{Enter}');
  await expect.element(alertOf()).toMatchTextContent('O servidor não respondeu. Tente de novo.');
  door.answer = { code: 'rate_limited', detail: '', data: { retryAfterSeconds: 600 } };
  await userEvent.keyboard('1234{Enter}');
  await expect.element(alertOf()).toMatchTextContent(/Muitas tentativas\. Espere \d+ segundos\./);
  const asked = fake.asked.length;
  await userEvent.keyboard('1234{Enter}');
  expect(fake.asked).toHaveLength(asked);
  await expect.element(lock().getByRole('button', { name: 'Entrar' })).toBeDisabled();
  // Somebody else is not held up.
  door.answer = null;
  await name('Ana').click();
  await userEvent.keyboard('1234{Enter}');
  await expect.element(lock()).not.toBeInTheDocument();
});

test('[SCR46] what waits for a sign-in is told before anybody takes it on, and so is lost contact', async () => {
  const since = Date.now();
  const { fake } = counter({
    outgoing: {
      a: { id: 'a', type: 'order.place', since, waitsForSignIn: true },
      b: { id: 'b', type: 'order.place', since },
    },
  });
  await renderCounter(fake);
  await expect
    .element(lock().getByText('1 envio aguarda: sai no nome de quem entrar agora.'))
    .toBeVisible();
  fake.know({ connection: { state: 'lost', since } });
  await expect.element(alertOf()).toMatchTextContent(/Sem contato com o servidor/);
});

test('[SCR45] keys of the counter do nothing behind the lock', async () => {
  const { fake } = counter({ signedIn: signedInAs(BIA) });
  await renderCounter(fake);
  await tile('Guaraná').click();
  fake.know({ signedIn: null });
  await expect.element(lock()).toBeVisible();
  await userEvent.keyboard('{F9}');
  await userEvent.keyboard('picanha{Enter}');
  expect(fake.sent).toEqual([]);
  await name('Bia').click();
  await userEvent.keyboard('1234{Enter}');
  expect(lines().elements()).toHaveLength(1);
});

test.for(LANGUAGES)('[SCR29] the lock is whole in %s, light and dark', async (language) => {
  for (const theme of ['light', 'dark'] as const) {
    const { fake } = counter({
      outgoing: { a: { id: 'a', type: 'order.place', since: 1, waitsForSignIn: true } },
    });
    const screen = await renderCounter(fake, { language, theme });
    await page.getByRole('button', { name: /^Bia/ }).click();
    expect(await accessibilityFaults()).toEqual([]);
    await page.viewport(390, 844);
    expect(document.documentElement.scrollWidth).toBe(390);
    await page.viewport(1280, 800);
    await screen.unmount();
  }
});
