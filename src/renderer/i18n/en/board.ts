import type { board as source } from '../pt-br/board.ts';
import type { Words } from '../words.ts';

export const board: Words<typeof source> = {
  title: 'Board',
};
