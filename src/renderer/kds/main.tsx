import { mountPage } from '../client/mount-page.tsx';
import { kds } from '../i18n/pt-br/kds.ts';
import { App } from './app.tsx';

mountPage({
  page: 'kds',
  App,
  words: kds,
  fetchWords: async (language) => {
    const { words } =
      language === 'en'
        ? await import('../i18n/en/kds-words.ts')
        : await import('../i18n/es/kds-words.ts');
    return words;
  },
  defaultTheme: 'dark',
});
