import type { ManagerAction } from '../../shared/people-roles.ts';
import { useLock, type Allowed } from './lock-context.ts';

/**
 * Asks for a manager's PIN where the owner keeps this for managers and none is signed in; the answer goes along with the
 * one command that does all of `actions`. Resolves at once with `undefined` where it is not needed, and with `null` when
 * the cashier gave up.
 */
export function useApproval(): (...actions: readonly ManagerAction[]) => Promise<Allowed> {
  return useLock().approve;
}
