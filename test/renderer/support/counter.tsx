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
import type { FakeClient } from './fake-client.ts';
import { renderPage } from './render-page.tsx';

const words = { 'pt-BR': ptBr, en, es };

/** Draws the counter over a fake client. */
export async function renderCounter(
  fake: FakeClient,
  look: {
    language?: Language | null;
    theme?: Theme;
    App?: ComponentType;
    visit?: (path: string) => void;
  } = {},
) {
  const screen = await renderPage({ page: 'pos', App, words, client: fake.client, ...look });
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
