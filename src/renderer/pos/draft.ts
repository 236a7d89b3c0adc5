import type { PlaceOrder } from '../../shared/commands.ts';
import { EMAIL } from '../../shared/email.ts';
import type { Refusal } from '../../shared/errors.ts';
import { newId } from '../../shared/ids.ts';
import { LIMITS } from '../../shared/limits.ts';
import type { Menu, MenuItem } from '../../shared/menu.ts';
import type { Cents } from '../../shared/money.ts';
import type { Service } from '../../shared/order-states.ts';
import type { Discount } from '../../shared/payment.ts';
import { allergensOfNote, NO_ALLERGENS, noteWith, type Allergens } from './allergens.ts';

/** One line that a cashier has put together and not yet sent. */
export interface DraftLine {
  readonly id: string;
  readonly itemId: string;
  readonly quantity: number;
  readonly modifiers: readonly string[];
  readonly note: string;
  /** Somebody is allergic: the kitchen must not miss it. */
  readonly allergy: boolean;
  /** To what; the kitchen reads it before the note. */
  readonly allergens: Allergens;
  readonly discount: Discount | null;
  /** With which course it is served, from 1. */
  readonly course: number;
}

/**
 * What a line is made of, before it has a place in an order. Without a word on them: no allergy, no discount, the first
 * course. An allergy without its allergens is one of an earlier order, where the note says to what.
 */
export type LineContent = Omit<DraftLine, 'id' | 'allergy' | 'allergens' | 'discount' | 'course'> &
  Partial<Pick<DraftLine, 'allergy' | 'allergens' | 'discount' | 'course'>>;

export interface DraftCustomer {
  readonly name: string;
  readonly email: string;
  readonly phone: string;
}

/** On its way to the broker: what was said, and under which id, until the answer comes. */
export interface Sending {
  readonly commandId: string;
  readonly body: PlaceOrder;
  /** This machine's clock in milliseconds. */
  readonly since: number;
  /** Money is to be taken for it as soon as the broker has it. */
  readonly toPay: boolean;
}

/** An order on this screen that the broker has not accepted yet. */
export interface Draft {
  readonly id: string;
  /**
   * Under which it goes to the broker, fixed before anybody sends it: whoever sends it twice, in two tabs too,
   * places it once. A refusal ends it, and the next attempt has another.
   */
  readonly commandId: string;
  readonly lines: readonly DraftLine[];
  readonly customer: DraftCustomer;
  readonly service: Service;
  readonly table: string;
  readonly note: string;
  /** For when it is promised: ISO 8601, UTC; null = as soon as it can be. */
  readonly dueAt: string | null;
  /** On the whole order, after those of its lines. */
  readonly discount: Discount | null;
  /** False: the customer does not want to pay the charge for service, where there is one. */
  readonly serviceCharge: boolean;
  /** While it is set, nothing of the draft changes. */
  readonly sending: Sending | null;
  /** Why the broker did not take it, until what caused it is changed. */
  readonly refusal: Refusal | null;
  /** The last attempt, when its answer leaves open what the broker kept: the same body goes out under its id. */
  readonly doubtful: Sending | null;
}

export const NO_CUSTOMER: DraftCustomer = { name: '', email: '', phone: '' };

export function emptyDraft(service: Service = 'counter'): Draft {
  return {
    id: newId(),
    commandId: newId(),
    lines: [],
    customer: NO_CUSTOMER,
    service,
    table: '',
    note: '',
    dueAt: null,
    discount: null,
    serviceCharge: true,
    sending: null,
    refusal: null,
    doubtful: null,
  };
}

export function isEmpty(draft: Draft): boolean {
  const { name, email, phone } = draft.customer;
  const said = [name, email, phone, draft.table, draft.note, draft.dueAt];
  return draft.lines.length === 0 && said.every((text) => !text);
}

