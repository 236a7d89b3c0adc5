import { mountPage } from '../client/mount-page.tsx';
import { kds as en } from '../i18n/en/kds.ts';
import { kds as es } from '../i18n/es/kds.ts';
import { kds as ptBr } from '../i18n/pt-br/kds.ts';
import { App } from './app.tsx';

mountPage({ page: 'kds', App, words: { 'pt-BR': ptBr, en, es }, defaultTheme: 'dark' });
