import type { entry as ptBr } from '../pt-br/pos-entry.ts';
import type { Words } from '../words.ts';

export const entry: Words<typeof ptBr> = {};
