import { mountPage } from '../client/mount-page.tsx';
import { pos as en } from '../i18n/en/pos.ts';
import { pos as es } from '../i18n/es/pos.ts';
import { pos as ptBr } from '../i18n/pt-br/pos.ts';
import { App } from './app.tsx';

mountPage({ page: 'pos', App, words: { 'pt-BR': ptBr, en, es }, defaultTheme: 'light' });
