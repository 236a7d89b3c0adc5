import { expect, it } from 'vitest';
import { startErrorText } from '../../src/main/shell/start-error-text.ts';

it.each([
  [['pt-PT', 'en-US'], 'A Comanda não pôde abrir'],
  [['en-GB'], 'Comanda could not start'],
  [['de-DE', 'es-MX'], 'Comanda no pudo abrirse'],
  [['de-DE'], 'A Comanda não pôde abrir'],
  [[], 'A Comanda não pôde abrir'],
])(
  '[DESK7] a machine that speaks %o is told in its language, or in Portuguese',
  (languages, title) => {
    expect(startErrorText(languages, 'Why.')).toEqual({ title, body: 'Why.' });
  },
);
