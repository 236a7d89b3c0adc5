import '../ui/base.css';
import { StrictMode, type ComponentType } from 'react';
import { createRoot } from 'react-dom/client';
import { browserLanguage, chosenLanguage } from '../i18n/language.ts';
import { common } from '../i18n/pt-br/common.ts';
import { startI18n, type WordSource } from '../i18n/start-i18n.ts';
import type { PageName } from '../ui/pairing-page.tsx';
import type { Theme } from '../ui/preferences.tsx';
import {
  browserHttp,
  browserSockets,
  browserTimers,
  browserWakeUps,
  socketUrl,
} from './browser.ts';
import { createClient } from './create-client.ts';
import { PageFrame } from './page-frame.tsx';
import { pairWhenNeeded, takePairingCode } from './pairing-link.ts';

export interface PageOptions {
  readonly page: PageName;
  /** The screen itself: drawn once the page is paired and has heard of the menu. */
  readonly App: ComponentType;
  /** Its own words in the language that it carries along. */
  readonly words: object;
  /** The words of the others. */
  readonly fetchWords: WordSource;
  readonly defaultTheme: Theme;
}

/** Starts one screen in the document: client, language, theme, pairing by the address, drawing. */
export function mountPage({ page, App, words, fetchWords, defaultTheme }: PageOptions): void {
  const root = document.getElementById('root');
  if (!root) throw new Error('The page has no #root.');
  const storage = window.localStorage;
  const client = createClient({
    page,
    url: socketUrl(window.location),
    storage,
    session: window.sessionStorage,
    http: browserHttp,
    socketFactory: browserSockets,
    clock: () => Date.now(),
    timers: browserTimers,
    random: () => Math.random(),
    wakeUps: browserWakeUps,
  });
  const language = chosenLanguage(storage) ?? browserLanguage(navigator.languages);
  const i18n = startI18n(page, { 'pt-BR': { common, screen: words } }, 'pt-BR', fetchWords);
  const code = takePairingCode(window.location, window.history);
  client.start();
  const draw = (): void =>
    createRoot(root).render(
      <StrictMode>
        <PageFrame {...{ page, client, i18n, storage, defaultTheme, App }} />
      </StrictMode>,
    );
  if (code === null && language === 'pt-BR') draw();
  else void prepare().finally(draw);

  /** What the first drawing would otherwise show for a moment only: another language, the pairing page. */
  async function prepare(): Promise<void> {
    // Words that cannot be had leave the page in its first language.
    if (language !== 'pt-BR') await i18n.changeLanguage(language);
    if (code !== null) await pairWhenNeeded(client, code, i18n.t(`pairing.defaultNames.${page}`));
  }
}
