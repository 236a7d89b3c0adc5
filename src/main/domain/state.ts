import type { DomainEvent } from '../../shared/events.ts';
import type { Refusal } from '../../shared/errors.ts';
import type { Language } from '../../shared/languages.ts';
import type { Menu, MenuItem, ModifierGroup } from '../../shared/menu.ts';
import type { Order } from '../../shared/order.ts';
import type { CounterRules } from '../../shared/counter-rules.ts';
import type { PersonRef } from '../../shared/people.ts';
import type { ManagerAction } from '../../shared/people-roles.ts';
import type { Role } from '../../shared/roles.ts';
import type { Shift } from '../../shared/shift.ts';

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
  /** The shift that is open at a counter. */
  openShift(deviceId: string): Shift | undefined;
  /** An open shift by its id. */
  shift(id: string): Shift | undefined;
  /** The highest number given to a shift; 0 before the first. */
  lastShiftNumber(): number;
}

/** What comes from outside the state: given, never fetched, so that a decision can be repeated. */
export interface DecisionContext {
  /** ISO 8601 UTC, by the broker's clock. */
  readonly at: string;
  /** YYYY-MM-DD, shop time. */
  readonly businessDate: string;
  readonly role: Role;
  readonly deviceId: string;
  readonly deviceName: string;
  /** Who is signed in at the device; null where nobody has to be. */
  readonly person: PersonRef | null;
  /** True when nobody has to be asked: a manager is signed in, it is the owner's own device, or there are no people. */
  readonly hasAuthority: boolean;
  /** What a manager has allowed for this one command. */
  readonly approvedFor: readonly ManagerAction[];
  readonly rules: CounterRules;
  /** A new UUID version 7. */
  newId(): string;
}

/**
 * What a command comes to: the events that make it true, in order, with the order or the shift it was about; or a refusal,
 * which changes nothing. No events means that it was true already.
 */
export type Decision =
  | {
      readonly ok: true;
      readonly events: readonly DomainEvent[];
      readonly order: Order | null;
      /** What a command about a shift answers with. */
      readonly shift?: Shift;
      /** A receipt of the order to be mailed. `language` null = the shop's. */
      readonly receipt?: { readonly email: string; readonly language: Language | null };
    }
  | { readonly ok: false; readonly refusal: Refusal };

export function refused(refusal: Refusal): Decision {
  return { ok: false, refusal };
}
