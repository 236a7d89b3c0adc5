/** What a person may do: a cashier sells, a manager may also do what the owner keeps for managers. */
export const PERSON_ROLES = ['cashier', 'manager'] as const;

export type PersonRole = (typeof PERSON_ROLES)[number];

/** What the owner may keep for managers: a cashier then needs a manager's PIN for it. */
export const KEPT_ACTIONS = ['void', 'discount', 'refund', 'cash_out', 'cancel'] as const;

export type KeptAction = (typeof KEPT_ACTIONS)[number];

/** All that a manager's word is asked for. To close the drawer of another counter (`drawer`) takes one in every shop. */
export const MANAGER_ACTIONS = [...KEPT_ACTIONS, 'drawer'] as const;

export type ManagerAction = (typeof MANAGER_ACTIONS)[number];

/** True when a cashier needs a manager for it in a shop that keeps `managerFor`. */
export function takesManager(action: ManagerAction, managerFor: readonly ManagerAction[]): boolean {
  return action === 'drawer' || managerFor.includes(action);
}
