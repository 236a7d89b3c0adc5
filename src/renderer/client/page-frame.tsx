import { useCallback, useEffect, useMemo, useState, type ComponentType } from 'react';
import type { i18n as I18n } from 'i18next';
import { I18nProvider as AriaLocale } from 'react-aria-components/I18nProvider';
import { I18nextProvider } from 'react-i18next';
import { useStore } from 'zustand';
import type { Language } from '../../shared/languages.ts';
import type { Role } from '../../shared/roles.ts';
import { browserLanguage, chosenLanguage, keepLanguage } from '../i18n/language.ts';
import { FirstContact } from '../ui/first-contact.tsx';
import { PairingPage, type PageName } from '../ui/pairing-page.tsx';
import { PreferencesContext, type Theme } from '../ui/preferences.tsx';
import { chosenTheme, keepTheme } from '../ui/theme.ts';
import { WrongRolePage } from '../ui/wrong-role-page.tsx';
import { ClientProvider } from './client-context.tsx';
import type { Client } from './contract.ts';
import { PAGE_ROLES } from './page-roles.ts';
import type { TextStorage } from './ports.ts';

export interface PageFrameProps {
  readonly page: PageName;
  readonly client: Client;
  readonly i18n: I18n;
  readonly storage: TextStorage;
  readonly defaultTheme: Theme;
  readonly App: ComponentType;
  /** Goes to another page of the broker. */
  readonly visit?: (path: string) => void;
}

const visitByBrowser = (path: string): void => window.location.assign(path);

/** What every page shares: the client, the language, the theme, and what to show before there is anything. */
export function PageFrame(props: PageFrameProps) {
  const { page, client, i18n, storage, defaultTheme, App, visit = visitByBrowser } = props;
  const [chosen, setChosen] = useState(() => chosenLanguage(storage));
  const [theme, setTheme] = useState<Theme>(() => chosenTheme(storage, page) ?? defaultTheme);
  const shopLanguage = useStore(client.store, (state) => state.shop?.language);
  const connection = useStore(client.store, (state) => state.connection.state);
  const role = useStore(client.store, (state) => state.role);
  /** The role under which another code was asked for. */
  const [pairingAnew, setPairingAnew] = useState<Role | null>(null);
  const isWrong = role !== null && !PAGE_ROLES[page].includes(role);
  const known = useStore(client.store, (state) => state.menu !== null);
  const language = chosen ?? shopLanguage ?? browserLanguage(navigator.languages);

  useEffect(() => {
    document.documentElement.lang = language;
    if (i18n.language !== language) void i18n.changeLanguage(language);
  }, [i18n, language]);
  useEffect(() => {
    document.documentElement.dataset['theme'] = theme;
  }, [theme]);

  const chooseLanguage = useCallback(
    (next: Language) => {
      keepLanguage(storage, next);
      setChosen(next);
    },
    [storage],
  );
  const chooseTheme = useCallback(
    (next: Theme) => {
      keepTheme(storage, page, next);
      setTheme(next);
    },
    [storage, page],
  );
  const preferences = useMemo(
    () => ({ language, chooseLanguage, theme, chooseTheme }),
    [language, chooseLanguage, theme, chooseTheme],
  );

  const leave = useCallback(
    (to: PageName) => {
      const [own, theirs] = [page, to].map((name) => `comanda.${name}.token`);
      const token = own === undefined ? null : storage.getItem(own);
      // The device was paired for that page: it need not be paired a second time.
      if (own !== undefined && theirs !== undefined && token !== null) {
        if (storage.getItem(theirs) === null) storage.setItem(theirs, token);
        storage.removeItem(own);
      }
      visit(`/${to}`);
    },
    [page, storage, visit],
  );

  return (
    <I18nextProvider i18n={i18n}>
      <AriaLocale locale={language}>
        <ClientProvider client={client}>
          <PreferencesContext value={preferences}>
            {connection === 'unpaired' || (isWrong && pairingAnew === role) ? (
              <PairingPage page={page} />
            ) : isWrong ? (
              <WrongRolePage
                page={page}
                role={role}
                onLeave={leave}
                onPairAnew={() => setPairingAnew(role)}
              />
            ) : known ? (
              <App />
            ) : (
              <FirstContact />
            )}
          </PreferencesContext>
        </ClientProvider>
      </AriaLocale>
    </I18nextProvider>
  );
}
