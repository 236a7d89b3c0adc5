import type { CommandData } from '../../shared/commands.ts';
import { refuse } from '../../shared/errors.ts';
import { type Decision, type DecisionContext, type DecisionState, refused } from './state.ts';

export function takePayment(
  _state: DecisionState,
  _data: CommandData<'payment.take'>,
  _context: DecisionContext,
): Decision {
  return refused(refuse('internal', 'Not built yet.', {}));
}

export function refundPayment(
  _state: DecisionState,
  _data: CommandData<'payment.refund'>,
  _context: DecisionContext,
): Decision {
  return refused(refuse('internal', 'Not built yet.', {}));
}
