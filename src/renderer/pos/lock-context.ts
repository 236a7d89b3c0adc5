import { createContext, useContext } from 'react';
import type { ManagerAction } from '../../shared/people-roles.ts';
import type { Approval } from '../client/contract.ts';

/** What came of asking for a manager: `null` when the cashier gave up, `undefined` when none is needed. */
export type Allowed = Approval | null | undefined;

/** What stands around the counter: the lock before it, and managers to ask. */
export interface Lock {
  /** Asks for the PIN again, of whoever it is (`same`: it is most likely who was there). */
  readonly lock: (next: 'same' | 'another') => void;
  /** Asks a manager, where one is needed for any of it. */
  readonly approve: (...actions: readonly ManagerAction[]) => Promise<Allowed>;
}

const NONE: Lock = { lock: () => undefined, approve: () => Promise.resolve(undefined) };

export const LockContext = createContext<Lock>(NONE);

export function useLock(): Lock {
  return useContext(LockContext);
}
