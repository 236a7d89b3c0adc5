import fc from 'fast-check';
import { expect, test } from 'vitest';
import { boardName } from '../../src/main/core/lan/board-name.ts';

test.each([
  ['Ana Souza', 'Ana S.'],
  ['Ana', 'Ana'],
  ['Ana Maria Braga de Souza', 'Ana S.'],
  ['  ana   souza ', 'ana S.'],
  ['João D’Ávila', 'João D.'],
  ['J. Silva', 'J. S.'],
  ['E\u0301lodie O\u0308z', 'Élodie Ö.'],
  ['Ana (amiga)', 'Ana A.'],
  ['Mesa 12', 'Mesa'],
  ['12', '12'],
  ['王小明', '王小明'],
  ['😀 Ana Souza 🍕', 'Ana S.'],
  ['🍕🍕', '🍕🍕'],
  ['Wolfeschlegelsteinhausen', 'Wolfeschleg…'],
  ['Maximilianus Wolfeschlegelsteinhausen', 'Maximilianus W.'],
  ['👨‍👩‍👧‍👦'.repeat(13), `${'👨‍👩‍👧‍👦'.repeat(11)}…`],
  [`Z${'\u0335'.repeat(40)} Souza`, 'Z S.'],
  ['\u202eAna\u2028Souza', 'Ana S.'],
])('[BRD7] %j is called %j', (name, called) => {
  expect(boardName(name)).toBe(called);
});

test.each([
  null,
  '',
  ' \u200e ',
  '...',
  'ana@example.com',
  'Ana 11 98888-7777',
  '98888 7777',
  '123.456.789-09',
])('[BRD7] %j is nothing to call out', (name) => {
  expect(boardName(name)).toBeNull();
});

test('[BRD7] of all names but the first there is one letter at most, and it fits on a screen', () => {
  const word = fc.stringMatching(/^[A-Za-zÀ-ÿ]{3,40}$/u);
  fc.assert(
    fc.property(fc.array(word, { minLength: 1, maxLength: 6 }), (words) => {
      const called = boardName(words.join(' ')) ?? '';
      expect(called.length).toBeLessThanOrEqual(16);
      const [first = '', ...others] = called.split(' ');
      expect(words[0]?.normalize('NFC').startsWith(first.replace('…', ''))).toBe(true);
      expect(others.length).toBe(words.length > 1 ? 1 : 0);
      for (const initial of others) expect(initial).toMatch(/^\p{L}{1,2}\.$/u);
    }),
  );
});

test('[BRD7] whatever is typed as a name leaves one short line', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (typed) => {
      const called = boardName(typed);
      if (called === null) return;
      expect(called).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e@]/u);
      expect(called.trim()).not.toBe('');
      expect(called.length).toBeLessThanOrEqual(16 * 12 + 4);
    }),
  );
});
