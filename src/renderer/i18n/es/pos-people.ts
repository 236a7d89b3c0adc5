import type { people as ptBr } from '../pt-br/pos-people.ts';
import type { Words } from '../words.ts';

export const people: Words<typeof ptBr> = {};
