/**
 * What a paired device may be. `admin` is for the owner's local tools, `integration` for programs that send
 * orders, the others for screens.
 */
export const ROLES = ['admin', 'counter', 'kitchen', 'board', 'integration'] as const;

export type Role = (typeof ROLES)[number];

/** Roles that a pairing code may carry. Nobody becomes admin by pairing. */
export const PAIRABLE_ROLES = ['counter', 'kitchen', 'board', 'integration'] as const;

export type PairableRole = (typeof PAIRABLE_ROLES)[number];
