import type { Refusal } from '../../../src/shared/errors.ts';

/** The data of every refusal code, as an example. */
export const REFUSAL_DATA: {
  readonly [C in Refusal['code']]: Extract<Refusal, { code: C }>['data'];
} = {
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

/** One refusal of every code. */
export const ALL_REFUSALS = Object.entries(REFUSAL_DATA).map(
  ([code, data]) => ({ code, detail: 'Why.', data }) as Refusal,
);
