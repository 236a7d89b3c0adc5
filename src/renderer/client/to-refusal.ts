import {
  refuse,
  REFUSALS,
  type Issue,
  type Refusal,
  type RefusalCode,
  type RefusalData,
  type Shortage,
} from '../../shared/errors.ts';
import { ORDER_ACTIONS, ORDER_CHANGES, ORDER_STATUSES } from '../../shared/order-states.ts';
import { MANAGER_ACTIONS } from '../../shared/people-roles.ts';
import { isRecord } from './guards.ts';

/** Reads the data that comes with a code; null when it is not what the code promises. */
type Reader<C extends RefusalCode> = (body: Body) => RefusalData[C] | null;
type Body = Readonly<Record<string, unknown>>;

const nothing = (): Record<never, never> => ({});

const READERS: { readonly [C in RefusalCode]: Reader<C> } = {
  not_found: (body) => ({
    ...named('orderId', body),
    ...named('lineId', body),
    ...named('itemId', body),
    ...named('shiftId', body),
  }),
  out_of_stock: (body) => {
    const items = rows(body['items'], isShortage);
    return items && { items };
  },
  item_unavailable: itemIds,
  unknown_item: itemIds,
  unknown_modifier: ({ itemId, modifierIds }) => {
    const ids = rows(modifierIds, isText);
    return isText(itemId) && ids ? { itemId, modifierIds: ids } : null;
  },
  modifier_count: ({ itemId, groupId, min, max, chosen }) =>
    isText(itemId) && isText(groupId) && isInt(min) && isInt(max) && isInt(chosen)
      ? { itemId, groupId, min, max, chosen }
      : null,
  illegal_transition: ({ orderId, from, allowedActions }) => {
    const status = oneOf(ORDER_STATUSES, from);
    const actions = rows(allowedActions, isText)?.map((name) => oneOf(ORDER_ACTIONS, name));
    return isText(orderId) && status && actions
      ? { orderId, from: status, allowedActions: actions.filter((name) => name !== null) }
      : null;
  },
  no_open_shift: nothing,
  shift_already_open: ({ shiftId }) => (isText(shiftId) ? { shiftId } : null),
  unpaid_orders: ({ count, dueCents }) =>
    isInt(count) && isInt(dueCents) ? { count, dueCents } : null,
  approval_required: ({ action }) => {
    const name = oneOf(MANAGER_ACTIONS, action);
    return name && { action: name };
  },
  reason_required: ({ reasonIds }) => {
    const ids = rows(reasonIds, isText);
    return ids && { reasonIds: ids };
  },
  payment_required: ({ dueCents }) => (isInt(dueCents) ? { dueCents } : null),
  amount_too_high: ({ maxCents }) => (isInt(maxCents) ? { maxCents } : null),
  too_many_units: ({ lineId, quantity }) =>
    isText(lineId) && isInt(quantity) ? { lineId, quantity } : null,
  nothing_left: ({ orderId }) => (isText(orderId) ? { orderId } : null),
  change_not_possible: ({ orderId, from, allowedChanges }) => {
    const status = oneOf(ORDER_STATUSES, from);
    const changes = rows(allowedChanges, isText)?.map((name) => oneOf(ORDER_CHANGES, name));
    return isText(orderId) && status && changes
      ? { orderId, from: status, allowedChanges: changes.filter((name) => name !== null) }
      : null;
  },
  too_many: ({ most }) => (isInt(most) ? { most } : null),
  name_taken: nothing,
  last_manager: nothing,
  idempotency_key_reused: nothing,
  overloaded: (body) => ({ retryAfterSeconds: seconds(body, 5) }),
  disk_full: nothing,
  storage_failed: nothing,
  // What exactly is wrong helps, and is not what the refusal stands on.
  invalid_request: ({ issues }) => ({ issues: rows(issues, isIssue) ?? [] }),
  idempotency_key_required: nothing,
  unauthorized: nothing,
  forbidden: nothing,
  pairing_refused: nothing,
  sign_in_required: nothing,
  pin_refused: nothing,
  method_not_allowed: nothing,
  too_large: nothing,
  unsupported_media_type: nothing,
  misdirected: nothing,
  rate_limited: (body) => ({ retryAfterSeconds: seconds(body, 60) }),
  internal: nothing,
};

/**
 * The refusal in a `problem+json` body, where the data of a code stand beside it. `internal` when it holds none, or one
 * whose data are not there: a screen must not build a sentence of what it was not told.
 */
export function toRefusal(body: unknown): Refusal {
  if (!isRecord(body)) return refuse('internal', '', {});
  const code = body['code'];
  const detail = isText(body['detail']) ? body['detail'] : '';
  return isCode(code) ? read(code, body, detail) : refuse('internal', detail, {});
}

// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- it pairs the reader with its code
function read<C extends RefusalCode>(code: C, body: Body, detail: string): Refusal {
  const data: RefusalData[C] | null = READERS[code](body);
  return data === null ? refuse('internal', detail, {}) : refuse(code, detail, data);
}

function isCode(value: unknown): value is RefusalCode {
  return isText(value) && Object.hasOwn(REFUSALS, value);
}

function itemIds(body: Body): { readonly itemIds: readonly string[] } | null {
  const ids = rows(body['itemIds'], isText);
  return ids && { itemIds: ids };
}

function named<K extends string>(key: K, body: Body): { readonly [N in K]?: string } {
  const value = body[key];
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- TypeScript widens a computed key to string
  return isText(value) ? ({ [key]: value } as { readonly [N in K]?: string }) : {};
}

function rows<T>(value: unknown, isRow: (row: unknown) => row is T): readonly T[] | null {
  return Array.isArray(value) && value.every(isRow) ? value : null;
}

function oneOf<T extends string>(names: readonly T[], value: unknown): T | null {
  return names.find((name) => name === value) ?? null;
}

function seconds(body: Body, otherwise: number): number {
  const value = body['retryAfterSeconds'];
  return isInt(value) ? value : otherwise;
}

const isText = (value: unknown): value is string => typeof value === 'string';
const isInt = (value: unknown): value is number => Number.isSafeInteger(value);

function isShortage(row: unknown): row is Shortage {
  return (
    isRecord(row) && isText(row['itemId']) && isInt(row['requested']) && isInt(row['available'])
  );
}

function isIssue(row: unknown): row is Issue {
  return isRecord(row) && isText(row['path']) && isText(row['message']);
}
