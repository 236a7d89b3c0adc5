import type { drawer as ptBr } from '../pt-br/pos-drawer.ts';
import type { Words } from '../words.ts';

export const drawer: Words<typeof ptBr> = {};