/** Adds to a line that says the same, if there is one, or puts a new line at the end, or after the one that is named. */
export function addLine(draft: Draft, content: LineContent, afterId?: string): Draft {
  const added = lineOf(newId(), content);
  const same = draft.lines.find((line) => sameContent(line, added));
  if (same) return setQuantity(draft, same.id, same.quantity + content.quantity);
  if (draft.lines.length >= LIMITS.lines) return draft;
  const after = draft.lines.findIndex(({ id }) => id === afterId);
  const at = after < 0 ? draft.lines.length : after + 1;
  return settled({ ...draft, lines: draft.lines.toSpliced(at, 0, added) }, content.itemId);
}

function lineOf(id: string, content: LineContent): DraftLine {
  const { itemId, modifiers, allergy = false, discount = null, course = 1 } = content;
  const quantity = clamp(content.quantity);
  const line = { id, itemId, quantity, modifiers, allergy, discount, course };
  if (allergy && !content.allergens) {
    return { ...line, note: '', allergens: allergensOfNote(content.note) };
  }
  const allergens = allergy && content.allergens ? content.allergens : NO_ALLERGENS;
  return { ...line, note: content.note, allergens };
}

/** Gives a line a discount, or takes it off with `null`. */
export function discountLine(draft: Draft, lineId: string, discount: Discount | null): Draft {
  const line = draft.lines.find(({ id }) => id === lineId);
  return line ? replaceLine(draft, lineId, { ...line, discount }) : draft;
}

/** Gives the whole order a discount, or takes it off with `null`. */
export function discountOrder(draft: Draft, discount: Discount | null): Draft {
  const { refusal } = draft;
  const cured = refusal?.code === 'amount_too_high' || refusal?.code === 'approval_required';
  return { ...draft, discount, refusal: cured ? null : refusal };
}

/** True when somebody has to be allowed to give what it gives away. */
export function hasDiscount({ discount, lines }: Draft): boolean {
  return discount !== null || lines.some((line) => line.discount !== null);
}

/** Replaces what a line is made of; a quantity of 0 takes it off. */
export function replaceLine(draft: Draft, lineId: string, content: LineContent): Draft {
  const lines = draft.lines.map((line) => (line.id === lineId ? lineOf(lineId, content) : line));
  return settled({ ...draft, lines }, content.itemId);
}

/** Takes one unit out of a line and makes it another beside it: "one of the two without onion". */
export function splitLine(draft: Draft, lineId: string, one: LineContent): Draft {
  const line = draft.lines.find(({ id }) => id === lineId);
  if (!line) return draft;
  return addLine(setQuantity(draft, lineId, line.quantity - 1), { ...one, discount: null }, lineId);
}

export function setQuantity(draft: Draft, lineId: string, quantity: number): Draft {
  const line = draft.lines.find(({ id }) => id === lineId);
  if (!line) return draft;
  return quantity < 1
    ? removeLine(draft, lineId)
    : replaceLine(draft, lineId, { ...line, quantity });
}

export function removeLine(draft: Draft, lineId: string): Draft {
  const line = draft.lines.find(({ id }) => id === lineId);
  if (!line) return draft;
  const lines = draft.lines.filter(({ id }) => id !== lineId);
  return settled({ ...draft, lines }, line.itemId);
}

/** Lowers an item to at most `left` units over all its lines, taking from the last one first. */
export function lowerTo(draft: Draft, itemId: string, left: number): Draft {
  let excess = unitsOf(draft, itemId) - left;
  const lines = draft.lines
    .toReversed()
    .map((line) => {
      if (line.itemId !== itemId || excess <= 0) return line;
      const taken = Math.min(excess, line.quantity);
      excess -= taken;
      return { ...line, quantity: line.quantity - taken };
    })
    .toReversed()
    .filter(({ quantity }) => quantity > 0);
  return settled({ ...draft, lines }, itemId);
}

export function unitsOf(draft: Draft, itemId: string): number {
  return draft.lines.reduce((sum, line) => sum + (line.itemId === itemId ? line.quantity : 0), 0);
}

