import { mountPage } from '../client/mount-page.tsx';
import { board } from '../i18n/pt-br/board.ts';
import { App } from './app.tsx';

mountPage({
  page: 'board',
  App,
  words: board,
  fetchWords: async (language) => {
    const { words } =
      language === 'en'
        ? await import('../i18n/en/board-words.ts')
        : await import('../i18n/es/board-words.ts');
    return words;
  },
  defaultTheme: 'dark',
});
