import type { CommandData } from '../../shared/commands.ts';
import { refuse } from '../../shared/errors.ts';
import { type Decision, type DecisionContext, type DecisionState, refused } from './state.ts';

export function chargeService(
  _state: DecisionState,
  _data: CommandData<'order.service_charge'>,
  _context: DecisionContext,
): Decision {
  return refused(refuse('internal', 'Not built yet.', {}));
}

export function discountOrder(
  _state: DecisionState,
  _data: CommandData<'order.discount'>,
  _context: DecisionContext,
): Decision {
  return refused(refuse('internal', 'Not built yet.', {}));
}
