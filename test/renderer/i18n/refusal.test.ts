import { expect, test } from 'vitest';
import { pos as en } from '../../../src/renderer/i18n/en/pos.ts';
import { pos as es } from '../../../src/renderer/i18n/es/pos.ts';
import { refusalText } from '../../../src/renderer/i18n/refusal.ts';
import { pos as ptBr } from '../../../src/renderer/i18n/pt-br/pos.ts';
import { startI18n } from '../../../src/renderer/i18n/start-i18n.ts';
import { REFUSALS, type Refusal } from '../../../src/shared/errors.ts';
import { LANGUAGES, type Language } from '../../../src/shared/languages.ts';

const ALL: { readonly [C in Refusal['code']]: Extract<Refusal, { code: C }>['data'] } = {
  not_found: {},
  out_of_stock: { items: [{ itemId: 'pizza', requested: 3, available: 1 }] },
  item_unavailable: { itemIds: ['pizza', 'suco'] },
  unknown_item: { itemIds: ['pizza'] },
  unknown_modifier: { itemId: 'pizza', modifierIds: ['x'] },
  modifier_count: { itemId: 'pizza', groupId: 'borda', min: 1, max: 2, chosen: 0 },
  illegal_transition: { orderId: 'o', from: 'ready', allowedActions: [] },
  no_open_shift: {},
  shift_already_open: { shiftId: 's' },
  unpaid_orders: { count: 2, dueCents: 5000 },
  approval_required: { action: 'void' },
  reason_required: { reasonIds: ['mistake'] },
  payment_required: { dueCents: 5000 },
  amount_too_high: { maxCents: 5000 },
  too_many_units: { lineId: 'l', quantity: 1 },
  nothing_left: { orderId: 'o' },
  change_not_possible: { orderId: 'o', from: 'completed', allowedChanges: [] },
  too_many: { most: 10 },
  name_taken: {},
  last_manager: {},
  sign_in_required: {},
  pin_refused: {},
  idempotency_key_reused: {},
  overloaded: { retryAfterSeconds: 1 },
  disk_full: {},
  storage_failed: {},
  invalid_request: { issues: [{ path: 'customer.email', message: 'wrong' }] },
  idempotency_key_required: {},
  unauthorized: {},
  forbidden: {},
  pairing_refused: {},
  method_not_allowed: {},
  too_large: {},
  unsupported_media_type: {},
  misdirected: {},
  rate_limited: { retryAfterSeconds: 5 },
  internal: {},
};

function say(language: Language, code: string) {
  const i18n = startI18n('pos', { 'pt-BR': ptBr, en, es }, language);
  const refusal = { code, detail: '', data: ALL[code as keyof typeof ALL] } as Refusal;
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
