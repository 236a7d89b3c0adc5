import { mountPage } from '../client/mount-page.tsx';
import { pos } from '../i18n/pt-br/pos.ts';
import { App } from './app.tsx';

mountPage({
  page: 'pos',
  App,
  words: pos,
  fetchWords: async (language) => {
    const { words } =
      language === 'en'
        ? await import('../i18n/en/pos-words.ts')
        : await import('../i18n/es/pos-words.ts');
    return words;
  },
  defaultTheme: 'light',
});
