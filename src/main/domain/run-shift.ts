import type { CloseShift, CommandData } from '../../shared/commands.ts';
import { refuse } from '../../shared/errors.ts';
import { LIMITS } from '../../shared/limits.ts';
import type { CashCount, Shift } from '../../shared/shift.ts';
import { newReport } from './new-report.ts';
import { needsApproval } from './authority.ts';
import { noOpenShift, shiftNotFound } from './refusals.ts';
import { withMovement } from './shift-cash.ts';
import { type Decision, type DecisionContext, type DecisionState, refused } from './state.ts';

/** Opens the drawer of a counter for a shift. */
export function openShift(
  state: DecisionState,
  { floatCents }: CommandData<'shift.open'>,
  context: DecisionContext,
): Decision {
  const open = state.openShift(context.deviceId);
  if (open) {
    const detail = 'The shift of this counter is open already.';
    return refused(refuse('shift_already_open', detail, { shiftId: open.id }));
  }
  return ran({
    id: context.newId(),
    number: state.lastShiftNumber() + 1,
    ...newReport(floatCents),
    deviceId: context.deviceId,
    deviceName: context.deviceName,
    openedAt: context.at,
    openedBy: context.person,
    floatCents,
  });
}

/** Puts cash into the drawer, or takes some out of it: never more than there should be. */
export function moveCash(
  state: DecisionState,
  kind: 'in' | 'out',
  { amountCents, reason }: CommandData<'shift.cash_in'>,
  context: DecisionContext,
): Decision {
  const shift = state.openShift(context.deviceId);
  if (!shift) return noOpenShift();
  if (shift.movements.length >= LIMITS.cashMovements) {
    const detail = 'Cash was moved too often in this shift. Close it and open the next.';
    return refused(refuse('too_many', detail, { most: LIMITS.cashMovements }));
  }
  if (kind === 'out') {
    const maxCents = Math.max(0, shift.expectedCashCents);
    if (amountCents > maxCents) {
      const detail = 'There is less than that in the drawer.';
      return refused(refuse('amount_too_high', detail, { maxCents }));
    }
    const refusal = needsApproval('cash_out', context);
    if (refusal) return refused(refusal);
  }
  const { at, person } = context;
  return ran(
    withMovement(shift, { id: context.newId(), kind, amountCents, reason, at, by: person }),
  );
}

/**
 * Closes a shift with what was counted. From then on its report stays as it is. A manager may close that of any counter:
 * the drawer of a device that is gone could never be counted otherwise.
 */
export function closeShift(
  state: DecisionState,
  { shiftId, counts: given, note, leaveUnpaid }: CloseShift,
  context: DecisionContext,
): Decision {
  const shift = shiftId === undefined ? state.openShift(context.deviceId) : state.shift(shiftId);
  if (!shift) return shiftId === undefined ? noOpenShift() : shiftNotFound(shiftId);
  const { unpaid } = shift;
  if (unpaid.count > 0 && leaveUnpaid !== true) {
    const detail = 'Orders of this shift are not paid yet.';
    const data = { count: unpaid.count, dueCents: unpaid.cents };
    return refused(refuse('unpaid_orders', detail, data));
  }
  const refusal = shift.deviceId === context.deviceId ? null : needsApproval('drawer', context);
  if (refusal) return refused(refusal);
  const counts = addedUp(given);
  const countedCents = counts.reduce((sum, { valueCents, count }) => sum + valueCents * count, 0);
  return ran({
    ...shift,
    status: 'closed',
    closedAt: context.at,
    closedBy: context.person,
    counts,
    countedCents,
    differenceCents: countedCents - shift.expectedCashCents,
    note: note || null,
    version: shift.version + 1,
  });
}

function ran(shift: Shift): Decision {
  return { ok: true, events: [{ type: 'shift.changed', data: { shift } }], order: null, shift };
}

/** One entry for each note and coin, the largest first. */
function addedUp(given: readonly CashCount[]): CashCount[] {
  const byValue = new Map<number, number>();
  for (const { valueCents, count } of given) {
    byValue.set(valueCents, (byValue.get(valueCents) ?? 0) + count);
  }
  return Array.from(byValue, ([valueCents, count]) => ({ valueCents, count })).toSorted(
    (a, b) => b.valueCents - a.valueCents,
  );
}
