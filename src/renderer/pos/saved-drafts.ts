import type { PlaceOrder } from '../../shared/commands.ts';
import { LIMITS } from '../../shared/limits.ts';
import { SERVICES } from '../../shared/order-states.ts';
import type { Discount } from '../../shared/payment.ts';
import { isRecord } from '../client/guards.ts';
import { allergensOfNote, NO_ALLERGENS, readAllergens } from './allergens.ts';
import { emptyDraft, type Draft, type DraftLine, type Sending } from './draft.ts';

export interface SavedDrafts {
  readonly drafts: Draft[];
  readonly activeId: string | null;
}

/**
 * Drafts as an earlier visit left them, perhaps of an earlier version: what can be read is kept, the rest is
 * dropped. A refusal is not kept: its reasons may be gone.
 */
export function readDrafts(value: unknown): SavedDrafts {
  if (!isRecord(value) || !Array.isArray(value['drafts'])) return { drafts: [], activeId: null };
  const drafts = value['drafts'].map(toDraft).filter((draft) => draft !== null);
  return { drafts, activeId: text(value['activeId']) || null };
}

function toDraft(value: unknown): Draft | null {
  if (!isRecord(value) || !text(value['id']) || !Array.isArray(value['lines'])) return null;
  const customer = isRecord(value['customer']) ? value['customer'] : {};
  const empty = emptyDraft(SERVICES.find((service) => service === value['service']));
  return {
    ...empty,
    id: text(value['id']),
    commandId: text(value['commandId']) || empty.commandId,
    lines: value['lines'].map(toLine).filter((line) => line !== null),
    customer: {
      name: text(customer['name']),
      email: text(customer['email']),
      phone: text(customer['phone']),
    },
    table: text(value['table']),
    note: text(value['note']),
    dueAt: toInstant(value['dueAt']),
    discount: toDiscount(value['discount']),
    serviceCharge: value['serviceCharge'] !== false,
    sending: toSending(value['sending']),
    doubtful: toSending(value['doubtful']),
  };
}

function toLine(value: unknown): DraftLine | null {
  if (!isRecord(value)) return null;
  const { id, itemId, quantity, modifiers, note } = value;
  if (!text(id) || !text(itemId) || typeof quantity !== 'number') return null;
  const chosen = Array.isArray(modifiers) ? modifiers.map(text).filter(Boolean) : [];
  const allergy = value['allergy'] === true;
  const allergens = readAllergens(value['allergens']);
  // An earlier version kept the allergy in the note.
  const inNote = allergy && allergens === null;
  return {
    id: text(id),
    itemId: text(itemId),
    quantity,
    modifiers: chosen,
    note: inNote ? '' : text(note),
    allergy,
    allergens: inNote ? allergensOfNote(text(note)) : (allergens ?? NO_ALLERGENS),
    discount: toDiscount(value['discount']),
    course: toCourse(value['course']),
  };
}

function toCourse(value: unknown): number {
  return isAtLeastOne(value) && value <= LIMITS.courses ? value : 1;
}

function toInstant(value: unknown): string | null {
  const ms = Date.parse(text(value));
  return Number.isNaN(ms) ? null : new Date(ms).toISOString();
}

function toDiscount(value: unknown): Discount | null {
  if (!isRecord(value)) return null;
  const { kind, cents, basisPoints } = value;
  if (kind === 'amount' && isAtLeastOne(cents)) return { kind, cents };
  return kind === 'percent' && isAtLeastOne(basisPoints) && basisPoints <= 10_000
    ? { kind, basisPoints }
    : null;
}

function isAtLeastOne(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 1;
}

function toSending(value: unknown): Sending | null {
  if (!isRecord(value)) return null;
  const { commandId, body, since } = value;
  if (!text(commandId) || !isBody(body) || typeof since !== 'number') return null;
  return { commandId: text(commandId), body, since, toPay: value['toPay'] === true };
}

/** The body was made by this program and is only handed on: the broker checks it in full. */
function isBody(value: unknown): value is PlaceOrder {
  return isRecord(value) && Array.isArray(value['lines']);
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
