import type { ManagerAction } from './people-roles.ts';
import type { OrderAction, OrderChange, OrderStatus } from './order-states.ts';

/** The counted stock that was missing: an order is taken whole or not at all. */
export interface Shortage {
  readonly itemId: string;
  /** Units asked for, over all lines of the order. */
  readonly requested: number;
  /** Units that were left. */
  readonly available: number;
}

export interface Issue {
  /** Where in the body: keys and indices joined by dots, '' for the body itself. */
  readonly path: string;
  readonly message: string;
}

/** What comes with a refusal, by its code. An empty record carries nothing beside the code. */
export interface RefusalData {
  // What the domain says no to: decided by the broker, remembered under the command's id.
  not_found: {
    readonly orderId?: string;
    readonly lineId?: string;
    readonly itemId?: string;
    readonly shiftId?: string;
  };
  out_of_stock: { readonly items: readonly Shortage[] };
  item_unavailable: { readonly itemIds: readonly string[] };
  unknown_item: { readonly itemIds: readonly string[] };
  unknown_modifier: { readonly itemId: string; readonly modifierIds: readonly string[] };
  modifier_count: {
    readonly itemId: string;
    readonly groupId: string;
    readonly min: number;
    readonly max: number;
    readonly chosen: number;
  };
  illegal_transition: {
    readonly orderId: string;
    readonly from: OrderStatus;
    readonly allowedActions: readonly OrderAction[];
  };
  no_open_shift: Record<never, never>;
  shift_already_open: { readonly shiftId: string };
  unpaid_orders: { readonly count: number; readonly dueCents: number };
  approval_required: { readonly action: ManagerAction };
  reason_required: { readonly reasonIds: readonly string[] };
  payment_required: { readonly dueCents: number };
  amount_too_high: { readonly maxCents: number };
  too_many_units: { readonly lineId: string; readonly quantity: number };
  nothing_left: { readonly orderId: string };
  change_not_possible: {
    readonly orderId: string;
    readonly from: OrderStatus;
    readonly allowedChanges: readonly OrderChange[];
  };
  too_many: { readonly most: number };
  name_taken: Record<never, never>;
  last_manager: Record<never, never>;
  // What the broker says no to.
  idempotency_key_reused: Record<never, never>;
  overloaded: { readonly retryAfterSeconds: number };
  disk_full: Record<never, never>;
  storage_failed: Record<never, never>;
  // What the door says no to, before the broker sees anything.
  invalid_request: { readonly issues: readonly Issue[] };
  idempotency_key_required: Record<never, never>;
  unauthorized: Record<never, never>;
  forbidden: Record<never, never>;
  pairing_refused: Record<never, never>;
  sign_in_required: Record<never, never>;
  pin_refused: Record<never, never>;
  method_not_allowed: Record<never, never>;
  too_large: Record<never, never>;
  unsupported_media_type: Record<never, never>;
  misdirected: Record<never, never>;
  rate_limited: { readonly retryAfterSeconds: number };
  internal: Record<never, never>;
}

export type RefusalCode = keyof RefusalData;

/** An expected "no": a stable code, one English sentence that says what to do, and data by code. */
export type Refusal = {
  [C in RefusalCode]: { readonly code: C; readonly detail: string; readonly data: RefusalData[C] };
}[RefusalCode];

/** HTTP status and title (RFC 9457) of each code. */
export const REFUSALS: { readonly [C in RefusalCode]: readonly [status: number, title: string] } = {
  not_found: [404, 'Not found'],
  out_of_stock: [409, 'Out of stock'],
  item_unavailable: [409, 'Item off sale'],
  unknown_item: [422, 'Unknown item'],
  unknown_modifier: [422, 'Unknown modifier'],
  modifier_count: [422, 'Wrong number of modifiers'],
  illegal_transition: [409, 'Not possible in this state'],
  no_open_shift: [409, 'No open shift'],
  shift_already_open: [409, 'Shift already open'],
  unpaid_orders: [409, 'Unpaid orders'],
  approval_required: [403, 'A manager must allow this'],
  reason_required: [422, 'Reason required'],
  payment_required: [409, 'Payment required'],
  amount_too_high: [409, 'Amount too high'],
  too_many_units: [409, 'Too many units'],
  nothing_left: [409, 'Nothing would be left'],
  change_not_possible: [409, 'Not possible in this state'],
  too_many: [409, 'Too many'],
  name_taken: [409, 'Name taken'],
  last_manager: [409, 'Last manager'],
  idempotency_key_reused: [422, 'Idempotency key reused'],
  overloaded: [503, 'Overloaded'],
  disk_full: [503, 'Disk full'],
  storage_failed: [503, 'Storage failed'],
  invalid_request: [400, 'Invalid request'],
  idempotency_key_required: [400, 'Idempotency key required'],
  unauthorized: [401, 'Unauthorized'],
  forbidden: [403, 'Forbidden'],
  pairing_refused: [403, 'Pairing refused'],
  sign_in_required: [401, 'Sign in required'],
  pin_refused: [403, 'PIN refused'],
  method_not_allowed: [405, 'Method not allowed'],
  too_large: [413, 'Too large'],
  unsupported_media_type: [415, 'Unsupported media type'],
  misdirected: [421, 'Misdirected request'],
  rate_limited: [429, 'Too many requests'],
  internal: [500, 'Internal error'],
};

/** Builds a refusal whose data fits its code. */
export function refuse<C extends RefusalCode>(
  code: C,
  detail: string,
  data: RefusalData[C],
): Extract<Refusal, { code: C }> {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the parameters pair code and data
  return { code, detail, data } as unknown as Extract<Refusal, { code: C }>;
}
