import type { TFunction } from 'i18next';
import type { Refusal } from '../../shared/errors.ts';
import './typed-keys.ts';

/** What a refusal says to a person: what happened and why, and what to do now. */
export interface RefusalText {
  readonly what: string;
  readonly now: string;
}

/** Names for the ids in a refusal, as the menu knows them, and lists as the language writes them. */
export interface Naming {
  item(id: string): string;
  group(id: string): string;
  list(words: readonly string[]): string;
  money(cents: number): string;
}

const FIELDS = [
  'email',
  'name',
  'phone',
  'table',
  'note',
  'quantity',
  'modifiers',
  'reason',
] as const;

/** The fields that were not taken, as the screen calls them, each once. */
function fieldsOf(t: TFunction, issues: readonly { readonly path: string }[]): string[] {
  const words = issues.map(({ path }) => {
    const field = FIELDS.find((name) => path.split(/[^A-Za-z]+/).includes(name));
    return t(`fields.${field ?? 'other'}`);
  });
  return [...new Set(words.length > 0 ? words : [t('fields.other')])];
}

/** A refusal in the screen's language. Exhaustive over the codes: a new one does not compile without a text. */
export function refusalText(t: TFunction, refusal: Refusal, naming: Naming): RefusalText {
  switch (refusal.code) {
    case 'out_of_stock': {
      const { items } = refusal.data;
      const names = items.map(({ itemId, requested, available }) =>
        t('refusal.out_of_stock.item', { name: naming.item(itemId), requested, available }),
      );
      return {
        what: t('refusal.out_of_stock.what', {
          count: items.length,
          items: naming.list(names),
        }),
        now: t('refusal.out_of_stock.now'),
      };
    }
    case 'item_unavailable':
    case 'unknown_item': {
      const { itemIds } = refusal.data;
      return {
        what: t(`refusal.${refusal.code}.what`, {
          count: itemIds.length,
          items: naming.list(itemIds.map((id) => naming.item(id))),
        }),
        now: t(`refusal.${refusal.code}.now`),
      };
    }
    case 'unknown_modifier':
      return {
        what: t('refusal.unknown_modifier.what', { name: naming.item(refusal.data.itemId) }),
        now: t('refusal.unknown_modifier.now'),
      };
    case 'modifier_count': {
      const { itemId, groupId, min, max, chosen } = refusal.data;
      return {
        what: t('refusal.modifier_count.what', {
          name: naming.item(itemId),
          group: naming.group(groupId),
          min,
          max,
          chosen,
        }),
        now: t('refusal.modifier_count.now'),
      };
    }
    case 'illegal_transition':
      return {
        what: t('refusal.illegal_transition.what', {
          status: t(`statuses.${refusal.data.from}`).toLowerCase(),
        }),
        now: t('refusal.illegal_transition.now'),
      };
    case 'invalid_request':
      return {
        what: t('refusal.invalid_request.what', {
          fields: naming.list(fieldsOf(t, refusal.data.issues)),
        }),
        now: t('refusal.invalid_request.now'),
      };
    case 'amount_too_high':
      return {
        what: t('refusal.amount_too_high.what', { max: naming.money(refusal.data.maxCents) }),
        now: t('refusal.amount_too_high.now'),
      };
    case 'change_not_possible':
      return {
        what: t('refusal.change_not_possible.what', {
          status: t(`statuses.${refusal.data.from}`).toLowerCase(),
        }),
        now: t('refusal.change_not_possible.now'),
      };
    case 'too_many':
      return {
        what: t('refusal.too_many.what', { most: refusal.data.most }),
        now: t('refusal.too_many.now'),
      };
    case 'rate_limited':
      return {
        what: t('refusal.rate_limited.what'),
        now: t('refusal.rate_limited.now', { count: refusal.data.retryAfterSeconds }),
      };
    case 'not_found':
    case 'no_open_shift':
    case 'shift_already_open':
    case 'unpaid_orders':
    case 'approval_required':
    case 'reason_required':
    case 'payment_required':
    case 'too_many_units':
    case 'nothing_left':
    case 'name_taken':
    case 'last_manager':
    case 'sign_in_required':
    case 'pin_refused':
    case 'idempotency_key_reused':
    case 'overloaded':
    case 'disk_full':
    case 'storage_failed':
    case 'idempotency_key_required':
    case 'unauthorized':
    case 'forbidden':
    case 'pairing_refused':
    case 'method_not_allowed':
    case 'too_large':
    case 'unsupported_media_type':
    case 'misdirected':
    case 'internal':
      return {
        what: t(`refusal.${refusal.code}.what`),
        now: t(`refusal.${refusal.code}.now`),
      };
  }
}
