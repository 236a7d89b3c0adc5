import type { DomainEvent } from '../../shared/events.ts';
import type { Refusal } from '../../shared/errors.ts';
import type { Menu, MenuItem, ModifierGroup } from '../../shared/menu.ts';
import type { Order } from '../../shared/order.ts';
import type { Role } from '../../shared/roles.ts';

/** What a decision may look at. Whoever implements it answers from memory, with all earlier decisions applied. */
export interface DecisionState {
  order(id: string): Order | undefined;
  /** The same object until something of it changes. */
  readonly menu: Menu;
  item(id: string): MenuItem | undefined;
  modifierGroup(id: string): ModifierGroup | undefined;
  /** Units left; null = not counted. */
  available(itemId: string): number | null;
  /** The highest order number given on a business day; 0 before the first. */
  lastNumber(businessDate: string): number;
}

/** What comes from outside the state: given, never fetched, so that a decision can be repeated. */
export interface DecisionContext {
  /** ISO 8601 UTC, by the broker's clock. */
  readonly at: string;
  /** YYYY-MM-DD, shop time. */
  readonly businessDate: string;
  readonly role: Role;
  /** A new UUID version 7. */
  newId(): string;
}

/**
 * What a command comes to: the events that make it true, in order, with the order it was about; or a refusal,
 * which changes nothing. No events means that it was true already.
 */
export type Decision =
  | { readonly ok: true; readonly events: readonly DomainEvent[]; readonly order: Order | null }
  | { readonly ok: false; readonly refusal: Refusal };

export function refused(refusal: Refusal): Decision {
  return { ok: false, refusal };
}
