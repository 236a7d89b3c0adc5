import { expect } from 'vitest';
import { page, type Locator } from 'vitest/browser';
import { browserTimers } from '../../../src/renderer/client/browser.ts';
import type { Timers } from '../../../src/renderer/client/ports.ts';
import { kds as en } from '../../../src/renderer/i18n/en/kds.ts';
import { kds as es } from '../../../src/renderer/i18n/es/kds.ts';
import { kds as ptBr } from '../../../src/renderer/i18n/pt-br/kds.ts';
import { App } from '../../../src/renderer/kds/app.tsx';
import type { DeviceChoices } from '../../../src/renderer/kds/device-choices.ts';
import { SETTLE_MS } from '../../../src/renderer/kds/tap-guard.ts';
import type { Language } from '../../../src/shared/languages.ts';
import type { Order } from '../../../src/shared/order.ts';
import { renderPage } from '../support/render-page.tsx';
import { fakeClient, type FakeClient } from './fake-client.ts';
import { line, NOON, order } from './fixtures.ts';

export const WALL = [1920, 1080] as const;
export const COUNTER_SIZE = [1280, 800] as const;
export const PHONE = [390, 844] as const;

/** For a moment after a panel has closed nothing may be pressed: see press-shield.ts. */
export async function noShield(): Promise<void> {
  await expect.poll(() => document.querySelector('body > [data-react-aria-top-layer]')).toBeNull();
}

/** A display that was never used before, on a wall. */
export async function freshDisplay(): Promise<void> {
  localStorage.clear();
  await noShield();
  await page.viewport(...WALL);
}

/** What this display has chosen before its page is opened. */
export function choose(choices: Partial<DeviceChoices>): void {
  localStorage.setItem('comanda.kds.choices.v2', JSON.stringify(choices));
}

export interface OpenOptions {
  readonly language?: Language;
  readonly theme?: 'light' | 'dark';
  readonly timers?: Timers;
}

/** The kitchen's page over these orders, at noon by the broker's clock. */
export async function openKitchen(
  orders: readonly Order[],
  {
    language = 'pt-BR',
    theme = 'dark',
    timers = browserTimers,
    ...over
  }: OpenOptions & Parameters<typeof fakeClient>[1] = {},
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
export function slowHands() {
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
export function tap(locator: Locator): void {
  const element = locator.element();
  if (!(element instanceof HTMLElement)) throw new Error('nothing to tap');
  const options = { bubbles: true, cancelable: true, detail: 1 };
  element.dispatchEvent(new PointerEvent('pointerdown', options));
  element.dispatchEvent(new MouseEvent('click', options));
}

export const cards = (): Locator => page.getByRole('article');

/** The card of an order, by the three digits of its number; of a torn one, the cards. */
export const card = (number: string): Locator =>
  page.getByRole('article', { name: new RegExp(`#${number}`) });

export const button = (name: string | RegExp): Locator => page.getByRole('button', { name });

/** The numbers of the cards on the page in view, in the order in which they are read. */
export function numbers(): string[] {
  return cards()
    .elements()
    .map((each) => /#\d+/.exec(each.getAttribute('aria-label') ?? '')?.[0] ?? '');
}

/** What the page has asked the broker for, but for reports of what is in view. */
export function commands(client: FakeClient): string[] {
  return client.sent.map(({ type }) => type).filter((type) => type !== 'order.shown');
}

/** So many small orders. */
export function rushHour(count: number): Order[] {
  return Array.from({ length: count }, (_, n) =>
    order(n + 1, {
      lines: Array.from({ length: 1 + (n % 3) }, (_each, k) =>
        line({ name: `Prato ${n} ${k}`, quantity: 1 + (n % 4) }),
      ),
    }),
  );
}
