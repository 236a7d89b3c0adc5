import { type Refusal, refuse } from '../../shared/errors.ts';
import { type ManagerAction, takesManager } from '../../shared/people-roles.ts';
import type { DecisionContext } from './state.ts';

/**
 * The refusal of something that the owner keeps for managers, when none has a part in it; else null. What one has allowed
 * is allowed, and nothing beside it. A program that acts
 * for nobody is not asked: there is no one at it who could call a manager, and its token came from the owner.
 */
export function needsApproval(
  action: ManagerAction,
  { rules, hasAuthority, approvedFor, role, person }: DecisionContext,
): Refusal | null {
  if (hasAuthority || approvedFor.includes(action)) return null;
  if (!takesManager(action, rules.managerFor)) return null;
  if (role === 'integration' && person === null) return null;
  return refuse('approval_required', 'A manager must allow this with their PIN.', { action });
}
