import { expect, test } from 'vitest';
import { LANGUAGES, type Language } from '../../../src/shared/languages.ts';
import { board as boardEn } from '../../../src/renderer/i18n/en/board.ts';
import { common as commonEn } from '../../../src/renderer/i18n/en/common.ts';
import { kds as kdsEn } from '../../../src/renderer/i18n/en/kds.ts';
import { pos as posEn } from '../../../src/renderer/i18n/en/pos.ts';
import { board as boardEs } from '../../../src/renderer/i18n/es/board.ts';
import { common as commonEs } from '../../../src/renderer/i18n/es/common.ts';
import { kds as kdsEs } from '../../../src/renderer/i18n/es/kds.ts';
import { pos as posEs } from '../../../src/renderer/i18n/es/pos.ts';
import { board as boardPt } from '../../../src/renderer/i18n/pt-br/board.ts';
import { common as commonPt } from '../../../src/renderer/i18n/pt-br/common.ts';
import { kds as kdsPt } from '../../../src/renderer/i18n/pt-br/kds.ts';
import { pos as posPt } from '../../../src/renderer/i18n/pt-br/pos.ts';

const SCREENS: Readonly<Record<string, Readonly<Record<Language, object>>>> = {
  common: { 'pt-BR': commonPt, en: commonEn, es: commonEs },
  pos: { 'pt-BR': posPt, en: posEn, es: posEs },
  kds: { 'pt-BR': kdsPt, en: kdsEn, es: kdsEs },
  board: { 'pt-BR': boardPt, en: boardEn, es: boardEs },
};

/** Every text by its dotted key. */
function flat(words: object, prefix = ''): Map<string, string> {
  const all = new Map<string, string>();
  for (const [key, value] of Object.entries(words)) {
    const path = prefix + key;
    if (typeof value === 'string') all.set(path, value);
    else for (const [inner, text] of flat(value, `${path}.`)) all.set(inner, text);
  }
  return all;
}

const placeholders = (text: string): string[] =>
  [...text.matchAll(/\{\{\s*(\w+)/g)].map((match) => match[1] ?? '').toSorted();

const PLURAL = /_(zero|one|two|few|many|other)$/;

for (const [screen, languages] of Object.entries(SCREENS)) {
  const first = flat(languages['pt-BR']);
  test.for(LANGUAGES)(`[SCR31] ${screen}: the words of %s are whole`, (language) => {
    const words = flat(languages[language]);
    expect([...words.keys()]).toEqual([...first.keys()]);
    expect([...words].filter(([, text]) => text.trim() === '')).toEqual([]);
    for (const [key, text] of words) {
      expect({ key, holds: placeholders(text) }).toEqual({
        key,
        holds: placeholders(first.get(key) ?? ''),
      });
    }
  });

  test.for(LANGUAGES)(
    `[SCR31] ${screen}: %s has every plural form that its counts take`,
    (language) => {
      const rules = new Intl.PluralRules(language);
      // Nothing on a screen is counted in millions, where Portuguese and Spanish have a form of their own.
      const forms = new Set(Array.from({ length: 2000 }, (_, count) => rules.select(count)));
      const words = flat(languages[language]);
      const stems = [...words.keys()]
        .filter((key) => PLURAL.test(key))
        .map((key) => key.replace(PLURAL, ''));
      for (const stem of new Set(stems)) {
        const missing = [...forms].filter((form) => !words.has(`${stem}_${form}`));
        expect({ stem, missing }).toEqual({ stem, missing: [] });
      }
    },
  );
}
