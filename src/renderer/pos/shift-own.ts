import type { Shift } from '../../shared/shift.ts';
import type { MirrorState } from '../client/contract.ts';

/** The open shift of this page's own drawer; null while it is closed. */
export function ownShiftOf({ shifts, deviceId }: MirrorState): Shift | null {
  return (
    Object.values(shifts).find((shift) => shift.status === 'open' && shift.deviceId === deviceId) ??
    null
  );
}
