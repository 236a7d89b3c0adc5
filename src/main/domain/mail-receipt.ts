import type { CommandData } from '../../shared/commands.ts';
import { refuse } from '../../shared/errors.ts';
import { type Decision, type DecisionContext, type DecisionState, refused } from './state.ts';

export function mailReceipt(
  _state: DecisionState,
  _data: CommandData<'order.receipt'>,
  _context: DecisionContext,
): Decision {
  return refused(refuse('internal', 'Not built yet.', {}));
}
