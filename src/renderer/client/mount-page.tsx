import '../ui/base.css';
import { StrictMode, type ComponentType } from 'react';
import { createRoot } from 'react-dom/client';
import { browserLanguage, chosenLanguage } from '../i18n/language.ts';
import { startI18n, type ScreenWords } from '../i18n/start-i18n.ts';
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
  /** Its own words, in each language. */
  readonly words: ScreenWords;
  readonly defaultTheme: Theme;
}

/** Starts one screen in the document: client, language, theme, pairing by the address, drawing. */
export function mountPage({ page, App, words, defaultTheme }: PageOptions): void {
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
  const i18n = startI18n(
    page,
    words,
    chosenLanguage(storage) ?? browserLanguage(navigator.languages),
  );
  const code = takePairingCode(window.location, window.history);
  client.start();
  const draw = (): void =>
    createRoot(root).render(
      <StrictMode>
        <PageFrame {...{ page, client, i18n, storage, defaultTheme, App }} />
      </StrictMode>,
    );
  if (code === null) draw();
  else {
    // Drawn once the code was tried, so that the pairing page does not flash by.
    const name = i18n.t(`pairing.defaultNames.${page}`);
    void pairWhenNeeded(client, code, name).finally(draw);
  }
}
