import type { ComponentType } from 'react';
import { page } from 'vitest/browser';
import { App } from '../../../src/renderer/pos/app.tsx';
import { pos as en } from '../../../src/renderer/i18n/en/pos.ts';
import { pos as es } from '../../../src/renderer/i18n/es/pos.ts';
import { pos as ptBr } from '../../../src/renderer/i18n/pt-br/pos.ts';
import type { Language } from '../../../src/shared/languages.ts';
import type { Theme } from '../../../src/renderer/ui/preferences.tsx';
import type { Timers } from '../../../src/renderer/client/ports.ts';
import { createPressShield, PressShieldContext } from '../../../src/renderer/ui/press-shield.ts';
import { TimeContext, type Time } from '../../../src/renderer/pos/time-context.ts';
import type { FakeClient } from './fake-client.ts';
import { renderPage } from './render-page.tsx';

const words = { 'pt-BR': ptBr, en, es };

/** A moment that does not pass: every tap is of one quick series, however slow the machine, and none is a long press. */
const ONE_MOMENT: Time = { clock: () => 0, timers: { after: () => () => undefined } };

/** A time that passes only when the test says so. */
export function handTime() {
  let now = 0;
  let due: { readonly at: number; readonly task: () => void }[] = [];
  const time: Time = {
    clock: () => now,
    timers: {
      after: (ms, task) => {
        const timer = { at: now + ms, task };
        due.push(timer);
        return () => {
          due = due.filter((other) => other !== timer);
        };
      },
    },
  };
  const pass = (ms: number): void => {
    now += ms;
    const ripe = due.filter(({ at }) => at <= now);
    due = due.filter(({ at }) => at > now);
    for (const { task } of ripe) task();
  };
  return { time, pass };
}

/** Draws the counter over a fake client. */
export async function renderCounter(
  fake: FakeClient,
  look: {
    language?: Language | null;
    theme?: Theme;
    App?: ComponentType;
    visit?: (path: string) => void;
    time?: Time;
  } = {},
) {
  const { App: Page = App, time = ONE_MOMENT, ...rest } = look;
  const Timed = () => (
    <TimeContext value={time}>
      <Page />
    </TimeContext>
  );
  const screen = await renderPage({ page: 'pos', App: Timed, words, client: fake.client, ...rest });
  // As high as the window, so that everything stands where it does in the page.
  screen.container.style.height = '100%';
  return screen;
}

/** The counter with a press shield whose time passes only when the test says so. */
export function shieldedCounter() {
  const due: (() => void)[] = [];
  const timers: Timers = {
    after: (_ms, task) => {
      due.push(task);
      return () => undefined;
    },
  };
  const shield = createPressShield(timers);
  return {
    App: () => (
      <PressShieldContext value={shield}>
        <App />
      </PressShieldContext>
    ),
    /** The moment is over. */
    pass: () => {
      for (const task of due.splice(0)) task();
    },
  };
}

/** The tile of an item, by the beginning of its name. */
export const tile = (name: string) =>
  page.getByRole('button', { name: new RegExp(`^${name} .*\\d,\\d\\d`) });

export const sendButton = () => page.getByRole('button', { name: 'Enviar', exact: true });

/** The lines of the order being taken. */
export const lines = () =>
  page.getByRole('list', { name: 'Itens do pedido' }).getByRole('listitem');

/** The strip of open orders. */
export const openOrders = () => page.getByRole('region', { name: 'Pedidos abertos' });
