import type { till as ptBr } from '../pt-br/pos-till.ts';
import type { Words } from '../words.ts';

export const till: Words<typeof ptBr> = {};
