/** Who works here: signing in, locking, managers. */
export const people = {} as const;
