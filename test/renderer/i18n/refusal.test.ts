import { expect, test } from 'vitest';
import { pos as en } from '../../../src/renderer/i18n/en/pos.ts';
import { pos as es } from '../../../src/renderer/i18n/es/pos.ts';
import { refusalText } from '../../../src/renderer/i18n/refusal.ts';
import { pos as ptBr } from '../../../src/renderer/i18n/pt-br/pos.ts';
import { i18nOf } from '../support/words.ts';
import { REFUSALS, type Refusal } from '../../../src/shared/errors.ts';
import { LANGUAGES, type Language } from '../../../src/shared/languages.ts';
import { REFUSAL_DATA } from '../support/refusals.ts';

function say(language: Language, code: string) {
  const i18n = i18nOf('pos', { 'pt-BR': ptBr, en, es }, language);
  const refusal = {
    code,
    detail: '',
    data: REFUSAL_DATA[code as keyof typeof REFUSAL_DATA],
  } as Refusal;
  return refusalText(i18n.getFixedT(language, 'common'), refusal, {
    item: (id) => `<${id}>`,
    group: (id) => `<${id}>`,
    money: (cents) => `<${cents}>`,
    list: (words) => new Intl.ListFormat(language).format(words),
  });
}

test.for(LANGUAGES)(
  '[SCR32] every refusal says in %s what happened and what to do now',
  (language) => {
    for (const code of Object.keys(REFUSALS)) {
      const { what, now } = say(language, code);
      for (const text of [what, now]) {
        expect(text, code).toMatch(/[.!?]$/);
        expect(text, code).not.toMatch(/\{\{|refusal\.|undefined/);
      }
    }
  },
);

test('[SCR32] what was short is named with what is left', () => {
  expect(say('pt-BR', 'out_of_stock').what).toBe(
    'Acabou no meio do caminho: <pizza> (pediu 3, restam 1).',
  );
  expect(say('en', 'item_unavailable').what).toBe('<pizza> and <suco> are sold out.');
  expect(say('es', 'modifier_count').what).toContain('“<borda>” elija de 1 a 2 (hay 0)');
});
