/** What a person may do: a cashier sells, a manager may also do what the owner keeps for managers. */
export const PERSON_ROLES = ['cashier', 'manager'] as const;

export type PersonRole = (typeof PERSON_ROLES)[number];

/** What the owner may keep for managers: a cashier then needs a manager's PIN for it. */
export const MANAGER_ACTIONS = ['void', 'discount', 'refund', 'cash_out', 'cancel'] as const;

export type ManagerAction = (typeof MANAGER_ACTIONS)[number];
