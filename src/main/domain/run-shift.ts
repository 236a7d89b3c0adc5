import type { CommandData } from '../../shared/commands.ts';
import { refuse } from '../../shared/errors.ts';
import { type Decision, type DecisionContext, type DecisionState, refused } from './state.ts';

export function openShift(
  _state: DecisionState,
  _data: CommandData<'shift.open'>,
  _context: DecisionContext,
): Decision {
  return refused(refuse('internal', 'Not built yet.', {}));
}

export function closeShift(
  _state: DecisionState,
  _data: CommandData<'shift.close'>,
  _context: DecisionContext,
): Decision {
  return refused(refuse('internal', 'Not built yet.', {}));
}

export function moveCash(
  _state: DecisionState,
  _kind: 'in' | 'out',
  _data: CommandData<'shift.cash_in'>,
  _context: DecisionContext,
): Decision {
  return refused(refuse('internal', 'Not built yet.', {}));
}
