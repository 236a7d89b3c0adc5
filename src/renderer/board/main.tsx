import { mountPage } from '../client/mount-page.tsx';
import { board as en } from '../i18n/en/board.ts';
import { board as es } from '../i18n/es/board.ts';
import { board as ptBr } from '../i18n/pt-br/board.ts';
import { App } from './app.tsx';

mountPage({ page: 'board', App, words: { 'pt-BR': ptBr, en, es }, defaultTheme: 'dark' });
