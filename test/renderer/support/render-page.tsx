import '../../../src/renderer/ui/base.css';
import type { ComponentType } from 'react';
import { render } from 'vitest-browser-react';
import type { Language } from '../../../src/shared/languages.ts';
import type { Client } from '../../../src/renderer/client/contract.ts';
import { PageFrame } from '../../../src/renderer/client/page-frame.tsx';

import type { PageName } from '../../../src/renderer/ui/pairing-page.tsx';
import { i18nOf, type ScreenWords } from './words.ts';
import type { Theme } from '../../../src/renderer/ui/preferences.tsx';

export interface RenderPageOptions {
  readonly page: PageName;
  readonly App: ComponentType;
  readonly words: ScreenWords;
  readonly client: Client;
  /** Null: nothing was chosen on this device. */
  readonly language?: Language | null;
  readonly theme?: Theme;
  readonly visit?: (path: string) => void;
}

/** Draws a whole screen over a client, as the page itself would. */
export function renderPage(options: RenderPageOptions) {
  const { page, App, words, client, language = 'pt-BR', theme = 'light' } = options;
  const visit = options.visit ?? (() => undefined);
  const storage = window.localStorage;
  if (language !== null) storage.setItem('comanda.language', language);
  const i18n = i18nOf(page, words, language ?? 'en');
  return render(
    <PageFrame {...{ page, client, i18n, storage, App, visit }} defaultTheme={theme} />,
  );
}