/** Price of one unit with its modifiers, by the menu as this screen knows it; null for an item that left it. */
export function unitPrice(menu: Menu, line: LineContent): Cents | null {
  const item = menu.items.find(({ id }) => id === line.itemId);
  if (!item) return null;
  return item.priceCents + modifiersOf(menu, item, line).reduce((sum, m) => sum + m.priceCents, 0);
}

/** The chosen modifiers, in the menu's order. */
export function modifiersOf(menu: Menu, item: MenuItem, line: LineContent) {
  return item.modifierGroupIds
    .map((id) => menu.modifierGroups.find((group) => group.id === id))
    .flatMap((group) => group?.modifiers ?? [])
    .filter(({ id }) => line.modifiers.includes(id));
}

/** True when the item cannot be ordered without a choice. */
export function mustChoose(menu: Menu, item: MenuItem): boolean {
  return item.modifierGroupIds.some(
    (id) => (menu.modifierGroups.find((group) => group.id === id)?.min ?? 0) > 0,
  );
}

/** An address that the server takes, as far as its form tells. */
export function isEmail(text: string): boolean {
  return text.length <= LIMITS.email && EMAIL.test(text);
}

/** The command that places this draft. */
export function toPlaceOrder(draft: Draft, hold: boolean): PlaceOrder {
  const { name, email, phone } = draft.customer;
  const customer = { name: name.trim(), email: email.trim(), phone: phone.trim() };
  return {
    lines: draft.lines.map(toLine),
    service: draft.service,
    ...(Object.values(customer).some(Boolean) ? { customer } : {}),
    ...(draft.service === 'dine_in' && draft.table.trim() ? { table: draft.table.trim() } : {}),
    ...(draft.note.trim() === '' ? {} : { note: draft.note.trim() }),
    ...(draft.dueAt === null ? {} : { dueAt: draft.dueAt }),
    ...(draft.discount ? { discount: draft.discount } : {}),
    ...(draft.service === 'dine_in' && !draft.serviceCharge ? { serviceCharge: false } : {}),
    ...(hold ? { hold } : {}),
  };
}

function toLine(line: DraftLine): PlaceOrder['lines'][number] {
  const { itemId, quantity, modifiers, allergy, discount, course } = line;
  const note = noteWith(line.allergens, line.note);
  return {
    itemId,
    quantity,
    ...(modifiers.length > 0 ? { modifiers: [...modifiers] } : {}),
    ...(note === '' ? {} : { note }),
    ...(allergy ? { allergy } : {}),
    ...(discount ? { discount } : {}),
    ...(course === 1 ? {} : { course }),
  };
}

/** A line with a discount is one for itself: what is added to it would get it too. */
function sameContent(a: DraftLine, b: DraftLine): boolean {
  return (
    !a.discount &&
    !b.discount &&
    a.allergy === b.allergy &&
    a.allergens.said === b.allergens.said &&
    a.itemId === b.itemId &&
    a.course === b.course &&
    a.note.trim() === b.note.trim() &&
    a.modifiers.length === b.modifiers.length &&
    a.modifiers.every((id) => b.modifiers.includes(id))
  );
}

function clamp(quantity: number): number {
  return Math.min(LIMITS.quantity, Math.max(1, Math.trunc(quantity)));
}

/** A refusal stands until what caused it was touched: one item's cure does not hide another's trouble. */
function settled(draft: Draft, itemId: string): Draft {
  const { refusal } = draft;
  if (!refusal) return draft;
  return { ...draft, refusal: withoutItem(refusal, itemId) };
}

function withoutItem(refusal: Refusal, itemId: string): Refusal | null {
  switch (refusal.code) {
    case 'out_of_stock': {
      const items = refusal.data.items.filter((item) => item.itemId !== itemId);
      return items.length > 0 ? { ...refusal, data: { items } } : null;
    }
    case 'item_unavailable':
    case 'unknown_item': {
      const itemIds = refusal.data.itemIds.filter((id) => id !== itemId);
      return itemIds.length > 0 ? { ...refusal, data: { itemIds } } : null;
    }
    case 'unknown_modifier':
    case 'modifier_count':
      return refusal.data.itemId === itemId ? null : refusal;
    default:
      return null;
  }
}
