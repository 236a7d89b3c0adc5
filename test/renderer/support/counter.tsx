import { App } from '../../../src/renderer/pos/app.tsx';
import { pos as en } from '../../../src/renderer/i18n/en/pos.ts';
import { pos as es } from '../../../src/renderer/i18n/es/pos.ts';
import { pos as ptBr } from '../../../src/renderer/i18n/pt-br/pos.ts';
import type { Language } from '../../../src/shared/languages.ts';
import type { Theme } from '../../../src/renderer/ui/preferences.tsx';
import type { FakeClient } from './fake-client.ts';
import { renderPage } from './render-page.tsx';

const words = { 'pt-BR': ptBr, en, es };

/** Draws the counter over a fake client. */
export function renderCounter(fake: FakeClient, look: { language?: Language; theme?: Theme } = {}) {
  return renderPage({ page: 'pos', App, words, client: fake.client, ...look });
}
