import type { pos as source } from '../pt-br/pos.ts';
import type { Words } from '../words.ts';

/** Words of the counter screen. */
export const pos: Words<typeof source> = {
  title: 'Counter',
};
