import type { kds as source } from '../pt-br/kds.ts';
import type { Words } from '../words.ts';

export const kds: Words<typeof source> = {
  title: 'Cocina',
};
